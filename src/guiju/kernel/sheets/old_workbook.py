"""Old binary workbooks (.xls), read through calamine."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.cell_formats import moment_text, plain_number
from guiju.kernel.sheets.columns import column_letter
from guiju.kernel.sheets.errors import BrokenError, EmptyError, EncryptedError, NoSuchSheetError, TooLargeError
from guiju.kernel.sheets.tables import Row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet

    from guiju.kernel.sheets.limits import Limits

_Value = int | float | str | bool | time | date | datetime | timedelta


def value_text(value: _Value) -> str:
    """A cell's value as the person sees it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return plain_number(Decimal(repr(value)))
    if isinstance(value, date):
        return moment_text(value)
    return str(value)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise EncryptedError("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise BrokenError("broken_xls") from error
    except BaseException as error:
        # A panic inside the Rust reader is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise BrokenError("broken_xls") from error
        raise


class OldWorkbookSource:
    """One sheet of an .xls, whole in memory: the format ends at 65,536 rows of 256 columns."""

    def __init__(self, path: Path, sheet: str | None, limits: Limits) -> None:
        self._limits = limits
        with path.open("rb") as file, _failures():
            self._workbook = CalamineWorkbook.from_filelike(file)
            entries = [one for one in self._workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            self._hidden = [one.name for one in entries if one.visible != SheetVisibleEnum.Visible]
            self.sheet_names = tuple(one.name for one in entries)
            self._content = self._by_name(sheet) if sheet is not None else self._first_with_rows()
            self.sheet = self._content.name

    def _by_name(self, name: str) -> CalamineSheet:
        if name not in self.sheet_names:
            raise NoSuchSheetError("no_such_sheet", sheet=name, names="，".join(self.sheet_names))
        return self._workbook.get_sheet_by_name(name)

    def _first_with_rows(self) -> CalamineSheet:
        for name in self.sheet_names:
            if name not in self._hidden:
                content = self._workbook.get_sheet_by_name(name)
                if content.start is not None:
                    return content
        raise EmptyError("no_rows")

    def rows(self) -> Generator[Row, None, None]:
        """Every row that is not blank, top to bottom."""
        first_row, first_column = self._content.start or (0, 0)
        self._check_size(first_column)
        lead = ("",) * first_column
        with _failures():
            for number, values in enumerate(self._content.iter_rows(), first_row + 1):
                cells = tuple(value_text(value) for value in values)
                if any(cell.strip() for cell in cells):
                    yield Row(number, lead + cells)

    def _check_size(self, first_column: int) -> None:
        limits = self._limits
        if self._content.height > limits.max_rows:
            raise TooLargeError("too_many_rows", sheet=self.sheet, limit=limits.max_rows)
        if first_column + self._content.width > limits.max_columns:
            raise TooLargeError("too_many_columns", sheet=self.sheet, row=1, limit=limits.max_columns)

    def last_row(self) -> int | None:
        """The last row of the sheet."""
        return None if self._content.end is None else self._content.end[0] + 1

    def notes(self) -> tuple[Reason, ...]:
        """What a person should know about the reading so far."""
        others = [name for name in self.sheet_names if name != self.sheet]
        notes = []
        if merged := self._content.merged_cell_ranges:
            (row, column), _ = merged[0]
            cell = f"{column_letter(column)}{row + 1}"
            notes.append(Reason.of("sheets.note.merged_cells", count=len(merged), cell=cell))
        if hidden := [name for name in others if name in self._hidden]:
            notes.append(Reason.of("sheets.note.hidden_sheets", names="，".join(hidden)))
        if shown := [name for name in others if name not in self._hidden]:
            notes.append(Reason.of("sheets.note.other_sheets", names="，".join(shown)))
        return tuple(notes)
