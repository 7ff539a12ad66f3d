"""Rows of text out of any file that holds a list, before anybody asked what its columns mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guiju.catalogue.importers.json_records import is_json, open_json
from guiju.catalogue.importers.listing import Cells, NumberedRow
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import open_table
from guiju.platform.list_files import limits


@dataclass(frozen=True, slots=True)
class RawList:
    """Headings, rows that may be read any number of times, how many there may be, and what was odd."""

    columns: Cells
    rows: Callable[[], Iterator[NumberedRow]]
    total: int | None
    notes: Callable[[], tuple[Reason, ...]] = tuple
    other_sheets: tuple[str, ...] = ()


def open_rows(path: Path, header_row: int | None = None, sheet: str | None = None) -> RawList:
    """A table of a workbook or a text file (`header_row` 0: without headings), or the records of a JSON file.

    Without `sheet` it is the first of a workbook that is shown and not empty; `other_sheets` names the rest.
    """
    if is_json(path):
        records = open_json(path)
        return RawList(records.columns, records.rows, records.total)
    table = open_table(path, sheet=sheet, header_row=header_row, limits=limits())

    def rows() -> Iterator[NumberedRow]:
        return ((number, cells) for number, cells in table.rows())

    others = tuple(name for name in table.sheet_names if name != table.sheet)
    return RawList(table.columns, rows, table.total_rows, lambda: table.notes, others)
