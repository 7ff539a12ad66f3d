"""Taking in what the sources of another installation say, as if their lists had been read here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from guiju.catalogue.models import SourceRecord
from guiju.catalogue.queries.among import among
from guiju.catalogue.rules.exchanged import EXCHANGE, ToldRecord, ToldSource, read_row
from guiju.catalogue.services.batches import Accepted, BatchWriter
from guiju.catalogue.services.importing import BATCH, ImportSummary, ListFile, SourceSpec, finish_run, start_run
from guiju.catalogue.services.ranking import change_rank
from guiju.kernel.batches import in_batches
from guiju.platform.models import ImportRun, Source
from guiju.platform.registries import Origin

COUNTS: Final = ("created", "updated", "unchanged", "kept")


def take_in_records(rows: Iterable[Mapping[str, Any]], origin: Origin) -> dict[str, int]:
    """Write records of another installation's sources in the caller's transaction; a second time changes nothing.

    A source has the rank it has there. Where this installation reads the same source itself, its own rank stays, and
    of two records of one standard the one seen later holds; `kept` counts those that were ours.
    """
    counts = dict.fromkeys(COUNTS, 0)
    told: defaultdict[ToldSource, list[ToldRecord]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        record = read_row(number, row)
        told[record.source].append(record)
    for source, records in told.items():
        _rank(source, origin)
        _take_in(source, records, origin, counts)
    return counts


def _rank(source: ToldSource, origin: Origin) -> None:
    held = Source.objects.filter(key=source.key).first()
    if held is None or held.rank == source.rank:
        return
    if not ImportRun.objects.filter(source=held).exclude(kind=EXCHANGE).exists():
        change_rank(key=source.key, rank=source.rank, why=f"{EXCHANGE} {origin.package}")


def _take_in(source: ToldSource, records: list[ToldRecord], origin: Origin, counts: dict[str, int]) -> None:
    run = start_run(SourceSpec(**source._asdict()), ListFile(EXCHANGE, origin.package, origin.digest))
    writer, summary = BatchWriter(run), ImportSummary(EXCHANGE)
    for batch in in_batches(records, BATCH):
        newer = list(_newer(run, batch))
        written = writer.write([Accepted(one.record, one.digest) for one in newer])
        summary.read += len(batch)
        summary.created += written.created
        summary.updated += written.updated
        summary.unchanged += written.unchanged + len(batch) - len(newer)
        counts["kept"] += len(batch) - len(newer)
        counts["unchanged"] += written.unchanged
    counts["created"] += summary.created
    counts["updated"] += summary.updated
    finish_run(run, summary, None)


def _newer(run: ImportRun, batch: list[ToldRecord]) -> Iterator[ToldRecord]:
    """Without those of which this installation itself has a later one; of one moment, both decide alike."""
    own: dict[str, tuple[dt.datetime, str]] = {}
    rows = SourceRecord.objects.filter(among("key", [one.record.key for one in batch]), source=run.source)
    for key, seen_at, digest in rows.exclude(run__kind=EXCHANGE).order_by().values_list("key", "seen_at", "digest"):
        own[key] = (seen_at, digest)
    for one in batch:
        mine = own.get(one.record.key)
        if mine is None or mine <= (one.seen_at, one.digest):
            yield one
