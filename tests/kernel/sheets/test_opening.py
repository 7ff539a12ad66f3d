"""Tables come in as text, wherever they come from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from openpyxl import Workbook

from guiju.kernel.sheets import Row, open_table

if TYPE_CHECKING:
    from pathlib import Path


def test_open_table_of_a_workbook_gives_text_with_row_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    sheet.append(["某厂标准清单"])
    sheet.append([])
    sheet.append(["序号", "标准号", "实施日期"])
    sheet.append([1, "GB 7000.1-2015", date(2017, 1, 1)])
    sheet.append([])
    sheet.append([2.0, "GB/T 31831-2015", None])
    book.save(tmp_path / "list.xlsx")

    table = open_table(tmp_path / "list.xlsx")

    assert table.header_row == 3
    assert table.columns == ("序号", "标准号", "实施日期")
    assert table.preamble == (Row(1, ("某厂标准清单",)),)
    assert list(table.rows()) == [
        Row(4, ("1", "GB 7000.1-2015", "2017-01-01")),
        Row(6, ("2", "GB/T 31831-2015", "")),
    ]
    assert table.notes == ()
