"""The rows of an .xlsx sheet as a stream of text cells."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.archive import Archive
from guiju.kernel.sheets.cell_formats import PLAIN, CellFormat, number_text, read_formats
from guiju.kernel.sheets.columns import ColumnOfCell, column_letter
from guiju.kernel.sheets.errors import BrokenError, EmptyError, TooLargeError
from guiju.kernel.sheets.tables import Row
from guiju.kernel.sheets.workbook import (
    SharedStrings,
    SheetEntry,
    Workbook,
    read_shared_strings,
    read_workbook,
)
from guiju.kernel.sheets.xml_events import LOCAL, events

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIMENSION_END = re.compile(r"[A-Z]+(\d{1,7})$")
_DIGITS = "0123456789"


def unescape(text: str) -> str:
    """Text with the `_x000D_` codes of the format resolved; what is no character stays as written."""
    if "_x" not in text:
        return text
    resolved = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text).replace("\r\n", "\n").replace("\0", "")
    try:
        return resolved.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return text


@dataclass(slots=True)
class _Seen:
    """What was met on the way and deserves a word to the person."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, where: str) -> None:
        self.counts[what] += 1
        self.first.setdefault(what, where)

    def notes(self) -> tuple[Reason, ...]:
        return tuple(
            Reason.of(f"sheets.note.{what}", count=count, **{_WHERE[what]: self.first[what]})
            for what, count in self.counts.items()
        )


_WHERE = {"hidden_rows": "row", "formulas": "cell", "formulas_without_value": "cell", "merged_cells": "cell"}


class _RowHandler:
    """Gathers finished rows from the events of a sheet's XML."""

    def __init__(
        self, strings: SharedStrings, formats: list[CellFormat], workbook: Workbook, entry: SheetEntry, limits: Limits
    ) -> None:
        self.rows: list[Row] = []
        self.seen = _Seen()
        self.last_row: int | None = None
        self._strings = strings
        self._formats = formats
        self._from_1904 = workbook.from_1904
        self._entry = entry
        self._limits = limits
        self._columns = ColumnOfCell()
        self._number = 0
        self._count = 0
        self._cells: list[str] = []
        self._column = -1
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._collecting = False
        self._phonetic = False
        self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = LOCAL[name]
        if local == "c":
            self._start_cell(attributes)
        elif local == "v" or (local == "t" and not self._phonetic):
            self._collecting = True
        elif local == "row":
            self._start_row(attributes)
        elif local == "f":
            self._formula = True
        elif local == "rPh":
            self._phonetic = True
        elif local == "mergeCell":
            self.seen.add("merged_cells", attributes.get("ref", ""))
        elif local == "dimension" and (end := _DIMENSION_END.search(attributes.get("ref", ""))):
            self.last_row = int(end[1])

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._columns[reference.rstrip(_DIGITS)] if reference else self._column + 1
        if self._column < 0:
            raise BrokenError("broken_xml", part=self._entry.part, line=self._number)
        self._cell = attributes
        self._formula = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        number = int(text) if text.isdecimal() and len(text) < 9 else self._number + 1
        if number <= self._number:
            raise BrokenError("broken_xml", part=self._entry.part, line=number)
        self._number = number
        self._column = -1
        self._cells = []
        if attributes.get("hidden") in {"1", "true"}:
            self.seen.add("hidden_rows", str(number))

    def text(self, data: str) -> None:
        if self._collecting:
            self._pieces.append(data)
            self._length += len(data)
            self._require_short(self._length)

    def _require_short(self, length: int) -> None:
        limit = self._limits.max_cell_chars
        if length > limit:
            column = column_letter(self._column)
            raise TooLargeError("cell_too_long", sheet=self._entry.name, row=self._number, column=column, limit=limit)

    def end(self, name: str) -> None:
        local = LOCAL[name]
        if local in {"v", "t"}:
            self._collecting = False
        elif local == "c":
            self._end_cell()
        elif local == "row":
            self._end_row()
        elif local == "rPh":
            self._phonetic = False

    def _end_cell(self) -> None:
        value = self._value("".join(self._pieces))
        self._pieces.clear()
        self._length = 0
        if self._formula:
            cell = f"{column_letter(self._column)}{self._number}"
            self.seen.add("formulas" if value else "formulas_without_value", cell)
        if value:
            self._put(value)

    def _put(self, value: str) -> None:
        if self._column >= self._limits.max_columns:
            limit = self._limits.max_columns
            raise TooLargeError("too_many_columns", sheet=self._entry.name, row=self._number, limit=limit)
        missing = self._column - len(self._cells)
        if missing >= 0:
            self._cells.extend([""] * missing)
            self._cells.append(value)
        else:
            self._cells[self._column] = value

    def _value(self, raw: str) -> str:
        kind = self._cell.get("t", "n")
        if not raw:
            return ""
        if kind == "s":
            return unescape(self._shared(raw))
        if kind == "n":
            return number_text(raw, self._format(), from_1904=self._from_1904)
        if kind == "b":
            return "TRUE" if raw.strip() in {"1", "true"} else "FALSE"
        if kind == "d":
            return raw.removesuffix("T00:00:00").replace("T", " ")
        return unescape(raw)

    def _shared(self, raw: str) -> str:
        if not raw.strip().isdecimal() or int(raw) >= len(self._strings):
            raise BrokenError("broken_xml", part=self._entry.part, line=self._number)
        text = self._strings[int(raw)]
        self._require_short(len(text))
        return text

    def _format(self) -> CellFormat:
        style = self._cell.get("s", "")
        return self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else PLAIN

    def _end_row(self) -> None:
        if not any(cell.strip() for cell in self._cells):
            return
        self._count += 1
        if self._count > self._limits.max_rows:
            raise TooLargeError("too_many_rows", sheet=self._entry.name, limit=self._limits.max_rows)
        self.rows.append(Row(self._number, tuple(self._cells)))


