"""What the catalogue answers with: editions, links of a replacement chain, coverage, candidates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from guiju.catalogue.rules.facts import EditionFacts
from guiju.catalogue.rules.validity import Period, Timeline, next_change, status_on
from guiju.catalogue.rules.words import Scope
from guiju.kernel.dates import PartialDate
from guiju.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition with all that decides its status, and its timeline.

    One that is only named, such as an edition older than the one asked for, may be loaded with neither.
    """

    standard_id: int
    key: str
    number: str
    printed: str
    undated_key: str
    body: str
    year: int | None
    title_zh: str
    title_en: str
    level: str
    mandate: str
    facts: EditionFacts
    periods: Timeline

    def status_on(self, date: dt.date) -> Period:
        """The period that holds on `date`: its status, since when, and why."""
        return status_on(self.periods, date)

    def next_change(self, date: dt.date) -> Period | None:
        """The first period that begins after `date`."""
        return next_change(self.periods, date)


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One successor in a replacement chain.

    `held` says whether the catalogue has it. Scope PART: reached only through a replacement of a part, which ends
    no standard. `draft`: not published. `replaces` names the links before it (several where editions merge).
    """

    key: str
    held: bool
    scope: Scope
    effective: PartialDate | None = None
    issued: PartialDate | None = None
    title_zh: str = ""
    title_en: str = ""
    draft: bool = False
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the catalogue holds of one publisher, and when a source of it was last read."""

    body: str
    count: int
    year_from: int | None
    year_to: int | None
    last_seen: dt.datetime | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A standard somebody may have meant, why it is offered, and how well it fits (0 to 100)."""

    key: str
    title_zh: str
    title_en: str
    score: float
    reason: Reason


def replacement_chain(key: str, successors_of: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Every successor of `key`, near ones first; splits are followed on every branch, a circle is walked once."""
    found: dict[str, None] = {}
    frontier = [key]
    while frontier:
        ahead = [successor for current in frontier for successor in successors_of(current)]
        frontier = [successor for successor in dict.fromkeys(ahead) if successor not in found and successor != key]
        found.update(dict.fromkeys(frontier))
    return tuple(found)
