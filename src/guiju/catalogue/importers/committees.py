"""Lists of technical committees: number and name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from guiju.catalogue.importers.fields import fold_heading
from guiju.catalogue.importers.listing import Cells, Unreadable
from guiju.catalogue.importers.mapping import MappingError
from guiju.catalogue.importers.names import NameList
from guiju.catalogue.importers.raw_lists import open_rows
from guiju.catalogue.importers.values import has_chinese, read_text
from guiju.catalogue.rules.records import Problem, RejectedRow
from guiju.catalogue.services.classifying import CommitteeRow, NameTable
from guiju.kernel.reasons import Reason

NUMBER: Final = ("identifier", "committee", "number", "tc", "归口单位", "委员会编号")
NAME: Final = ("name", "committeename", "tcname", "名称", "委员会名称")


def open_committees(path: Path) -> NameList:
    """The committees of a list, with their names where it gives them; `MappingError` without a column of numbers."""
    raw = open_rows(path, header_row=1)
    folded = [fold_heading(column) for column in raw.columns]
    number = next((folded.index(name) for name in NUMBER if name in folded), None)
    name = next((folded.index(name) for name in NAME if name in folded), None)
    if number is None:
        raise MappingError("no_code_column", columns=", ".join(raw.columns))
    return NameList(
        raw.columns, NameTable.COMMITTEES, (_committee(row, cells, number, name) for row, cells in raw.rows())
    )


def _committee(row: int, cells: Cells | Unreadable, number: int, name: int | None) -> CommitteeRow | RejectedRow:
    if isinstance(cells, Unreadable):
        return RejectedRow(row, cells.cells, (cells.problem,))
    key, title = read_text(cells[number])[:200], read_text(cells[name])[:300] if name is not None else ""
    if not key:
        return RejectedRow(row, cells, (Problem("code", "", Reason.of("import.no_code")),))
    chinese = has_chinese(title)
    return CommitteeRow(row, key, title if chinese else "", "" if chinese else title, cells)
