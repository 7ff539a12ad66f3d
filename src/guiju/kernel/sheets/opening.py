"""The one door through which tables come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guiju.kernel.sheets.delimited import DelimitedSource, require_rows
from guiju.kernel.sheets.errors import WrongTypeError
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.limits import DEFAULT_LIMITS
from guiju.kernel.sheets.old_workbook import OldWorkbookSource
from guiju.kernel.sheets.tables import build_table
from guiju.kernel.sheets.xlsx_rows import WorkbookSource

if TYPE_CHECKING:
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits
    from guiju.kernel.sheets.tables import Source, Table


def open_table(
    path: Path, *, sheet: str | None = None, header_row: int | None = None, limits: Limits = DEFAULT_LIMITS
) -> Table:
    """The table in an .xlsx, .xlsm, .xls or delimited text file (also packed as .gz), known by its content.

    `sheet` defaults to the first visible one that is not empty, `header_row` (from 1, 0 for none) is guessed.
    Raises `SheetError` for what cannot be read; rows further down may still raise it while they are read.
    """
    return build_table(_source(path, sheet, limits), header_row)


def _source(path: Path, sheet: str | None, limits: Limits) -> Source:
    match detect_kind(path, limits):
        case "workbook":
            return WorkbookSource(path, sheet, limits)
        case "xls":
            return OldWorkbookSource(path, sheet, limits)
        case "document":
            raise WrongTypeError("is_document")
        case "pdf":
            raise WrongTypeError("is_pdf")
        case _:
            return require_rows(DelimitedSource(path, limits))
