"""What a report says: live from its check while it is a draft, as it was stored once it is approved."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from django.utils import timezone

from guiju.checks import queries
from guiju.checks.answers import reason_from_dict
from guiju.checks.models import Check, CheckLine, Completion, Report
from guiju.checks.problems import ReportProblem
from guiju.checks.reports.content import Content
from guiju.checks.rules import Outcome, conclude
from guiju.kernel.reasons import Language
from guiju.platform.reasons import render, render_all

FORMAT: Final = "guiju-report-1"


class _Live:
    """The findings of a check as it stands."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __iter__(self) -> Iterator[dict[str, Any]]:
        completions = queries.last_completions(self.check)
        for line in queries.list_lines(self.check).iterator(chunk_size=1000):
            yield finding(line, completions.get(line.pk))


class _Stored:
    """The findings of an approved report."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __iter__(self) -> Iterator[dict[str, Any]]:
        rows = queries.list_findings(self.report).values_list("content", flat=True)
        return iter(rows.iterator(chunk_size=1000))


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
    concluded = conclude(
        {Outcome(name): count for name, count in counts.items()},
        as_of=check.as_of,
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
        "open_lines": _open_lines(check),
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


def _open_lines(check: Check) -> dict[str, list[int]]:
    """The lines of each outcome that could not be verified."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    rows = queries.list_lines(check, unresolved=True).values_list("outcome", "line")
    for outcome, line in rows:
        found[outcome].append(line)
    return {outcome.value: found[outcome.value] for outcome in Outcome if found[outcome.value]}


def _place_of(kept: Completion) -> tuple[int, int]:
    return kept.parent.line, kept.parent.part


def _named(kept: Completion) -> dict[str, Any]:
    return {"line": kept.parent.line, "part": kept.parent.part, **_completion(kept)}


def finding(line: CheckLine, completion: Completion | None) -> dict[str, Any]:
    """One finding as it is stored: plain values, words in both languages."""
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
        "reason_zh": _reasons(line, "zh"),
        "reason_en": _reasons(line, "en"),
        "completion": _completion(completion) if completion else None,
    }


def _place(line: CheckLine, language: Language) -> str:
    return render(reason_from_dict(line.place), language) if line.place else ""


def _reasons(line: CheckLine, language: Language) -> str:
    return render_all(tuple(map(reason_from_dict, line.reasons)), language)


def _completion(kept: Completion) -> dict[str, str]:
    on = timezone.localtime(kept.at).date().isoformat()
    return {"number": kept.number, "note": kept.note, "by": kept.by, "on": on}
