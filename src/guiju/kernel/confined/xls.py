"""Reads one sheet of an .xls and prints it; run by `sheets.old_workbook`, not imported.

The format lets a file of 5 KB claim 16 million cells, which the reader then holds in memory one by one (measured:
1 GB); a process with a limit fails alone.

Arguments: FILE SHEET. An empty SHEET means the first visible one with rows. Prints a line of JSON about the workbook,
then one for each row that is not blank: [number, [values]].
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from guiju.kernel.confined.limiting import limit_process

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def encode(value: object) -> object:
    """A value as JSON keeps it; dates become {"date": ISO text}."""
    if isinstance(value, (date, datetime)):
        return {"date": value.isoformat()}
    return str(value) if isinstance(value, (time, timedelta)) else value


def choose(book: CalamineWorkbook, name: str, visible: list[str]) -> CalamineSheet | None:
    """The sheet of that name, or the first visible one that has rows."""
    if name:
        return book.get_sheet_by_name(name) if name in book.sheet_names else None
    sheets = (book.get_sheet_by_name(one) for one in visible)
    return next((sheet for sheet in sheets if sheet.start is not None), None)


def main(path: str, name: str) -> None:
    """Print the sheet."""
    limit_process()
    with open(path, "rb") as file:  # noqa: PTH123 -- a name handed over, opened once
        book = CalamineWorkbook.from_filelike(file)
    entries = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    visible = [one.name for one in entries if one.visible == SheetVisibleEnum.Visible]
    sheet = choose(book, name, visible)
    about: dict[str, object] = {"names": [one.name for one in entries], "visible": visible, "sheet": None}
    if sheet is not None:
        end = sheet.end or (0, 0)
        about |= {
            "sheet": sheet.name,
            "rows": end[0] + 1,
            "columns": end[1] + 1,
            "merged": sheet.merged_cell_ranges or [],
        }
    print(json.dumps(about))
    if sheet is not None:
        print_rows(sheet)


def print_rows(sheet: CalamineSheet) -> None:
    """Print the rows that are not blank."""
    first_row, first_column = sheet.start or (0, 0)
    lead = [""] * first_column
    for number, values in enumerate(sheet.iter_rows(), first_row + 1):
        if any(value != "" for value in values):
            print(json.dumps([number, lead + [encode(value) for value in values]]))


if __name__ == "__main__":
    main(*sys.argv[1:])
