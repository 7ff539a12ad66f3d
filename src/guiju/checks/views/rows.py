"""The answers of a check in the words of its page and its table of open lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.dateparse import parse_datetime

from guiju.catalogue.forms import own_title
from guiju.catalogue.queries import load_editions_by_key
from guiju.catalogue.rules import Coverage
from guiju.checks.answers import reason_from_dict
from guiju.checks.forms import OUTCOMES
from guiju.checks.rules import excerpt, shown
from guiju.checks.services import numbered
from guiju.kernel.reasons import Language, Reason
from guiju.platform.language import page_language
from guiju.platform.reasons import render

if TYPE_CHECKING:
    from guiju.checks.models import CheckLine


LEADING: Final = 2
NEVER_FOLDED: Final = frozenset({"check.title_differs"})
"""Reasons past the leading ones are folded away, save those that ask the person to look again."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A standard that may have been meant."""

    key: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer as the table shows it; `several` where its line has more than one, `written` a long line's part."""

    line: CheckLine
    several: bool
    place: str
    written: str
    given_title: str
    number: str
    title: str
    dates: tuple[str, ...]
    successors: tuple[tuple[str, bool], ...]
    reasons: tuple[str, ...]
    more: tuple[str, ...]
    candidates: tuple[CandidateRow, ...]


def rows_shown(lines: Sequence[CheckLine]) -> list[AnswerRow]:
    """The lines of one page."""
    held = load_editions_by_key({key for line in lines for key in line.successors})
    several = {line.line for line in lines if line.part > 1}
    return [_row(line, several=line.line in several, held=held) for line in lines]


def _row(line: CheckLine, *, several: bool, held: Mapping[str, object]) -> AnswerRow:
    language = page_language()
    leading = [kept for place, kept in enumerate(line.reasons) if place < LEADING or kept["code"] in NEVER_FOLDED]
    return AnswerRow(
        line=line,
        several=several,
        place=_said(line.place, language) if line.place else "",
        written=shown(excerpt(line.input, line.key)),
        given_title=shown(line.given_title),
        number=line.standard_key,
        title=_title(line),
        dates=tuple(render(Reason.of(f"check.date.{name}", date=date), language) for name, date in line.dates.items()),
        successors=tuple((key, key in held) for key in line.successors),
        reasons=tuple(_said(kept, language) for kept in leading),
        more=tuple(_said(kept, language) for kept in line.reasons if kept not in leading),
        candidates=tuple(_candidate(kept) for kept in line.candidates),
    )


def _said(kept: Mapping[str, Any], language: Language) -> str:
    return render(reason_from_dict(kept), language)


def _title(line: CheckLine) -> str:
    if line.standard is None:
        return line.title
    return own_title(line.standard.title_zh, line.standard.title_en)


def _candidate(kept: Mapping[str, str]) -> CandidateRow:
    title = own_title(kept.get("title_zh", ""), kept.get("title_en", ""))
    return CandidateRow(kept["key"], title, kept[f"reason_{page_language()}"])


def open_rows(lines: Iterable[CheckLine]) -> Iterator[Sequence[object]]:
    """One row an open answer; the last two cells are for the person who completes it."""
    language = page_language()
    for line in lines:
        why = "\n".join(_said(kept, language) for kept in line.reasons)
        offered = numbered([(item.key, item.title) for item in map(_candidate, line.candidates)])
        yield (line.line, line.part, line.input, str(OUTCOMES[line.outcome].text), why, offered, "", "")


def coverage_shown(kept: Iterable[Mapping[str, Any]]) -> list[Coverage]:
    """The coverage as it was when the check was made."""
    return [
        Coverage(
            body=item["body"],
            count=item["count"],
            year_from=item["year_from"],
            year_to=item["year_to"],
            last_seen=_moment(item["last_seen"]),
            sources=tuple(item["sources"]),
        )
        for item in kept
    ]


def _moment(text: str | None) -> dt.datetime | None:
    return parse_datetime(text) if text else None


def columns_shown(layout: Mapping[str, Any]) -> dict[str, Any]:
    """What the question about columns shows: the columns with how many of their cells hold numbers, the first rows."""
    options = [{**option, "share": round(option["share"] * 100)} for option in layout["options"]]
    return {"layout": layout, "sheets": layout["sheets"], "columns": options, "preview": layout["preview"]}
