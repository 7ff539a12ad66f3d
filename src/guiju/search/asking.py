"""From what was understood to the question the engine is asked: first for all words, then for most of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from guiju.kernel import segment
from guiju.search import identifiers, ranking
from guiju.search.engine import (
    AllOf,
    AnyOf,
    Best,
    Clause,
    Exactly,
    Flat,
    Near,
    Phrase,
    Reader,
    Synonyms,
    Word,
)
from guiju.search.understanding import Understood

SHORTEST_TYPO: Final = 4
"""A Latin word of fewer letters is taken as it is."""
TRANSLATIONS: Final = 2
COMMON: Final = 1000
"""A word in the titles of so many records is not looked for in what records belong to as well."""
OWN: Final = (("text", ranking.TITLE),)
OWN_AND_RELATED: Final = (*OWN, ("related", ranking.RELATED))
RARE: Final = 3
"""A word in no more records than this may be a misprint of theirs."""
MORE_FREQUENT: Final = 20
CANDIDATES: Final = 5000
CORRECTIONS: Final = 3
CONTINUATIONS: Final = 40


@dataclass(frozen=True)
class Asking:
    """One understood query against one index. `unfinished`: its last word is still being typed."""

    understood: Understood
    reader: Reader
    synonyms: Synonyms
    unfinished: bool = False
    near: Callable[[str], Sequence[tuple[str, float]]] = lambda _text: ()

    def strict(self) -> Clause | None:
        """Records that satisfy everything typed."""
        must = [*self._numbers, *(clause for word in self._words for clause in word.must), *self._wished]
        if not must:
            return None
        return AllOf(tuple(must), (*(clause for word in self._words for clause in word.also), *self._neighbours))

    def relaxed(self, *, alone: bool = False) -> Clause | None:
        """Records that satisfy some of what was typed, those that satisfy more of it first.

        `alone`: none satisfies all of it, so titles near in meaning are asked for too.
        """
        words = [clause for word in self._words for clause in word.may]
        also = [*(clause for word in self._words for clause in word.also), *self._neighbours, *self._covered]
        if not words:
            return AnyOf((*self._numbers, *self._wished)) if len(self._numbers) + len(self._wished) > 1 else None
        some = AnyOf(tuple(words), max(1, math.floor(len(words) * ranking.SHARE_OF_WORDS)))
        several = (some, *self._numbers, *(self._near_in_meaning if alone else ()))
        found: Clause = AnyOf(several) if len(several) > 1 else some
        return AllOf((found,), (*also, *self._all_own, *self._wished))

    @property
    def _near_in_meaning(self) -> Iterator[Clause]:
        """Records whose title means what the words mean, though it may share none of them."""
        asked = self.understood
        text = " ".join(run.text for run in asked.words)
        if len(text) >= ranking.SHORTEST_MEANING and not (asked.identifiers or asked.digits):
            for name, cosine in self.near(text):
                yield Exactly("meaning", name, ranking.MEANING * (cosine - ranking.NEAR_ENOUGH))

    @property
    def _all_own(self) -> Iterator[Clause]:
        """Records that hold every word themselves come before those that hold some, whatever their status."""
        own = tuple(clause for word in self._words for clause in word.own)
        if len(own) > 1:
            yield Flat(AllOf(own), ranking.ALL_OWN)

    @property
    def _covered(self) -> Iterator[Clause]:
        """One clause a word: how many of them a record holds counts for itself."""
        for word in self._words:
            yield from (Flat(clause, ranking.COVERED) for clause in word.must)

    def corrections(self) -> Iterator[tuple[str, str]]:
        """Words the index does not hold, each with the nearest it does."""
        for word in self._words:
            if word.corrected:
                yield word.text, word.corrected

    @cached_property
    def _numbers(self) -> tuple[Clause, ...]:
        """One clause an identifier; each with its second reading, if any, and what it begins."""
        asked = self.understood
        clauses: list[Clause] = []
        for docid in (*asked.identifiers, *asked.second):
            looking: list[Clause] = [identifiers.looking_for(docid, successors=asked.successors)]
            clauses.append(Best((*looking, *self._near_numbers(identifiers.bare(docid)))))
        if asked.second:
            clauses = [Best(tuple(clauses))]
        for digits in asked.digits:
            clauses.append(Best((identifiers.looking_for_digits(digits), *self._continued("n", digits))))
        return tuple(clauses)

    def _near_numbers(self, bare: str) -> Iterator[Clause]:
        """Where no edition has the number: numbers it is the beginning of, else numbers one sign away."""
        if not self.unfinished and self.reader.frequency(identifiers.FIELD, f"v:{bare}"):
            return
        continued = list(self._continued("v", bare))
        yield from continued
        if not continued:
            yield Near(identifiers.FIELD, f"v:{bare}", ranking.NUMBER_NEAR)

    def _continued(self, sense: str, beginning: str) -> Iterator[Clause]:
        if not self.unfinished and self.reader.frequency(identifiers.FIELD, f"{sense}:{beginning}"):
            return
        found = self.reader.beginning(identifiers.FIELD, f"{sense}:{beginning}", CONTINUATIONS)
        yield from (Exactly(identifiers.FIELD, token, ranking.NUMBER_BEGINS) for token, _count in found)

    @cached_property
    def _wished(self) -> tuple[Clause, ...]:
        asked = self.understood
        wished: list[Clause] = [Exactly("is_body", body, ranking.WISHED) for body in asked.bodies]
        wished += [
            Exactly(f"is_{wish.facet}", value, ranking.WISHED)
            for wish in asked.wishes
            if wish.facet != "status"
            for value in wish.values
        ]
        if asked.years and asked.years[0] and asked.years[0] == asked.years[1]:
            wished.append(Exactly("is_year", str(asked.years[0]), ranking.YEAR))
        return tuple(wished)

    @cached_property
    def _words(self) -> tuple[Asked, ...]:
        asked = [self._chinese(run.text) if run.chinese else self._latin(run.text) for run in self.understood.words]
        phrases = [_quoted(segment.tokens(segment.fold(phrase))) for phrase in self.understood.phrases]
        return (*asked, *(Asked(phrase, (clause,), (clause,)) for phrase, clause in phrases))

    @cached_property
    def _neighbours(self) -> tuple[Clause, ...]:
        """Words of other scripts in the order typed count again, two by two."""
        pairs = ((one.stem, other.stem) for one, other in pairwise(self._words) if one.stem and other.stem)
        return tuple(Phrase("text", pair, ranking.NEIGHBOURS) for pair in pairs)

    def _chinese(self, run: str) -> Asked:
        words = segment.words(run) if len(run) > 1 else [run]
        must = tuple(self._chinese_word(word) for word in words)
        may = tuple(self._some_of_word(word) for word in words)
        also: tuple[Clause, ...] = ()
        if len(words) > 1:
            also = (Phrase("text", tuple(segment.bigrams(run)), ranking.PHRASE),)
        own = tuple(_own_word(word) for word in words)
        return Asked(run, must, may, also, own)

    def _chinese_word(self, word: str) -> Clause:
        """A word of the dictionary in the record's own words, in related ones, or in translation."""
        if len(word) == 1:
            return self._character(word)
        pairs = segment.bigrams(word)
        common = min(self.reader.frequency("text", pair) for pair in pairs) >= COMMON
        fields = OWN if common else OWN_AND_RELATED
        own = tuple(_phrase(field, pairs, weight) for field, weight in fields)
        found = (*own, *self._translations(word))
        return Best(found) if len(found) > 1 else found[0]

    def _some_of_word(self, word: str) -> Clause:
        """A word, or pairs of its characters, or its translation: the best of them counts, not their sum."""
        pairs = tuple(self._pair(pair) for pair in segment.bigrams(word))
        own = pairs[0] if len(pairs) == 1 else AnyOf(pairs)
        translated = tuple(self._translations(word))
        return Best((own, *translated)) if translated else own

    def _pair(self, pair: str) -> Clause:
        """Two characters; where no title holds them together, each alone."""
        if len(pair) == 1:
            return self._character(pair)
        found: list[Clause] = [Word("related", pair, ranking.RELATED)]
        if self.reader.frequency("text", pair):
            return Best((Word("text", pair, ranking.TITLE), *found))
        return Best((*found, AnyOf(tuple(self._character(one) for one in pair))))

    def _character(self, character: str) -> Clause:
        rarity = math.log((self.reader.size + 1) / (self.reader.frequency("characters", character) + 1)) + 1
        return Exactly("characters", character, ranking.CHARACTER * rarity)

    def _translations(self, word: str) -> Iterator[Clause]:
        for translation, sure in self.synonyms.get(word, ())[:TRANSLATIONS]:
            members = translation.split()
            if len(members[0]) == 1 and segment.is_chinese(members[0]):
                yield Flat(self._character(members[0]), ranking.CHARACTER * sure)
            else:
                yield _phrase("text", members, ranking.TRANSLATED * sure)

    def _latin(self, word: str) -> Asked:
        stem = segment.stem(word)
        known = max(self.reader.frequency("text", stem), self.reader.frequency("related", stem))
        corrected = self._corrected(stem, known) if known <= RARE else ()
        stems = (*((stem,) if known else ()), *corrected)
        found: list[Clause] = [self._latin_word(one) for one in stems or (stem,)]
        if not stems and len(stem) >= SHORTEST_TYPO:
            found.append(Near("text", stem, ranking.WORD_NEAR))
        if word[:1].isdigit():
            found += [Exactly(identifiers.FIELD, f"{sense}:{word}", ranking.NUMBER_BEGINS) for sense in "nm"]
        if self.unfinished and self.understood.words[-1].text == word:
            found += [
                Word("text", token, ranking.TITLE) for token, _n in self.reader.beginning("text", stem, CONTINUATIONS)
            ]
        clause = Best(tuple(found)) if len(found) > 1 else found[0]
        own = (Best(tuple(Word("text", one) for one in stems or (stem,))),)
        return Asked(word, (clause,), (clause,), own=own, corrected=" ".join(corrected), stem=(*corrected, stem)[0])

    def _latin_word(self, stem: str) -> Clause:
        fields = OWN if self.reader.frequency("text", stem) >= COMMON else OWN_AND_RELATED
        found = (*(Word(field, stem, weight) for field, weight in fields), *self._translations(stem))
        return Best(found) if len(found) > 1 else found[0]

    def _corrected(self, stem: str, known: int) -> tuple[str, ...]:
        """The words one edit away that are far more frequent, best first; catalogues hold misprints too."""
        if len(stem) < SHORTEST_TYPO or not stem.isalpha():
            return ()
        same_beginning = self.reader.beginning("text", stem[:3], CANDIDATES)
        near = [
            (-count, token)
            for token, count in same_beginning
            if count > known * MORE_FREQUENT and token != stem and OSA.distance(stem, token, score_cutoff=1) <= 1
        ]
        return tuple(token for _count, token in sorted(near)[:CORRECTIONS])


@dataclass(frozen=True)
class Asked:
    """One word typed: what must be there, what may, what counts besides."""

    text: str
    must: tuple[Clause, ...]
    may: tuple[Clause, ...]
    also: tuple[Clause, ...] = ()
    own: tuple[Clause, ...] = ()
    corrected: str = ""
    stem: str = ""


def _own_word(word: str) -> Clause:
    return Exactly("characters", word, 1.0) if len(word) == 1 else _phrase("text", segment.bigrams(word), 1.0)


def _phrase(field: str, tokens: list[str], weight: float) -> Clause:
    return Word(field, tokens[0], weight) if len(tokens) == 1 else Phrase(field, tuple(tokens), weight)


def _quoted(tokens: list[str]) -> tuple[str, Clause]:
    alone = len(tokens) == 1 and len(tokens[0]) == 1 and segment.is_chinese(tokens[0])
    clause = Exactly("characters", tokens[0], 1.0) if alone else _phrase("text", tokens or [""], ranking.TITLE)
    return " ".join(tokens), clause


def excluding(words: Iterable[str]) -> tuple[Clause, ...]:
    """What each excluded word keeps out."""
    return tuple(_quoted(found)[1] for word in words if (found := segment.tokens(segment.fold(word))))
