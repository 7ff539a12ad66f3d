"""The list of standards with its filters, and what the home page tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from guiju.catalogue.models import SourceRecord, Standard, StandardClassification, StatusPeriod
from guiju.catalogue.rules import ENDED, Status
from guiju.catalogue.rules.identity import sort_prefix
from guiju.kernel.docid import DocId, find_all, parse

ORDERS: Final = {
    "number": ("sort_key",),
    "newest": (F("effective_from").desc(nulls_last=True), F("issued_from").desc(nulls_last=True), "sort_key"),
    "oldest": (F("effective_from").asc(nulls_last=True), F("issued_from").asc(nulls_last=True), "sort_key"),
}
MOST_BODIES: Final = 30


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the catalogue holds, by status on a date."""

    standards: int
    bodies: int
    sources: int
    by_status: dict[str, int]


def list_standards(  # noqa: PLR0913 (one argument a filter of the page)
    *,
    on: dt.date,
    text: str = "",
    level: Sequence[str] = (),
    mandate: Sequence[str] = (),
    status: str | None = None,
    ics: str = "",
    ccs: str = "",
    body: str = "",
    year_from: int | None = None,
    year_to: int | None = None,
    order: str = "number",
) -> QuerySet[Standard]:
    """Standards that pass every filter given, each with `status_word`, its status on the date.

    `text` may hold a number and words of the title; ICS and CCS match from the beginning of the code.
    """
    found = annotate_status(Standard.objects.all(), on)
    exact = {"level__in": level, "mandate__in": mandate, "body": body, "year__gte": year_from, "year__lte": year_to}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if status:
        found = found.filter(periods__start__lte=on, periods__end__gt=on, periods__status=status)
    for scheme, code in (("ICS", ics), ("CCS", ccs)):
        if code:
            found = found.filter(pk__in=_classified(scheme, code.strip().upper()))
    return _matching(found, text).order_by(*ORDERS.get(order, ORDERS["number"]))


def annotate_status(standards: QuerySet[Standard], on: dt.date) -> QuerySet[Standard]:
    """Each standard with `status_word`, its status on the date."""
    period = _periods(on).filter(standard=OuterRef("pk"))
    return standards.annotate(status_word=Subquery(period.values("status")[:1]))


def count_facets(standards: QuerySet[Standard], on: dt.date) -> dict[str, list[tuple[str, int]]]:
    """For each facet its values with counts, the most frequent first: level, mandate, status, body."""
    plain = standards.order_by()
    facets = {name: _counted(plain, name) for name in ("level", "mandate", "body")}
    periods = _periods(on).filter(standard__in=plain.values("pk"))
    by_status = periods.order_by().values_list("status").annotate(n=Count("id")).order_by("-n", "status")
    return {**facets, "body": facets["body"][:MOST_BODIES], "status": list(by_status)}


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


def _classified(scheme: str, code: str) -> QuerySet[StandardClassification, int]:
    codes = StandardClassification.objects.filter(scheme=scheme, code__startswith=code)
    return codes.order_by().values_list("standard_id", flat=True)


def _counted(standards: QuerySet[Standard], name: str) -> list[tuple[str, int]]:
    return list(standards.values_list(name).annotate(n=Count("id")).order_by("-n", name))


def _matching(standards: QuerySet[Standard], text: str) -> QuerySet[Standard]:
    """Numbers in the text by what they mean, the words around them in number or title."""
    whole = parse(text)
    if whole and whole.known and not find_all(text):
        return standards.filter(_numbered(whole))
    rest, end = "", 0
    for (start, stop), docid in find_all(text):
        rest, end = rest + " " + text[end:start], stop
        standards = standards.filter(_numbered(docid))
    for word in (rest + " " + text[end:]).split():
        hit = Q(title_zh__icontains=word) | Q(title_en__icontains=word) | Q(number__icontains=word)
        standards = standards.filter(hit)
    return standards


def _numbered(docid: DocId) -> Q:
    same = Q(block=docid.block, sort_key__startswith=sort_prefix(docid))
    return same & Q(year=docid.year) if docid.is_dated else same
