"""Delimited text in every encoding and form people save it in."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import (
    BrokenError,
    CannotAnnotateError,
    Column,
    EmptyError,
    Limits,
    Row,
    SheetError,
    TooLargeError,
    annotate_csv,
    open_table,
    read_text,
    write_csv,
)
from guiju.kernel.sheets.writing import neutral

LIST = "序号,标准号,名称\r\n1,GB 7000.1-2015,灯具\r\n2,GB/T 31831-2015,LED 室内照明\r\n"
ROWS = [Row(2, ("1", "GB 7000.1-2015", "灯具")), Row(3, ("2", "GB/T 31831-2015", "LED 室内照明"))]


def guessed(encoding: str) -> tuple[Reason, ...]:
    return (Reason.of("sheets.note.encoding", encoding=encoding),)


@pytest.mark.parametrize(
    ("encoding", "mark", "notes"),
    [
        ("utf-8", b"", ()),
        ("utf-8", b"\xef\xbb\xbf", ()),
        ("gbk", b"", guessed("GB18030")),
        ("utf-16-le", b"\xff\xfe", ()),
        ("utf-16-be", b"\xfe\xff", ()),
        ("utf-16-le", b"", guessed("UTF-16-LE")),
        ("utf-16-be", b"", guessed("UTF-16-BE")),
    ],
)
def test_list_in_any_encoding_reads_the_same(
    tmp_path: Path, encoding: str, mark: bytes, notes: tuple[Reason, ...]
) -> None:
    (tmp_path / "清单.csv").write_bytes(mark + LIST.encode(encoding))
    table = open_table(tmp_path / "清单.csv")
    assert (table.sheet, table.columns, table.header_row) == ("清单", ("序号", "标准号", "名称"), 1)
    assert list(table.rows()) == ROWS
    assert table.notes == notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_list_with_any_delimiter_reads_the_same(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "a.txt").write_text(LIST.replace(",", delimiter), encoding="utf-8", newline="")
    assert list(open_table(tmp_path / "a.txt").rows()) == ROWS


def test_packed_list_reads_the_same(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.csv.gz", "wb") as file:
        file.write(LIST.encode())
    table = open_table(tmp_path / "a.csv.gz")
    assert (table.sheet, list(table.rows())) == ("a", ROWS)


def test_packed_list_past_the_limit_is_refused(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.csv.gz", "wb") as file:
        file.write(b"a,b\n" * 100_000)
    with pytest.raises(TooLargeError) as caught:
        list(open_table(tmp_path / "a.csv.gz", limits=Limits(max_unpacked_bytes=100_000)).rows())
    assert caught.value.reason == Reason.of("sheets.too_many_unpacked_bytes", limit="0.1")


def test_quoted_breaks_and_blank_lines_keep_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('标准号,备注\nGB 1,"甲\n""乙"""\n\nGB 2,丙\n', encoding="utf-8")
    assert list(open_table(tmp_path / "a.csv").rows()) == [
        Row(2, ("GB 1", '甲\n"乙"')),
        Row(4, ("GB 2", "丙")),
    ]


