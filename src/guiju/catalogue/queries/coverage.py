"""What the catalogue covers: publishers, years, and when their sources were last read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Max, Min

from guiju.catalogue.models import SourceRecord, Standard
from guiju.catalogue.rules import Coverage
from guiju.platform.models import ImportRun


def list_coverage() -> tuple[Coverage, ...]:
    """Every publisher held, by name, with its count of editions, years, sources and the last reading of one of them."""
    sources = _sources_by_body()
    read_at = dict(ImportRun.objects.order_by().values_list("source__key").annotate(last=Max("finished_at")))
    groups = Standard.objects.order_by("body").values_list("body").annotate(Count("id"), Min("year"), Max("year"))
    return tuple(
        Coverage(body, count, first, last, _latest(sources[body], read_at), tuple(sorted(sources[body])))
        for body, count, first, last in groups
    )


def covered_bodies() -> frozenset[str]:
    """The publishers of which the catalogue holds at least one edition."""
    return frozenset(Standard.objects.order_by().values_list("body", flat=True).distinct())


def _sources_by_body() -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for body, source in SourceRecord.objects.order_by().values_list("body", "source__key").distinct():
        found[body].add(source)
    return found


def _latest(sources: set[str], read_at: dict[str, dt.datetime | None]) -> dt.datetime | None:
    return max((moment for source in sources if (moment := read_at.get(source))), default=None)
