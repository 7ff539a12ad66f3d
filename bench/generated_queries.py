"""Queries made by rule from the catalogue's own records, seeded: a second measure beside the expert queries.

Numbers are dirtied as people dirty them; titles are shortened; of English titles some words are taken. What is expected
is the record, any record of the same title, and where the year was left out any edition of the number.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from guiju.kernel import segment
from guiju.kernel.docid import parse
from guiju.search.identifiers import bare
from guiju.search.registry import Document

CHINESE: Final = frozenset({"national", "industry", "local", "group"})
FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class Query(NamedTuple):
    """A query, the standards expected, and how it was made."""

    text: str
    expected: frozenset[str]
    kind: str


Habit = Callable[[str], str]

SPELLINGS: Final[dict[str, Habit]] = {
    "small letters, no spaces": lambda number: number.lower().replace(" ", ""),
    "full width": lambda number: number.translate(FULL_WIDTH),
    "long dash": lambda number: number.replace("-", "—").replace(":", "："),
    "slash and dots apart": lambda number: number.replace("/", " / ").replace(".", " . "),
    "letter O for zero": lambda number: number.replace("0", "O", 1),
    "underscores": lambda number: number.replace(" ", "_"),
}


def generate(documents: Sequence[Document], count: int, seed: int) -> list[Query]:
    """`count` queries of each of the five makes."""
    rng = random.Random(seed)
    chosen = sorted(documents, key=lambda document: document.key)
    chinese = [d for d in chosen if CHINESE & set(d.facets["level"])]
    titled = [d for d in chinese if any(map(segment.is_chinese, d.titles))]
    english = [d for d in chosen if any(map(str.isascii, d.titles)) and d.year]
    made = _Made(chosen)
    queries: list[Query] = []
    queries += _some(rng, chinese, count, made.dirty_number)
    queries += _some(rng, chinese, count, made.number_without_year)
    queries += _some(rng, english, count, made.dirty_number)
    queries += _some(rng, titled, count, made.shortened_title)
    queries += _some(rng, english, count, made.english_words)
    return queries


Make = Callable[[random.Random, Document], Query | None]


def _some(rng: random.Random, documents: Sequence[Document], count: int, make: Make) -> Iterator[Query]:
    for document in rng.sample(documents, len(documents)):
        if count == 0:
            return
        query = make(rng, document)
        if query is not None:
            count -= 1
            yield query


class _Made:
    """How queries are made of a record, and which records answer them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._same_title: defaultdict[str, set[str]] = defaultdict(set)
        self._same_number: defaultdict[str, set[str]] = defaultdict(set)
        self._holding: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            for title in document.titles:
                self._same_title[_plain(title)].add(document.key)
                for token in set(segment.tokens(segment.fold(title))):
                    self._holding[token].add(document.key)
            self._same_number[bare(parse(document.key))].add(document.key)

    def dirty_number(self, rng: random.Random, document: Document) -> Query | None:
        """A full number as people type it."""
        docid = parse(document.key)
        if docid.amendments or not docid.is_dated:
            return None
        name, habit = rng.choice(sorted(SPELLINGS.items()))
        return Query(habit(document.key), frozenset({document.key}), f"number {name}")

    def number_without_year(self, rng: random.Random, document: Document) -> Query | None:
        """A number without its year, or without its mandate too, or its digits alone."""
        docid = parse(document.key)
        if not docid.is_dated or docid.amendments:
            return None
        undated = docid.undated.key
        text = rng.choice([undated, undated.replace("/T", ""), undated.replace("/T ", "/T").lower()])
        return Query(text, frozenset(self._same_number[bare(docid)]), "number no year")

    def shortened_title(self, rng: random.Random, document: Document) -> Query | None:
        """A Chinese title without a third of its words, those at one end."""
        title = next(title for title in document.titles if segment.is_chinese(title))
        words = [word for run in segment.runs(segment.fold(title)) for word in _cut(run)]
        if len(words) < 4:
            return None
        left = max(3, len(words) * 2 // 3)
        part = words[-left:] if rng.random() < 0.5 else words[:left]
        return Query("".join(part), frozenset(self._alike(document, part)), "title zh shortened")

    def english_words(self, rng: random.Random, document: Document) -> Query | None:
        """Three or four telling words of an English title, in their order, one of them perhaps mistyped."""
        title = next(title for title in document.titles if title.isascii())
        words = [r.text for r in segment.runs(segment.fold(title)) if r.text.isalpha() and len(r.text) > 3]
        telling = sorted(set(words), key=lambda word: len(self._holding[segment.stem(word)]))[:4]
        part = [word for word in dict.fromkeys(words) if word in telling]
        if len(part) < 3:
            return None
        expected = self._alike(document, part)
        if len(expected) > 10:
            return None
        if rng.random() < 0.3:
            place = rng.randrange(len(part))
            part[place] = _mistyped(rng, part[place])
            return Query(" ".join(part), frozenset(expected), "title en typo")
        return Query(" ".join(part), frozenset(expected), "title en words")

    def _alike(self, document: Document, words: Sequence[str]) -> set[str]:
        """Records of the same title or number, and those whose titles hold all the words too."""
        tokens = {token for word in words for token in segment.tokens(word)}
        holding = set.intersection(*(self._holding[token] for token in tokens))
        same = (self._same_title[_plain(title)] for title in document.titles)
        return holding.union(self._same_number[bare(parse(document.key))], *same, {document.key})


def _cut(run: segment.Run) -> list[str]:
    return segment.words(run.text) if run.chinese else [run.text]


def _plain(title: str) -> str:
    return " ".join(segment.tokens(segment.fold(title)))


def _mistyped(rng: random.Random, word: str) -> str:
    """One letter dropped, doubled or swapped with the next, not the first."""
    place = rng.randrange(1, len(word) - 1)
    habit = rng.randrange(3)
    if habit == 0:
        return word[:place] + word[place + 1 :]
    if habit == 1:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
