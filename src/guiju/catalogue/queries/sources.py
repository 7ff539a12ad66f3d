"""Where the catalogue comes from: what was loaded when, and where sources disagree."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db.models import Count

from guiju.catalogue.models import SourceRecord
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.keeping import kept_until_changed
from guiju.catalogue.rules.merging import Claim, Conflict, find_conflicts
from guiju.platform.models import ImportRun, Source

AT_ONCE: Final = 500
KEPT: Final = 50
"""The first disagreements are asked for again and again, by the page and the command."""


@dataclass(frozen=True, slots=True)
class Load:
    """One run of an importer: which file, when, and what came of its rows. `state` tells of one that was stopped."""

    kind: str
    file_name: str
    state: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """A source, its rank (smaller is believed first), how many standards it speaks of, and its last load."""

    key: str
    name: str
    kind: str
    url: str
    rank: int
    records: int
    shared: int
    last: Load | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources disagree about for one standard, the value that holds first."""

    key: str
    conflicts: tuple[Conflict, ...]


def list_loaded_sources() -> tuple[LoadedSource, ...]:
    """Every source, the most believed first. `shared` counts its standards that other sources speak of too."""
    counts, shared = _count_by_source()
    last = _last_loads()
    return tuple(
        LoadedSource(
            key=source.key,
            name=source.name,
            kind=source.kind,
            url=source.url,
            rank=source.rank,
            records=counts.get(source.pk, 0),
            shared=shared.get(source.pk, 0),
            last=last.get(source.pk),
        )
        for source in Source.objects.all()
    )


def list_disagreements(limit: int = 50) -> tuple[Disagreement, ...]:
    """The first standards, by key, about which sources disagree; a standard of one source is not looked at."""
    return _first_disagreements()[:limit] if limit <= KEPT else tuple(islice(_disagreements(), limit))


@kept_until_changed
def _first_disagreements() -> tuple[Disagreement, ...]:
    return tuple(islice(_disagreements(), KEPT))


def count_disagreements() -> dict[str, int]:
    """How many standards sources disagree about, by fact; a standard counts once for each."""
    found: defaultdict[str, int] = defaultdict(int)
    for disagreement in _disagreements():
        for conflict in disagreement.conflicts:
            found[conflict.field] += 1
    return dict(sorted(found.items()))


def list_shared_keys(source: str) -> Iterator[list[str]]:
    """Standards of a source that other sources speak of too, in lists, each asked for when the last was used."""
    after = ""
    while keys := _shared_keys_after(after):
        rows = SourceRecord.objects.filter(among("key", keys), source__key=source).order_by("key")
        yield list(rows.values_list("key", flat=True))
        after = keys[-1]


def _shared_keys_after(after: str) -> list[str]:
    rows = SourceRecord.objects.filter(key__gt=after).values("key").annotate(told=Count("id")).filter(told__gt=1)
    return list(rows.order_by("key").values_list("key", flat=True)[:AT_ONCE])


@kept_until_changed
def _count_by_source() -> tuple[dict[int, int], dict[int, int]]:
    """Standards each source speaks of, and those that others speak of too."""
    counts = dict(SourceRecord.objects.order_by().values_list("source").annotate(Count("id")))
    return counts, _shared_by_source()


def _shared_by_source() -> dict[int, int]:
    keys = SourceRecord.objects.order_by().values("key").annotate(told=Count("id")).filter(told__gt=1).values("key")
    return dict(SourceRecord.objects.filter(key__in=keys).order_by().values_list("source").annotate(Count("id")))


def _last_loads() -> dict[int, Load]:
    rows = ImportRun.objects.order_by("started_at", "pk")
    return {
        run.source_id: Load(
            run.kind,
            run.file_name,
            run.state,
            run.started_at,
            run.finished_at,
            run.read,
            run.created,
            run.updated,
            run.unchanged,
            run.rejected,
        )
        for run in rows
    }


def _disagreements() -> Iterator[Disagreement]:
    after = ""
    while keys := _shared_keys_after(after):
        for key, claims in sorted(load_claims(keys).items()):
            conflicts = find_conflicts(claims)
            if conflicts:
                yield Disagreement(key, conflicts)
        after = keys[-1]


def load_claims(keys: Iterable[str]) -> dict[str, list[Claim]]:
    """What every source says of each key, its word of status among the facts."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    rows = SourceRecord.objects.filter(among("key", keys)).order_by()
    fields = ("key", "source__key", "source__rank", "seen_at", "facts", "status_word")
    for key, source, rank, seen_at, facts, word in rows.values_list(*fields):
        found[key].append(Claim(source, rank, seen_at, {**facts, "status": word}))
    return dict(found)
