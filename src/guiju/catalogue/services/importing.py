"""The use case of every importer: rows in, one catalogue out, the same however often and wherever it was stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.catalogue.rules.records import Problem, ReadRecord, RejectedRow, digest_of
from guiju.catalogue.services.batches import BatchWriter
from guiju.catalogue.services.seen import SeenRows
from guiju.kernel.reasons import Reason
from guiju.platform import audit
from guiju.platform.models import ImportRun, Source, User

BATCH: Final = 1000

Progress = Callable[[int, int | None], None]
Refuse = Callable[[RejectedRow], None]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """Where a list comes from. A smaller rank is believed before a larger one."""

    key: str
    name: str = ""
    kind: str = Source.Kind.OWN
    url: str = ""
    rank: int = 50


@dataclass
class ImportSummary:
    """What one run read and changed: read = created + updated + unchanged + rejected."""

    kind: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    seconds: float = 0.0
    rejects_file: str = ""
    notes: tuple[Reason, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The pinned fields, ready for JSON."""
        facts = asdict(self)
        del facts["notes"]
        return {**facts, "seconds": round(self.seconds, 3)}


@dataclass(frozen=True, slots=True)
class RowWithCells:
    """A row read, with its cells as they came in case it has to be refused after all."""

    record: ReadRecord
    cells: tuple[str, ...]


def import_rows(  # noqa: PLR0913 (one keyword a fact of the run)
    *,
    rows: Iterable[RowWithCells | RejectedRow],
    source: SourceSpec,
    kind: str,
    file_name: str,
    file_sha256: str = "",
    mapping: dict[str, str] | None = None,
    refuse: Refuse = lambda _row: None,
    progress: Progress | None = None,
    total: int | None = None,
    actor: User | None = None,
) -> ImportSummary:
    """Write rows of one source in batches, each batch one transaction with its relations, periods, events and counts.

    Unchanged content is not written, so a second run, or a run after one that was killed, ends in the same
    catalogue. `refuse` is told of every row that was refused. `PermissionDenied` for an actor who may not.
    """
    _permit(actor)
    started = time.perf_counter()
    run = _start(source, kind, file_name, file_sha256, mapping or {})
    summary = ImportSummary(kind)
    writer = BatchWriter(run)
    with SeenRows() as seen:
        for batch in _batches(rows):
            good = [row for item in batch if (row := _accepted(item, seen, summary, refuse)) is not None]
            _write(writer, good, summary)
            if progress is not None:
                progress(summary.read, total)
    _finish(run, summary, actor)
    summary.seconds = time.perf_counter() - started
    return summary


def _permit(actor: User | None) -> None:
    """Commands run by the system itself name no actor; a person needs the right to add standards."""
    if actor is not None and not actor.has_perm("guiju.add_standard"):
        raise PermissionDenied("importing needs the right to add standards")


def _start(spec: SourceSpec, kind: str, file_name: str, sha256: str, mapping: dict[str, str]) -> ImportRun:
    """A new run; one of the same file that was stopped is closed as failed, for this one does its work again."""
    with transaction.atomic():
        facts = {"name": spec.name or spec.key, "kind": spec.kind, "url": spec.url, "rank": spec.rank}
        source, _created = Source.objects.get_or_create(key=spec.key, defaults=facts)
        stopped = ImportRun.objects.filter(source=source, state=ImportRun.State.RUNNING, file_sha256=sha256)
        stopped.update(state=ImportRun.State.FAILED, finished_at=timezone.now())
        return ImportRun.objects.create(
            source=source, kind=kind, file_name=file_name[:500], file_sha256=sha256, mapping=mapping
        )


def _batches(rows: Iterable[RowWithCells | RejectedRow]) -> Iterator[list[RowWithCells | RejectedRow]]:
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _accepted(
    item: RowWithCells | RejectedRow, seen: SeenRows, summary: ImportSummary, refuse: Refuse
) -> tuple[ReadRecord, str] | None:
    """A row to write with its digest; None once it is counted as refused or as the same again."""
    summary.read += 1
    if isinstance(item, RejectedRow):
        summary.rejected += 1
        refuse(item)
        return None
    digest = digest_of(item.record)
    before = seen.add(item.record.key, item.record.row, digest)
    if before is None:
        return item.record, digest
    if before.digest == digest:
        summary.unchanged += 1
        return None
    summary.rejected += 1
    refuse(_second(item, before.row))
    return None


def _second(item: RowWithCells, first: int) -> RejectedRow:
    record = item.record
    reason = Reason.of("import.second_row", key=record.key, row=record.row, first=first)
    return RejectedRow(record.row, item.cells, (Problem("number", record.raw_number, reason),))


def _write(writer: BatchWriter, rows: list[tuple[ReadRecord, str]], summary: ImportSummary) -> None:
    """One batch; the counts of the run are written with it, so that they never tell of rows that are not there."""
    with transaction.atomic():
        written = writer.write(rows)
        summary.created += written.created
        summary.updated += written.updated
        summary.unchanged += written.unchanged
        writer.run.read, writer.run.rejected = summary.read, summary.rejected
        writer.run.created, writer.run.updated = summary.created, summary.updated
        writer.run.unchanged = summary.unchanged
        writer.run.save(update_fields=["read", "created", "updated", "unchanged", "rejected"])


def _finish(run: ImportRun, summary: ImportSummary, actor: User | None) -> None:
    with transaction.atomic():
        run.state, run.finished_at = ImportRun.State.DONE, timezone.now()
        run.save(update_fields=["state", "finished_at"])
        counts = {name: getattr(summary, name) for name in ("read", "created", "updated", "unchanged", "rejected")}
        audit.record(
            action="catalogue.import",
            subject=("source", run.source.key),
            actor=actor,
            after={**counts, "file": run.file_name, "sha256": run.file_sha256},
            origin=run.kind,
        )
