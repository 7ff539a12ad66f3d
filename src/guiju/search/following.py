"""Keeping the index equal to the records: catching up with the change log, and building it anew beside the live one."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, Protocol

from django.utils import timezone

from guiju.platform.models import Event
from guiju.search import changes
from guiju.search.changes import Changes, Mark
from guiju.search.home import IndexHome
from guiju.search.registry import Document, Searchable, searchables
from guiju.search.tantivy_engine import TantivyEngine

Progress = Callable[[int, int | None], None]


Note = Callable[[Document], None]


def _ignore(_document: Document) -> None:
    """Nobody wants to know."""


class Work(Protocol):
    """Something to do to the index, waiting for others who are at it or not."""

    def __call__(self, *, blocking: bool = ...) -> None:
        """Do it."""


REPORT_EVERY: Final = 1000
AT_ONCE: Final = 5_000
"""Records, or events, that are read while a searcher waits; more are read in the background."""

log = logging.getLogger(__name__)


def is_little(mark: Mark) -> bool:
    """Whether what happened is soon taken in: few events, and none that many records may take a word from."""
    names = {subject for _kind, searchable in searchables for subject in searchable.named_by}
    many = Event.objects.filter(id__gt=mark.last, subject_type__in=names).exists()
    return not many and changes.count_behind(mark) <= AT_ONCE


def catch_up(home: IndexHome, *, wait: bool, note: Note = _ignore) -> bool:
    """Take in what happened since the last commit; False where another process is at it and we do not wait.

    `note` is told every document that is taken in.
    """
    with home.turn("writing", wait=wait) as ours:
        engine = home.live()
        if ours and engine is not None:
            _catch_up(engine, note)
        return ours


def _catch_up(engine: TantivyEngine, note: Note) -> int:
    taken = 0
    while True:
        mark = Mark.load(engine.reader().mark)
        found = changes.read_changes(mark)
        today = timezone.localdate()
        wanted = dict(_wanted(found, mark, today))
        if any(wanted.values()) or found.mark != mark or mark.day != today.isoformat():
            taken += _take_in(engine, wanted, replace(found.mark, day=today.isoformat()), today, note)
        if not found.more:
            return taken


def _wanted(found: Changes, mark: Mark, today: dt.date) -> Iterator[tuple[str, set[str]]]:
    """Which records to read again, by kind: changed, holding words of changed ones, or turned by the calendar."""
    for kind, searchable in searchables:
        keys = set(found.keys.get(searchable.subject, ()))
        if keys:
            keys = searchable.concerned(keys)
        for subject, named_by in searchable.named_by.items():
            if subject in found.keys:
                keys |= named_by(found.keys[subject])
        if mark.day != today.isoformat():
            keys |= searchable.turned(dt.date.fromisoformat(mark.day), today)
        yield kind, keys


def _take_in(engine: TantivyEngine, wanted: dict[str, set[str]], mark: Mark, today: dt.date, note: Note) -> int:
    there: dict[str, set[str]] = {kind: set() for kind in wanted}
    documents = _noting(_documents(wanted), there, note)
    gone = _Gone(wanted, there)
    return engine.write(documents, gone=gone, mark=mark.dump(), today=today.toordinal())


def _documents(wanted: dict[str, set[str]]) -> Iterator[tuple[str, Document]]:
    for kind, keys in wanted.items():
        if keys:
            yield from ((kind, document) for document in searchables.get(kind).documents(keys))


def _noting(
    documents: Iterable[tuple[str, Document]], there: dict[str, set[str]], note: Note
) -> Iterator[tuple[str, Document]]:
    for kind, document in documents:
        there[kind].add(document.key)
        note(document)
        yield kind, document


class _Gone:
    """Keys that were asked for and gave no document; known once the documents have been read."""

    def __init__(self, wanted: dict[str, set[str]], there: dict[str, set[str]]) -> None:
        self._wanted, self._there = wanted, there

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for kind, keys in self._wanted.items():
            yield from ((kind, key) for key in sorted(keys - self._there[kind]))


def rebuild(
    home: IndexHome, *, wait: bool = True, progress: Progress | None = None, note: Note = _ignore
) -> int | None:
    """Build the index beside the live one and swap; returns how many records it holds, None if another is at it."""
    with home.turn("building", wait=wait) as ours:
        if not ours:
            return None
        mark, today = changes.mark_now(), timezone.localdate()
        engine = home.new()
        documents = _reported(_everything(), _total(), progress, note)
        count = engine.write(documents, gone=(), mark=mark.dump(), today=today.toordinal())
        with home.turn("writing", wait=True):
            _catch_up(engine, note)
            home.swap(engine)
        log.info("index built", extra={"records": count})
        return count


def _everything() -> Iterator[tuple[str, Document]]:
    for kind, searchable in searchables:
        yield from ((kind, document) for document in searchable.documents(None))


def _kinds() -> Iterator[Searchable]:
    return (searchable for _kind, searchable in searchables)


def _total() -> int:
    return sum(searchable.count() for searchable in _kinds())


def _reported(
    documents: Iterable[tuple[str, Document]], total: int, progress: Progress | None, note: Note
) -> Iterator[tuple[str, Document]]:
    done = 0
    for done, document in enumerate(documents, start=1):
        yield document
        note(document[1])
        if progress is not None and done % REPORT_EVERY == 0:
            progress(done, total)
    if progress is not None:
        progress(done, done)
