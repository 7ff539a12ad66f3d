"""What the catalogue covers: publishers, years, and when their sources were last read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Max
from django.utils import timezone

from guiju.catalogue.models import SourceRecord, Standard
from guiju.catalogue.queries.keeping import kept_until_changed
from guiju.catalogue.rules import Coverage
from guiju.catalogue.rules.coverage import YearCoverage
from guiju.platform.models import ImportRun


def list_coverage() -> tuple[Coverage, ...]:
    """Every publisher held, by name, with its count of editions, years, sources and the last reading of one of them."""
    sources = _sources_by_body()
    read_at = dict(ImportRun.objects.order_by().values_list("source__key").annotate(last=Max("finished_at")))
    return tuple(_coverage(one, sources.get(one.body, frozenset()), read_at) for one in list_coverage_by_year())


@kept_until_changed
def list_coverage_by_year() -> tuple[YearCoverage, ...]:
    """Every publisher held, by name, with its editions of each year."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    rows = Standard.objects.order_by("body", "year").values_list("body", "year").annotate(Count("id"))
    for body, year, count in rows:
        found[body][year or 0] = count
    return tuple(YearCoverage(body, sum(years.values()), years) for body, years in found.items())


def covered_bodies() -> frozenset[str]:
    """The publishers of which the catalogue holds at least one edition."""
    return frozenset(Standard.objects.order_by().values_list("body", flat=True).distinct())


@kept_until_changed
def _sources_by_body() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for body, source in SourceRecord.objects.order_by().values_list("body", "source__key").distinct():
        found[body].add(source)
    return {body: frozenset(sources) for body, sources in found.items()}


def _coverage(one: YearCoverage, sources: frozenset[str], read_at: dict[str, dt.datetime | None]) -> Coverage:
    moments = [timezone.localtime(moment) for source in sources if (moment := read_at.get(source))]  # its day is ours
    last = max(moments, default=None)
    return Coverage(one.body, one.count, one.first, one.last, last, tuple(sorted(sources)))
