"""Answers as short marks beside the references of a Word document."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from guiju.checks.answers import Told, tone, word
from guiju.checks.reading import InputLine
from guiju.checks.rules import Outcome, is_range
from guiju.kernel.docid import DocId, find_all
from guiju.kernel.reasons import Language, Reason
from guiju.kernel.sheets import Mark
from guiju.platform.reasons import render

MOST_TOLD: Final = 8
"""Members of a range told in one mark; the table of answers has them all."""
_DATE_TOLD: Final = {Outcome.SUPERSEDED_SOON: "next_change", Outcome.NOT_YET_IN_FORCE: "effective"}


def mark_text(parts: Sequence[Told], language: Language) -> str:
    """What stands beside a reference: the outcome in a word, what replaced it, what changes when.

    The standard is named where it is not the one written: an edition that stands for an undated number, a member of
    a range.
    """
    several = len(parts) > 1
    said = [_said(part, language, named=several or part.standard not in {"", part.key}) for part in parts[:MOST_TOLD]]
    if len(parts) > MOST_TOLD:
        said.append(_word("mark.more", language, count=len(parts)))
    return _word("mark", language, said=_word("mark.semicolon", language).join(said))


def _said(part: Told, language: Language, *, named: bool) -> str:
    outcome = word(f"outcome.{part.outcome}", language)
    number = part.standard or (part.key if named else "")
    lead = f"{number} {outcome}" if named and number else outcome
    pieces = [" → ".join((lead, *part.successors)), *_remarks(part, language)]
    return _word("mark.comma", language).join(pieces)


def _remarks(part: Told, language: Language) -> Iterator[str]:
    name = _DATE_TOLD.get(part.outcome)
    if name in part.dates:
        yield render(Reason.of(f"check.date.{name}", date=part.dates[str(name)]), language)
    for reason in part.reasons:
        if reason.code == "check.amended" and part.outcome == Outcome.AMENDED:
            yield dict(reason.params)["amendments"]
        elif reason.code == "check.title_differs":
            yield _word("mark.title_differs", language)


def _word(name: str, language: Language, **values: object) -> str:
    return render(Reason.of(f"check.{name}", **values), language)


def note_text(answers: Iterable[Told], *, as_of: dt.date, checked: dt.date, language: Language) -> str:
    """What a reader of the marked document needs to know: the date, the counts, that marks are not the author's."""
    counts = Counter(answer.outcome for answer in answers)
    comma = _word("mark.comma", language)
    counted = comma.join(f"{word(f'outcome.{one}', language)} {counts[one]}" for one in Outcome if counts[one])
    return _word("mark.note", language, on=as_of, checked=checked, count=counts.total(), counted=counted)


class MarksOfDocument:
    """The marks of each paragraph, given out as paragraphs are asked for: in the order in which they were read.

    `lines` is the document read again, `answers` are those of its lines in the same order. Few lines are held at a
    time: those of a table cell that goes on behind a table within it.
    """

    def __init__(self, lines: Iterable[InputLine], answers: Iterable[Told], language: Language) -> None:
        self._lines = iter(lines)
        self._answers = groupby(answers, key=attrgetter("line"))
        self._language = language
        self._ahead = next(self._lines, None)
        self._told = next(self._answers, None)
        self._waiting: dict[int, list[Mark]] = {}

    def __call__(self, number: int, _text: str) -> list[Mark]:
        """The marks of a paragraph."""
        while self._ahead is not None and self._ahead.line <= number:
            self._take(self._ahead)
            self._ahead = next(self._lines, None)
        return sorted(self._waiting.pop(number, []))

    @property
    def left_over(self) -> bool:
        """Whether answers found no place once all paragraphs have been asked for."""
        return self._told is not None or bool(self._waiting)

    def _take(self, line: InputLine) -> None:
        if self._told is None or self._told[0] != line.line:
            return
        parts = list(self._told[1])
        self._told = next(self._answers, None)
        for at, mine in answers_by_place(line.text, parts):
            paragraph, begins = max(one for one in line.paragraphs if one[1] < max(at, 1))
            mark = Mark(at - begins, mark_text(mine, self._language), tone(mine))
            self._waiting.setdefault(paragraph, []).append(mark)


def answers_by_place(text: str, parts: Sequence[Told]) -> list[tuple[int, list[Told]]]:
    """The answers for each number of a text, with the place where that number ends; one place for a text without any.

    Each number has one answer, a range one for each member held and one for those that are not.
    """
    found = find_all(text)
    if not found:
        return [(len(text), list(parts))] if parts else []
    waiting = list(parts)
    ranges = sum(1 for _span, docid in found if is_range(docid))
    spare = len(parts) - (len(found) - ranges)
    placed = []
    for (_start, end), docid in found:
        count = 1 if not is_range(docid) else spare if ranges == 1 else _members(docid, waiting)
        mine, waiting = waiting[:count], waiting[count:]
        if mine:
            placed.append((end, mine))
    return placed


def _members(docid: DocId, waiting: Sequence[Told]) -> int:
    """How many of the answers that come next are a range's: those that say so, and the one for what is not held."""
    count = 0
    for part in waiting:
        if part.key == docid.key:
            return count + 1
        if ("given", docid.canonical) not in [pair for reason in part.reasons for pair in reason.params]:
            break
        count += 1
    return max(count, 1)
