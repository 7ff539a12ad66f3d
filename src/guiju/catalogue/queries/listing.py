"""Status on a date, totals, and what the home page tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from guiju.catalogue.models import SourceRecord, Standard, StatusPeriod
from guiju.catalogue.rules import ENDED, Status


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the catalogue holds, by status on a date."""

    standards: int
    bodies: int
    sources: int
    by_status: dict[str, int]


def annotate_status(standards: QuerySet[Standard], on: dt.date) -> QuerySet[Standard]:
    """Each standard with `status_word`, its status on the date."""
    period = _periods(on).filter(standard=OuterRef("pk"))
    return standards.annotate(status_word=Subquery(period.values("status")[:1]))


def count_totals(on: dt.date) -> Totals:
    """The whole catalogue in numbers."""
    by_status = dict(_periods(on).order_by().values_list("status").annotate(n=Count("id")))
    return Totals(
        standards=Standard.objects.count(),
        bodies=Standard.objects.order_by().values("body").distinct().count(),
        sources=SourceRecord.objects.order_by().values("source").distinct().count(),
        by_status=by_status,
    )


def recently_in_force(on: dt.date, days: int = 90) -> QuerySet[Standard]:
    """What came into force in the days up to and on the date, the latest first, each with `changed_on`."""
    return _changed([Status.IN_FORCE], on - dt.timedelta(days=days), on).order_by(F("changed_on").desc(), "sort_key")


def coming_into_force(on: dt.date, days: int = 365) -> QuerySet[Standard]:
    """What comes into force in the days after the date, the next first, each with `changed_on`."""
    return _changed([Status.IN_FORCE], on, on + dt.timedelta(days=days)).order_by(F("changed_on").asc(), "sort_key")


def recently_ended(on: dt.date, days: int = 90) -> QuerySet[Standard]:
    """What was replaced or withdrawn in the days up to and on the date, the latest first, each with `changed_on`."""
    return _changed(sorted(ENDED), on - dt.timedelta(days=days), on).order_by(F("changed_on").desc(), "sort_key")


def ending_soon(on: dt.date, days: int = 365) -> QuerySet[Standard]:
    """What will be replaced or withdrawn in the days after the date, the next first, each with `changed_on`."""
    return _changed(sorted(ENDED), on, on + dt.timedelta(days=days)).order_by(F("changed_on").asc(), "sort_key")


def _changed(statuses: Sequence[str], after: dt.date, until: dt.date) -> QuerySet[Standard]:
    """Standards with a period of these statuses that a stated date begins after one day and up to another.

    A standard has one such period at most: it comes into force once and ends once.
    """
    changed = Standard.objects.filter(
        periods__status__in=statuses, periods__start__gt=after, periods__start__lte=until, periods__dated=True
    )
    return changed.annotate(changed_on=F("periods__start"))


def _periods(on: dt.date) -> QuerySet[StatusPeriod]:
    return StatusPeriod.objects.filter(start__lte=on, end__gt=on)
