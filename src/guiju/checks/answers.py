"""Answers as plain values and as words: for JSON, for the database, for the columns of the file given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from guiju.checks.engine import Answer
from guiju.checks.rules import UNRESOLVED, Candidate, Outcome, strongest
from guiju.kernel.reasons import Language, Reason
from guiju.kernel.sheets import Column
from guiju.kernel.sheets.tones import Tone
from guiju.platform.reasons import render, render_all

COLUMNS: Final[dict[str, int]] = {
    "outcome": 16,
    "standard": 22,
    "title": 36,
    "dates": 26,
    "successors": 30,
    "reason": 60,
    "checked": 22,
}
"""The answer columns with their widths in characters."""
_TONES: Final[dict[Outcome, Tone]] = {
    Outcome.CURRENT: "good",
    Outcome.AMENDED: "notice",
    Outcome.MANDATE_CHANGED: "notice",
    Outcome.SUPERSEDED_SOON: "notice",
    Outcome.NOT_YET_IN_FORCE: "notice",
    Outcome.REPLACED: "warning",
    Outcome.WITHDRAWN: "bad",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with everything in it as text or reasons, whether fresh or kept."""

    line: int
    part: int
    input: str
    key: str
    outcome: Outcome
    standard: str
    title: str
    dates: Mapping[str, str]
    successors: tuple[str, ...]
    reasons: tuple[Reason, ...]
    candidates: tuple[Candidate, ...] = ()


def told(answer: Answer) -> Told:
    """A fresh answer, ready to be written."""
    edition = answer.verdict.edition
    return Told(
        line=answer.line,
        part=answer.part,
        input=answer.input,
        key=answer.key,
        outcome=answer.outcome,
        standard=answer.standard,
        title=(edition.title_zh or edition.title_en) if edition else "",
        dates=answer.verdict.dates,
        successors=answer.verdict.successors,
        reasons=answer.reasons,
        candidates=answer.verdict.candidates,
    )


def answer_as_dict(answer: Answer | Told) -> dict[str, Any]:
    """What `guiju check --json` prints for one identifier."""
    plain = answer if isinstance(answer, Told) else told(answer)
    return {
        "line": plain.line,
        "part": plain.part,
        "input": plain.input,
        "key": plain.key,
        "outcome": plain.outcome.value,
        "standard": plain.standard,
        "successors": list(plain.successors),
        "dates": dict(plain.dates),
        "candidates": [candidate_as_dict(candidate) for candidate in plain.candidates],
        "reason_zh": render_all(plain.reasons, "zh"),
        "reason_en": render_all(plain.reasons, "en"),
    }


def candidate_as_dict(candidate: Candidate) -> dict[str, str]:
    """A candidate with its reasons in both languages."""
    return {
        "key": candidate.key,
        "title_zh": candidate.title_zh,
        "title_en": candidate.title_en,
        "reason_zh": render_all(candidate.reasons, "zh"),
        "reason_en": render_all(candidate.reasons, "en"),
    }


def reason_as_dict(reason: Reason) -> dict[str, Any]:
    """A reason as it is kept."""
    return {"code": reason.code, "params": dict(reason.params)}


def reason_from_dict(kept: Mapping[str, Any]) -> Reason:
    """A kept reason again."""
    return Reason.of(kept["code"], **kept["params"])


def answer_columns(language: Language) -> list[Column]:
    """The answer columns in a person's own file, their headings told apart from that file's own."""
    named = {word(f"column.{name}", language): width for name, width in COLUMNS.items()}
    return [
        Column(render(Reason.of("check.answer_column", name=name), language), width) for name, width in named.items()
    ]


def table_columns(language: Language) -> list[Column]:
    """The columns of a table of answers that stands by itself."""
    widths = {"line": 8, "input": 40, **COLUMNS}
    return [Column(word(f"column.{name}", language), width) for name, width in widths.items()]


@lru_cache(maxsize=256)
def word(name: str, language: Language) -> str:
    """One of the check's own words: an outcome, a heading."""
    return render(Reason.of(f"check.{name}"), language)


def cells(parts: Iterable[Told], language: Language, as_of: dt.date, checked: dt.date) -> list[str]:
    """The answer cells of one input line; several parts stand one under another."""
    columns = zip(*(_cells(part, language) for part in parts), strict=True)
    return [*("\n".join(column) if any(column) else "" for column in columns), _stamp(language, as_of, checked)]


@lru_cache(maxsize=8)
def _stamp(language: Language, as_of: dt.date, checked: dt.date) -> str:
    return render(Reason.of("check.checked", on=as_of, checked=checked), language)


def _cells(part: Told, language: Language) -> tuple[str, ...]:
    dates = (render(Reason.of(f"check.date.{name}", date=date), language) for name, date in part.dates.items())
    return (
        word(f"outcome.{part.outcome}", language),
        part.standard,
        part.title,
        ("，" if language == "zh" else ", ").join(dates),
        " → ".join(part.successors),
        render_all(part.reasons, language),
    )


def tone(parts: Iterable[Told]) -> Tone:
    """The colour of a line: of its strongest outcome."""
    outcome = strongest(part.outcome for part in parts)
    return "unknown" if outcome in UNRESOLVED else _TONES[outcome]
