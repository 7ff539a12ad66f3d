"""The engine: input lines in, answers out, in batches with a fixed number of queries each, in the order given."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from guiju.checks.problems import TooManyIdentifiers
from guiju.checks.reading import InputLine
from guiju.checks.rules import (
    DEFAULT_SOON,
    Outcome,
    Verdict,
    is_range,
    judge,
    parts_held,
)
from guiju.checks.shelf import Shelf
from guiju.checks.suggestions import Question, suggest
from guiju.kernel.docid import DocId, find_all, parse
from guiju.kernel.docid.ranges import count_out
from guiju.kernel.reasons import Reason

BATCH: Final = 2000
COLLECT_EVERY: Final = 50_000
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one identifier of one input line; `part` counts from 1 within the line.

    `docid` is what was understood, falsy where nothing was. For a range, each member held is a part of its own.
    """

    line: int
    part: int
    input: str
    docid: DocId
    verdict: Verdict
    title: str = ""
    place: Reason | None = None

    @property
    def key(self) -> str:
        """What was looked up; empty where no identifier was recognised."""
        return self.docid.key

    @property
    def outcome(self) -> Outcome:
        """The one outcome."""
        return self.verdict.outcome

    @property
    def standard(self) -> str:
        """Key of the edition the answer leads with; empty where there is none."""
        return self.verdict.edition.key if self.verdict.edition else ""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, for hits and misses alike: the outcome's reasons, then the remarks."""
        return (*self.verdict.reasons, *self.verdict.notes)


@dataclass(frozen=True, slots=True)
class Asked:
    """One identifier of one line, with the title that stands beside it."""

    source: InputLine
    docid: DocId
    title: str


def examine(
    lines: Iterable[InputLine],
    *,
    as_of: dt.date,
    soon: dt.timedelta = DEFAULT_SOON,
    limit: int | None = None,
    progress: Progress | None = None,
    total: int | None = None,
) -> Iterator[Answer]:
    """Answer every identifier of every line; a line without any has one answer, `unreadable`.

    `progress` is told the lines done after each batch. Raises `TooManyIdentifiers` past `limit`.
    """
    _collect_seldom()
    shelf = Shelf(as_of)
    done = 0
    for batch in _batches(lines, limit):
        yield from _examine_batch(batch, shelf, as_of, soon)
        done += len({id(asked.source) for asked in batch})
        if progress is not None:
            progress(done, total)


def _collect_seldom() -> None:
    """Let Python look for unreachable circles every 50,000 objects: the values made here form none, and looking for
    them every 700 took a quarter of the time. Holds for the process from its first check on.
    """
    often, *seldom = gc.get_threshold()
    if 0 < often < COLLECT_EVERY:
        gc.set_threshold(COLLECT_EVERY, *seldom)


def _batches(lines: Iterable[InputLine], limit: int | None) -> Iterator[list[Asked]]:
    """Identifiers in batches; a line's identifiers stay together."""
    batch: list[Asked] = []
    count = 0
    for line in lines:
        found = identifiers_of(line)
        count += len(found)
        if limit is not None and count > limit:
            raise TooManyIdentifiers(limit)
        batch += found
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def identifiers_of(line: InputLine) -> list[Asked]:
    """Every identifier of a line in order; one without identifier where there is none.

    A line with one identifier and no title beside it may have its title behind the number.
    """
    found = find_all(line.text)
    if not found:
        return [Asked(line, parse(line.text), line.title)]
    if len(found) == 1:
        return [Asked(line, found[0][1], line.title or _title_behind(line, found[0][0][1]))]
    titles = _split_titles(line.title, len(found))
    return [Asked(line, docid, title) for (_span, docid), title in zip(found, titles, strict=True)]


def _title_behind(line: InputLine, end: int) -> str:
    """What follows the number in the same cell; in running text only a title in 《》 right behind it."""
    rest = line.text[end:].strip()
    if rest.startswith("《") and "》" in rest:
        return rest[1 : rest.index("》")]
    return "" if line.place is not None else rest.strip(" ,，;；:：、()（）\n")[:200]


