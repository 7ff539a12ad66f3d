"""Validity as a question with a date (DESIGN decision 1): pure rules over what the sources say of an edition.

The answer for all dates at once is a *timeline*: periods, each with a status and its reasons. `status_on` reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from guiju.catalogue.rules.facts import EditionFacts, Sighting, Succession
from guiju.catalogue.rules.words import ENDED, Status
from guiju.kernel.dates import PartialDate
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason

BEGINNING: Final = dt.date.min
END_OF_TIME: Final = dt.date.max
DAY_SEEN: Final = frozenset({"status.source_says", "status.replaced_by_seen"})
"""Reasons that rest on the day somebody looked, for want of a stated date."""


@dataclass(frozen=True, slots=True)
class Period:
    """A status that holds from `start` until the next period's start."""

    start: dt.date
    status: Status
    reasons: tuple[Reason, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether a date that a source states begins it, and not the day on which somebody looked."""
        return self.start != BEGINNING and not any(reason.code in DAY_SEEN for reason in self.reasons)


Timeline = tuple[Period, ...]


def timeline(facts: EditionFacts) -> Timeline:
    """All periods of an edition in order, the first from the beginning of time.

    Dates known to the month or year only leave an UNKNOWN period where they do not tell. Once the end begins,
    what would have come later of the opening no longer holds.
    """
    ending = _ending(facts)
    opening = [period for period in _opening(facts) if not ending or period.start < ending[0].start]
    return _without_repeats([*opening, *ending])


def status_on(periods: Timeline, date: dt.date) -> Period:
    """The period that holds on `date`."""
    return next(period for period in reversed(periods) if period.start <= date)


def next_change(periods: Timeline, date: dt.date) -> Period | None:
    """The first period that begins after `date`."""
    return next((period for period in periods if period.start > date), None)


def ends_of(periods: Timeline) -> tuple[dt.date, ...]:
    """For each period the first day it no longer holds; the last one holds to the end of time."""
    return (*(period.start for period in periods[1:]), END_OF_TIME)


def mandate_on(facts: EditionFacts, date: dt.date) -> str:
    """The mandate that holds on `date`: today's, taken back through the changes that came later."""
    mandate = facts.mandate
    dated = [(change.on.earliest, change.before) for change in facts.mandate_changes if change.on is not None]
    for changed_on, before in sorted(dated, reverse=True):
        if changed_on > date:
            mandate = before
    return mandate


def _opening(facts: EditionFacts) -> list[Period]:
    """From the beginning to being in force, by dates if there are any, else by what a source said."""
    starts = facts.in_force_from
    if starts is None:
        return [*_before_force(facts, END_OF_TIME), *_said(facts)]
    in_force = Reason.of("status.in_force_since", date=starts)
    return [*_before_force(facts, starts.earliest), *_dated(starts, Status.IN_FORCE, in_force)]


def _before_force(facts: EditionFacts, force: dt.date) -> list[Period]:
    """Draft, then issued; what is issued without a date of implementation is of unknown status from then on."""
    if facts.is_project:
        return [Period(BEGINNING, Status.DRAFT, _all_sightings(facts) or (Reason.of("status.draft_number"),))]
    known = force != END_OF_TIME
    if facts.issued is None:
        return [Period(BEGINNING, Status.PUBLISHED) if known else Period(BEGINNING, Status.UNKNOWN, _nothing(facts))]
    issued = Reason.of("status.issued_on", date=facts.issued)
    periods = [Period(BEGINNING, Status.DRAFT, (issued,))]
    if force <= facts.issued.earliest:
        return periods
    if known:
        periods += _dated(facts.issued, Status.PUBLISHED, issued)
    else:
        reasons = (issued, Reason.of("status.no_effective_date"), *_not_understood(facts))
        periods.append(Period(facts.issued.earliest, Status.UNKNOWN, reasons))
    return [period for period in periods if period.start < force]


def _nothing(facts: EditionFacts) -> tuple[Reason, ...]:
    return (Reason.of("status.no_effective_date"), *_not_understood(facts))


def _not_understood(facts: EditionFacts) -> tuple[Reason, ...]:
    unread = [seen for seen in facts.sightings if seen.status == Status.UNKNOWN]
    return tuple(Reason.of("status.word_not_known", source=seen.source, word=seen.word) for seen in unread)


def _all_sightings(facts: EditionFacts) -> tuple[Reason, ...]:
    best = facts.best_sighting
    return (_saying(best),) if best else ()


def _said(facts: EditionFacts) -> list[Period]:
    """No date tells since when it is in force: a source's word holds from the day it was seen."""
    seen = facts.best_sighting
    if seen is None or facts.is_project or seen.status not in {Status.IN_FORCE, Status.PUBLISHED}:
        return []
    return [Period(seen.seen_on, seen.status, (_saying(seen),))]


def _saying(seen: Sighting) -> Reason:
    return Reason.of("status.source_says", source=seen.source, word=seen.word, date=seen.seen_on)


def _ending(facts: EditionFacts) -> list[Period]:
    """The end: the stated withdrawal date first (it may leave a transition), then successors, then a source's word."""
    successors = facts.whole_successions
    if facts.withdrawn is not None:
        return _withdrawn(facts, facts.withdrawn, successors)
    if successors:
        return _succeeded(facts, successors)
    seen = facts.best_sighting
    if seen is not None and seen.status in ENDED:
        return _said_to_have_ended(facts, seen)
    return []


def _withdrawn(facts: EditionFacts, date: PartialDate, successors: tuple[Succession, ...]) -> list[Period]:
    """A date of withdrawal ends it; whether as replaced is told by a successor or by the source's own word."""
    seen = facts.best_sighting
    replaced = bool(successors) or (seen is not None and seen.status == Status.REPLACED)
    reasons = (Reason.of("status.withdrawn_on", date=date), *map(_replacing, successors))
    return _dated(date, Status.REPLACED if replaced else Status.WITHDRAWN, *reasons)


def _succeeded(facts: EditionFacts, successors: tuple[Succession, ...]) -> list[Period]:
    """The first successor to start ends it; one without any date leaves the answer open."""
    dated = sorted((item.dated.earliest, item.dated.latest, item.successor) for item in successors if item.dated)
    reasons = tuple(map(_replacing, successors))
    if dated:
        first = next(item for item in successors if item.successor == dated[0][2] and item.dated)
        assert first.dated is not None  # chosen for having one
        return _dated(first.dated, Status.REPLACED, *reasons)
    seen = min((item.seen_on for item in successors if item.seen_on), default=None)
    if seen is not None:
        return [*_open_until(facts, successors, seen), Period(seen, Status.REPLACED, reasons)]
    since = facts.in_force_from.latest if facts.in_force_from else BEGINNING
    return [Period(since, Status.UNKNOWN, reasons)]


def _open_until(facts: EditionFacts, successors: Iterable[Succession], seen: dt.date) -> list[Period]:
    """Only the day the statement was seen is known: from the successor's year until then the answer is open."""
    years = [year for item in successors if (year := parse(item.successor).year)]
    starts = facts.in_force_from or facts.issued
    earliest = dt.date(min(years), 1, 1) if years else seen
    since = max(earliest, starts.latest) if starts else earliest
    return [Period(since, Status.UNKNOWN, (Reason.of("status.end_date_unknown"),))] if since < seen else []


def _said_to_have_ended(facts: EditionFacts, seen: Sighting) -> list[Period]:
    """Ended at some day before it was seen to have ended: until then the answer is unknown, not in force."""
    ended = Period(seen.seen_on, seen.status, (_saying(seen),))
    starts = facts.in_force_from
    if starts is None or starts.latest >= seen.seen_on:
        return [ended]
    return [Period(starts.latest, Status.UNKNOWN, (Reason.of("status.end_date_unknown"), _saying(seen))), ended]


def _replacing(item: Succession) -> Reason:
    if item.starts is None:
        return Reason.of("status.successor_undated", key=item.successor)
    if item.effective is None:
        code = "status.replaced_by_undated" if item.dated else "status.replaced_by_seen"
        return Reason.of(code, key=item.successor, date=item.starts)
    return Reason.of("status.replaced_by", key=item.successor, date=item.effective)


def _dated(date: PartialDate, status: Status, *reasons: Reason) -> list[Period]:
    """A period from a date; where only its month or year is known, unknown until that has passed."""
    if date.earliest == date.latest:
        return [Period(date.earliest, status, reasons)]
    unclear = Period(date.earliest, Status.UNKNOWN, (Reason.of("status.imprecise_date", date=date), *reasons))
    return [unclear, Period(date.latest, status, reasons)]


def _without_repeats(periods: Iterable[Period]) -> Timeline:
    """In order of time, one period a start (the later rule decides), none that repeats the status before it."""
    by_start = {period.start: period for period in periods}
    kept: list[Period] = []
    for start in sorted(by_start):
        if not kept or kept[-1].status != by_start[start].status:
            kept.append(by_start[start])
    return tuple(kept)
