"""The demonstration data: real lighting standards from `guiju/demo`, taken in as any list would be."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Final

from guiju.catalogue.importers.mapping import guess_mapping
from guiju.catalogue.importers.rows import RowReader
from guiju.catalogue.rules.records import RejectedRow
from guiju.catalogue.services.classifying import CodeTitle, save_classifications
from guiju.catalogue.services.importing import ImportSummary, ListFile, RowWithCells, SourceSpec, import_rows

Progress = Callable[[int, int | None], None]

KIND: Final = "demo"
SEPARATOR: Final = ";"
RANK_STEP: Final = 10
"""Ranks of the demonstration's sources are 1 to 4; kept wide apart so that a user's own may stand between."""

Row = dict[str, str]


def load_demo(progress: Progress | None = None) -> list[ImportSummary]:
    """Load standards with their references, and titles of classifications; returns one summary a source.

    A second load changes nothing.
    """
    save_classifications(codes=[CodeTitle(**row) for row in _rows("classifications.csv")])
    sources = {row["key"]: _spec(row) for row in _rows("sources.csv")}
    groups = _by_source(_rows("standards.csv"), sources)
    cited = _cited()
    done, total = 0, sum(map(len, groups.values()))
    file = ListFile(KIND, "standards.csv", _digest())
    summaries = []
    for key, rows in groups.items():
        summary = import_rows(rows=_read(rows, cited), source=sources[key], file=file)
        summaries.append(summary)
        done += summary.read
        if progress is not None:
            progress(done, total)
    return summaries


def _rows(name: str) -> list[Row]:
    text = files("guiju.demo").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _digest() -> str:
    texts = (files("guiju.demo").joinpath(name).read_bytes() for name in ("standards.csv", "references.csv"))
    return hashlib.sha256(b"".join(texts)).hexdigest()


def _spec(row: Row) -> SourceSpec:
    rank = int(row["rank"]) * RANK_STEP
    return SourceSpec(key=row["key"], name=row["name"], kind=row["kind"], url=row["url"], rank=rank)


def _by_source(rows: Sequence[Row], sources: Mapping[str, SourceSpec]) -> dict[str, list[Row]]:
    """Each row goes to the best-ranked of the sources it was read in; the others stay in its raw values."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        keys = [key.strip() for key in row["source"].split(SEPARATOR)]
        groups[min(keys, key=lambda key: (sources[key].rank, keys.index(key)))].append(row)
    return dict(groups)


def _cited() -> dict[str, str]:
    """The references of each standard, as one cell of a list would hold them."""
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows("references.csv"):
        cited[row["from"]].append(row["to"])
    return {number: f"{SEPARATOR} ".join(numbers) for number, numbers in cited.items()}


def _read(rows: Sequence[Row], cited: Mapping[str, str]) -> Iterator[RowWithCells | RejectedRow]:
    columns = [*rows[0], "cites"]
    table = [(*row.values(), cited.get(row["number"], "")) for row in rows]
    mapping = guess_mapping(columns, table)
    reader = RowReader(columns, mapping.places(columns))
    for number, cells in enumerate(table, start=2):
        read = reader.read(number, cells)
        yield read if isinstance(read, RejectedRow) else RowWithCells(read, cells)
