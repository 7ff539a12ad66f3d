"""What is told of facts: each once; one that changed, anew; one that is no longer true, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guiju.watch.rules.facts import Fact, FactState, Kind, kind_of

RECENT: Final = dt.timedelta(days=180)
"""A new edition issued longer ago than this is old news."""
LASTING: Final = frozenset({Kind.RECORDED, Kind.RECORD, Kind.REVIEW})
"""Facts that the passing of time, and not a mistake, takes off the record."""
REMINDERS: Final = frozenset({Kind.COMING, Kind.ENDING})
"""A reminder of another date is told on its new day; that the date changed is told by the fact itself."""


class Tell(StrEnum):
    """How a fact is told: first, anew, or taken back."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact as it was noted last."""

    on: dt.date | None
    by: str
    due: dt.date | None
    state: FactState
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """What to write of a fact, and how to tell it, if at all. `references` is the event that an update speaks of."""

    fact: Fact
    state: FactState
    revision: int
    tell: Tell | None = None
    references: str = ""

    @property
    def event(self) -> str:
        """What the fact is called in alerts, another for each revision; taking it back is an event of its own."""
        name = event_of(self.fact.what, self.fact.on, self.revision)
        return f"{name}:cancelled" if self.tell is Tell.CANCEL else name


def event_of(what: str, on: dt.date | None, revision: int) -> str:
    """The name of an event of a subject; a subject never has two of one name."""
    return ":".join([what[:180], *([on.isoformat()] if on else []), *([str(revision)] if revision > 1 else [])])


def reconcile(
    derived: Sequence[Fact], noted: Mapping[str, Noted], *, today: dt.date, new_edition: bool = False
) -> tuple[Step, ...]:
    """The steps from what was noted of a standard to what holds of it now; none for what stayed as it was.

    A standard that nothing was noted of yet comes under watch: what holds already is noted in silence, but for the
    publication of a `new_edition` of a number that was on record before.
    """
    first = "recorded" not in noted
    overtaken = _overtaken(derived, today)
    needless = {fact.what for fact in derived if fact.kind in REMINDERS and fact.what in overtaken} - noted.keys()
    steps = [
        step
        for fact in derived
        if fact.what not in needless
        and (step := _step(fact, noted.get(fact.what), today, silent=first or fact.what in overtaken)) is not None
    ]
    if first and new_edition:
        steps = [_announced(step, today) for step in steps]
    return (*steps, *_gone({fact.what for fact in derived}, noted))


def _overtaken(derived: Iterable[Fact], today: dt.date) -> frozenset[str]:
    """Steps of a line that a later one makes needless: whoever is told the end needs no reminder of it."""
    due = [fact for fact in derived if fact.line and fact.is_due(today)]
    last = {line: min(one.step for one in due if one.line == line) for line in {one.line for one in due}}
    return frozenset(fact.what for fact in due if fact.step > last[fact.line])


def _step(fact: Fact, before: Noted | None, today: dt.date, *, silent: bool) -> Step | None:
    if before is None or before.state is FactState.GONE:
        revision = before.revision + 1 if before else 1
        return _begun(fact, revision, today, silent=silent)
    if (before.on, before.by) != (fact.on, fact.by):
        return _changed(fact, before, today, silent=silent)
    if before.state is FactState.PENDING and fact.is_due(today):
        return _begun(fact, before.revision, today, silent=silent)
    return None


def _begun(fact: Fact, revision: int, today: dt.date, *, silent: bool) -> Step:
    if not fact.is_due(today):
        return Step(fact, FactState.PENDING, revision)
    if silent or fact.kind is Kind.RECORDED:
        return Step(fact, FactState.SILENT, revision)
    return Step(fact, FactState.TOLD, revision, Tell.ALERT)


def _changed(fact: Fact, before: Noted, today: dt.date, *, silent: bool) -> Step:
    """Another date, another successor. What was told is told anew, or taken back where its day is yet to come."""
    revision = before.revision + 1
    if before.state is not FactState.TOLD or fact.kind in REMINDERS:
        return _begun(fact, revision, today, silent=silent)
    told = event_of(fact.what, before.on, before.revision)
    if fact.is_due(today):
        return Step(fact, FactState.SILENT if silent else FactState.TOLD, revision, Tell.UPDATE, told)
    return Step(fact, FactState.PENDING, revision, Tell.CANCEL, told)


def _announced(step: Step, today: dt.date) -> Step:
    """The publication of a new edition is told, unless it is old news."""
    fact = step.fact
    recent = fact.on is not None and today - RECENT <= fact.on <= today
    if fact.kind is Kind.PUBLISHED and step.state is FactState.SILENT and recent:
        return Step(fact, FactState.TOLD, step.revision, Tell.ALERT)
    return step


def _gone(derived: set[str], noted: Mapping[str, Noted]) -> Iterator[Step]:
    """What was noted and does not hold: told facts are taken back, others forgotten."""
    for what, before in noted.items():
        kind = kind_of(what)
        if what in derived or kind in LASTING or before.state is FactState.GONE:
            continue
        fact = Fact(kind, what, before.on, before.by, before.due)
        if before.state is FactState.TOLD and kind not in REMINDERS:
            told = event_of(what, before.on, before.revision)
            yield Step(fact, FactState.GONE, before.revision + 1, Tell.CANCEL, told)
        else:
            yield Step(fact, FactState.GONE, before.revision)
