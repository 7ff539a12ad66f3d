"""The use case of every importer: rows in, one catalogue out, the same however often and wherever it was stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from guiju.catalogue.rules.permissions import may_import
from guiju.catalogue.rules.records import Problem, ReadRecord, RejectedRow, digest_of
from guiju.catalogue.services.batches import Accepted, BatchWriter
from guiju.catalogue.services.seen import SeenRows
from guiju.kernel.batches import in_batches
from guiju.kernel.reasons import Reason
from guiju.organisations.queries.standing import standing_of
from guiju.platform.importing import (
    COUNTS,
    ImportSummary,
    ListFile,
    Progress,
    Refuse,
    SourceSpec,
    finish_run,
    note_counts,
    start_run,
)
from guiju.platform.models import User

__all__ = [
    "AnyRow",
    "ImportSummary",
    "Intake",
    "ListFile",
    "Progress",
    "Refuse",
    "RowWithCells",
    "SourceSpec",
    "UnreadRow",
    "finish_run",
    "import_rows",
    "permit",
    "start_run",
    "write_rows",
]

BATCH: Final = 1000


@dataclass(frozen=True, slots=True)
class RowWithCells:
    """A row read, with its cells as they came in case it has to be refused after all.

    `joint` holds the further standards of a row that gives one text several numbers.
    """

    record: ReadRecord
    cells: tuple[str, ...]
    joint: tuple[ReadRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row as it came: read only where its source does not hold it word for word.

    `digest` is equal for equal cells of equal columns, `row` the number a person sees.
    """

    row: int
    digest: str
    read: Callable[[], RowWithCells | RejectedRow]


AnyRow = RowWithCells | RejectedRow | UnreadRow


def import_rows(  # noqa: PLR0913 (what is read, and how the caller wants to be told)
    *,
    rows: Iterable[AnyRow],
    source: SourceSpec,
    file: ListFile,
    refuse: Refuse = lambda _row: None,
    progress: Progress | None = None,
    total: int | None = None,
    actor: User | None = None,
    reread: bool = False,
) -> ImportSummary:
    """Write rows of one source in batches, each batch one transaction with its relations, periods, events and counts.

    Unchanged content is not written, so a second run, or a run after one that was killed, ends in the same
    catalogue; `reread` reads even rows held word for word. `refuse` is told of every row that was refused.
    `PermissionDenied` for an actor who may not.
    """
    permit(actor)
    return write_rows(
        rows=rows, source=source, file=file, refuse=refuse, progress=progress, total=total, actor=actor, reread=reread
    )


def write_rows(  # noqa: PLR0913 (as above)
    *,
    rows: Iterable[AnyRow],
    source: SourceSpec,
    file: ListFile,
    refuse: Refuse = lambda _row: None,
    progress: Progress | None = None,
    total: int | None = None,
    actor: User | None = None,
    reread: bool = False,
) -> ImportSummary:
    """The same for a use case that has asked for its own permission."""
    started = time.perf_counter()
    run = start_run(source, file)
    summary = ImportSummary(file.kind)
    writer = BatchWriter(run)
    with SeenRows() as seen:
        intake = Intake(writer, seen, summary, refuse, reread)
        for batch in in_batches(rows, BATCH):
            _write(writer, intake.accept(batch), summary)
            if progress is not None:
                progress(summary.read, total)
        _write(writer, intake.leftover(), summary)
    finish_run(run, summary, actor)
    summary.seconds = time.perf_counter() - started
    return summary


def permit(actor: User | None) -> None:
    """Commands run by the system itself name no actor; a person needs the duty for the catalogue."""
    if actor is not None and not may_import(standing_of(actor)):
        raise PermissionDenied("importing needs the duty for the catalogue everywhere")


@dataclass
class Intake:
    """Which rows of a run are to be written; the others are counted as refused or as the same again."""

    writer: BatchWriter
    seen: SeenRows
    summary: ImportSummary
    refuse: Refuse
    reread: bool = False
    _joint: list[ReadRecord] = field(default_factory=list)

    def accept(self, batch: list[AnyRow]) -> list[Accepted]:
        """The rows to write, those known word for word left out unread."""
        unread = () if self.reread else (item.digest for item in batch if isinstance(item, UnreadRow))
        known = self.writer.known(unread)
        self.summary.read += len(batch)
        return [accepted for item in batch for accepted in self._accept(item, known)]

    def _accept(self, item: AnyRow, known: Mapping[str, tuple[str, str]]) -> Iterator[Accepted]:
        row_digest = ""
        if isinstance(item, UnreadRow):
            if item.digest in known and self._is_unchanged(item.row, *known[item.digest]):
                return
            row_digest, item = item.digest, item.read()
        if isinstance(item, RejectedRow):
            self._reject(item)
            return
        digest = digest_of(item.record)
        before = self.seen.add(item.record.key, item.record.row, digest)
        if before is None:
            yield Accepted(item.record, digest, "" if item.joint else row_digest)
            self._joint += item.joint
        elif before.digest == digest:
            self.summary.unchanged += 1
        else:
            self._reject(_second(item, before.row))

    def _is_unchanged(self, row: int, key: str, digest: str) -> bool:
        """Whether the row says what is held, unless an earlier one of this file said otherwise."""
        before = self.seen.add(key, row, digest)
        same = before is None or before.digest == digest
        self.summary.unchanged += same
        return same

    def leftover(self) -> list[Accepted]:
        """The further numbers of joint rows, records of their own unless the list has a row for them too.

        They come last, since that row may; the joint row is counted by its first number.
        """
        return [
            Accepted(record, digest, counted=False)
            for record in self._joint
            if self.seen.add(record.key, record.row, digest := digest_of(record)) is None
        ]

    def _reject(self, row: RejectedRow) -> None:
        self.summary.rejected += 1
        self.refuse(row)


def _second(item: RowWithCells, first: int) -> RejectedRow:
    record = item.record
    reason = Reason.of("import.second_row", key=record.key, row=record.row, first=first)
    return RejectedRow(record.row, item.cells, (Problem("number", record.raw_number, reason),))


def _write(writer: BatchWriter, rows: list[Accepted], summary: ImportSummary) -> None:
    """One batch; the counts of the run are written with it, so that they never tell of rows that are not there."""
    with transaction.atomic():
        written = writer.write(rows)
        summary.created += written.created
        summary.updated += written.updated
        summary.unchanged += written.unchanged
        note_counts(writer.run, summary)
        writer.run.save(update_fields=COUNTS)
