"""The bars that speed and memory are held to, all in one place, and the verdict beside each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple


class Bar(NamedTuple):
    """The most that a figure may be. `figure` is its way through the results: workbook.seconds."""

    figure: str
    most: float
    unit: str
    about: str


CHECK: Final = (
    Bar("lines.ours_seconds", 5, "s", "10,000 lines checked against the whole catalogue"),
    Bar("workbook.seconds", 30, "s", "a workbook of 50,000 rows read, checked and written back"),
    Bar("workbook.peak_mb", 300, "MB", "memory for it"),
)
IMPORT: Final = (
    Bar("seconds", 90, "s", "every list imported"),
    Bar("peak_mb", 600, "MB", "memory for it"),
    Bar("again_changed", 0, "rows", "changed by importing all of them again"),
    Bar("unaccounted", 0, "rows", "neither taken in nor refused with a reason"),
)
IMPORT_GROWTH: Final = (
    Bar("peak_mb", 600, "MB", "memory for so many generated rows"),
    Bar("again_changed", 0, "rows", "changed by importing them again"),
)
LOAD: Final = (
    Bar("errors", 0, "answers", "failed, of the search page, the search API and the limit"),
    Bar("short_of_half", 0, "share", "that the search API lacks of half the throughput of Django bare"),
)


def judged(results: Mapping[str, Any], bars: Sequence[Bar]) -> list[dict[str, Any]]:
    """Each bar with our figure and whether it holds."""
    return [
        {"bar": bar.most, "unit": bar.unit, "ours": ours, "holds": ours <= bar.most, "about": bar.about}
        for bar in bars
        for ours in (_found(results, bar.figure),)
    ]


def _found(results: Mapping[str, Any], way: str) -> float:
    found: Any = results
    for step in way.split("."):
        found = found[step]
    return float(found)


def told(verdict: Mapping[str, Any]) -> str:
    """One bar in words: bar 5 s, ours 4.1 s, holds: 10,000 lines checked."""
    holds = "holds" if verdict["holds"] else "DOES NOT HOLD"
    unit = verdict["unit"]
    return f"bar {verdict['bar']:g} {unit}, ours {verdict['ours']:g} {unit}, {holds}: {verdict['about']}"
