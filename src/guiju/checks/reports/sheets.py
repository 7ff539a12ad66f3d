"""Workbooks of a report: all its findings, and the differences of two checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from guiju.checks.answers import word
from guiju.checks.reports.content import Content
from guiju.checks.reports.printed import advice, dates_of, own_title, said_of_completion
from guiju.kernel.reasons import Language, Reason
from guiju.kernel.sheets import Column
from guiju.platform.reasons import render

WIDTHS: Final[Mapping[str, int]] = {
    "line": 8,
    "part": 6,
    "input": 36,
    "outcome": 16,
    "standard": 22,
    "title": 36,
    "dates": 26,
    "successors": 30,
    "reason": 60,
    "candidates": 40,
}


def finding_columns(language: Language) -> list[Column]:
    """Headings of the table of findings."""
    own = [Column(word(f"column.{name}", language), width) for name, width in WIDTHS.items()]
    return [*own, Column(_word("part.completed", language), 40), Column(_word("column.advice", language), 30)]


def finding_rows(content: Content, language: Language) -> Iterator[tuple[object, ...]]:
    """Every finding, one a row."""
    return (_row(one, language) for one in content)


def _row(one: Mapping[str, Any], language: Language) -> tuple[object, ...]:
    return (
        one["line"],
        one["part"],
        one["input"],
        word(f"outcome.{one['outcome']}", language),
        one["standard"],
        own_title(one, language),
        dates_of(one, language),
        " → ".join(one["successors"]),
        one[f"reason_{language}"],
        "\n".join(one["candidates"]),
        said_of_completion(one["completion"], language) if one["completion"] else "",
        ("；" if language == "zh" else "; ").join(advice(one, language)),
    )


def _word(name: str, language: Language) -> str:
    return render(Reason.of(f"report.{name}"), language)
