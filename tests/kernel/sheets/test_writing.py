"""Tables go out as workbooks and text that open without executing anything."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from guiju.kernel.sheets import Column, write_csv, write_xlsx
from guiju.kernel.sheets.writing import clean_text, neutral, sheet_name

CUT = "…〔超过单元格上限 32767 个字符，余下从略 / cut: a cell holds 32767 characters〕"

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = [Column("标准号", 20), Column("值")]
MOMENT = datetime.fromisoformat("2024-05-06 07:08:09")


def test_write_xlsx_keeps_types_and_never_writes_a_formula(tmp_path: Path) -> None:
    values = [
        "=1+1",
        "http://example.test",
        "007",
        7,
        Decimal("1.50"),
        12345678901234567,
        True,
        date(2024, 5, 6),
        MOMENT,
        None,
    ]
    count = write_xlsx(tmp_path / "a.xlsx", columns=COLUMNS, rows=[["GB 1", value] for value in values], title="清单")
    sheet = load_workbook(tmp_path / "a.xlsx")["清单"]
    assert count == 10
    assert [(cell.data_type, cell.value) for (cell,) in sheet.iter_rows(min_row=2, min_col=2)] == [
        ("s", "=1+1"),
        ("s", "http://example.test"),
        ("s", "007"),
        ("n", 7),
        ("n", 1.5),
        ("s", "12345678901234567"),
        ("s", "True"),
        ("d", datetime.fromisoformat("2024-05-06")),
        ("d", MOMENT),
        ("n", None),
    ]


def test_write_xlsx_freezes_and_filters_the_heading(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", columns=COLUMNS, rows=[["GB 1", "灯具"]], title="清单")
    sheet = load_workbook(tmp_path / "a.xlsx")["清单"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert [cell.value for cell in sheet[1]] == ["标准号", "值"]
    assert sheet["A1"].font.bold is True
    assert round(sheet.column_dimensions["A"].width) == 21


def test_write_xlsx_colours_rows_by_tone(tmp_path: Path) -> None:
    write_xlsx(
        tmp_path / "a.xlsx",
        columns=COLUMNS,
        rows=[["GB 1", "x"], ["GB 2", ""]],
        title="清单",
        tone_of_row=lambda row: "bad" if row[0] == "GB 2" else None,
    )
    sheet = load_workbook(tmp_path / "a.xlsx")["清单"]
    assert [sheet[name].fill.fgColor.rgb for name in ("A2", "A3", "B3")] == ["00000000", "FFFBDDD9", "FFFBDDD9"]


def test_write_xlsx_to_a_stream_leaves_it_open() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, columns=COLUMNS, rows=[], title="清单")
    assert load_workbook(stream).sheetnames == ["清单"]


def test_write_csv_neutralises_formulas_and_keeps_numbers() -> None:
    stream = io.BytesIO()
    rows: list[list[object]] = [
        ["=1+1", "-5"],
        ["-2+3", "+86"],
        ["@a", "甲\n乙"],
        [None, date(2024, 5, 6)],
        [Decimal("0.10"), MOMENT],
    ]
    assert write_csv(stream, columns=COLUMNS, rows=rows) == 5
    assert stream.getvalue().decode("utf-8") == (
        "\ufeff标准号,值\r\n'=1+1,-5\r\n'-2+3,+86\r\n'@a,\"甲\n乙\"\r\n,2024-05-06\r\n0.10,2024-05-06 07:08:09\r\n"
    )


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=A1", "'=A1"),
        ("＝A1", "'＝A1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-1.5", "-1.5"),
        ("-1,000", "-1,000"),
        ("-12%", "-12%"),
        ("-1+cmd", "'-1+cmd"),
        ("-", "'-"),
        ("GB 1", "GB 1"),
        ("", ""),
    ],
)
def test_neutral_text_is_no_formula(text: str, safe: str) -> None:
    assert neutral(text) == safe


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("查新结果", 1, "查新结果"),
        ("a/b:c*d?[e]\\", 1, "a b c d  e"),
        ("'x'", 1, "x"),
        ("", 1, "Sheet"),
        ("灯" * 40, 1, "灯" * 31),
        ("灯" * 40, 2, "灯" * 27 + " (2)"),
    ],
)
def test_sheet_name_is_one_a_workbook_allows(title: str, number: int, name: str) -> None:
    assert sheet_name(title, number) == name


def test_clean_text_cuts_at_what_a_cell_holds() -> None:
    assert clean_text("x" * 32_768) == "x" * 32_705 + CUT
    assert clean_text("a\x00\x08b\n\tc\ud800") == "ab\n\tc\ufffd"
