"""Status on a date, totals, and what the home page tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery

from guiju.catalogue.models import SourceRecord, Standard, StatusPeriod


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the catalogue holds, by status on a date."""

    standards: int
    bodies: int
    sources: int
    by_status: dict[str, int]


def annotate_status(standards: QuerySet[Standard], on: dt.date) -> QuerySet[Standard]:
    """Each standard with `status_word`, its status on the date."""
    period = periods_on(on).filter(standard=OuterRef("pk"))
    return standards.annotate(status_word=Subquery(period.values("status")[:1]))


def count_totals(on: dt.date) -> Totals:
    """The whole catalogue in numbers."""
    by_status = dict(periods_on(on).order_by().values_list("status").annotate(n=Count("id")))
    return Totals(
        standards=Standard.objects.count(),
        bodies=Standard.objects.order_by().values("body").distinct().count(),
        sources=SourceRecord.objects.order_by().values("source").distinct().count(),
        by_status=by_status,
    )


def periods_on(on: dt.date) -> QuerySet[StatusPeriod]:
    """The period that holds on the date, of each standard that has one."""
    return StatusPeriod.objects.filter(start__lte=on, end__gt=on)
