"""News of the catalogue: what is published, comes into force, ends, is recorded or corrected between two days.

Only what a source dates to the day is told: a month or a year has no place in a week.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from guiju.catalogue.models import Standard, StandardClassification, StatusPeriod
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.beginning import beginning
from guiju.catalogue.queries.chains import load_chains
from guiju.catalogue.rules import ENDED, Scope, Status
from guiju.catalogue.rules.news import Chosen, Section
from guiju.kernel.dates import Precision
from guiju.platform.models import Event

CREATED: Final = "standard.created"
UPDATED: Final = "standard.updated"
PERIODS: Final = {Section.IN_FORCE: (Status.IN_FORCE,), Section.ENDED: tuple(sorted(ENDED))}
STATUS_FACT: Final = "status"
LAST_DAYS: Final = (28, 29, 30, 31)
"""Of months."""


@dataclass(frozen=True, slots=True)
class Revision:
    """How often the dates of a standard were found to be others, and when its record changed last."""

    times: int
    last: dt.datetime


def list_news(section: Section, first: dt.date, end: dt.date, chosen: Chosen = Chosen()) -> QuerySet[Standard]:  # noqa: B008 (a value that never changes)
    """Standards to which it happened from one day up to, and not on, another; by day, then number.

    Each with `changed_on`, the day, or for what the catalogue noted `changed_at`, the moment.
    """
    standards = _chosen(chosen)
    if section in PERIODS:
        found = standards.filter(
            periods__status__in=PERIODS[section],
            periods__start__gte=first,
            periods__start__lt=end,
            periods__dated=True,
        )
        found = found.annotate(changed_on=F("periods__start")).filter(_stated_to_the_day(section))
        return found.order_by("changed_on", "sort_key")
    if section == Section.PUBLISHED:
        found = standards.filter(issued_from__gte=first, issued_from__lt=end, issued_precision=Precision.DAY)
        return found.annotate(changed_on=F("issued_from")).order_by("changed_on", "sort_key")
    return _noted(standards, section, first, end).order_by("sort_key")


def list_latest(section: Section, on: dt.date, chosen: Chosen = Chosen()) -> QuerySet[Standard]:  # noqa: B008 (as above)
    """Standards to which it happened up to and on a day, the latest first."""
    found = list_news(section, dt.date.min, on + dt.timedelta(days=1), chosen)
    return found.order_by(F("changed_on").desc(), "sort_key")


def count_by_day(section: Section, first: dt.date, end: dt.date, chosen: Chosen = Chosen()) -> Counter[dt.date]:  # noqa: B008 (as above)
    """How many standards a dated section has on each day."""
    found: QuerySet[Any] = list_news(section, first, end, chosen)
    return Counter(dict(found.order_by().values_list("changed_on").annotate(n=Count("pk"))))


def load_corrected_facts(keys: Collection[str], first: dt.date, end: dt.date) -> dict[str, tuple[str, ...]]:
    """Which facts of these standards were corrected between two days."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, payload in _events(UPDATED, first, end).filter(among("subject_key", keys)).values_list(*_TOLD):
        found[key].add(payload.get("fact", ""))
    return {key: tuple(sorted(facts)) for key, facts in found.items()}


_TOLD: Final = ("subject_key", "payload")


def load_successors(keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What replaced each of these directly, as a whole; drafts replace nothing."""
    return {
        key: tuple(link.key for link in chain if key in link.replaces and link.scope == Scope.WHOLE and not link.draft)
        for key, chain in load_chains(keys).items()
    }


def load_revisions(standards: Iterable[Standard]) -> dict[str, Revision]:
    """How often and when last the dates of these standards changed, as a calendar counts it."""
    merged = {standard.key: standard.merged_at for standard in standards}
    events = Event.objects.filter(among("subject_key", merged), subject_type="standard", name=UPDATED)
    rows = events.filter(payload__fact=STATUS_FACT).order_by().values_list("subject_key")
    told = {key: (times, last) for key, times, last in rows.annotate(n=Count("pk"), last=Max("at"))}
    never = (0, None)
    return {
        key: Revision(told.get(key, never)[0], max(at, told.get(key, never)[1] or at)) for key, at in merged.items()
    }


def list_events_of(key: str, most: int) -> list[tuple[str, dt.datetime, str]]:
    """What the catalogue noted of one standard, the latest first: event, moment, fact."""
    rows = Event.objects.filter(subject_type="standard", subject_key=key, name__in=(CREATED, UPDATED))
    latest = rows.order_by("-pk").values_list("name", "at", "payload")[:most]
    return [(name, at, payload.get("fact", "")) for name, at, payload in latest]


def _chosen(chosen: Chosen) -> QuerySet[Standard]:
    standards = Standard.objects.all()
    if chosen.level:
        standards = standards.filter(level__in=chosen.level)
    if chosen.body:
        standards = standards.filter(body=chosen.body)
    if chosen.ics:
        codes = StandardClassification.objects.filter(beginning("code", chosen.ics), scheme="ICS")
        standards = standards.filter(pk__in=codes.order_by().values("standard_id"))
    return standards


def _stated_to_the_day(section: Section) -> Q:
    """A month or a year that is stated makes a period begin on its last day, which nobody stated.

    Where a successor ends a standard, the period before tells: unknown from the first day of that month or year.
    """
    if section == Section.IN_FORCE:
        return _is_date("effective") | _is_date("issued")
    unclear = StatusPeriod.objects.filter(
        standard=OuterRef("pk"), status=Status.UNKNOWN, start__day=1, end=OuterRef("changed_on")
    )
    return _is_date("withdrawn") | ~Q(changed_on__day__in=LAST_DAYS) | Q(~Exists(unclear))


def _is_date(name: str) -> Q:
    return Q(**{f"{name}_from": F("changed_on"), f"{name}_precision": Precision.DAY})


def _noted(standards: QuerySet[Standard], section: Section, first: dt.date, end: dt.date) -> QuerySet[Standard]:
    """New in these days, or corrected in them and not new."""
    created = _events(CREATED, first, end)
    if section == Section.RECORDED:
        found, events = standards.filter(key__in=created.values("subject_key")), created
    else:
        events = _events(UPDATED, first, end)
        found = standards.filter(key__in=events.values("subject_key")).exclude(key__in=created.values("subject_key"))
    last = events.filter(subject_key=OuterRef("key")).order_by("-at").values("at")[:1]
    return found.annotate(changed_at=Subquery(last, output_field=DateTimeField()))


def _events(name: str, first: dt.date, end: dt.date) -> QuerySet[Event]:
    rows = Event.objects.filter(name=name, subject_type="standard", at__gte=_midnight(first), at__lt=_midnight(end))
    return rows.order_by()


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
