"""Counts for looking around: how many standards each code, prefix, committee and year has, and how many hold today.

Counts are kept until something is imported, for each of two days; the first question after that counts anew.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from guiju.catalogue.models import Standard, StandardClassification, StatusPeriod
from guiju.catalogue.queries.classifications import load_scheme_titles
from guiju.catalogue.queries.keeping import kept_until_changed
from guiju.catalogue.queries.listing import periods_on
from guiju.catalogue.rules import Status
from guiju.catalogue.rules.code_trees import Scheme, nodes_of, ranges_among

AT_ONCE: Final = 5000


class Held(NamedTuple):
    """How many editions there are, and how many of them are in force on the day."""

    every: int
    in_force: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Editions by what they are grouped by, those that have none of it, and all."""

    by: Mapping[str, Held]
    without: Held
    total: Held


def count_codes(scheme: Scheme, on: dt.date) -> Counted:
    """Editions at each place of a classification's tree; one with several codes below a place counts there once."""
    return _codes_on(scheme, on)()


def count_committees(on: dt.date) -> Counted:
    """Editions of each committee, by its key."""
    return _columns_on("committee__key", "", on)()


def count_bodies(on: dt.date) -> Counted:
    """Editions of each issuing prefix."""
    return _columns_on("body", "", on)()


def count_industry_bodies(on: dt.date) -> Counted:
    """Editions of each prefix, Chinese industry standards only."""
    return _columns_on("body", "industry", on)()


def count_years(on: dt.date) -> Counted:
    """Editions of each year that stands in their number."""
    return _columns_on("year", "", on)()


@lru_cache(maxsize=4)
def _codes_on(scheme: Scheme, on: dt.date) -> Callable[[], Counted]:
    return kept_until_changed(lambda: _count_codes(scheme, on))


@lru_cache(maxsize=8)
def _columns_on(column: str, level: str, on: dt.date) -> Callable[[], Counted]:
    return kept_until_changed(lambda: _count_column(column, level, on))


def _count_codes(scheme: Scheme, on: dt.date) -> Counted:
    """One pass over the codes in the order of the standards: memory holds the sets of codes that occur together."""
    ranges = ranges_among(load_scheme_titles(scheme))
    combined: Counter[tuple[str, ...]] = Counter()
    holding: Counter[tuple[str, ...]] = Counter()
    for codes, holds in _codes_of_each(scheme, on):
        combined[codes] += 1
        holding[codes] += holds
    every: Counter[str] = Counter()
    in_force: Counter[str] = Counter()
    for codes, count in combined.items():
        for node in nodes_of(scheme, codes, ranges):
            every[node] += count
            in_force[node] += holding[codes]
    total = _total(on)
    without = Held(total.every - combined.total(), total.in_force - holding.total())
    return Counted({code: Held(count, in_force[code]) for code, count in every.items()}, without, total)


def _codes_of_each(scheme: Scheme, on: dt.date) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The codes of every standard that has some, and whether it is in force."""
    holding = _in_force(on).filter(standard=OuterRef("standard_id"))
    rows = StandardClassification.objects.filter(scheme=scheme).annotate(holds=Exists(holding))
    values = (
        rows.order_by("standard_id", "code").values_list("standard_id", "code", "holds").iterator(chunk_size=AT_ONCE)
    )
    for _standard, group in groupby(values, key=lambda row: row[0]):
        own = list(group)
        yield tuple(code for _pk, code, _holds in own), bool(own[0][2])


def _count_column(column: str, level: str, on: dt.date) -> Counted:
    narrowed = {"level": level} if level else {}
    every = _grouped(Standard.objects.filter(**narrowed), column)
    through = {f"standard__{name}": value for name, value in narrowed.items()}
    in_force = _grouped(_in_force(on).filter(**through), f"standard__{column}")
    found = {value: Held(count, in_force.get(value, 0)) for value, count in every.items()}
    without = found.pop("", Held(0, 0))
    total = Held(sum(every.values()), sum(in_force.values()))
    return Counted(found, without, total)


def _grouped(rows: QuerySet[Standard] | QuerySet[StatusPeriod], column: str) -> dict[str, int]:
    """Counts by the text of a column; what has none is counted under the empty text."""
    found: Counter[str] = Counter()
    for value, count in rows.order_by().annotate(by=F(column)).values_list("by").annotate(n=Count("pk")):
        found[str(value) if value else ""] += count
    return dict(found)


def _total(on: dt.date) -> Held:
    return Held(Standard.objects.count(), _in_force(on).count())


def _in_force(on: dt.date) -> QuerySet[StatusPeriod]:
    return periods_on(on).filter(status=Status.IN_FORCE)
