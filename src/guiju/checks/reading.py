"""From what is handed in to input lines: pasted text, .txt, .docx, .xlsx, .csv. Nothing is dropped without a count."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from guiju.checks.layouts import (
    SAMPLE,
    Layout,
    choose_number_column,
    choose_title_column,
    is_heading,
    rate_columns,
)
from guiju.checks.problems import ColumnError
from guiju.kernel.docid import find_all, parse
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import Limits, NoSuchSheetError, Table, open_table, read_document, read_text

DOCUMENTS: Final = frozenset({".docx", ".docm"})
PLAIN: Final = frozenset({".txt", ".md"})
LONG_LINE: Final = 40
"""Lines without an identifier that are longer than this are sentences, not entries of a list."""
PREVIEW_ROWS: Final = 8
NO_TITLE: Final = -1
"""As a title column: there is none, do not guess one."""


@dataclass(frozen=True, slots=True)
class InputLine:
    """One line to be answered: its number as the person sees it, its source text, a title beside it, its place."""

    line: int
    text: str
    title: str = ""
    place: Reason | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A line with neither number nor title: counted and shown, for it has nothing to answer."""

    line: int


Item = InputLine | Blank | None
"""What reading yields: a line, a blank one, or None for a paragraph without an identifier."""


@dataclass
class Reading:
    """Input lines, streamed, and what was counted on the way; `blank` and `passed_over` are complete at the end.

    `passed_over` counts paragraphs of running text without an identifier, `read` everything read.
    """

    layout: Layout
    _source: Iterator[Item]
    total: int | None = None
    table: Table | None = None
    other_sheets: tuple[Reason, ...] = ()
    blank: list[Blank] = field(default_factory=list)
    passed_over: int = 0
    read: int = 0

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What a person should know of the reading; complete at the end."""
        noted = self.table.notes if self.table is not None else ()
        if self.other_sheets:  # says the same and more
            noted = tuple(note for note in noted if note.code != "sheets.note.other_sheets")
        return (*self.other_sheets, *noted)

    def __iter__(self) -> Iterator[InputLine]:
        for item in self._source:
            self.read += 1
            if isinstance(item, InputLine):
                yield item
            elif item is None:
                self.passed_over += 1
            else:
                self.blank.append(item)


def read_pasted(text: str, *, column: int | None = None, title_column: int | None = None) -> Reading:
    """Pasted text: a list with one entry a line, a table copied from a spreadsheet (tabs), or running text."""
    if "\t" in text:
        table = _read_tabs(text, column, title_column)
        if table is not None:
            return table
    lines = text.splitlines()
    return _read_lines(lines, total=len(lines))


def read_file(
    path: Path,
    *,
    sheet: str | None = None,
    column: int | str | None = None,
    title_column: int | None = None,
    file_name: str = "",
    limits: Limits | None = None,
) -> Reading:
    """A file by its name's ending: .docx as running text, .txt as pasted text, anything else as a table.

    Raises `SheetError` for what cannot be read and `ColumnError` for a column that is not there.
    """
    ending = Path(file_name or path.name).suffix.lower()
    limits = limits or Limits()
    if ending in DOCUMENTS:
        return _read_paragraphs(path, limits)
    if ending in PLAIN:
        return read_pasted(read_text(path, limits))
    return _read_table(path, sheet, column, title_column, limits)


def _read_paragraphs(path: Path, limits: Limits) -> Reading:
    """A document: every paragraph that names a standard is a line, numbered as paragraphs are read."""

    def lines() -> Iterator[Item]:
        for number, paragraph in enumerate(read_document(path, limits), 1):
            yield InputLine(number, paragraph.text, place=paragraph.place) if find_all(paragraph.text) else None

    return Reading(Layout("document", running_text=True), lines())


def _read_lines(lines: Sequence[str], *, total: int) -> Reading:
    """Lines of text: entries of a list, each to be answered; or prose, of which identifiers count."""
    running = _is_running_text(lines)
    heading = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)

    def items() -> Iterator[Item]:
        for number, line in enumerate(lines, 1):
            if not line.strip() or (number == heading and is_heading(line)):
                continue
            yield InputLine(number, line) if not running or find_all(line) else None

    return Reading(Layout("text", running_text=running), items(), total=total)


def _is_running_text(lines: Sequence[str]) -> bool:
    """Mostly sentences: more long lines without an identifier, or with much besides it, than entries."""
    filled = [line.strip() for line in islice((line for line in lines if line.strip()), SAMPLE)]
    sentences = sum(1 for line in filled if len(line) > LONG_LINE and not _is_entry(line))
    return bool(filled) and sentences * 2 >= len(filled)


def _is_entry(line: str) -> bool:
    """An entry of a list begins with its number, perhaps behind a counter."""
    found = find_all(line)
    return bool(found) and found[0][0][0] <= 8


def _read_tabs(text: str, column: int | None, title_column: int | None) -> Reading | None:
    """Rows copied from a spreadsheet; None where tabs stand in something else."""
    filled = [(start, row) for start, row in _tab_rows(text) if any(cell.strip() for cell in row)]
    width = max((len(row) for _start, row in filled), default=0)
    if width < 2:
        return None
    padded = [(start, tuple(row) + ("",) * (width - len(row))) for start, row in filled]
    header = len(padded) > 1 and not any(parse(cell) for cell in padded[0][1])
    names = padded[0][1] if header else tuple(f"{index + 1}" for index in range(width))
    body = padded[1:] if header else padded
    layout = _layout("text", names, body[:SAMPLE], column, title_column)
    return Reading(replace(layout, header_row=padded[0][0] if header else 0), _rows(body, layout), total=len(body))


def _tab_rows(text: str) -> list[tuple[int, list[str]]]:
    """Rows with the line each starts on: a quoted cell may run over several lines.

    A quotation mark that is never closed would swallow what follows; then marks are taken as they stand.
    """
    try:
        rows = _delimited(text, csv.QUOTE_MINIMAL)
        swallowed = any("\t" in cell for _start, row in rows for cell in row)
        return _delimited(text, csv.QUOTE_NONE) if swallowed else rows
    except csv.Error:  # a cell longer than any spreadsheet's
        return []


def _delimited(text: str, quoting: Literal[0, 3]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter="\t", quoting=quoting)
    rows, before = [], 0
    for row in reader:
        rows.append((before + 1, row))
        before = reader.line_num
    return rows


def _read_table(
    path: Path, sheet: str | None, column: int | str | None, title_column: int | None, limits: Limits
) -> Reading:
    table = open_table(path, sheet=sheet, limits=limits)
    place = column_place(column, table.columns) if column is not None else None
    notes: tuple[Reason, ...] = ()
    if sheet is None and len(table.sheet_names) > 1:
        table, notes = _likeliest_sheet(path, table, limits)
    sample = [(row.number, row.cells) for row in islice(table.rows(), SAMPLE)]
    layout = replace(
        _layout("table", table.columns, sample, place, title_column),
        sheet=table.sheet,
        sheets=table.sheet_names,
        header_row=table.header_row,
    )
    rows = ((row.number, row.cells) for row in table.rows())
    return Reading(layout, _rows(rows, layout), total=table.total_rows, table=table, other_sheets=notes)


def _likeliest_sheet(path: Path, first: Table, limits: Limits) -> tuple[Table, tuple[Reason, ...]]:
    """The first sheet with a column of numbers; that others have one too is said, for they are not read."""
    tables = [first]
    for name in first.sheet_names[:20]:
        if name != first.sheet:
            try:
                tables.append(open_table(path, sheet=name, limits=limits))
            except NoSuchSheetError:
                continue
    holding = [table for table in tables if _holds_numbers(table)]
    chosen = holding[0] if holding else first
    others = [table.sheet for table in holding if table is not chosen]
    notes = (Reason.of("check.other_sheets", sheet=chosen.sheet, others="、".join(others)),) if others else ()
    return chosen, notes


def _holds_numbers(table: Table) -> bool:
    sample = [row.cells for row in islice(table.rows(), SAMPLE)]
    best, _sure = choose_number_column(rate_columns(table.columns, sample))
    return best is not None


def column_place(column: int | str, columns: Sequence[str]) -> int:
    """A column by its heading, its letter (B) or its number from 1, as a place from 0; an `int` is a place already."""
    if isinstance(column, int):
        if 0 <= column < max(len(columns), 1):
            return column
        raise ColumnError(str(column + 1), columns)
    wanted = column.strip()
    if wanted in columns:
        return columns.index(wanted)
    place = int(wanted) - 1 if wanted.isdecimal() else _letter_place(wanted)
    if 0 <= place < len(columns):
        return place
    raise ColumnError(column, columns)


def _letter_place(letters: str) -> int:
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return -1
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def _layout(
    kind: str,
    names: Sequence[str],
    sample: Sequence[tuple[int, Sequence[str]]],
    column: int | None,
    title_column: int | None,
) -> Layout:
    rated = rate_columns(names, [cells for _number, cells in sample])
    chosen, sure = choose_number_column(rated)
    place = column if column is not None else (chosen.index if chosen else None)
    title = choose_title_column(names, place) if title_column is None else title_column
    return Layout(
        kind,
        sure=sure or column is not None,
        columns=tuple(names),
        column=place,
        title_column=None if title == NO_TITLE else title,
        options=rated,
        preview=tuple((number, tuple(cell[:80] for cell in cells)) for number, cells in sample[:PREVIEW_ROWS]),
    )


def _rows(rows: Iterable[tuple[int, tuple[str, ...]]], layout: Layout) -> Iterator[Item]:
    """Lines of a table; where the number is left out, the title is all there is to go by."""
    for number, cells in rows:
        text, title = _cell(cells, layout.column), _cell(cells, layout.title_column)
        if text.strip():
            yield InputLine(number, text, title.strip())
        else:
            yield InputLine(number, title) if title.strip() else Blank(number)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
