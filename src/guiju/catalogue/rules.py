"""Validity as a question with a date (DESIGN decision 1): pure rules over what the sources say of an edition.

The answer for all dates at once is a *timeline*: periods, each with a status and its reasons. `status_on` reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guiju.kernel.dates import PartialDate
from guiju.kernel.reasons import Reason

BEGINNING: Final = dt.date.min
DAY: Final = dt.timedelta(days=1)


class Level(StrEnum):
    """Who issues a standard (标准层级)."""

    NATIONAL = "national"
    INDUSTRY = "industry"
    LOCAL = "local"
    GROUP = "group"
    ENTERPRISE = "enterprise"
    INTERNATIONAL = "international"
    REGIONAL = "regional"
    FOREIGN = "foreign"


LEVELS_IN_FORCE_ON_ISSUE: Final = frozenset({Level.INTERNATIONAL, Level.REGIONAL, Level.FOREIGN})
"""Bodies of these levels give no date of implementation: an edition holds from its publication."""


class Mandate(StrEnum):
    """Whether it must be followed; read from the record, never from the date."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    GUIDANCE = "guidance"


class Status(StrEnum):
    """Where an edition stands on a date."""

    DRAFT = "draft"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class RelationType(StrEnum):
    """What one standard is to another; the subject does it to the object."""

    REPLACES = "replaces"
    ADOPTS = "adopts"
    CITES = "cites"
    AMENDS = "amends"
    CORRECTS = "corrects"


class Scope(StrEnum):
    """Whether a replacement takes the whole standard or a part of it."""

    WHOLE = "whole"
    PART = "part"


class Degree(StrEnum):
    """Degree of adoption; IDT and MOD are adoption, NEQ is a stated relation only, the others occur in old records."""

    IDT = "IDT"
    MOD = "MOD"
    NEQ = "NEQ"
    EQV = "EQV"
    REF = "REF"


STATUS_WORDS: Final[Mapping[str, Status]] = {
    "现行": Status.IN_FORCE,
    "现行有效": Status.IN_FORCE,
    "有效": Status.IN_FORCE,
    "已公开": Status.IN_FORCE,
    "暂行": Status.IN_FORCE,
    "active": Status.IN_FORCE,
    "in force": Status.IN_FORCE,
    "current": Status.IN_FORCE,
    "valid": Status.IN_FORCE,
    "published": Status.IN_FORCE,
    "即将实施": Status.PUBLISHED,
    "未生效": Status.PUBLISHED,
    "未实施": Status.PUBLISHED,
    "暂不实施": Status.PUBLISHED,
    "to be valid": Status.PUBLISHED,
    "废止": Status.WITHDRAWN,
    "作废": Status.WITHDRAWN,
    "废止转行标": Status.WITHDRAWN,
    "withdrawn": Status.WITHDRAWN,
    "obsolete": Status.WITHDRAWN,
    "abolished": Status.WITHDRAWN,
    "历史": Status.WITHDRAWN,
    "被代替": Status.REPLACED,
    "被替代": Status.REPLACED,
    "已被代替": Status.REPLACED,
    "有更新版": Status.REPLACED,
    "已修订": Status.REPLACED,
    "replaced": Status.REPLACED,
    "revised": Status.REPLACED,
    "superseded": Status.REPLACED,
    "草案": Status.DRAFT,
    "draft": Status.DRAFT,
}


def read_status_word(word: str) -> Status:
    """What a source's status word means, ISO stage numbers included (6060, 60.60); UNKNOWN for a word not met before.

    Words are compared without case and without a remark in brackets ("现行 (per source)").
    """
    plain = word.replace("（", "(").split("(")[0].strip().lower()
    stage = plain.replace(".", "")
    if len(stage) == 4 and stage.isdigit():
        return _read_stage(int(stage))
    return STATUS_WORDS.get(plain, Status.UNKNOWN)


def _read_stage(stage: int) -> Status:
    """International harmonised stage codes: published from 60.60, withdrawn from 95.00, a project ended at xx.98."""
    if stage >= 9500 or stage % 100 == 98:
        return Status.WITHDRAWN
    return Status.IN_FORCE if stage >= 6060 else Status.DRAFT