class WorkbookSource:
    """One sheet of an .xlsx or .xlsm; macros are not run, links to other workbooks are not followed."""

    def __init__(self, path: Path, sheet: str | None, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        with Archive(path, limits) as archive:
            self._workbook = read_workbook(archive)
            self._strings = read_shared_strings(archive, self._workbook.shared_strings)
            self._formats = read_formats(archive, self._workbook.styles)
        self._handler: _RowHandler | None = None
        self.sheet_names = tuple(entry.name for entry in self._workbook.sheets)
        self._entry = self._workbook.entry(sheet) if sheet is not None else self._first_with_rows()
        self.sheet = self._entry.name

    def _first_with_rows(self) -> SheetEntry:
        for entry in self._workbook.sheets:
            if not entry.hidden:
                with closing(self._rows_of(entry)) as rows:
                    if next(rows, None):
                        return entry
        raise EmptyError("no_rows")

    def rows(self) -> Generator[Row, None, None]:
        """Every row that is not blank, top to bottom."""
        return self._rows_of(self._entry)

    def _rows_of(self, entry: SheetEntry) -> Generator[Row, None, None]:
        with Archive(self._path, self._limits) as archive:
            handler = _RowHandler(self._strings, self._formats, self._workbook, entry, self._limits)
            self._handler = handler
            for _ in events(archive.chunks(entry.part), handler, entry.part):
                yield from handler.rows
                handler.rows.clear()

    def last_row(self) -> int | None:
        """The last row of the sheet's own statement of its size."""
        return self._handler.last_row if self._handler else None

    def notes(self) -> tuple[Reason, ...]:
        """What a person should know about the reading so far."""
        others = [entry for entry in self._workbook.sheets if entry is not self._entry]
        notes = list(self._handler.seen.notes()) if self._handler else []
        if hidden := [entry.name for entry in others if entry.hidden]:
            notes.append(Reason.of("sheets.note.hidden_sheets", names="，".join(hidden)))
        if shown := [entry.name for entry in others if not entry.hidden]:
            notes.append(Reason.of("sheets.note.other_sheets", names="，".join(shown)))
        if self._workbook.macros:
            notes.append(Reason.of("sheets.note.macros"))
        return tuple(notes)
