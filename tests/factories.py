"""Records for tests, written by the same use cases that real lists go through."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.catalogue.importers.mapping import guess_mapping
from guiju.catalogue.importers.rows import RowReader
from guiju.catalogue.rules.records import RejectedRow
from guiju.catalogue.services.importing import ListFile, RowWithCells, SourceSpec, import_rows

RANKS = {"official list": 10, "library": 20, "shop": 30}


def given_standards(*rows: dict[str, str], source: str = "official list", rank: int | None = None) -> None:
    """Put standards into the catalogue: one dictionary a row, keyed as the fields of a table import.

    `{"number": "GB/T 1-2000", "status": "现行", "effective": "2000-07-01", "replaces": "GB/T 1-1990"}`. A row that
    an import would refuse fails the test. Sources are told apart by name; a smaller rank is believed first.
    """
    columns = list(dict.fromkeys(name for row in rows for name in row))
    table = [tuple(row.get(name, "") for name in columns) for row in rows]
    spec = SourceSpec(key=source, name=source, rank=RANKS.get(source, 50) if rank is None else rank)
    summary = import_rows(rows=_read(columns, table), source=spec, file=ListFile("table", "given"), refuse=_fail)
    assert summary.rejected == 0


def _read(columns: list[str], table: list[tuple[str, ...]]) -> Iterator[RowWithCells | RejectedRow]:
    reader = RowReader(columns, guess_mapping(columns, table).places(columns))
    for number, cells in enumerate(table, start=2):
        read = reader.read(number, cells)
        yield read if isinstance(read, RejectedRow) else RowWithCells(read, cells)


def _fail(row: RejectedRow) -> None:
    raise AssertionError(f"row {row.row} would be refused: {row.problems}")
