"""The door of the search: `find` and `suggest`, always over an index that is up to date within a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from guiju.kernel.reasons import Reason
from guiju.search import changes, following, meaning, ranking, terms
from guiju.search.changes import Mark
from guiju.search.engine import Hit, Reader
from guiju.search.finder import Finder, Found, Wanted
from guiju.search.home import IndexHome
from guiju.search.meaning import Meaning
from guiju.search.registry import OVER, Document, searchables
from guiju.search.tantivy_engine import Shape
from guiju.search.understanding import understand

__all__ = ["Finder", "Found", "Search", "Wanted", "home_folder", "search"]

LOOK_EVERY: Final = 0.25
"""Seconds between two looks at the change log."""


class Search:
    """The search of one installation: its index, its terms, its clock. One a process."""

    def __init__(self, folder: Path, own_terms: Path) -> None:
        self._home = IndexHome(folder, _shape(), self._translate)
        self._own_terms = own_terms
        self._terms_seen: tuple[int, terms.Synonyms] | None = None
        self._looked = 0.0
        self._lock = threading.Lock()
        self._busy: threading.Thread | None = None
        self._meaning = Meaning(folder)
        self._unread: dict[str, None] = {}
        self._unread_is_all = False

    def find(self, wanted: Wanted, *, wait: bool = False) -> Found:
        """Search. `wait` has the index brought up to date first, however long that takes.

        `ValueError` for a kind nobody declared or an order that does not exist.
        """
        reader = self._fresh(wait=wait)
        understood = understand(wanted.text, searchables.get(wanted.kind).words)
        if reader is None:
            return Found(understood=(Reason.of("search.building"),), ready=False)
        return Finder(wanted, understood, reader, self._near).find()

    def state(self) -> Reader | None:
        """The index as `find` would ask it: the same object for as long as nothing changed."""
        return self._fresh(wait=False)

    def keys(self, wanted: Wanted) -> Iterator[str]:
        """The keys of everything `find` would find, in its order, whatever the limit: for exports, in bounded memory.

        What changes meanwhile is not seen. Waits where the index is being built for the first time; whoever would
        rather not looks at `find(...).ready` before. `ValueError` as for `find`.
        """
        words = searchables.get(wanted.kind).words
        reader = self._fresh(wait=False) or self._fresh(wait=True)
        if reader is not None:
            first = replace(wanted, limit=1, offset=0, facets=())
            yield from Finder(first, understand(wanted.text, words), reader, self._near).keys()

    def suggest(self, text: str, limit: int = 8) -> tuple[Hit, ...]:
        """Records that what was typed so far may mean, for showing while it is typed."""
        return self.find(Wanted(text, limit=limit, unfinished=True)).hits if text.strip() else ()

    def rebuild(self, progress: following.Progress | None = None) -> int | None:
        """Learn the terms anew, build the index beside the live one and swap."""
        pairs = (pair for _kind, searchable in searchables for pair in searchable.pairs())
        terms.relearn(self._own_terms, pairs)
        count = following.rebuild(self._home, progress=progress, note=self._note)
        self._unread_is_all = count is not None
        self.read_titles(progress)
        return count

    def catch_up(self) -> bool:
        """Take in what happened; builds where there is no index, or where terms were edited since it was built.

        False where another process is at it. `TermsError` where what was edited cannot be read.
        """
        if self._home.reader() is None:
            done = following.rebuild(self._home, wait=False, note=self._note) is not None
        else:
            done = following.catch_up(self._home, wait=False, note=self._note)
        if done and self._terms_changed() > self._home.built():
            self.rebuild()
        if self._owed.is_file():
            self._note_all()
        self.read_titles()
        return done

    @property
    def _owed(self) -> Path:
        """Lies beside an index that was built for a searcher, who does not wait until all titles have been read."""
        return self._home.folder / "unread"

    def _note_all(self) -> None:
        for _kind, searchable in searchables:
            for document in searchable.documents(None):
                self._note(document)
        self._unread_is_all = True

    def read_titles(self, progress: following.Progress | None = None) -> int:
        """Give the encoder, where there is one, the titles it has not read; returns how many there were."""
        waiting, self._unread = self._unread, {}
        is_all, self._unread_is_all = self._unread_is_all, False
        with self._home.turn("reading", wait=False) as ours:
            count = self._meaning.add(waiting, progress) if ours and waiting else 0
            if ours and is_all:
                self._owed.unlink(missing_ok=True)
            return count

    def _note(self, document: Document) -> None:
        """Remember the title of a document that is not over; nobody looks by meaning for what no longer holds."""
        today = timezone.localdate()
        over = any(status in OVER and start <= today < end for status, start, end in document.periods)
        if document.titles and not over:
            self._unread[document.titles[0]] = None

    def _near(self, text: str) -> Sequence[tuple[str, float]]:
        return self._meaning.nearest(text, ranking.NEIGHBOURS_IN_MEANING, ranking.NEAR_ENOUGH)

    @property
    def size(self) -> int:
        """How many records the index holds; 0 where there is none."""
        reader = self._home.reader()
        return reader.size if reader else 0

    def synonyms(self) -> terms.Synonyms:
        """The term base, read again when its file changes; a file that cannot be read does not stop the search."""
        changed = self._terms_changed()
        if self._terms_seen is None or self._terms_seen[0] != changed:
            own = terms.usable_terms(self._own_terms)
            self._terms_seen = changed, terms.synonyms(terms.shipped_terms(), own)
        return self._terms_seen[1]

    def _terms_changed(self) -> int:
        return self._own_terms.stat().st_mtime_ns if self._own_terms.is_file() else 0

    def _translate(self, titles: Sequence[str]) -> list[str]:
        return terms.translate(titles, self.synonyms())

    def _fresh(self, *, wait: bool) -> Reader | None:
        """A reader that holds every change of more than a moment ago, if that takes no more than a moment."""
        reader = self._home.reader()
        now = time.monotonic()
        if reader is not None and not wait and now - self._looked < LOOK_EVERY:
            return reader
        self._looked = now
        if reader is None:
            self._do(self._build, wait=wait or _few())
        elif changes.is_behind(mark := Mark.load(reader.mark)):
            self._do(self._follow, wait=wait or following.is_little(mark), blocking=wait)
        if self._unread and (not wait or len(self._unread) <= meaning.AT_ONCE):
            self._do(self._read, wait=wait)
        return self._home.reader()

    def _read(self, *, blocking: bool = True) -> None:
        del blocking  # two readers of titles would only repeat each other
        self.read_titles()

    def _build(self, *, blocking: bool = True) -> None:
        with self._home.turn("building", wait=blocking) as ours:
            built = self._home.reader() is not None
        if ours and not built:
            self._owed.touch()
            following.rebuild(self._home, wait=blocking, note=self._note)
            self._unread_is_all = True

    def _follow(self, *, blocking: bool = True) -> None:
        following.catch_up(self._home, wait=blocking, note=self._note)

    def _do(self, work: following.Work, *, wait: bool, blocking: bool = True) -> None:
        """Do it now, or have one thread of this process do it."""
        if wait:
            work(blocking=blocking)
            return
        with self._lock:
            if self._busy is None or not self._busy.is_alive():
                self._busy = threading.Thread(target=_and_close, args=(work,), daemon=True)
                self._busy.start()


def _and_close(work: following.Work) -> None:
    try:
        work(blocking=False)
    finally:
        connection.close()


def _few() -> bool:
    return sum(searchable.count() for _kind, searchable in searchables) <= following.AT_ONCE


def _shape() -> Shape:
    facets = dict.fromkeys(name for _kind, searchable in searchables for name in searchable.facets)
    single = dict.fromkeys(name for _kind, searchable in searchables for name in searchable.single)
    return Shape(tuple(facets), {kind: searchable.status_weights for kind, searchable in searchables}, tuple(single))


_searches: Final[dict[str, Search]] = {}


def home_folder() -> Path:
    """Where the index and the terms lie."""
    return Path(settings.GUIJU_HOME)


def search() -> Search:
    """This process's search."""
    name = str(settings.GUIJU_HOME)
    if name not in _searches:
        home = home_folder()
        _searches[name] = Search(home / "index", home / terms.FILE)
    return _searches[name]