def _split_titles(title: str, count: int) -> list[str]:
    """Several titles for several numbers, where they are as many; else none can be told to belong to a number."""
    for mark in ("\n", "；", ";", " / ", "、"):
        titles = [part.strip() for part in title.split(mark)]
        if len(titles) == count:
            return titles
    return [""] * count


@dataclass
class _Numbering:
    """Counts the parts of each line."""

    line: InputLine | None = None
    part: int = field(default=0)

    def next(self, line: InputLine) -> int:
        self.part = self.part + 1 if line is self.line else 1
        self.line = line
        return self.part


def _examine_batch(batch: list[Asked], shelf: Shelf, as_of: dt.date, soon: dt.timedelta) -> Iterator[Answer]:
    ranges = {asked.docid: count_out(asked.docid) for asked in batch if is_range(asked.docid)}
    shelf.fetch_blocks(docid for docid, counted in ranges.items() if not counted)
    members = {docid: counted or _parts(docid, shelf) for docid, counted in ranges.items()}
    shelf.fetch(docid for asked in batch for docid in members.get(asked.docid) or (asked.docid,))
    judged = [
        (asked, docid, verdict)
        for asked in batch
        for docid, verdict in _verdicts(asked, members.get(asked.docid), shelf, as_of, soon)
    ]
    offers = suggest([Question(verdict, docid, asked.source.text, asked.title) for asked, docid, verdict in judged])
    numbering = _Numbering()
    for (asked, docid, verdict), candidates in zip(judged, offers, strict=True):
        source = asked.source
        part = numbering.next(source)
        complete = replace(verdict, candidates=candidates) if candidates != verdict.candidates else verdict
        yield Answer(source.line, part, source.text, docid, complete, asked.title, source.place)


def _parts(docid: DocId, shelf: Shelf) -> tuple[DocId, ...]:
    """What "all parts" stands for; empty where the catalogue holds none, and for a range that cannot be counted."""
    return parts_held(docid, shelf.block(docid)) if docid.all_parts else ()


def _verdicts(
    asked: Asked, members: tuple[DocId, ...] | None, shelf: Shelf, as_of: dt.date, soon: dt.timedelta
) -> Iterator[tuple[DocId, Verdict]]:
    if not members:
        holdings = shelf.holdings(asked.docid)
        yield asked.docid, judge(asked.docid, holdings, as_of=as_of, soon=soon, given_title=asked.title)
        return
    judged = [(member, judge(member, shelf.holdings(member), as_of=as_of, soon=soon)) for member in members]
    absent = [pair for pair in judged if pair[1].outcome in {Outcome.NOT_FOUND, Outcome.NOT_COVERED}]
    note = _range_note(asked.docid, len(members))
    for member, verdict in judged:
        if verdict.outcome not in {Outcome.NOT_FOUND, Outcome.NOT_COVERED}:
            yield member, replace(verdict, notes=(*verdict.notes, note))
    if absent:
        yield asked.docid, _absent(asked.docid, absent, len(members))


def _range_note(docid: DocId, count: int) -> Reason:
    if docid.all_parts:
        return Reason.of("check.all_parts", given=docid.canonical, count=count)
    return Reason.of("check.one_of_range", given=docid.canonical)


def _absent(docid: DocId, absent: list[tuple[DocId, Verdict]], count: int) -> Verdict:
    """One answer for all members of a range that are not held; the whole range not covered stays not covered."""
    if len(absent) == count and all(verdict.outcome == Outcome.NOT_COVERED for _member, verdict in absent):
        return Verdict(Outcome.NOT_COVERED, reasons=(Reason.of("check.not_covered", body=docid.body),))
    missing = "、".join(member.canonical for member, _verdict in absent)
    candidates = tuple(candidate for _member, verdict in absent for candidate in verdict.candidates)
    reason = Reason.of("check.not_found.members", given=docid.canonical, missing=missing)
    return Verdict(Outcome.NOT_FOUND, reasons=(reason,), candidates=candidates)
