"""Lines of a table: the number column and the title column found, chosen or asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from guiju.checks.layouts import (
    SAMPLE,
    Layout,
    choose_number_column,
    choose_title_column,
    guess_title_column,
    rate_columns,
)
from guiju.checks.problems import ColumnError
from guiju.checks.reading.lines import Blank, InputLine, Item, Reading
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import EmptyError, Limits, NoSuchSheetError, Table, open_table

PREVIEW_ROWS: Final = 8
NO_TITLE: Final = -1
"""As a title column: there is none, do not guess one."""


def read_table(
    path: Path, sheet: str | None, column: int | str | None, title_column: int | None, limits: Limits
) -> Reading:
    """The lines of a workbook's sheet or of delimited text."""
    table = open_table(path, sheet=sheet, limits=limits)
    place = column_place(column, table.columns) if column is not None else None
    notes: tuple[Reason, ...] = ()
    if len(table.sheet_names) > 1:
        table, notes = _likeliest_sheet(path, table, limits, given=sheet is not None)
    sample = [(row.number, row.cells) for row in islice(table.rows(), SAMPLE)]
    if not sample and len(table.sheet_names) == 1:
        raise EmptyError("only_heading", sheet=table.sheet, row=table.header_row)
    layout = replace(
        lay_out("table", table.columns, sample, place, title_column, headed=table.header_row > 0),
        sheet=table.sheet,
        sheets=table.sheet_names,
        header_row=table.header_row,
    )

    def lines() -> Iterator[Item]:
        return table_lines(((row.number, row.cells) for row in table.rows()), layout)

    return Reading(layout, lines(), total=table.total_rows, source=table, other_sheets=notes, again=lines)


def _likeliest_sheet(path: Path, first: Table, limits: Limits, *, given: bool) -> tuple[Table, tuple[Reason, ...]]:
    """The sheet given, or the first with a column of numbers; that others have one too is said: they are not read."""
    tables = [first]
    for name in first.sheet_names[:20]:
        if name != first.sheet:
            try:
                tables.append(open_table(path, sheet=name, limits=limits))
            except NoSuchSheetError:
                continue
    holding = [table for table in tables if _holds_numbers(table)]
    chosen = holding[0] if holding and not given else first
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


def lay_out(
    kind: str,
    names: Sequence[str],
    sample: Sequence[tuple[int, Sequence[str]]],
    column: int | None,
    title_column: int | None,
    *,
    headed: bool,
) -> Layout:
    """How a table is read: which column holds the numbers and which the titles."""
    rated = rate_columns(names, [cells for _number, cells in sample])
    chosen, sure = choose_number_column(rated)
    place = column if column is not None else (chosen.index if chosen else None)
    title = _title_column(names, sample, place, headed=headed) if title_column is None else title_column
    return Layout(
        kind,
        sure=sure or column is not None,
        columns=tuple(names),
        column=place,
        title_column=None if title == NO_TITLE else title,
        options=rated,
        preview=tuple((number, tuple(cell[:80] for cell in cells)) for number, cells in sample[:PREVIEW_ROWS]),
    )


def _title_column(
    names: Sequence[str], sample: Sequence[tuple[int, Sequence[str]]], number: int | None, *, headed: bool
) -> int | None:
    if headed or number is None:
        return choose_title_column(names, number)
    return guess_title_column([cells for _number, cells in sample], number)


def table_lines(rows: Iterable[tuple[int, tuple[str, ...]]], layout: Layout) -> Iterator[Item]:
    """Lines of a table; where the number is left out, the title is all there is to go by."""
    for number, cells in rows:
        text, title = _cell(cells, layout.column), _cell(cells, layout.title_column)
        if text.strip():
            yield InputLine(number, text, title.strip())
        else:
            yield InputLine(number, title) if title.strip() else Blank(number)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
