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
from guiju.kernel.docid import DocId
from guiju.kernel.reasons import Reason
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
    Question,
    Reader,
    Word,
)
from guiju.search.registry import Code
from guiju.search.understanding import Understood

SHORTEST_TYPO: Final = 4
"""A Latin word of fewer letters is taken as it is."""
EVERY: Final = "every"
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
    unfinished: bool = False
    near: Callable[[str], Sequence[tuple[str, float]]] = lambda _text: ()
    codes: tuple[Code, ...] = ()

    def strict(self) -> Clause | None:
        """Records that satisfy everything typed, or carry the code that it is."""
        found = self._everything()
        codes = tuple(Exactly(f"is_{code.facet}", code.value, ranking.CODE) for code in self._held_codes)
        return Best((found, *codes)) if found and codes else found

    @cached_property
    def _held_codes(self) -> tuple[Code, ...]:
        return tuple(code for code in self.codes if self.reader.frequency(f"is_{code.facet}", code.value))

    def essential(self) -> Clause | None:
        """Records that hold every word and number, whatever is only preferred."""
        must = self._essential
        return AllOf(must) if must else None

    def _everything(self) -> Clause | None:
        must = (*self._essential, *self._wished)
        if not must:
            return None
        return AllOf(must, (*(clause for word in self._words for clause in word.scores), *self._neighbours))

    @property
    def _essential(self) -> tuple[Clause, ...]:
        return (*self._numbers, *(clause for word in self._words for clause in word.must))

    def relaxed(self, *, alone: bool = False) -> Clause | None:
        """Records that satisfy some of what was typed, those that satisfy more of it first.

        `alone`: none satisfies all of it, so titles near in meaning are asked for too.
        """
        if self._held_codes:
            return None
        words = [clause for word in self._words for clause in word.may]
        also = [
            *(clause for word in self._words for clause in word.together),
            *self._neighbours,
            *self._covered,
            *self._hints,
        ]
        if not words:
            return self._some_number()
        some = AnyOf(tuple(words), max(1, math.floor(len(words) * ranking.SHARE_OF_WORDS)))
        several = (some, *self._numbers, *(self._near_in_meaning if alone else ()))
        found: Clause = AnyOf(several) if len(several) > 1 else some
        return AllOf((found,), (*also, *self._all_own, *self._wished))

    def _some_number(self) -> Clause | None:
        """Where no words were typed: any of the numbers, those of the year or body named first; or these alone."""
        asked = self.understood
        if self._numbers and not (asked.year_words and len(asked.digits) == 1):
            several = len(self._numbers) > 1 or self._wished
            return AllOf((AnyOf(self._numbers),), self._wished) if several else None
        return AnyOf((*self._numbers, *self._wished)) if len(self._numbers) + len(self._wished) > 1 else None

    @property
    def _near_in_meaning(self) -> Iterator[Clause]:
        """Records whose title means what the words mean, though it may share none of them."""
        asked = self.understood
        text = " ".join(run.text for run in asked.words)
        if asked.identifiers or asked.digits or not self._tells_enough(text):
            return
        weight = ranking.MEANING_ALONE if self.absent else ranking.MEANING
        least = ranking.NEAR_ENOUGH if len(text) >= ranking.SHORTEST_MEANING else ranking.NEAR_ENOUGH_SHORT
        for name, cosine in self.near(text):
            if cosine >= least:
                yield Exactly("meaning", name, weight * (cosine - ranking.NEAR_ENOUGH))

    def _tells_enough(self, text: str) -> bool:
        """A short text is only read for its meaning where it is a Chinese word that no record holds."""
        return len(text) >= ranking.SHORTEST_MEANING or (len(text) > 1 and bool(self.absent))

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Chinese words typed of which no record holds any two neighbouring characters."""
        words = (word for run in self.understood.words if run.chinese for word in segment.words(run.text))
        return tuple(word for word in dict.fromkeys(words) if len(word) > 1 and not self._any_pair(word))

    @property
    def _hints(self) -> Iterator[Clause]:
        """The characters of words that no record holds: they find nothing, they only put what is found in order."""
        yield from (self._character(one) for word in self.absent for one in dict.fromkeys(word))

    def _any_pair(self, word: str) -> bool:
        return any(self.reader.frequency(EVERY, pair) for pair in segment.bigrams(word))

    def remarks(self) -> Iterator[Reason]:
        """What the catalogue lacks of what was typed."""
        if self.unfinished:
            return
        yield from (Reason.of("search.code", name=code.name) for code in self._held_codes)
        held = any(map(self._is_held, self.understood.second))
        for docid in () if held else self.understood.identifiers:
            yield from self._not_held(docid)
        yield from (Reason.of("search.absent", word=word) for word in self.absent)

    def is_adopted(self) -> bool:
        """Whether any record states to adopt one of the identifiers."""
        return any(map(self._holds, map(identifiers.adopting, self.understood.identifiers)))

    def _is_held(self, docid: DocId) -> bool:
        return self.reader.frequency(identifiers.FIELD, f"v:{identifiers.bare(docid)}") > 0

    def _not_held(self, docid: DocId) -> Iterator[Reason]:
        """That an identifier is not held as typed, and what is shown in its place."""
        if self._is_held(docid):
            yield from self._other_edition(docid)
        elif not self._holds(identifiers.exactly(docid)):
            yield Reason.of("search.not_held", number=docid.canonical)
            shown = {name: clause for name, clause in self._instead(docid) if self._holds(clause)}
            yield from (Reason.of(f"search.not_held_{name}") for name in shown)

    def _other_edition(self, docid: DocId) -> Iterator[Reason]:
        if not docid.is_dated or self._holds(identifiers.exactly(docid)):
            return
        others = [one for one in identifiers.other_mandates(docid) if self._holds(identifiers.exactly(one))]
        for other in others:
            yield Reason.of("search.held_as", number=docid.canonical, other=other.canonical)
        if not others and not (docid.amendments or docid.variant):
            yield Reason.of("search.not_held_year", number=docid.canonical)

    def _instead(self, docid: DocId) -> Iterator[tuple[str, Clause]]:
        """What is shown of an identifier that is not held, by kind."""
        yield "related", identifiers.related(docid)
        near = tuple(self._near_numbers(identifiers.bare(docid)))
        begins = tuple(one for one in near if not isinstance(one, Near))
        if begins:
            yield "begins", AnyOf(begins)
        yield "digits", Exactly(identifiers.FIELD, f"n:{identifiers.numbered(docid)}", 1.0)
        if not begins:
            yield "near", AnyOf(near)

    def _holds(self, clause: Clause) -> bool:
        return self.reader.ask(Question(clause, limit=1)).total > 0

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
                yield word.text, " ".join(word.corrected)

    @cached_property
    def _numbers(self) -> tuple[Clause, ...]:
        """One clause an identifier; each with its second reading, if any, and what it begins."""
        asked = self.understood
        clauses: list[Clause] = []
        for docid in (*asked.identifiers, *asked.second):
            if asked.adopters:
                clauses.append(identifiers.adopting(docid))
                continue
            looking = identifiers.looking_for(docid, successors=asked.successors)
            clauses.append(Best((looking, *self._near_numbers(identifiers.bare(docid)))))
        if asked.second:
            clauses = [Best(tuple(clauses))]
        for digits in asked.digits:
            looked_for = identifiers.looking_for_digits(digits, asked.editions.get(digits, ""))
            clauses.append(Best((looked_for, *self._continued("n", digits))))
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
        """Words of other scripts in the order typed count again, two by two: safety of machinery too."""
        stems = {word.text: word.stem for word in self._words if word.stem}
        return tuple(
            Phrase("text", (stems[one.text], stems[other.text]), ranking.NEIGHBOURS, int(other.start > one.end + 1))
            for one, other in pairwise(self.understood.words)
            if one.text in stems and other.text in stems
        )

    def _chinese(self, run: str) -> Asked:
        words = segment.words(run) if len(run) > 1 else [run]
        must = tuple(self._anywhere(word) for word in words)
        own = tuple(_own_word(word) for word in words)
        may = tuple(self._some_of_word(word) for word in words)
        together = (_phrase("text", segment.bigrams(run), ranking.PHRASE),) if len(words) > 1 else ()
        scores = tuple(clause for clause in own if not isinstance(clause, Exactly))
        return Asked(run, must, may, (*together, *scores), together, own)

    def _anywhere(self, word: str) -> Clause:
        """A word of the dictionary in whatever a record is found by: titles, what it belongs to, translations."""
        found = _phrase(EVERY, segment.bigrams(word), ranking.RELATED)
        return Best((self._character(word), found)) if len(word) == 1 else found

    def _some_of_word(self, word: str) -> Clause:
        """A word, or the better half of its pairs of characters; never its characters one by one."""
        if len(word) == 1:
            return self._anywhere(word)
        pairs = tuple(_held(pair) for pair in segment.bigrams(word))
        return pairs[0] if len(pairs) == 1 else AnyOf(pairs, math.ceil(len(pairs) / 2))

    def _character(self, character: str) -> Clause:
        rarity = math.log((self.reader.size + 1) / (self.reader.frequency("characters", character) + 1)) + 1
        return Exactly("characters", character, ranking.CHARACTER * rarity)

    def _latin(self, word: str) -> Asked:
        stem = segment.stem(word)
        known = self.reader.frequency(EVERY, stem)
        corrected = self._corrected(stem, known) if known <= RARE else ()
        stems = (*((stem,) if known else ()), *corrected) or (stem,)
        must = _one_of([*(Word(EVERY, one, ranking.RELATED) for one in stems), *self._further(word, stem, known)])
        may = _one_of([*map(_held, stems), *self._further(word, stem, known)])
        own = _one_of([Word("text", one, ranking.TITLE) for one in stems])
        return Asked(word, (must,), (may,), (own,), (), (own,), corrected, (*corrected, stem)[0])

    def _further(self, word: str, stem: str, known: int) -> Iterator[Clause]:
        """What a word of another script may be besides itself: mistyped at its beginning, a number, unfinished."""
        if not known and len(stem) >= SHORTEST_TYPO:
            yield Near("text", stem, ranking.WORD_NEAR)
        if word[:1].isdigit():
            for sense in "nm":
                yield Exactly(identifiers.FIELD, f"{sense}:{word}", ranking.NUMBER_BEGINS)
        if self.unfinished and self.understood.words[-1].text == word:
            for token, _count in self.reader.beginning("text", stem, CONTINUATIONS):
                yield Word("text", token, ranking.TITLE)

    def _corrected(self, stem: str, known: int) -> tuple[str, ...]:
        """The words one edit away that are far more frequent, best first; catalogues hold misprints too."""
        if len(stem) < SHORTEST_TYPO or not stem.isalpha():
            return ()
        near = {token: count for token, count in self._alike(stem) if count > known * MORE_FREQUENT and token != stem}
        likely = [token for token in near if near[token] * MORE_FREQUENT > max(near.values())]
        return tuple(sorted(likely, key=lambda token: (-near[token], token))[:CORRECTIONS])

    def _alike(self, stem: str) -> Iterator[tuple[str, int]]:
        """Words one edit away that begin alike, and those with two neighbouring letters the other way round."""
        for token, count in self.reader.beginning("text", stem[:3], CANDIDATES):
            if OSA.distance(stem, token, score_cutoff=1) <= 1:
                yield token, count
        for place in range(len(stem) - 1):
            swapped = stem[:place] + stem[place + 1] + stem[place] + stem[place + 2 :]
            yield swapped, self.reader.frequency("text", swapped)


@dataclass(frozen=True)
class Asked:
    """One word typed: what must be there, what may, what scores besides, and what says that titles hold it."""

    text: str
    must: tuple[Clause, ...]
    may: tuple[Clause, ...]
    scores: tuple[Clause, ...] = ()
    together: tuple[Clause, ...] = ()
    own: tuple[Clause, ...] = ()
    corrected: tuple[str, ...] = ()
    stem: str = ""


def _one_of(clauses: Sequence[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Best(tuple(clauses))


def _held(token: str) -> Clause:
    """A token anywhere, and more so in the titles: cheaper than either or the other."""
    return AllOf((Word(EVERY, token, ranking.RELATED),), (Word("text", token, ranking.TITLE),))


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
