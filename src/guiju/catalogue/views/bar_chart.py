"""Counts by year or decade as upright bars. Places are percentages of the width, so that the page scales them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

HEIGHT: Final = 150
HEAD: Final = 20
"""Room for the number above the highest bar."""
SMALL: Final = 26
MOST_YEARS: Final = 31
MOST_LABELS: Final = 14
NARROW_LABELS: Final = 4
GAP: Final = 0.22
"""Share of a bar's place that stays empty."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place and size, the years it counts, and where its words may stand.

    `room` of the label under it: on any screen, on a wide one, or not at all.
    """

    x: str
    width: str
    middle: str
    y: int
    height: int
    label: str
    first: int
    last: int
    count: int
    room: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template draws; `foot` is where the bars stand."""

    bars: tuple[Bar, ...]
    foot: int


@dataclass(frozen=True, slots=True)
class Step:
    """One or ten years."""

    first: int
    last: int
    label: str
    count: int


def span_of(years: Iterable[int]) -> tuple[int, int] | None:
    """The first and the last year; 0 stands for none."""
    dated = [year for year in years if year]
    return (min(dated), max(dated)) if dated else None


def steps_of(years: Mapping[int, int], span: tuple[int, int] | None) -> list[Step]:
    """Every year of the span, or every decade of a long one; those with nothing too, for a gap is an answer."""
    if span is None:
        return []
    first, last = span
    if last - first < MOST_YEARS:
        return [Step(year, year, str(year), years.get(year, 0)) for year in range(first, last + 1)]
    return [_decade(start, years) for start in range(first // 10 * 10, last + 1, 10)]


def _decade(start: int, years: Mapping[int, int]) -> Step:
    count = sum(years.get(year, 0) for year in range(start, start + 10))
    return Step(start, start + 9, f"{start}–{(start + 9) % 100:02d}", count)


def draw_bars(steps: Sequence[Step], height: int = HEIGHT, head: int = HEAD) -> Chart:
    """Bars of equal width; a count that is not nothing is seen, however small beside the highest."""
    highest = max((step.count for step in steps), default=0) or 1
    bars = [_bar(place, step, len(steps), round(height * step.count / highest)) for place, step in enumerate(steps)]
    return Chart(tuple(replace(bar, y=head + height - bar.height) for bar in bars), head + height)


def draw_small(steps: Sequence[Step]) -> Chart:
    """The same without words, to stand in a row of a table."""
    return draw_bars(steps, SMALL, 0)


def _bar(place: int, step: Step, among: int, height: int) -> Bar:
    share = 100 / among
    return Bar(
        x=f"{share * (place + GAP / 2):.3f}%",
        width=f"{share * (1 - GAP):.3f}%",
        middle=f"{share * (place + 0.5):.3f}%",
        y=0,
        height=max(height, 2) if step.count else 0,
        label=step.label,
        first=step.first,
        last=step.last,
        count=step.count,
        room=_room(place, among),
    )


def _room(place: int, among: int) -> str:
    """Every label where they are few, else every so manieth."""
    if place % -(-among // NARROW_LABELS) == 0:
        return "any"
    return "wide" if place % -(-among // MOST_LABELS) == 0 else ""
