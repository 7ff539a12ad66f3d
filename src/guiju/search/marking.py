"""Which places of a title hold what was looked for, so that a page can mark them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from guiju.kernel import segment
from guiju.search.understanding import Understood

SHORTEST_BEGINNING: Final = 2
"""An unfinished word of fewer letters begins too many others to be marked in them."""


class Piece(NamedTuple):
    """A stretch of a text, and whether it was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for: of every Chinese stretch the ways to find it, the longest first; stems; a beginning."""

    chinese: tuple[tuple[tuple[str, ...], ...], ...] = ()
    stems: frozenset[str] = frozenset()
    beginning: str = ""

    def pieces(self, title: str) -> list[Piece]:
        """A title cut where what was looked for begins and ends; all of it, in order."""
        folded, places = _folded(title)
        found = [False] * len(title)
        for start, end in chain(self._chinese(folded), self._other(folded)):
            found[places[start] : places[end - 1] + 1] = [True] * (places[end - 1] + 1 - places[start])
        return list(_cut(title, found))

    def _chinese(self, folded: str) -> Iterator[tuple[int, int]]:
        """The longest way in which each stretch stands in the title."""
        for ways in self.chinese:
            spans = (list(chain.from_iterable(_spans(folded, text) for text in way)) for way in ways)
            yield from next((span for span in spans if span), ())

    def _other(self, folded: str) -> Iterator[tuple[int, int]]:
        for run in segment.runs(folded):
            begins = self.beginning and run.text.startswith(self.beginning)
            if not run.chinese and (begins or segment.stem(run.text) in self.stems):
                yield run.start, run.end


def sought(understood: Understood, corrected: Mapping[str, Iterable[str]], *, unfinished: bool = False) -> Sought:
    """What to mark for a query; `corrected` has the stems that a word was taken for besides itself."""
    runs = [*understood.words, *chain.from_iterable(segment.runs(segment.fold(one)) for one in understood.phrases)]
    chinese = tuple(_ways(run.text) for run in runs if run.chinese)
    words = [run.text for run in runs if not run.chinese]
    stems = {segment.stem(word) for word in words} | {stem for word in words for stem in corrected.get(word, ())}
    last = words[-1] if unfinished and words and understood.words[-1:] == tuple(runs[-1:]) else ""
    return Sought(chinese, frozenset(stems), last if len(last) >= SHORTEST_BEGINNING else "")


def spelling_of(stem: str, titles: Iterable[str]) -> str:
    """How titles spell a word of which the index keeps the stem, most often; the stem where none holds it."""
    words = (run.text for title in titles for run in segment.runs(segment.fold(title)) if not run.chinese)
    spelt = Counter(word for word in words if segment.stem(word) == stem)
    return min(spelt, key=lambda word: (-spelt[word], word), default=stem)


def _ways(run: str) -> tuple[tuple[str, ...], ...]:
    """A stretch whole, else its words, else its pairs of characters."""
    words = tuple(word for word in segment.words(run) if len(word) > 1)
    return tuple(dict.fromkeys(((run,), words, tuple(segment.bigrams(run)))))


def _spans(folded: str, text: str) -> Iterator[tuple[int, int]]:
    start = folded.find(text) if text else -1
    while start >= 0:
        yield start, start + len(text)
        start = folded.find(text, start + len(text))


def _folded(title: str) -> tuple[str, Sequence[int]]:
    """The folded title, and for each of its characters the place it comes from."""
    whole = segment.fold(title)
    if len(whole) == len(title):
        return whole, range(len(title))
    folded = [_fold(one) for one in title]
    return "".join(folded), [place for place, one in enumerate(folded) for _ in one]


@lru_cache(maxsize=20_000)
def _fold(character: str) -> str:
    return segment.fold(character)


def _cut(title: str, found: Sequence[bool]) -> Iterator[Piece]:
    start = 0
    for place in range(1, len(title) + 1):
        if place == len(title) or found[place] != found[start]:
            yield Piece(title[start:place], found[start])
            start = place
