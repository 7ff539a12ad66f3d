"""An index of titles in memory, one a process, built when first asked and brought up to date when the catalogue is.

A text is blocked to a few hundred titles that share its rarest words (Latin) or pairs of characters (Chinese);
only those are compared letter by letter. Comparing all would take 400 ms a query at 94,000 titles.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Max
from rapidfuzz import fuzz, process

from guiju.catalogue.models import Standard

COMPARED: Final = 300
LONGEST_POSTING: Final = 20_000
FEATURES_ASKED: Final = 24
LEAST_SCORE: Final = 60.0
OVERLAP: Final = dt.timedelta(minutes=10)
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]+")
_LATIN: Final = re.compile(r"[a-z][a-z0-9]+|\d+")


def fold_title(text: str) -> str:
    """A title for comparison: one width, one case, marks and spaces as one space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", folded).split())


def features_of(folded: str) -> Iterator[str]:
    """What a title is found by: pairs of Chinese characters, Latin words and numbers."""
    for run in _CHINESE.findall(folded):
        yield from (run[place : place + 2] for place in range(max(1, len(run) - 1)))
    yield from _LATIN.findall(folded)


def comparable(folded: str) -> str:
    """Chinese titles without spaces, which people set as they like; others with their words in alphabetical order."""
    return folded.replace(" ", "") if _CHINESE.search(folded) else " ".join(sorted(folded.split()))


class Hit(NamedTuple):
    """A title near the one asked for, as it is compared, with its score (0 to 100)."""

    key: str
    title: str
    score: float


class TitleIndex:
    """Titles by their features. Threads share one; it grows under a lock and is read without."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._postings: dict[str, array[int]] = {}
        self._titles: list[str] = []
        self._keys: list[str] = []
        self._known: set[tuple[str, str]] = set()
        self._merged_at: dt.datetime | None = None

    def refresh(self) -> None:
        """Take in what was merged since the last look: one indexed query when there is nothing new."""
        latest = Standard.objects.aggregate(at=Max("merged_at"))["at"]
        if latest is None or latest == self._merged_at:
            return
        with self._lock:
            rows = Standard.objects.order_by("pk")
            if self._merged_at is not None:
                rows = rows.filter(merged_at__gt=self._merged_at - OVERLAP)
            for key, zh, en in rows.values_list("key", "title_zh", "title_en").iterator(chunk_size=5000):
                self._add(key, filter(None, (zh, en)))
            self._merged_at = latest

    def _add(self, key: str, titles: Iterable[str]) -> None:
        for title in map(fold_title, titles):
            if (key, title) in self._known:
                continue
            self._known.add((key, title))
            place = len(self._titles)
            self._titles.append(comparable(title))
            self._keys.append(key)
            for feature in set(features_of(title)):
                self._postings.setdefault(feature, array("I")).append(place)

    def nearest(self, text: str, limit: int) -> tuple[Hit, ...]:
        """The titles nearest to a text, best first, equals by key; a key may come twice, by each of its titles."""
        folded = fold_title(text)
        choices = {place: self._titles[place] for place in self._block(folded)}
        scored = process.extract(comparable(folded), choices, scorer=fuzz.ratio, score_cutoff=LEAST_SCORE, limit=None)
        hits = (Hit(self._keys[place], title, float(score)) for title, score, place in scored)
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit])

    def _block(self, folded: str) -> list[int]:
        """The few hundred titles that share most of the text's rarest features, rare ones counting more."""
        found = [posting for feature in set(features_of(folded)) if (posting := self._postings.get(feature))]
        found.sort(key=len)
        counts: Counter[int] = Counter()
        for posting in found[:FEATURES_ASKED]:
            if len(posting) > LONGEST_POSTING and counts:
                break
            counts.update(posting)
        return [place for place, _count in counts.most_common(COMPARED)]


_indexes: Final[dict[str, TitleIndex]] = {}


def titles() -> TitleIndex:
    """This process's index for the database in use, up to date."""
    index = _indexes.setdefault(str(connection.settings_dict["NAME"]), TitleIndex())
    index.refresh()
    return index
