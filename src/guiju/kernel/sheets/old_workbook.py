"""Old binary workbooks (.xls), read through calamine in a confined process."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from guiju.kernel.confined.running import ReadingFailed, read_from
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.cell_formats import moment_text, plain_number
from guiju.kernel.sheets.columns import column_letter
from guiju.kernel.sheets.errors import BrokenError, EmptyError, NoSuchSheetError, TooLargeError
from guiju.kernel.sheets.tables import Row

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits


def value_text(value: object) -> str:
    """A cell's value, as the reading process hands it over, as the person sees it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return plain_number(Decimal(repr(value)))
    if isinstance(value, dict):
        return moment_text(datetime.fromisoformat(str(value["date"])))
    return str(value)


def _read(path: Path, sheet: str) -> Generator[Any, None, None]:
    """What the reading process says: first about the workbook, then row after row."""
    try:
        yield from read_from("xls", str(path), sheet)
    except ReadingFailed as error:
        raise BrokenError("broken_xls") from error


class OldWorkbookSource:
    """One sheet of an .xls; the format ends at 65,536 rows of 256 columns."""

    def __init__(self, path: Path, sheet: str | None, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._about = self._ask(sheet)
        self.sheet_names = tuple(self._about["names"])
        if self._about["sheet"] is None and sheet is not None:
            raise NoSuchSheetError("no_such_sheet", sheet=sheet, names="，".join(self.sheet_names))
        if self._about["sheet"] is None:
            raise EmptyError("no_rows")
        self.sheet: str = self._about["sheet"]
        if self._about["columns"] > limits.max_columns:
            raise TooLargeError("too_many_columns", sheet=self.sheet, row=1, limit=limits.max_columns)

    def _ask(self, sheet: str | None) -> dict[str, Any]:
        reading = _read(self._path, sheet or "")
        for about in reading:
            reading.close()
            return dict(about)
        raise BrokenError("broken_xls")

    def rows(self) -> Generator[Row, None, None]:
        """Every row that is not blank, top to bottom."""
        reading = _read(self._path, self.sheet)
        next(reading, None)
        for count, (number, values) in enumerate(reading, 1):
            if count > self._limits.max_rows:
                raise TooLargeError("too_many_rows", sheet=self.sheet, limit=self._limits.max_rows)
            yield Row(number, tuple(map(value_text, values)))

    def last_row(self) -> int | None:
        """The last row of the sheet."""
        return int(self._about["rows"])

    def notes(self) -> tuple[Reason, ...]:
        """What a person should know about the reading so far."""
        others = [name for name in self.sheet_names if name != self.sheet]
        notes = []
        if merged := self._about["merged"]:
            (row, column), _ = merged[0]
            cell = f"{column_letter(column)}{row + 1}"
            notes.append(Reason.of("sheets.note.merged_cells", count=len(merged), cell=cell))
        if hidden := [name for name in others if name not in self._about["visible"]]:
            notes.append(Reason.of("sheets.note.hidden_sheets", names="，".join(hidden)))
        if shown := [name for name in others if name in self._about["visible"]]:
            notes.append(Reason.of("sheets.note.other_sheets", names="，".join(shown)))
        return tuple(notes)