@dataclass(frozen=True, slots=True)
class Sighting:
    """A status word as a source gave it, on the day it was first seen there. A smaller rank is believed first."""

    word: str
    source: str
    rank: int
    seen_on: dt.date

    @property
    def status(self) -> Status:
        """What the word means."""
        return read_status_word(self.word)


@dataclass(frozen=True, slots=True)
class Succession:
    """A statement that another edition replaces this one, with what is known of that edition's dates."""

    successor: str
    scope: Scope = Scope.WHOLE
    effective: PartialDate | None = None
    issued: PartialDate | None = None
    stated_on: PartialDate | None = None
    seen_on: dt.date | None = None

    @property
    def starts(self) -> PartialDate | None:
        """The day from which it replaces: in force, else issued, else as the relation or its source dates it."""
        seen = PartialDate.of(self.seen_on) if self.seen_on else None
        return self.effective or self.issued or self.stated_on or seen


@dataclass(frozen=True, slots=True)
class MandateChange:
    """The same text became mandatory or recommended on a date: neither replacement nor withdrawal."""

    before: str
    after: str
    on: PartialDate | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment sheet (修改单) or corrigendum of an edition."""

    key: str
    effective: PartialDate | None = None
    issued: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """All that decides where one edition stands on a date."""

    key: str
    level: str = ""
    mandate: str = ""
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    withdrawn: PartialDate | None = None
    sightings: tuple[Sighting, ...] = ()
    successions: tuple[Succession, ...] = ()
    mandate_changes: tuple[MandateChange, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def in_force_from(self) -> PartialDate | None:
        """The date of implementation, or of issue for bodies that give no other."""
        return self.effective or (self.issued if self.level in LEVELS_IN_FORCE_ON_ISSUE else None)

    @property
    def whole_successions(self) -> tuple[Succession, ...]:
        """Successions that take the whole standard."""
        return tuple(item for item in self.successions if item.scope == Scope.WHOLE)

    @property
    def best_sighting(self) -> Sighting | None:
        """The status word to go by: of the best-ranked source that gave a known one, the latest."""
        known = [sighting for sighting in self.sightings if sighting.status != Status.UNKNOWN]
        return min(known, key=lambda s: (s.rank, -s.seen_on.toordinal(), s.source), default=None)


@dataclass(frozen=True, slots=True)
class Period:
    """A status that holds from `start` until the next period's start."""

    start: dt.date
    status: Status
    reasons: tuple[Reason, ...] = ()


Timeline = tuple[Period, ...]


def timeline(facts: EditionFacts) -> Timeline:
    """All periods of an edition in order, the first from the beginning of time.

    Dates known to the month or year only leave an UNKNOWN period where they do not tell.
    """
    periods = [*_opening(facts), *_ending(facts)]
    return _without_repeats(_cut_by_ending(periods))


def status_on(periods: Timeline, date: dt.date) -> Period:
    """The period that holds on `date`."""
    return max((period for period in periods if period.start <= date), key=lambda period: period.start)


def next_change(periods: Timeline, date: dt.date) -> Period | None:
    """The first period that begins after `date`."""
    return min((period for period in periods if period.start > date), key=lambda p: p.start, default=None)


def mandate_on(facts: EditionFacts, date: dt.date) -> str:
    """The mandate that holds on `date`: today's, taken back through the changes that came later."""
    mandate = facts.mandate
    dated = [change for change in facts.mandate_changes if change.on is not None]
    for change in sorted(dated, key=lambda c: c.on.earliest if c.on else dt.date.min, reverse=True):
        assert change.on is not None  # `dated` holds no other
        if change.on.earliest > date:
            mandate = change.before
    return mandate


def _opening(facts: EditionFacts) -> list[Period]:
    """From the beginning to being in force, by dates if there are any, else by what a source said."""
    starts = facts.in_force_from
    if starts is not None:
        return [
            *_before_force(facts),
            *_dated(starts, Status.IN_FORCE, Reason.of("status.in_force_since", date=starts)),
        ]
    return [*_before_force(facts), *_said(facts)]


def _before_force(facts: EditionFacts) -> list[Period]:
    if facts.issued is None:
        return [Period(BEGINNING, Status.UNKNOWN if facts.in_force_from is None else Status.PUBLISHED)]
    issued = Reason.of("status.issued_on", date=facts.issued)
    after = Status.UNKNOWN if facts.in_force_from is None else Status.PUBLISHED
    reasons = (issued, Reason.of("status.no_effective_date")) if after == Status.UNKNOWN else (issued,)
    return [Period(BEGINNING, Status.DRAFT, (issued,)), Period(facts.issued.earliest, after, reasons)]


