"""The catalogue in figures: by level, year, age and adoption. Two queries, both counting in the database."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When

from guiju.catalogue.models import Relation, StandardClassification, StatusPeriod
from guiju.catalogue.queries.keeping import kept_until_changed
from guiju.catalogue.queries.listing import periods_on
from guiju.catalogue.rules import RelationType, Status
from guiju.catalogue.rules.figures import CHINESE_LEVELS, Adoption, Ages, Standing, count_adoptions, count_ages

AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures on a date: standings by level and by year of the number (None: without one), ages, adoption.

    Ages are of what is in force. `adopting` has a row for every degree, of the Chinese standards in force, of which
    there are `may_adopt`.
    """

    on: dt.date
    levels: Mapping[str, Standing]
    years: Mapping[int | None, Standing]
    ages: Ages
    adopting: tuple[Adoption, ...]
    may_adopt: int

    @property
    def whole(self) -> Standing:
        """All levels together."""
        return Standing(sum((Counter(standing.counts) for standing in self.levels.values()), Counter()))


def load_statistics(
    *, on: dt.date, level: Sequence[str] = (), body: str = "", ics: str = "", ccs: str = ""
) -> Statistics:
    """The figures of the standards that pass every filter given; ICS and CCS match from the beginning of the code.

    Those of the whole catalogue are kept until it changes.
    """
    narrowed = any((level, body, ics, ccs))
    return _count(on, _periods(on, level, body, ics, ccs)) if narrowed else _count_all(on)


@kept_until_changed
def _count_all(on: dt.date) -> Statistics:
    return _count(on, _periods(on))


def _count(on: dt.date, periods: QuerySet[StatusPeriod]) -> Statistics:
    issued_if_in_force = Case(When(status=Status.IN_FORCE, then="standard__issued_from"))
    groups = periods.values_list("standard__level", "standard__year", "status", issued_if_in_force)
    levels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    years: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    issued: Counter[dt.date | None] = Counter()
    for level, year, status, day, count in groups.annotate(Count("id")):
        levels[level][status] += count
        years[year][status] += count
        if status == Status.IN_FORCE:
            issued[day] += count
    return Statistics(
        on=on,
        levels={level: Standing(counts) for level, counts in levels.items()},
        years={year: Standing(counts) for year, counts in years.items()},
        ages=count_ages(issued, on),
        adopting=count_adoptions(_adoptions(periods, on)),
        may_adopt=sum(levels[level][Status.IN_FORCE] for level in CHINESE_LEVELS if level in levels),
    )


def _periods(
    on: dt.date, level: Sequence[str] = (), body: str = "", ics: str = "", ccs: str = ""
) -> QuerySet[StatusPeriod]:
    """The period that holds on the date, of each standard asked for."""
    wanted = Q()
    if level:
        wanted &= Q(standard__level__in=level)
    if body:
        wanted &= Q(standard__body=body)
    for scheme, code in (("ICS", ics), ("CCS", ccs)):
        if code:
            codes = StandardClassification.objects.filter(scheme=scheme, code__startswith=code).order_by()
            wanted &= Q(standard__in=codes.values("standard"))
    return periods_on(on).filter(wanted).order_by()


def _adoptions(periods: QuerySet[StatusPeriod], on: dt.date) -> Iterator[tuple[str, str, str | None]]:
    """(standard, degree, status on the date of what it adopts, where that is held) for each adoption stated."""
    chinese = periods.filter(status=Status.IN_FORCE, standard__level__in=CHINESE_LEVELS)
    base = periods_on(on).filter(standard__key=OuterRef("object_key"))
    stated = Relation.objects.filter(subject_key__in=chinese.values("standard__key"), type=RelationType.ADOPTS)
    rows = stated.order_by().annotate(base=Subquery(base.values("status")[:1]))
    yield from rows.values_list("subject_key", "degree", "base").distinct().iterator(chunk_size=AT_ONCE)
