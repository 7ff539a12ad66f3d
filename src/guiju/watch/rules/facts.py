"""Facts of a standard that somebody who relies on it wants to be told: derived from its record, each by one name.

All facts are derived whatever today is; each says the day on which it is due to be told. So a correction of the
record shows as a fact that changed, or is no longer there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guiju.catalogue.rules import ENDED, Edition, Scope, Status, read_stage
from guiju.catalogue.rules.links import Link
from guiju.catalogue.rules.news import exact_periods
from guiju.catalogue.rules.words import PROJECT_ENDED
from guiju.kernel.dates import PartialDate
from guiju.kernel.docid import parse
from guiju.watch.rules.reviews import interval_of, next_review, warning_of

STEPS: Final = (90, 30, 7)
"""Days before a date on which it is told again; a setting may say otherwise."""
KNOWN: Final = 100_000
"""The step of news that something will happen one day: before every other."""
ENQUIRY: Final = range(4020, 4061)
"""Stages in which a draft is out for comment (40.20 to 40.60)."""
COMMENT_WORD: Final = "征求意见"


class Kind(StrEnum):
    """What sort of fact."""

    RECORDED = "recorded"
    DRAFT = "draft"
    PUBLISHED = "published"
    COMING = "coming"
    IN_FORCE = "in_force"
    END_KNOWN = "end_known"
    ENDING = "ending"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    PART_REPLACED = "part_replaced"
    AMENDED = "amended"
    CORRECTED = "corrected"
    MANDATE = "mandate"
    RECORD = "record"
    BASE = "base"
    REVIEW = "review"


class FactState(StrEnum):
    """Ahead of its day; held when its standard came under watch; told; taken back."""

    PENDING = "pending"
    SILENT = "silent"
    TOLD = "told"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: `what` names it among those of its standard, `on` is its date, `due` the day to tell it (None: now).

    Of one `line` (the opening, the end) only the last step that is due is told; `step` counts the days before.
    """

    kind: Kind
    what: str
    on: dt.date | None = None
    by: str = ""
    due: dt.date | None = None
    line: str = ""
    step: int = 0

    def is_due(self, today: dt.date) -> bool:
        """Whether its day has come."""
        return self.due is None or self.due <= today


def kind_of(what: str) -> Kind:
    """The kind that a fact's name begins with."""
    return Kind(what.partition(":")[0])


def derive(
    edition: Edition, adopted: Sequence[Link] = (), *, today: dt.date, steps: Sequence[int] = STEPS
) -> tuple[Fact, ...]:
    """Every fact of an edition, given what it adopts, judged on `today`."""
    return (
        Fact(Kind.RECORDED, "recorded"),
        *_draft(edition),
        *_published(edition),
        *_opening(edition, steps),
        *_end(edition, steps),
        *_changes(edition),
        *_bases(adopted),
        *_review(edition, today),
    )


def _draft(edition: Edition) -> Iterator[Fact]:
    seen = edition.facts.best_sighting
    if seen is None or not edition.facts.is_project:
        return
    stage = read_stage(seen.word)
    open_stage = stage in ENQUIRY and stage % 100 != PROJECT_ENDED if stage else False
    if open_stage or COMMENT_WORD in seen.word:
        yield Fact(Kind.DRAFT, "draft", on=seen.seen_on)


def _published(edition: Edition) -> Iterator[Fact]:
    """With the date from which it holds, so that another date is news too."""
    facts = edition.facts
    if facts.is_project or facts.issued is None:
        return
    force = facts.in_force_from
    issued = facts.issued.earliest
    yield Fact(Kind.PUBLISHED, "published", on=issued, by=str(force or ""), due=issued)


def _opening(edition: Edition, steps: Sequence[int]) -> Iterator[Fact]:
    """Coming into force, N days ahead and on the day, where a source states the day."""
    exact = (one for one in exact_periods(edition.periods) if one.status == Status.IN_FORCE)
    period = next(exact, None)
    if period is not None:
        yield from _steps(Kind.COMING, "opening", period.start, "", steps)
        yield Fact(Kind.IN_FORCE, "in_force", on=period.start, due=period.start, line="opening")


def _end(edition: Edition, steps: Sequence[int]) -> Iterator[Fact]:
    """The end: that it is known, N days ahead, and on the day; without a stated day it is told when it is learnt."""
    period = next((one for one in edition.periods if one.status in ENDED), None)
    if period is None:
        return
    by = ", ".join(one.successor for one in edition.facts.whole_successions)
    kind = Kind.REPLACED if period.status == Status.REPLACED else Kind.WITHDRAWN
    if period in exact_periods(edition.periods):
        yield Fact(Kind.END_KNOWN, "end_known", on=period.start, by=by, line="end", step=KNOWN)
        yield from _steps(Kind.ENDING, "end", period.start, by, steps)
        yield Fact(kind, kind.value, on=period.start, by=by, due=period.start, line="end")
    else:
        yield Fact(kind, kind.value, by=by, due=period.start, line="end")


def _steps(kind: Kind, line: str, on: dt.date, by: str, steps: Sequence[int]) -> Iterator[Fact]:
    for days in steps:
        yield Fact(kind, f"{kind}:{days}", on=on, by=by, due=on - dt.timedelta(days=days), line=line, step=days)


def _changes(edition: Edition) -> Iterator[Fact]:
    """What changes a part of it, or how binding it is."""
    for succession in edition.facts.successions:
        if succession.scope == Scope.PART and not succession.draft:
            yield _dated(Kind.PART_REPLACED, succession.successor, succession.dated)
    for sheet in edition.facts.amendments:
        kind = Kind.CORRECTED if _is_corrigendum(sheet.key) else Kind.AMENDED
        yield _dated(kind, sheet.key, sheet.effective or sheet.issued)
    for change in edition.facts.mandate_changes:
        yield _dated(Kind.MANDATE, change.former_key or change.before, change.on, by=change.after)


def _dated(kind: Kind, name: str, date: PartialDate | None, *, by: str = "") -> Fact:
    on = date.earliest if date else None
    return Fact(kind, f"{kind}:{name}"[:300], on=on, by=by or name, due=on)


def _is_corrigendum(key: str) -> bool:
    sheets = parse(key).amendments
    return bool(sheets) and sheets[-1].kind.upper().startswith(("COR", "AC"))


def _bases(adopted: Iterable[Link]) -> Iterator[Fact]:
    """What it adopts is no longer current."""
    for link in adopted:
        if link.state.current is False:
            newest = link.state.newest.key if link.state.newest else ""
            yield Fact(Kind.BASE, f"base:{link.object}"[:300], by=newest)


def _review(edition: Edition, today: dt.date) -> Iterator[Fact]:
    """The next review, where the law or a rule limits the interval; only of what is in force then."""
    interval = interval_of(edition.level, edition.body)
    issued = edition.facts.issued or edition.facts.effective
    if interval is None or issued is None:
        return
    review = next_review(issued.earliest, interval.years, today)
    warn = warning_of(review)
    if edition.status_on(max(warn, today)).status == Status.IN_FORCE:
        yield Fact(Kind.REVIEW, f"review:{review.year}", on=review, by=str(interval.years), due=warn)
