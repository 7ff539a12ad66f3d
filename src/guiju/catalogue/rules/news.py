"""What counts as news of a catalogue: five things that happen to a standard on a day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from guiju.catalogue.rules.validity import BEGINNING, Period, Timeline


class Section(StrEnum):
    """What happened. The first three are dated by the standard's own facts, the others by the catalogue's log."""

    PUBLISHED = "published"
    IN_FORCE = "in-force"
    ENDED = "ended"
    RECORDED = "recorded"
    CORRECTED = "corrected"


DATED: Final = (Section.PUBLISHED, Section.IN_FORCE, Section.ENDED)
NOTED: Final = (Section.RECORDED, Section.CORRECTED)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which standards the news is asked of; ICS from the beginning of the code."""

    level: tuple[str, ...] = ()
    body: str = ""
    ics: str = ""


def exact_periods(periods: Timeline) -> tuple[Period, ...]:
    """The periods that begin on a day a source states: not where only a month or year is known, or a day of looking."""
    pairs = pairwise((Period(BEGINNING, periods[0].status), *periods)) if periods else ()
    return tuple(
        period
        for before, period in pairs
        if period.start > BEGINNING and period.is_dated and not (_is_unclear(before) or _is_unclear(period))
    )


def _is_unclear(period: Period) -> bool:
    return any(reason.code == "status.imprecise_date" for reason in period.reasons)