def _said(facts: EditionFacts) -> list[Period]:
    """No date tells since when it is in force: a source's word holds from the day it was seen."""
    seen = facts.best_sighting
    if seen is None or seen.status not in {Status.IN_FORCE, Status.PUBLISHED, Status.DRAFT}:
        return []
    return [Period(seen.seen_on, seen.status, (_saying(seen),))]


def _saying(seen: Sighting) -> Reason:
    return Reason.of("status.source_says", source=seen.source, word=seen.word, date=seen.seen_on)


def _ending(facts: EditionFacts) -> list[Period]:
    """The end: the stated withdrawal date first (it may leave a transition), then successors, then a source's word."""
    successors = facts.whole_successions
    if facts.withdrawn is not None:
        status = Status.REPLACED if successors else Status.WITHDRAWN
        reasons = (Reason.of("status.withdrawn_on", date=facts.withdrawn), *map(_replacing, successors))
        return _dated(facts.withdrawn, status, *reasons)
    started = [item for item in successors if item.starts is not None]
    if started:
        first = min(started, key=lambda item: item.starts.earliest if item.starts else dt.date.max)
        assert first.starts is not None  # `started` holds no other
        return _dated(first.starts, Status.REPLACED, *map(_replacing, started))
    if successors:
        since = facts.in_force_from.latest if facts.in_force_from else BEGINNING
        return [Period(since, Status.UNKNOWN, (Reason.of("status.successor_undated", key=successors[0].successor),))]
    seen = facts.best_sighting
    if seen is not None and seen.status in {Status.WITHDRAWN, Status.REPLACED}:
        return _said_to_have_ended(facts, seen)
    return []


def _said_to_have_ended(facts: EditionFacts, seen: Sighting) -> list[Period]:
    """Ended at some day before it was seen to have ended: until then the answer is unknown, not in force."""
    ended = Period(seen.seen_on, seen.status, (_saying(seen),))
    starts = facts.in_force_from
    if starts is None or starts.latest >= seen.seen_on:
        return [ended]
    return [Period(starts.latest, Status.UNKNOWN, (Reason.of("status.end_date_unknown"), _saying(seen))), ended]


def _replacing(item: Succession) -> Reason:
    if item.effective is None:
        return Reason.of("status.replaced_by_undated", key=item.successor, date=item.starts or "?")
    return Reason.of("status.replaced_by", key=item.successor, date=item.effective)


def _dated(date: PartialDate, status: Status, *reasons: Reason) -> list[Period]:
    """A period from a date; where only its month or year is known, unknown until that has passed."""
    if date.earliest == date.latest:
        return [Period(date.earliest, status, reasons)]
    unclear = Period(date.earliest, Status.UNKNOWN, (Reason.of("status.imprecise_date", date=date), *reasons))
    return [unclear, Period(date.latest, status, reasons)]


_ENDED: Final = frozenset({Status.REPLACED, Status.WITHDRAWN})


def _cut_by_ending(periods: Sequence[Period]) -> list[Period]:
    """In order of time; once ended, what an earlier rule put later no longer holds."""
    ordered = sorted(periods, key=lambda period: period.start)
    for index, period in enumerate(ordered):
        if period.status in _ENDED:
            return ordered[: index + 1]
    return ordered


def _without_repeats(periods: Iterable[Period]) -> Timeline:
    """One period a start (the later rule decides) and none that repeats the status before it."""
    by_start = {period.start: period for period in periods}
    kept: list[Period] = []
    for period in by_start.values():
        if not kept or kept[-1].status != period.status:
            kept.append(period)
    return tuple(kept)


def replacement_chain(key: str, successors_of: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Every successor of `key`, near ones first; splits are followed on every branch, a circle is walked once."""
    found: dict[str, None] = {}
    frontier = [key]
    while frontier:
        ahead = [successor for current in frontier for successor in successors_of(current)]
        frontier = [successor for successor in dict.fromkeys(ahead) if successor not in found and successor != key]
        found.update(dict.fromkeys(frontier))
    return tuple(found)
