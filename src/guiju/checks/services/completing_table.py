"""The table of open answers that a person completes: its headings, and reading it when it is put back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guiju.checks.problems import CompletionProblem
from guiju.checks.services.intake import limits
from guiju.kernel.reasons import Language, Reason
from guiju.kernel.sheets import Column, Row, Table, open_table
from guiju.platform.reasons import render

HEADINGS: Final[Mapping[str, int]] = {
    "line": 8,
    "part": 8,
    "input": 36,
    "outcome": 16,
    "reason": 60,
    "candidates": 60,
    "number_meant": 26,
    "note": 40,
}
"""Columns of the table with their widths; the last two are for the person who completes it."""
LONGEST_NUMBER: Final = 200


@dataclass(frozen=True, slots=True)
class Given:
    """One row put back: the answer it belongs to, the number meant, and where it was found.

    `number` may be the figure of one of the answer's candidates. `row` is its row in the table, `input` the line as
    written there (None: not said), `at` when it was said first.
    """

    row: int
    line: int
    part: int
    number: str
    note: str
    input: str | None = None
    at: dt.datetime | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Line and part of the answer."""
        return self.line, self.part


def open_columns(language: Language) -> list[Column]:
    """The headings of the table of open answers."""
    return [Column(heading(name, language), width) for name, width in HEADINGS.items()]


def heading(name: str, language: Language) -> str:
    """One heading of the table."""
    return render(Reason.of(f"check.column.{name}"), language)


def read_completed(path: Path) -> tuple[list[Given], list[Reason]]:
    """The rows of a table put back in which something was filled in, and why others could not be read.

    Headings may be in either language, in any order, with other columns between them. Raises `SheetError` for what
    is no table and `CompletionProblem` where a column is missing.
    """
    table = open_table(path, limits=limits())
    places = _places(table)
    given, refused = [], []
    for row in table.rows():
        found = _read(row, places)
        if isinstance(found, Given):
            given.append(found)
        elif found is not None:
            refused.append(found)
    return given, refused


def _places(table: Table) -> dict[str, int]:
    columns = [" ".join(name.split()) for name in table.columns]
    found = {}
    for name in HEADINGS:
        words = {heading(name, "zh"), heading(name, "en")}
        place = next((place for place, column in enumerate(columns) if column in words), None)
        if place is not None:
            found[name] = place
    missing = [heading(name, "zh") for name in ("line", "number_meant") if name not in found]
    if missing:
        raise CompletionProblem("check.completion.no_column", missing="、".join(missing), columns="、".join(columns))
    return found


def _read(row: Row, places: Mapping[str, int]) -> Given | Reason | None:
    """What a row says; None where nothing was filled in."""
    cells = {name: _cell(row.cells, place) for name, place in places.items()}
    number, note = cells["number_meant"], cells.get("note", "")
    if not number and not note:
        return None
    line, part = cells["line"], cells.get("part", "") or "1"
    if not (_is_count(line) and _is_count(part)):
        return Reason.of("check.completion.no_line_number", row=row.number, line=line)
    return Given(row.number, int(line), int(part), number[:LONGEST_NUMBER], note, cells.get("input"))


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9


def numbered(candidates: Sequence[tuple[str, str]]) -> str:
    """Candidates, each with the figure a person may write instead of its number."""
    return "\n".join(f"{place}) {key}｜{title}".rstrip("｜") for place, (key, title) in enumerate(candidates, 1))
