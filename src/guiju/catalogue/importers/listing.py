"""A file of any shape as rows of text under headings: the one road on which every kind of list comes in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from guiju import __version__
from guiju.catalogue.importers.mapping import TableMapping
from guiju.catalogue.importers.rows import RowReader
from guiju.catalogue.rules.records import Problem, ReadRecord, RejectedRow
from guiju.catalogue.services.importing import (
    ImportSummary,
    ListFile,
    Progress,
    RowWithCells,
    SourceSpec,
    UnreadRow,
    import_rows,
)
from guiju.catalogue.services.mappings import save_mapping
from guiju.kernel.reasons import Reason
from guiju.platform.list_files import fingerprint, rejects_path
from guiju.platform.models import User
from guiju.platform.rejects import RejectsFile

READING: Final = 2
"""Raise it when cells are read otherwise than before, so that rows held are read again."""
GLUE: Final = "\x1f"

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that has no cells to read: a line that is no JSON, a file that is broken. `cells` is what can be told."""

    problem: Problem
    cells: Cells = ()


NumberedRow = tuple[int, Cells | Unreadable]


def readable(rows: Iterable[NumberedRow]) -> Iterator[tuple[int, Cells]]:
    """The rows that have cells."""
    return ((number, cells) for number, cells in rows if not isinstance(cells, Unreadable))


@dataclass(frozen=True, slots=True)
class Listing:
    """Headings, which of them holds which fact, and the rows with the number a person sees.

    `notes` is asked once all rows were read. `joint`: a cell may give one text several numbers.
    """

    columns: tuple[str, ...]
    mapping: TableMapping
    rows: Callable[[], Iterator[NumberedRow]]
    total: int | None = None
    notes: Callable[[], tuple[Reason, ...]] = tuple
    joint: bool = False


def import_listing(
    *,
    listing: Listing,
    path: Path,
    kind: str,
    source: SourceSpec,
    progress: Progress | None = None,
    actor: User | None = None,
    reread: bool = False,
) -> ImportSummary:
    """Take in the good rows; the others go to a file that can be corrected and imported again.

    Rows held word for word are not read again unless `reread` asks for it.
    """
    reader = RowReader(listing.columns, listing.mapping.places(listing.columns), joint=listing.joint)
    save_mapping(name=source.key, columns=listing.mapping.columns)
    with RejectsFile(rejects_path(source), listing.columns) as rejects:
        summary = import_rows(
            rows=_rows(listing, reader, _seed(listing, kind, source)),
            source=source,
            file=ListFile(kind, path.name, fingerprint(path), listing.mapping.columns),
            refuse=rejects.add,
            progress=progress,
            total=listing.total,
            actor=actor,
            reread=reread,
        )
        summary.rejects_file = rejects.written
    summary.notes = (*listing.mapping.reasons, *_unread(reader), *listing.notes())
    return summary


def _rows(listing: Listing, reader: RowReader, seed: Any) -> Iterator[UnreadRow | RejectedRow]:  # noqa: ANN401 (hashlib has no public type)
    for number, cells in listing.rows():
        if isinstance(cells, Unreadable):
            yield RejectedRow(number, cells.cells, (cells.problem,))
            continue
        digest = seed.copy()
        try:
            digest.update(GLUE.join(cells).encode())
        except UnicodeEncodeError:
            yield _half_read(listing.columns, number, cells)
        else:
            yield UnreadRow(number, digest.hexdigest(), partial(_read, reader, number, cells))


def _half_read(columns: Cells, number: int, cells: Cells) -> RejectedRow:
    """A row with half a character, as texts cut within one have it: no store takes it."""
    shown = tuple(map(whole, cells))
    changed = zip(columns, shown, cells, strict=False)
    column, text = next(((name, text) for name, text, cell in changed if text != cell), ("", ""))
    return RejectedRow(number, shown, (Problem(column, text, Reason.of("import.half_character")),))


def whole(text: str) -> str:
    """The text with a mark for what is only half a character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _seed(listing: Listing, kind: str, source: SourceSpec) -> Any:  # noqa: ANN401 (as above)
    """Where every row's digest begins: what else decides what is read from equal cells."""
    decides = [__version__, READING, kind, source.key, listing.columns, dict(listing.mapping.columns)]
    return hashlib.blake2b(json.dumps(decides).encode(), digest_size=16)


def _read(reader: RowReader, number: int, cells: Cells) -> RowWithCells | RejectedRow:
    read = reader.read_all(number, cells)
    if isinstance(read, RejectedRow):
        return read
    first: ReadRecord = read[0]
    return RowWithCells(first, cells, tuple(read[1:]))


def _unread(reader: RowReader) -> Iterator[Reason]:
    yield from (Reason.of("import.unread_cells", field=name, count=count) for name, count in reader.unread.items())
    told = reader.partly.items()
    yield from (Reason.of("import.partly_read_cells", field=name, count=count) for name, count in told if count)