def test_one_identifier_a_line_is_one_column(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("GB 7000.1-2015\nGB/T 31831\nISO 9001, ISO 14001\n", encoding="utf-8")
    table = open_table(tmp_path / "a.txt")
    assert (table.header_row, table.columns[0]) == (0, "A")
    assert [row.cells for row in table.rows()] == [("GB 7000.1-2015",), ("GB/T 31831",), ("ISO 9001, ISO 14001",)]


def test_quotation_mark_in_a_line_list_swallows_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('"GB 7000.1-2015\nGB/T 31831-2015\n', encoding="utf-8")
    assert [row.cells for row in open_table(tmp_path / "a.txt").rows()] == [('"GB 7000.1-2015',), ("GB/T 31831-2015",)]


def test_annotated_line_list_gets_tabs(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("GB 7000.1-2015\nGB 1, GB 2\n", encoding="utf-8")
    annotate_csv(
        tmp_path / "in.txt", tmp_path / "out.txt", header_row=0, headers=[], answers={1: ("现行",), 2: ("废止",)}
    )
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert text == "GB 7000.1-2015\t现行\nGB 1, GB 2\t废止\n"


def test_broken_bytes_stay_visible_and_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("标准号,名称\nGB 1,灯具灯具\nGB 2,".encode() + b"\xff\xfe\n")
    table = open_table(tmp_path / "a.csv")
    assert list(table.rows()) == [Row(2, ("GB 1", "灯具灯具")), Row(3, ("GB 2", "\\xff\\xfe"))]
    assert table.notes == (
        *guessed("UTF-8"),
        Reason.of("sheets.note.broken_bytes", encoding="UTF-8", line=3),
    )


def test_single_nul_is_left_out_and_noted(tmp_path: Path) -> None:
    text = "标准号,名称\nGB 1,灯\0具\n" + "GB 2,灯\n" * 50
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    table = open_table(tmp_path / "a.csv")
    assert next(iter(table.rows())) == Row(2, ("GB 1", "灯具"))
    assert table.notes == (Reason.of("sheets.note.nuls", line=2),)


def test_quote_that_never_closes_names_its_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('标准号,名称\nGB 1,"灯具\n' + "GB 2,灯\n" * 30_000, encoding="utf-8")
    with pytest.raises(BrokenError) as caught:
        list(open_table(tmp_path / "a.csv").rows())
    assert caught.value.reason == Reason.of("sheets.open_quote", row=2)


@pytest.mark.parametrize("content", [b"\n\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_text_without_content_is_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(EmptyError) as caught:
        open_table(tmp_path / "a.csv")
    assert caught.value.reason == Reason.of("sheets.no_text")


def test_text_under_a_workbook_name_is_read_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(LIST.replace(",", "\t").encode("gbk"))
    table = open_table(tmp_path / "a.xls")
    assert list(table.rows()) == ROWS
    assert table.notes == (*guessed("GB18030"), Reason.of("sheets.note.really_text"))


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(max_rows=2), "too_many_rows"),
        (Limits(max_columns=2), "too_many_columns"),
        (Limits(max_cell_chars=6), "cell_too_long"),
        (Limits(max_bytes=10), "too_many_bytes"),
    ],
)
def test_text_past_a_limit_is_refused(tmp_path: Path, limits: Limits, code: str) -> None:
    (tmp_path / "a.csv").write_text(LIST, encoding="utf-8")
    with pytest.raises(TooLargeError) as caught:
        list(open_table(tmp_path / "a.csv", limits=limits).rows())
    assert caught.value.reason.code == f"sheets.{code}"


def test_read_text_unites_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("甲\r\n乙\r丙\n".encode("gb18030"))
    assert read_text(tmp_path / "a.txt") == "甲\n乙\n丙\n"


NO_TEXT = "\0\ufeff" + "".join(map(chr, {*range(32)} - {*b"\t\n\r"}))
safe_text = st.text(st.characters(exclude_characters=NO_TEXT, exclude_categories=["Cs"]), max_size=20)
cells = st.tuples(*[safe_text.filter(lambda text: neutral(text) == text)] * 3)


@settings(deadline=None)
@given(st.lists(cells, max_size=8))
def test_rows_written_read_back_equal(content: list[tuple[str, ...]]) -> None:
    columns = [Column(name) for name in ("标准号", "名称", "备注")]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_csv(path, columns=columns, rows=content)
        read = list(open_table(path, header_row=1).rows())
    assert read == [
        Row(number, texts) for number, texts in enumerate(content, 2) if any(text.strip() for text in texts)
    ]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(content)
        try:
            table = open_table(path)
            rows = list(table.rows())
        except SheetError as error:
            assert error.reason.code.startswith("sheets.")  # noqa: PT017 -- either outcome is right
        else:
            assert all(row.number > table.header_row for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16", "utf-16-be"])
def test_annotate_csv_appends_fields_and_keeps_every_other_byte(tmp_path: Path, encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    before = 'title\r\n标准号;备注\r\n"GB 1";"甲\r\n乙"\r\n\r\n GB 2 ;\r\nGB 3'
    after = (
        'title\r\n标准号;备注;状态;被代替\r\n"GB 1";"甲\r\n乙";现行;"a;b"\r\n\r\n GB 2 ;;\'=1+1;"甲\n乙"\r\nGB 3;;;-5'
    )
    (tmp_path / "in.csv").write_bytes(mark + before.encode(encoding))
    answers = {3: ("现行", "a;b"), 5: ("=1+1", "甲\n乙"), 6: ("", "-5")}
    annotate_csv(tmp_path / "in.csv", tmp_path / "out.csv", header_row=2, headers=["状态", "被代替"], answers=answers)
    assert (tmp_path / "out.csv").read_bytes() == mark + after.encode(encoding)


def test_annotate_csv_keeps_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes("标准号,名称\nGB 1,灯具灯具".encode() + b"\xff\n")
    annotate_csv(tmp_path / "in.csv", tmp_path / "out.csv", header_row=1, headers=["状态"], answers={2: ("现行",)})
    expected = "标准号,名称,状态\nGB 1,灯具灯具".encode() + b"\xff" + ",现行\n".encode()
    assert (tmp_path / "out.csv").read_bytes() == expected


def test_annotate_csv_with_an_answer_for_a_missing_row_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(LIST, encoding="utf-8")
    with pytest.raises(CannotAnnotateError) as caught:
        annotate_csv(tmp_path / "in.csv", tmp_path / "out.csv", header_row=1, headers=["状态"], answers={9: ("现行",)})
    assert caught.value.reason == Reason.of("sheets.no_such_row", sheet="in", row=9)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_annotated_csv_has_answers_in_columns_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("a,b,,\n1\n2,3,4,5\n", encoding="utf-8")
    annotate_csv(tmp_path / "in.csv", tmp_path / "out.csv", header_row=1, headers=["x"], answers={2: ("p",), 3: ("q",)})
    records = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert records == [["a", "b", "", "", "x"], ["1", "", "", "", "p"], ["2", "3", "4", "5", "q"]]
