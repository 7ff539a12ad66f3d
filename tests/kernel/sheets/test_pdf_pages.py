"""PDF read page by page: Chinese text as it stands, and whatever is no text or no PDF refused or named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import (
    BrokenError,
    EmptyError,
    EncryptedError,
    Limits,
    Paragraph,
    SheetError,
    TooLargeError,
    WrongTypeError,
    open_table,
    read_document,
    read_text,
)
from guiju.kernel.sheets.pdf_pages import Page, PdfPages, is_garbled, listed, tidy
from tests.printing import print_pdf, shown, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

FORM_THAT_DRAWS_ITSELF = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Length 11>>"
    b"stream\n/X Do /X Do\nendstream"
)


def read(path: Path, limits: Limits | None = None) -> list[Page]:
    return list(PdfPages(path, limits or Limits()))


def refused(path: Path, limits: Limits | None = None) -> SheetError:
    with pytest.raises(SheetError) as caught:
        read(path, limits)
    return caught.value


def test_pages_read_as_they_are_set_in_chinese(tmp_path: Path) -> None:
    path = print_pdf(tmp_path / "a.pdf", "代替 GB/T 7000.1—2015 \\ 灯具\n#pagebreak()\n第二页")
    assert read(path) == [Page(1, "代替 GB/T 7000.1—2015\n灯具"), Page(2, "第二页")]


@pytest.mark.parametrize(
    ("encoding", "codec"), [("GBK-EUC-H", "gbk"), ("UniGB-UCS2-H", "utf-16-be"), ("GBK2K-H", "gb18030")]
)
def test_chinese_of_a_font_that_is_not_in_the_file_reads_by_its_encoding(
    tmp_path: Path, encoding: str, codec: str
) -> None:
    text = "代替 GB/T 7000.1—2015《灯具》"
    path = write_pdf(tmp_path / "a.pdf", shown(text.encode(codec)), encoding=encoding)
    assert read(path) == [Page(1, text)]


def test_document_reader_gives_each_page_with_its_place(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", shown(b"GB 7000.1-2015"), pages=2)
    assert list(read_document(path)) == [
        Paragraph("GB 7000.1-2015", Reason.of("sheets.place.page", number=1)),
        Paragraph("GB 7000.1-2015", Reason.of("sheets.place.page", number=2)),
    ]


def test_page_without_text_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = print_pdf(tmp_path / "a.pdf", "第一页\n#pagebreak()\n#rect(width: 40mm)\n#pagebreak()\n第三页")
    pages = PdfPages(path)
    assert [page.number for page in pages] == [1, 3]
    assert pages.notes == (Reason.of("sheets.note.pages_without_text", pages="2"),)


SCAN = (
    '#let dots = image(bytes(range(400).map(n => calc.rem(n * 7, 256))), format: (encoding: "luma8", width: 20, '
    "height: 20), width: 150mm, height: 170mm)\n"
)


def test_scanned_page_with_a_printed_page_number_counts_as_a_picture(tmp_path: Path) -> None:
    path = print_pdf(tmp_path / "a.pdf", f"{SCAN}第一页\n#page(margin: 0mm)[#dots #place(bottom + right)[17]]")
    pages = PdfPages(path)
    assert [page.number for page in pages] == [1]
    assert pages.notes == (Reason.of("sheets.note.pages_without_text", pages="2"),)


def test_scan_without_text_is_refused_with_the_way_out(tmp_path: Path) -> None:
    error = refused(print_pdf(tmp_path / "a.pdf", f"{SCAN}#page(margin: 0mm)[#dots]"))
    assert (type(error), error.reason) == (EmptyError, Reason.of("sheets.no_text_layer", pages=1))
    assert "OCR" in str(error)


def test_pdf_behind_a_password_is_refused(tmp_path: Path) -> None:
    plain = write_pdf(tmp_path / "a.pdf", shown(b"GB 1-2000"))
    locked = pypdf.PdfWriter(clone_from=str(plain))
    locked.encrypt("geheim", algorithm="RC4-128")
    locked.write(str(tmp_path / "b.pdf"))
    error = refused(tmp_path / "b.pdf")
    assert (type(error), error.reason) == (EncryptedError, Reason.of("sheets.encrypted_pdf"))


def test_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    plain = write_pdf(tmp_path / "a.pdf", shown(b"GB 1-2000"))
    locked = pypdf.PdfWriter(clone_from=str(plain))
    locked.encrypt("", "geheim", algorithm="RC4-128")
    locked.write(str(tmp_path / "b.pdf"))
    assert read(tmp_path / "b.pdf") == [Page(1, "GB 1-2000")]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 5000])
def test_broken_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    error = refused(tmp_path / "a.pdf")
    assert (type(error), error.reason) == (BrokenError, Reason.of("sheets.broken_pdf"))


def test_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    error = refused(write_pdf(tmp_path / "a.pdf", shown(b"GB 1-2000"), pages=4), Limits(max_pages=3))
    assert (type(error), error.reason) == (TooLargeError, Reason.of("sheets.too_many_pages", pages=4, limit=3))


@pytest.mark.parametrize(
    ("content", "odd"), [(b"(GB/T 1234)Tj\n" * 30_000_000, b""), (b"/X Do", FORM_THAT_DRAWS_ITSELF)]
)
def test_pdf_that_needs_more_than_it_may_have_fails_alone(tmp_path: Path, content: bytes, odd: bytes) -> None:
    path = write_pdf(tmp_path / "a.pdf", b"BT /F1 12 Tf\n" + content + b" ET", odd=odd)
    assert path.stat().st_size < 1_000_000
    error = refused(path)
    assert (type(error), error.reason) == (BrokenError, Reason.of("sheets.pdf_failed", page=0, limit=768))


def test_damaged_pdf_gives_pages_or_a_sheet_error(tmp_path: Path) -> None:
    content = print_pdf(tmp_path / "whole.pdf", "GB 7000.1—2015").read_bytes()
    outcomes: set[type] = set()
    for position in range(8, len(content), len(content) // 12):
        damaged = bytearray(content)
        damaged[position : position + 200] = b"\xff" * len(damaged[position : position + 200])
        (tmp_path / "a.pdf").write_bytes(damaged)
        try:
            outcomes.update(type(page) for page in read(tmp_path / "a.pdf"))
        except SheetError:
            outcomes.add(SheetError)
    assert outcomes == {Page, SheetError}


def test_pdf_is_no_table_and_no_plain_text(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", shown(b"GB 1-2000"))
    for door in (open_table, read_text):
        with pytest.raises(WrongTypeError) as caught:
            door(path)
        assert caught.value.reason == Reason.of("sheets.is_pdf")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("GB/T 7000.1—2015\r\n灯具", "GB/T 7000.1—2015\n灯具"),
        ("in\ufffeternational", "in-\nternational"),
        ("T/CSA\x02016", "T/CSA-\n016"),
        ("中 华 人 民 共 和 国 国 家 标 准", "中华人民共和国国家标准"),
        ("G B / T 7 0 0 0", "GB/T7000"),
        ("a b c", "a b c"),
        ("见 GB 1 和 GB 2", "见 GB 1 和 GB 2"),
        ("GB 1\0", "GB 1"),
    ],
)
def test_text_of_a_page_is_tidied(raw: str, expected: str) -> None:
    assert tidy(raw) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GB 7000.1—2015 灯具", False),
        ("\ue001\ue002\ue003 GB", True),
        ("\ufffd\ufffd\ufffd\ufffd 1", True),
        ("温度不超过 25 \uf0b0C", False),
        ("", False),
    ],
)
def test_text_in_characters_that_are_none_counts_as_garbled(text: str, expected: bool) -> None:
    assert is_garbled(text) is expected


@given(st.sets(st.integers(1, 60)))
def test_listed_pages_name_each_page_once(pages: set[int]) -> None:
    named: list[int] = []
    for run in filter(None, listed(sorted(pages)).split(", ")):
        first, _dash, last = run.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(pages)
