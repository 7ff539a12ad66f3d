"""A catalogue of any size for benchmarks: seeded, shaped like real lists, written with bare inserts.

Half of it are Chinese standards, the rest international ones. A number has one to three parts and one to four
editions, of which each replaces the one before. Titles are put together from words of the field. Periods of validity
are left out: the check computes them.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

SEEN: Final = "2026-01-01 00:00:00"
AT_ONCE: Final = 20_000
PREFIXES: Final = (
    ("GB", "/T", "recommended", 24),
    ("GB", "", "mandatory", 4),
    ("JB", "/T", "recommended", 6),
    ("HG", "/T", "recommended", 4),
    ("YY", "/T", "recommended", 3),
    ("DL", "/T", "recommended", 4),
    ("DB44", "/T", "recommended", 5),
    ("ISO", "", "", 30),
    ("IEC", "", "", 14),
    ("EN", "", "", 6),
)
LEVELS: Final = {"GB": "national", "ISO": "international", "IEC": "international", "EN": "regional", "DB44": "local"}
THINGS: Final = (
    "灯具",
    "电缆",
    "轴承",
    "塑料管材",
    "紧固件",
    "涂料",
    "医用手套",
    "变压器",
    "阀门",
    "玩具",
    "水泥",
    "钢丝绳",
)
ASPECTS: Final = ("通用技术条件", "试验方法", "安全要求", "术语", "尺寸和公差", "包装与运输", "分类与代码", "性能要求")
THINGS_EN: Final = (
    "Luminaires",
    "Cables",
    "Rolling bearings",
    "Plastics piping",
    "Fasteners",
    "Paints",
    "Medical gloves",
    "Transformers",
    "Valves",
    "Toys",
    "Cement",
    "Steel wire ropes",
)
ASPECTS_EN: Final = (
    "General specification",
    "Test methods",
    "Safety requirements",
    "Vocabulary",
    "Dimensions and tolerances",
    "Packaging",
    "Classification",
    "Performance requirements",
)


class Made(NamedTuple):
    """One generated edition; `replaces` is the key of the one before it."""

    prefix: tuple[str, str, str, int]
    number: int
    part: int
    year: int
    ended: bool
    replaces: str

    @property
    def undated(self) -> str:
        """The number without its year, as the catalogue spells it."""
        body, letter, _mandate, _share = self.prefix
        return f"{body}{letter} {self.number}" + (f"{_mark(body)}{self.part}" if self.part else "")

    @property
    def key(self) -> str:
        """The key of the edition."""
        return f"{self.undated}{'-' if self.prefix[0] not in _WORLD else ':'}{self.year}"

    @property
    def sort_key(self) -> str:
        """As `catalogue.rules.identity.sort_text` makes it."""
        numbers = (self.number, self.part) if self.part else (self.number,)
        return "\x1f".join((self.prefix[0], *(f"{one:08d}" for one in numbers), f"{self.year:04d}00", self.key))


_WORLD: Final = frozenset({"ISO", "IEC", "EN"})


def _mark(body: str) -> str:
    return "-" if body in _WORLD else "."


def editions(count: int, seed: int) -> Iterator[Made]:
    """That many editions, number after number of each body in its share."""
    return islice(_endless(seed), count)


def _endless(seed: int) -> Iterator[Made]:
    chance = random.Random(seed)
    last = dict.fromkeys(PREFIXES, 100)
    shares = [prefix[3] for prefix in PREFIXES]
    while True:
        prefix = chance.choices(PREFIXES, shares)[0]
        last[prefix] += chance.choice((1, 1, 2, 7))
        for part in chance.choice(((0,), (0,), (1, 2), (1, 2, 3))):
            years = sorted(chance.sample(range(1985, 2026), chance.choice((1, 1, 2, 2, 3, 4))))
            before = ""
            for year in years:
                made = Made(prefix, last[prefix], part, year, year != years[-1], before)
                before = made.key
                yield made


def fill_generated(path: Path, count: int, seed: int) -> None:
    """Write the editions, a record of one source for each, and who replaces whom, into an empty migrated catalogue."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN"
        " ('guiju_standard', 'guiju_sourcerecord', 'guiju_relation')"
    ).fetchall()
    for name, _sql in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    _source(connection)
    writers = [_Writer(connection, table) for table in ("guiju_standard", "guiju_sourcerecord", "guiju_relation")]
    made = enumerate(editions(count, seed), 1)
    while batch := list(islice(made, AT_ONCE)):
        for writer, rows in zip(writers, (_standards(batch), _records(batch), _relations(batch)), strict=True):
            writer.write(rows)
    for _name, sql in indexes:
        connection.execute(sql)
    connection.executescript("ANALYZE; PRAGMA journal_mode=WAL;")
    connection.close()


