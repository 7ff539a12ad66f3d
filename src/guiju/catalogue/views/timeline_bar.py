"""The periods of an edition drawn as a bar: where each begins and ends, years as ticks, today marked.

Positions are percentages of the bar's width, so that the page scales it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guiju.catalogue.rules import BEGINNING, Period

MARGIN: Final = 0.06
SHORTEST: Final = dt.timedelta(days=730)
STEPS: Final = (1, 2, 5, 10, 20, 50)
MOST_TICKS: Final = 5
LEAST_ROOM: Final = 13
EASY_ROOM: Final = 34
ROW: Final = 26
FOOT: Final = 24
MOST_EVENTS: Final = 30
APART: Final = 12
"""Per cent of the line between two marks of one row; on the narrowest screen they do not touch."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One period on the bar."""

    left: str
    width: str
    status: str
    room: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A year or a day on the bar; `anchor` keeps its words inside."""

    left: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Everything the template draws."""

    segments: tuple[Segment, ...]
    ticks: tuple[Mark, ...]
    now: Mark


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def share(self, date: dt.date) -> float:
        inside = min(max(date, self.first), self.last)
        return 100 * (inside - self.first) / (self.last - self.first)

    def mark(self, date: dt.date, label: str) -> Mark:
        share = self.share(date)
        anchor = "start" if share < 8 else "end" if share > 92 else "middle"
        return Mark(_percent(share), label, anchor)


def _percent(share: float) -> str:
    return f"{share:.2f}%"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on one day, by its numbers in the list, as low above the line as it covers no other."""

    left: str
    label: str
    half: int
    y: int
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Everything that happened on one line, which lies at `foot`."""

    events: tuple[Event, ...]
    ticks: tuple[Mark, ...]
    now: Mark
    foot: int
    height: int


def draw_events(dates: Sequence[dt.date], on: dt.date, today: dt.date) -> Line | None:
    """The days of a history in order, numbered from one, with `on` marked; None for none, or more than have room."""
    numbers: dict[dt.date, list[int]] = {}
    for number, date in enumerate(dates, start=1):
        numbers.setdefault(date, []).append(number)
    if not 0 < len(numbers) <= MOST_EVENTS:
        return None
    scale = _scale([*dates, on])
    rows = _rows([scale.share(date) for date in numbers])
    foot = (max(rows) + 1) * ROW + 6
    events = (
        Event(
            _percent(scale.share(date)), _span(told), 11 if len(told) == 1 else 20, foot - 20 - row * ROW, date > today
        )
        for row, (date, told) in zip(rows, numbers.items(), strict=True)
    )
    return Line(tuple(events), _ticks(scale), scale.mark(on, on.isoformat()), foot, foot + FOOT)


def _rows(shares: Sequence[float]) -> list[int]:
    """For each mark, from left to right, the lowest row whose last mark is far enough away."""
    last_in_row: list[float] = []
    rows = []
    for share in shares:
        row = next((row for row, last in enumerate(last_in_row) if share - last >= APART), len(last_in_row))
        last_in_row[row : row + 1] = [share]
        rows.append(row)
    return rows


def _span(numbers: Sequence[int]) -> str:
    return "–".join(str(number) for number in dict.fromkeys((numbers[0], numbers[-1])))


def draw_bar(periods: Sequence[Period], on: dt.date) -> Bar:
    """The bar of a timeline with `on` marked."""
    scale = _scale([period.start for period in periods if period.start > BEGINNING] + [on])
    ends = [period.start for period in periods[1:]] + [scale.last]
    segments = [_segment(scale, period, end) for period, end in zip(periods, ends, strict=True) if end > scale.first]
    return Bar(tuple(segments), _ticks(scale), scale.mark(on, on.isoformat()))


def _scale(dates: Sequence[dt.date]) -> _Scale:
    first, last = min(dates), max(dates)
    room = max((last - first) * MARGIN, (SHORTEST - (last - first)) / 2, dt.timedelta(days=30))
    return _Scale(first - min(room, first - dt.date.min), last + min(room, dt.date.max - last))


def _segment(scale: _Scale, period: Period, end: dt.date) -> Segment:
    left, right = scale.share(max(period.start, scale.first)), scale.share(end)
    return Segment(_percent(left), _percent(right - left), period.status, _room(right - left))


def _room(share: float) -> str:
    """Whether the word fits: on any screen, on a wide one, or not at all."""
    return "any" if share >= EASY_ROOM else "wide" if share >= LEAST_ROOM else ""


def _ticks(scale: _Scale) -> tuple[Mark, ...]:
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = next((step for step in STEPS if len(years) / step <= MOST_TICKS), STEPS[-1])
    return tuple(scale.mark(dt.date(year, 1, 1), str(year)) for year in years if year % step == 0)
