"""What a report says: live from its check while it is a draft, as it was stored once it is approved."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from guiju.checks import queries
from guiju.checks.answers import reason_from_dict
from guiju.checks.models import Check, CheckLine, Completion, Report
from guiju.checks.problems import ReportProblem
from guiju.checks.reports.content import Content
from guiju.checks.rules import UNRESOLVED, Doubt, Outcome, conclude, doubts
from guiju.kernel.reasons import Language
from guiju.platform.reasons import render, render_all

FORMAT: Final = "guiju-report-2"
"""Version of the stored result; since 2 it has what answers leave open (`doubts`) and what was not read (`notes`)."""


class _Live:
    """The findings of a check as it stands."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __iter__(self) -> Iterator[dict[str, Any]]:
        completions = queries.last_completions(self.check)
        confirmed = queries.load_confirmed(self.check)
        for line in queries.walk_lines(self.check):
            yield finding(line, completions.get(line.pk), meant=line.pk in confirmed)


class _Stored:
    """The findings of an approved report."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(json.loads, queries.list_sealed(self.report))


def content_of(report: Report) -> Content:
    """What the report says. `ReportProblem` for a draft whose check is gone."""
    if report.facts is not None:
        return Content(report.facts, report.facts["answers"], _Stored(report))
    check = report.parent
    if check is None:
        raise ReportProblem("report.check_gone")
    counts = queries.count_outcomes(check)
    return Content(_facts(report, check, counts), sum(counts.values()), _Live(check))


def _facts(report: Report, check: Check, counts: dict[str, int]) -> dict[str, Any]:
    completions = queries.last_completions(check)
    missing = check.accounts["missing"]
    open_lines = _open_lines(check)
    notes = tuple(map(reason_from_dict, check.accounts.get("notes", ())))
    concluded = conclude(
        {Outcome(name): count for name, count in counts.items()},
        as_of=check.as_of,
        doubtful=open_lines.doubtful,
        completed=sum(1 for kept in completions.values() if kept.number),
        unanswered=len(missing),
    )
    finished = check.finished_at or check.created_at
    return {
        "format": FORMAT,
        **_given(report),
        "file_name": check.file_name,
        "as_of": check.as_of.isoformat(),
        "checked_at": _moment(finished),
        "counts": dict(sorted(counts.items())),
        "answers": sum(counts.values()),
        "lines_read": check.lines_read,
        "blank": len(check.accounts["blank"]),
        "missing": missing,
        "extra": check.accounts["extra"],
        "coverage": check.coverage,
        "sources": _sources(check, finished),
        "open_lines": open_lines.by_outcome,
        "doubts": open_lines.by_doubt,
        "notes_zh": [render(note, "zh") for note in notes],
        "notes_en": [render(note, "en") for note in notes],
        "completions": [_named(kept) for kept in sorted(completions.values(), key=_place_of)],
        "conclusion_zh": [render(reason, "zh") for reason in concluded],
        "conclusion_en": [render(reason, "en") for reason in concluded],
    }


def _given(report: Report) -> dict[str, Any]:
    """What people said of the report, and what approval gave it."""
    corrected = report.replaces
    return {
        "number": report.number,
        "code": report.code,
        "address": report.address,
        "template": report.template,
        "client": report.client,
        "scope": report.scope,
        "searched_by": report.searched_by,
        "checked_by": report.checked_by,
        "approved_by": report.approved_by,
        "approved_at": _moment(report.approved_at) if report.approved_at else None,
        "replaces": {"number": corrected.number, "checksum": corrected.checksum} if corrected else None,
        "why_replaced": report.why_replaced,
    }


def _moment(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _sources(check: Check, until: dt.datetime) -> list[dict[str, Any]]:
    keys = {key for held in check.coverage for key in held["sources"]}
    return [
        {"name": source.name, "kind": source.kind, "read_at": _moment(source.read_at) if source.read_at else None}
        for source in queries.list_sources_read(keys, until=until)
    ]


@dataclass(frozen=True, slots=True)
class _Open:
    """The lines that could not be verified, by outcome; those that leave something open behind one, by what it is."""

    by_outcome: dict[str, list[int]]
    by_doubt: dict[str, list[int]]
    doubtful: int


def _open_lines(check: Check) -> _Open:
    outcomes: defaultdict[str, list[int]] = defaultdict(list)
    doubted: defaultdict[str, list[int]] = defaultdict(list)
    doubtful = 0
    confirmed = queries.load_confirmed(check)
    rows = queries.list_lines(check, unresolved=True).values_list("pk", "line", "outcome", "reasons")
    for pk, line, outcome, reasons in rows.iterator(chunk_size=2000):
        if outcome in UNRESOLVED:
            outcomes[outcome].append(line)
            continue
        doubtful += 1
        for doubt in doubts(Outcome(outcome), map(reason_from_dict, reasons), meant=pk in confirmed):
            doubted[doubt].append(line)
    return _Open(_ordered(outcomes, Outcome), _ordered(doubted, Doubt), doubtful)


def _ordered(lines: Mapping[str, list[int]], names: Iterable[str]) -> dict[str, list[int]]:
    return {str(name): lines[name] for name in names if lines.get(name)}


def _place_of(kept: Completion) -> tuple[int, int]:
    return kept.parent.line, kept.parent.part


def _named(kept: Completion) -> dict[str, Any]:
    return {"line": kept.parent.line, "part": kept.parent.part, **_completion(kept)}


def finding(line: CheckLine, completion: Completion | None, *, meant: bool) -> dict[str, Any]:
    """One finding as it is stored: plain values, words in both languages. `meant`: a person completed its number."""
    reasons = tuple(map(reason_from_dict, line.reasons))
    return {
        "line": line.line,
        "part": line.part,
        "place_zh": _place(line, "zh"),
        "place_en": _place(line, "en"),
        "input": line.input,
        "given_title": line.given_title,
        "key": line.key,
        "outcome": line.outcome,
        "standard": line.standard_key,
        "title_zh": line.standard.title_zh if line.standard else line.title,
        "title_en": line.standard.title_en if line.standard else "",
        "dates": line.dates,
        "successors": line.successors,
        "candidates": [kept["key"] for kept in line.candidates],
        "reason_zh": render_all(reasons, "zh"),
        "reason_en": render_all(reasons, "en"),
        "doubts": list(doubts(Outcome(line.outcome), reasons, meant=meant)) if line.is_open else [],
        "completion": _completion(completion) if completion else None,
    }


def _place(line: CheckLine, language: Language) -> str:
    return render(reason_from_dict(line.place), language) if line.place else ""


def _completion(kept: Completion) -> dict[str, str]:
    on = timezone.localtime(kept.at).date().isoformat()
    return {"number": kept.number, "note": kept.note, "by": kept.by, "on": on}