class _Writer:
    """Rows into one table; what they leave out gets the empty value of its column."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        self._blank = {name: None if not needed else "" for _id, name, _type, needed, _default, _pk in columns}
        places = ", ".join(f":{name}" for name in self._blank)
        self._statement = f'INSERT INTO "{table}" ({", ".join(self._blank)}) VALUES ({places})'

    def write(self, rows: Iterator[dict[str, Any]]) -> None:
        self._connection.executemany(self._statement, ({**self._blank, **row} for row in rows))


def _source(connection: sqlite3.Connection) -> None:
    _Writer(connection, "guiju_source").write(iter([{"id": 1, "key": "generated", "name": "generated", "rank": 50}]))
    run = {
        "id": 1,
        "source_id": 1,
        "kind": "generated",
        "state": "done",
        "mapping": "{}",
        "started_at": SEEN,
        "finished_at": SEEN,
    }
    _Writer(connection, "guiju_importrun").write(iter([run]))


def _standards(batch: list[tuple[int, Made]]) -> Iterator[dict[str, Any]]:
    for place, made in batch:
        body, _letter, mandate, _share = made.prefix
        kind = made.number % len(THINGS), (made.number // 7 + made.part) % len(ASPECTS)
        yield {
            "id": place,
            "uuid": uuid.UUID(int=place).hex,
            "key": made.key,
            "number": made.key,
            "printed": made.key,
            "undated_key": made.undated,
            "block": f"{body} {made.number}",
            "digits": str(made.number),
            "body": body,
            "year": made.year,
            "sort_key": made.sort_key,
            "level": LEVELS.get(body, "industry"),
            "mandate": mandate,
            "title_zh": "" if body in _WORLD else f"{THINGS[kind[0]]}{made.number % 97} {ASPECTS[kind[1]]}",
            "title_en": f"{THINGS_EN[kind[0]]} {made.number % 97} - {ASPECTS_EN[kind[1]]}",
            "issued_from": dt.date(made.year, 1 + made.number % 12, 1).isoformat(),
            "issued_precision": "month",
            "effective_from": None if body in _WORLD else dt.date(made.year, 12, 1).isoformat(),
            "effective_precision": "" if body in _WORLD else "day",
            "merged_at": SEEN,
        }


def _records(batch: list[tuple[int, Made]]) -> Iterator[dict[str, Any]]:
    for place, made in batch:
        yield {
            "id": place,
            "source_id": 1,
            "run_id": 1,
            "key": made.key,
            "body": made.prefix[0],
            "raw_number": made.key,
            "status_word": "被代替" if made.ended else "现行",
            "raw": "{}",
            "facts": "{}",
            "digest": str(place),
            "seen_at": SEEN,
        }


def _relations(batch: list[tuple[int, Made]]) -> Iterator[dict[str, Any]]:
    for place, made in batch:
        if made.replaces:
            yield {
                "id": place,
                "record_id": place,
                "type": "replaces",
                "subject_key": made.key,
                "object_key": made.replaces,
                "dated": 1,
                "scope": "whole",
            }
