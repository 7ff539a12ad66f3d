"""The bars that speed and memory are held to, all in one place, and the verdict beside each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple


class Bar(NamedTuple):
    """The most that a figure may be, or the least. `figure` is its way through the results: workbook.seconds."""

    figure: str
    limit: float
    unit: str
    about: str
    at_least: bool = False

    def holds(self, ours: float) -> bool:
        """Whether a figure is within."""
        return ours >= self.limit if self.at_least else ours <= self.limit


ALERTS: Final = (
    Bar("latency.p95", 2, "s", "until a webhook has what an import corrected, the worker idle, 95 of 100"),
    Bar("webhook.ours", 200, "a second", "alerts to local webhooks", at_least=True),
    Bar("email.ours", 100, "a second", "alerts by mail", at_least=True),
)
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
WATCHING: Final = (Bar("ours_seconds", 10, "s", "1,000 changed standards told to who has them on 100,000 lists"),)
ORGANISATIONS: Final = (
    Bar("seconds", 20, "s", "12,110 organisations imported"),
    Bar("again_changed", 0, "rows", "changed by importing them again"),
    Bar("unaccounted", 0, "rows", "neither taken in nor refused with a reason"),
)
LOAD: Final = (
    Bar("errors", 0, "answers", "failed, of the search page, the search API and the limit"),
    Bar("share", 0.5, "times", "requests a second of the search API, Django bare with one query", at_least=True),
)
RELEVANCE: Final = (
    Bar("expert.ours.numbers.mrr", 0.97, "MRR@10", "numbers in any spelling", at_least=True),
    Bar("expert.ours.titles and concepts.mrr", 0.80, "MRR@10", "titles and concepts", at_least=True),
    Bar("expert.ours.all.mrr", 0.80, "MRR@10", "all expert queries", at_least=True),
    Bar("expert.ours.all.success", 0.90, "success@10", "all expert queries", at_least=True),
)
SEARCH: Final = (
    Bar("least.mix", 15, "times", "queries a second over the mix, SQLite FTS5 or PostgreSQL", at_least=True),
    Bar("least.class", 8, "times", "the same in the class where it is least", at_least=True),
    Bar("least.bare", 0.7, "times", "queries a second over the mix, tantivy given the same queries", at_least=True),
    Bar("build_seconds.Guiju", 180, "s", "the index built"),
    Bar("fresh_seconds", 1, "s", "until another reader sees 1,000 changed records, the median of five batches"),
)


def judged(results: Mapping[str, Any], bars: Sequence[Bar]) -> list[dict[str, Any]]:
    """Each bar with our figure and whether it holds."""
    return [
        {"bar": bar.limit, "unit": bar.unit, "ours": ours, "holds": bar.holds(ours), "about": bar.about}
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
