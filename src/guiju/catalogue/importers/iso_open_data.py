"""ISO Open Data: ISO's own list of deliverables, as CSV or as one JSON object a line.

Other deliverables are named by their id there, so the file is read twice: first which id is which number, kept in
a temporary database on disk, then the rows.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from guiju.catalogue.importers.listing import Cells, Listing, NumberedRow, Unreadable, readable
from guiju.catalogue.importers.mapping import MappingError, TableMapping
from guiju.catalogue.importers.raw_lists import open_rows
from guiju.kernel.reasons import Reason

COLUMNS: Final = {
    "number": ("reference",),
    "title_en": ("title.en", "title_en"),
    "issued": ("publicationDate",),
    "ics": ("icsCode",),
    "committee": ("ownerCommittee",),
    "status": ("currentStage",),
    "replaces": ("replaces",),
    "replaced_by": ("replacedBy",),
    "scope": ("scope.en", "scope_en", "scope"),
}
"""Field by field the names ISO gives it; the first one met counts."""
NAMING: Final = ("replaces", "replacedBy")

_ID: Final = re.compile(r"\d{1,9}", re.ASCII)
_LISTED: Final = re.compile(r"[^\[\]\"';,]+")
_CODES: Final = re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?")


def open_iso(path: Path, mapping: str = "auto") -> Listing:
    """The list with ids turned into numbers. `MappingError` for a file without ISO's names of columns."""
    raw = open_rows(path)
    columns = raw.columns
    places: dict[str, int] = {
        str(name): columns.index(name) for name in ("id", "reference", "icsCode", *NAMING) if name in columns
    }
    missing = [name for name in ("id", "reference") if name not in places]
    if missing:
        raise MappingError("no_such_column", column=missing[0], columns=", ".join(columns))
    numbers = Numbers()

    def rows() -> Iterator[NumberedRow]:
        numbers.learn((cells[places["id"]], cells[places["reference"]]) for _row, cells in readable(raw.rows()))
        for row, cells in raw.rows():
            yield row, cells if isinstance(cells, Unreadable) else _readable(cells, places, numbers)

    return Listing(columns, _mapping(columns), rows, raw.total, numbers.notes)


def _mapping(columns: Cells) -> TableMapping:
    found = {field: next((n for n in names if n in columns), "") for field, names in COLUMNS.items()}
    return TableMapping({field: name for field, name in found.items() if name})


def _readable(cells: Cells, places: dict[str, int], numbers: Numbers) -> Cells:
    """Ids as numbers, codes as a plain list; all else as it came."""
    changed = list(cells)
    for name in NAMING:
        if name in places:
            changed[places[name]] = "; ".join(numbers.of(cells[places[name]]))
    if "icsCode" in places:
        changed[places["icsCode"]] = "; ".join(_CODES.findall(cells[places["icsCode"]]))
    return tuple(changed)


class Numbers:
    """Which id is which number, on disk; ids that the file does not hold are counted."""

    def __init__(self) -> None:
        self._held = sqlite3.connect("", isolation_level=None)
        self._held.execute("PRAGMA journal_mode=OFF")
        self._held.execute("CREATE TABLE held (id TEXT PRIMARY KEY, number TEXT) WITHOUT ROWID")
        self._missing = 0

    def learn(self, pairs: Iterator[tuple[str, str]]) -> None:
        """Remember the number of every id."""
        self._held.execute("BEGIN")
        self._held.executemany("INSERT OR REPLACE INTO held VALUES (?, ?)", pairs)
        self._held.execute("COMMIT")
        self._missing = 0

    def of(self, cell: str) -> Iterator[str]:
        """The numbers of a cell's ids; what is no id stays as it is, an id nobody knows is left out and counted."""
        for piece in map(str.strip, _LISTED.findall(cell)):
            if _ID.fullmatch(piece) is None:
                if piece:
                    yield piece
            elif row := self._held.execute("SELECT number FROM held WHERE id = ?", (piece,)).fetchone():
                yield row[0]
            else:
                self._missing += 1

    def notes(self) -> tuple[Reason, ...]:
        """How many ids led nowhere."""
        return (Reason.of("import.unknown_ids", count=self._missing),) if self._missing else ()
