"""The conclusion of a report, stated from the counts alone: it never says more than the answers do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from guiju.checks.rules.outcomes import UNRESOLVED, Outcome
from guiju.kernel.reasons import Reason

CONCLUDED: Final = (
    Outcome.CURRENT,
    Outcome.SUPERSEDED_SOON,
    Outcome.AMENDED,
    Outcome.MANDATE_CHANGED,
    Outcome.NOT_YET_IN_FORCE,
    Outcome.REPLACED,
    Outcome.WITHDRAWN,
)
"""Outcomes with a sentence of their own, in the order they are told."""


def conclude(
    counts: Mapping[Outcome, int], *, as_of: dt.date, doubtful: int = 0, completed: int = 0, unanswered: int = 0
) -> tuple[Reason, ...]:
    """What the answers add up to, sentence by sentence.

    `counts` are answers by outcome, `doubtful` those of them that leave something open behind their outcome (see
    `certainty`), `completed` those whose number a person completed, `unanswered` lines that were read and have no
    answer (which must not happen, and is said if it does).
    """
    met = {outcome: n for outcome, n in counts.items() if n}
    return tuple(_sentences(met, as_of, doubtful, completed, unanswered))


def _sentences(
    counts: Mapping[Outcome, int], as_of: dt.date, doubtful: int, completed: int, unanswered: int
) -> Iterator[Reason]:
    total = sum(counts.values())
    if not total:
        yield Reason.of("report.concluded.nothing")
        return
    if set(counts) == {Outcome.CURRENT} and not unanswered and not doubtful:
        yield Reason.of("report.concluded.all_current", total=total, on=as_of)
    else:
        yield Reason.of("report.concluded.total", total=total, on=as_of)
        yield from _each(counts, as_of)
    if doubtful:
        yield Reason.of("report.concluded.doubtful", doubtful=doubtful)
    if unanswered:
        yield Reason.of("report.concluded.unanswered", count=unanswered)
    if completed:
        yield Reason.of("report.concluded.completed", count=completed)
    yield Reason.of("report.concluded.limits")


def _each(counts: Mapping[Outcome, int], as_of: dt.date) -> Iterator[Reason]:
    for outcome in CONCLUDED:
        if outcome in counts:
            yield Reason.of(f"report.concluded.{outcome}", count=counts[outcome], on=as_of)
    unresolved = sum(counts.get(outcome, 0) for outcome in UNRESOLVED)
    if unresolved:
        yield Reason.of("report.concluded.open", count=unresolved)
