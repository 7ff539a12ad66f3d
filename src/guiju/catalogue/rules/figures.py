"""Figures of the statistics: shares, ages of standards (标龄), and whether what is adopted still holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from guiju.catalogue.rules.words import ENDED, Degree, Level, Status

AGE_BANDS: Final = ((0, 4), (5, 9), (10, 14), (15, 19), (20, None))
"""Completed years since the date of issue, the first and the last of a band; the last band is open."""
REVIEW_AFTER: Final = 5
"""Years within which government standards are to be reviewed (Standardization Law of 2017, article 29)."""
CHINESE_LEVELS: Final = (Level.NATIONAL, Level.INDUSTRY, Level.LOCAL, Level.GROUP, Level.ENTERPRISE)
CLOSEST_FIRST: Final = (Degree.IDT, Degree.MOD, Degree.EQV, Degree.NEQ, Degree.REF)
"""Degrees of adoption; a standard that states several counts under the first of these."""


def percent(part: int, whole: int) -> Decimal | None:
    """A share in per cent to one decimal place, halves away from zero; None where there is nothing to share."""
    if not whole:
        return None
    share = Fraction(100 * part, whole)
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many editions of a group stand where, by status."""

    counts: Mapping[str, int]

    @property
    def held(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def in_force(self) -> int:
        """Those in force."""
        return self.counts.get(Status.IN_FORCE, 0)

    @property
    def ended(self) -> int:
        """Those replaced or withdrawn."""
        return sum(self.counts.get(status, 0) for status in ENDED)

    @property
    def left_out(self) -> int:
        """Those of which it cannot be asked whether they still hold: to come, drafts, of unknown status."""
        return self.held - self.in_force - self.ended

    @property
    def share_in_force(self) -> Decimal | None:
        """In force out of those in force, replaced or withdrawn, in per cent."""
        return percent(self.in_force, self.in_force + self.ended)


def age_on(issued: dt.date, on: dt.date) -> int:
    """Completed years from the date of issue; 0 where it lies ahead."""
    before_the_day = (on.month, on.day) < (issued.month, issued.day)
    return max(on.year - issued.year - before_the_day, 0)


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages of standards in completed years: how many in each of `AGE_BANDS`, and `undated` without a date of issue."""

    bands: tuple[int, ...]
    dated: int
    undated: int
    years: int
    median: int | None

    @property
    def mean(self) -> Decimal | None:
        """The mean age in years to one decimal place."""
        return None if not self.dated else _tenth(self.years, self.dated)

    @property
    def due(self) -> int:
        """How many are five years old or older."""
        return sum(self.bands[1:])

    @property
    def share_due(self) -> Decimal | None:
        """The share of these among those with a date, in per cent."""
        return percent(self.due, self.dated)


def _tenth(whole: int, parts: int) -> Decimal:
    return (Decimal(whole) / Decimal(parts)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def count_ages(issued: Mapping[dt.date | None, int], on: dt.date) -> Ages:
    """Ages on a date, from how many standards were issued on each day; under None those of which no day is known."""
    ages: Counter[int] = Counter()
    for day, count in issued.items():
        if day is not None:
            ages[age_on(day, on)] += count
    return Ages(
        bands=tuple(_between(ages, first, last) for first, last in AGE_BANDS),
        dated=ages.total(),
        undated=issued.get(None, 0),
        years=sum(age * count for age, count in ages.items()),
        median=_median(ages),
    )


def _between(ages: Mapping[int, int], first: int, last: int | None) -> int:
    return sum(count for age, count in ages.items() if first <= age and (last is None or age <= last))


def _median(ages: Counter[int]) -> int | None:
    """The age that half of them have reached."""
    passed = 0
    for age in sorted(ages):
        passed += ages[age]
        if 2 * passed >= ages.total():
            return age
    return None


@dataclass(frozen=True, slots=True)
class Adoption:
    """Standards of one degree of adoption, and of how many what they adopt is still in force, or no longer."""

    degree: str
    standards: int
    current: int
    overtaken: int

    @property
    def open(self) -> int:
        """Those of which it cannot be told."""
        return self.standards - self.current - self.overtaken


def count_adoptions(stated: Iterable[tuple[str, str, str | None]]) -> tuple[Adoption, ...]:
    """From (standard, degree, status of what it adopts or None), one row a degree; each standard counts once."""
    degrees: dict[str, str] = {}
    bases: dict[str, set[str | None]] = {}
    for key, degree, status in stated:
        degrees[key] = min(degrees.get(key, degree), degree, key=_closeness)
        bases.setdefault(key, set()).add(status)
    found: dict[str, Counter[bool | None]] = {}
    for key, degree in degrees.items():
        found.setdefault(degree, Counter())[base_holds(bases[key])] += 1
    return tuple(
        Adoption(degree, counts.total(), counts[True], counts[False])
        for degree, counts in sorted(found.items(), key=lambda one: _closeness(one[0]))
    )


def base_holds(statuses: Collection[str | None]) -> bool | None:
    """Whether everything adopted is in force; False where one of it has ended, None where that cannot be told."""
    if not ENDED.isdisjoint(statuses):
        return False
    return True if set(statuses) == {Status.IN_FORCE} else None


def _closeness(degree: str) -> int:
    return CLOSEST_FIRST.index(Degree(degree)) if degree in CLOSEST_FIRST else len(CLOSEST_FIRST)
