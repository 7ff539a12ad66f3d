"""Any .xlsx, .csv or .csv.gz list: its columns guessed or given, its good rows taken in, the others handed back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from guiju.catalogue.importers.mapping import SAMPLE, MappingError, TableMapping, guess_mapping, read_mapping
from guiju.catalogue.importers.rejects import RejectsFile
from guiju.catalogue.importers.rows import RowReader
from guiju.catalogue.rules.records import RejectedRow
from guiju.catalogue.services.importing import ImportSummary, Progress, RowWithCells, SourceSpec, import_rows
from guiju.catalogue.services.mappings import file_stem, save_mapping
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import Limits, Table, open_table
from guiju.platform.models import User

KIND: Final = "table"
AUTO: Final = "auto"

__all__ = ["ImportSummary", "MappingError", "SourceSpec", "import_table"]


def import_table(
    *,
    path: Path,
    mapping: str = AUTO,
    source: SourceSpec | None = None,
    progress: Progress | None = None,
    actor: User | None = None,
) -> ImportSummary:
    """Import one list. `mapping` is `auto` or the path of a JSON file; `source` defaults to the file's name.

    A row without an identifier or with a bad date is refused into a file that can be corrected and imported
    again; the good rows go on. Raises `SheetError` for a file that cannot be read, `MappingError` for columns
    that cannot be told, `PermissionDenied` for an actor who may not.
    """
    spec = source or SourceSpec(key=path.name.split(".")[0], name=path.name)
    table = open_table(path, limits=_limits())
    chosen = _mapping(table, mapping)
    reader = RowReader(table.columns, chosen.places(table.columns))
    save_mapping(name=spec.key, columns=chosen.columns)
    with RejectsFile(_rejects_path(spec), table.columns) as rejects:
        summary = import_rows(
            rows=_rows(table, reader),
            source=spec,
            kind=KIND,
            file_name=path.name,
            file_sha256=_sha256(path),
            mapping=dict(chosen.columns),
            refuse=rejects.add,
            progress=progress,
            total=table.total_rows,
            actor=actor,
        )
        summary.rejects_file = rejects.written
    summary.notes = (*chosen.reasons, *_unread(reader), *table.notes)
    return summary


def _limits() -> Limits:
    """An import is an administrator's work from a file at hand: the size of an upload does not bound it."""
    unpacked = settings.GUIJU_MAX_UNPACKED_MB * 1024 * 1024
    return Limits(max_bytes=unpacked, max_unpacked_bytes=4 * unpacked, max_rows=100_000_000)


def _mapping(table: Table, mapping: str) -> TableMapping:
    if mapping != AUTO:
        return read_mapping(Path(mapping))
    return guess_mapping(table.columns, (row.cells for row in islice(table.rows(), SAMPLE)))


def _rows(table: Table, reader: RowReader) -> Iterator[RowWithCells | RejectedRow]:
    for number, cells in table.rows():
        read = reader.read(number, cells)
        yield read if isinstance(read, RejectedRow) else RowWithCells(read, cells)


def _unread(reader: RowReader) -> Iterator[Reason]:
    return (Reason.of("import.unread_cells", field=name, count=count) for name, count in reader.unread.items())


def _rejects_path(spec: SourceSpec) -> Path:
    """A file of its own for every run: what is being corrected is never written over."""
    name = f"{file_stem(spec.key)}.{timezone.localtime():%Y%m%d-%H%M%S-%f}.rejects.csv"
    return Path(settings.GUIJU_HOME) / "rejects" / name


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
