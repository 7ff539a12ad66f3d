"""Which identifiers a file has had already, kept on disk so that a million rows take no more memory than a thousand."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import NamedTuple, Self


class SeenRow(NamedTuple):
    """An earlier row of the same identifier."""

    row: int
    digest: str


class SeenRows:
    """Identifiers of one file by row; a temporary database of its own that vanishes when closed."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA journal_mode=OFF")
        self._rows.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, row INTEGER, digest TEXT) WITHOUT ROWID")
        self._rows.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()

    def add(self, key: str, row: int, digest: str) -> SeenRow | None:
        """Remember a row; returns the earlier one of the same identifier, if there was one."""
        kept = self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, row, digest))
        if kept.rowcount:
            return None
        return SeenRow(*self._rows.execute("SELECT row, digest FROM seen WHERE key = ?", (key,)).fetchone())
