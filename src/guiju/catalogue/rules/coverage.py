"""Coverage as figures: how many editions of a publisher, by year and decade; and which known publishers are missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from guiju.catalogue.rules.words import Level
from guiju.kernel.docid.bodies import INDUSTRIES, PROVINCES
from guiju.kernel.docid.bodies_foreign import FOREIGN

FEW: Final = 20
"""Below so many editions a publisher is said to be held in part only; a rough mark, no rule of the field."""

ALSO_LOCAL: Final = {"DBT29": "DB12", "DGJ08": "DB31", "DG/TJ08": "DB31"}
"""Prefixes of two cities that do not carry the digits of their province."""


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """How many editions of one publisher the catalogue holds, by year; those without a year under 0."""

    body: str
    count: int
    years: dict[int, int]

    @property
    def decades(self) -> dict[int, int]:
        """The same by the first year of the decade; without those that have no year."""
        found: defaultdict[int, int] = defaultdict(int)
        for year, count in self.years.items():
            if year:
                found[year // 10 * 10] += count
        return dict(found)

    @property
    def first(self) -> int | None:
        """The first year held."""
        return min((year for year in self.years if year), default=None)

    @property
    def last(self) -> int | None:
        """The last year held."""
        return max((year for year in self.years if year), default=None)

    @property
    def span(self) -> str:
        """The first and the last year held."""
        return "–".join(str(year) for year in dict.fromkeys((self.first, self.last)) if year)

    @property
    def is_thin(self) -> bool:
        """Whether so little is held that the publisher is covered in name only."""
        return self.count < FEW

    def between(self, first: int | None, last: int | None) -> YearCoverage:
        """What lies in a span of years, open where none is given; with a bound, editions without a year fall out."""
        if first is None and last is None:
            return self
        low, high = first or 1, last or 9999
        years = {year: count for year, count in self.years.items() if low <= year <= high}
        return YearCoverage(self.body, sum(years.values()), years)


def missing_publishers(held: Collection[str]) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Publishers we know by name and hold nothing of, by level: prefix, Chinese and English name.

    Societies and enterprises are too many to be known by name; of them nothing is said.
    """
    known: list[tuple[str, str, str, str]] = [
        *((Level.INDUSTRY.value, code, *names) for code, names in INDUSTRIES.items()),
        *((Level.LOCAL.value, f"DB{digits}", *names) for digits, names in PROVINCES.items()),
        *((issuer.level, code, issuer.zh, issuer.en) for code, issuer in FOREIGN.items()),
    ]
    present = _parts(held)
    found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for level, code, zh, en in known:
        if code not in present:
            found[level].append((code, zh, en))
    return {level: tuple(publishers) for level, publishers in found.items()}


def _parts(held: Collection[str]) -> frozenset[str]:
    """Each body of a chain for itself: ISO and IEC of ISO/IEC. Local prefixes count for their province."""
    found = {part for body in held for part in re.split("[ /]", body)} | set(held)
    local = {f"DB{digits[1]}" for body in held if (digits := re.match(r"DB\D?(\d\d)", body))}
    return frozenset(found | local | {ALSO_LOCAL[body] for body in held if body in ALSO_LOCAL})
