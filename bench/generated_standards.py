"""A catalogue of any size for benchmarks: seeded, shaped like real lists, written with bare inserts.

Half of it are Chinese standards, the rest international ones. A number has one to three parts and one to four
editions, of which each replaces the one before. Titles are put together from words of the field. Periods of validity
are left out: the check computes them.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
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


Placed = tuple[int, Made]
"""An edition with its row number, from 1."""
Row = tuple[Any, ...]
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
    """Grow a migrated catalogue that holds nothing else to so many editions, each with a record of one source and
    with whom it replaces. One seed gives the same catalogue whether it is filled at once or step by step.
    """
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;")
    held = connection.execute("SELECT count(*) FROM guiju_standard").fetchone()[0]
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN"
        " ('guiju_standard', 'guiju_sourcerecord', 'guiju_relation')"
    ).fetchall()
    for name, _sql in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    if not held:
        _source(connection)
    tables = [(_inserting(connection, table, columns), rows) for table, columns, rows in TABLES]
    made = islice(enumerate(editions(count, seed), 1), held, None)
    while batch := list(islice(made, AT_ONCE)):
        for statement, rows in tables:
            connection.executemany(statement, rows(batch))
    for _name, sql in indexes:
        connection.execute(sql)
    connection.executescript("ANALYZE; PRAGMA journal_mode=WAL;")
    connection.close()


def _inserting(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> str:
    """A statement that fills these columns and gives every other its empty value."""
    blank = {
        name: "''" if needed else "NULL"
        for _id, name, _type, needed, _default, _key in connection.execute(f'PRAGMA table_info("{table}")')
        if name not in columns
    }
    values = ", ".join(("?",) * len(columns) + tuple(blank.values()))
    return f'INSERT INTO "{table}" ({", ".join((*columns, *blank))}) VALUES ({values})'


def _source(connection: sqlite3.Connection) -> None:
    source = {"id": 1, "key": "generated", "name": "generated", "rank": 50}
    run = {"id": 1, "source_id": 1, "kind": "generated", "state": "done", "mapping": "{}"}
    moments = {"started_at": SEEN, "finished_at": SEEN}
    for table, row in (("guiju_source", source), ("guiju_importrun", run | moments)):
        connection.execute(_inserting(connection, table, tuple(row)), tuple(row.values()))


STANDARD: Final = (
    *("id", "uuid", "key", "number", "printed", "undated_key", "block", "digits", "body", "year", "sort_key", "level"),
    *("mandate", "title_zh", "title_en", "issued_from", "issued_precision", "effective_from", "effective_precision"),
    "merged_at",
)
RECORD: Final = (
    *("id", "source_id", "run_id", "key", "body", "raw_number", "status_word", "raw", "facts", "digest", "seen_at"),
)
RELATION: Final = ("id", "record_id", "type", "subject_key", "object_key", "dated", "scope")


def _standards(batch: list[Placed]) -> Iterator[Row]:
    for place, made in batch:
        body, _letter, mandate, _share = made.prefix
        thing, aspect = made.number % len(THINGS), (made.number // 7 + made.part) % len(ASPECTS)
        world = body in _WORLD
        key, undated = made.key, made.undated
        yield (
            *(place, f"{place:032x}", key, key, key, undated, f"{body} {made.number}", str(made.number), body),
            *(made.year, made.sort_key, LEVELS.get(body, "industry"), mandate),
            "" if world else f"{THINGS[thing]}{made.number % 97} {ASPECTS[aspect]}",
            f"{THINGS_EN[thing]} {made.number % 97} - {ASPECTS_EN[aspect]}",
            *(f"{made.year}-{1 + made.number % 12:02d}-01", "month"),
            *((None, "") if world else (f"{made.year}-12-01", "day")),
            SEEN,
        )


def _records(batch: list[Placed]) -> Iterator[Row]:
    for place, made in batch:
        key, word = made.key, "被代替" if made.ended else "现行"
        yield place, 1, 1, key, made.prefix[0], key, word, "{}", "{}", str(place), SEEN


def _relations(batch: list[Placed]) -> Iterator[Row]:
    for place, made in batch:
        if made.replaces:
            yield place, place, "replaces", made.key, made.replaces, 1, "whole"


TABLES: Final[tuple[tuple[str, Sequence[str], Callable[[list[Placed]], Iterator[Row]]], ...]] = (
    ("guiju_standard", STANDARD, _standards),
    ("guiju_sourcerecord", RECORD, _records),
    ("guiju_relation", RELATION, _relations),
)
