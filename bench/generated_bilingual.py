"""A million standards that do not exist, in Chinese and English, and queries for them: seeded, the same everywhere.

Words are the pairs of the shipped term base, drawn as words are in titles: the n-th most frequent about 1/n as often as
the first. A title has three to seven of them in both languages. A query asks for a number without its year and spaces,
or for words of one record, so that something is found. `HEAD_RATE` of the words asked for are among the `HEAD` most
frequent ones, each of which stands in one to fifty of a hundred records; the others are the rest of what titles hold.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from guiju.search.registry import Document, Number
from guiju.search.terms import shipped_terms

HEAD: Final = 40
HEAD_RATE: Final = 0.3
BODIES: Final = (
    ("GB/T", "national", "recommended", 30),
    ("GB", "national", "mandatory", 5),
    ("JB/T", "industry", "recommended", 15),
    ("SJ/T", "industry", "recommended", 8),
    ("DB31/T", "local", "recommended", 6),
    ("T/CSA", "group", "", 6),
    ("ISO", "international", "", 18),
    ("IEC", "international", "", 12),
)
SHARES: Final = list(accumulate(body[3] for body in BODIES))
TODAY: Final = dt.date(2026, 1, 1)
FOREVER: Final = dt.date.max
FIRST: Final = dt.date.min
BARRED: Final = (
    "one word zh, filters, facets",
    "one word en, filters, facets",
    "two words zh, filters, facets",
    "two words en, filters, facets",
)
REPORTED: Final = ("number", "one word zh", "one word en", "two words zh", "two words en")
CLASSES: Final = (*BARRED, *REPORTED)
"""The bars are over the first; the others tell what a plain query costs."""


class Asked(NamedTuple):
    """A query of the mix, and the filters and facets that go with its class."""

    text: str
    words: tuple[str, ...]
    kind: str

    @property
    def filtered(self) -> bool:
        """Whether level and status on a day are chosen."""
        return "filters" in self.kind

    @property
    def counted(self) -> bool:
        """Whether three facets are counted."""
        return "facets" in self.kind


class Vocabulary:
    """Pairs of words with how often each is drawn."""

    def __init__(self) -> None:
        first: dict[str, str] = {}
        for term in shipped_terms():
            if len(term.zh) > 1:
                first.setdefault(term.zh, term.en)
        self.pairs = sorted(first.items())
        random.Random(7).shuffle(self.pairs)
        self.places = {pair: place for place, pair in enumerate(self.pairs)}
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.pairs) + 1)))

    def draw(self, rng: random.Random, count: int) -> list[tuple[str, str]]:
        """Some pairs, none twice."""
        return list(dict.fromkeys(rng.choices(self.pairs, cum_weights=self.weights, k=count)))

    def words_of(self, place: int, seed: int) -> list[tuple[str, str]]:
        """The words of the record at a place."""
        rng = _rng(place, seed)
        return self.draw(rng, rng.randint(3, 7))

    def is_head(self, pair: tuple[str, str]) -> bool:
        """Whether it is one of the most frequent."""
        return self.places[pair] < HEAD


def records(count: int, seed: int) -> Iterator[Document]:
    """The records, one after the other."""
    vocabulary = Vocabulary()
    return (_record(place, seed, vocabulary) for place in range(count))


def _rng(place: int, seed: int) -> random.Random:
    return random.Random(seed * 10_000_019 + place)


def _record(place: int, seed: int, vocabulary: Vocabulary) -> Document:
    rng = _rng(place, seed)
    drawn = vocabulary.draw(rng, rng.randint(3, 7))
    prefix, level, mandate, _share = rng.choices(BODIES, cum_weights=SHARES)[0]
    year = rng.randint(1985, 2025)
    key = number_of(prefix, place, year)
    return Document(
        key=key,
        numbers=(Number("own", key),),
        titles=("".join(zh for zh, _en in drawn), " ".join(en for _zh, en in drawn).capitalize()),
        facets={
            "level": [level],
            "mandate": [mandate] if mandate else [],
            "body": [prefix.split("/T")[0]],
            "year": [str(year)],
            "ics": _ics(rng),
        },
        year=year,
        day=dt.date(year, 6, 1),
        order=f"{prefix}{place:08d}",
        periods=tuple(_periods(rng, year)),
    )


def number_of(prefix: str, place: int, year: int) -> str:
    """The number of the record at a place."""
    separator = ":" if prefix in {"ISO", "IEC"} else "-"
    return f"{prefix} {10_000 + place // 3}.{place % 3 + 1}{separator}{year}"


def _ics(rng: random.Random) -> list[str]:
    field, group = rng.randint(1, 40), rng.randint(1, 9) * 20
    return [f"{field:02d}", f"{field:02d}.{group:03d}"]


def _periods(rng: random.Random, year: int) -> Iterator[tuple[str, dt.date, dt.date]]:
    issued, effective = dt.date(year, 1, 15), dt.date(year, 7, 1)
    ends = dt.date(min(year + rng.randint(4, 25), 2090), 7, 1)
    yield "draft", FIRST, issued
    yield "published", issued, effective
    yield "in_force", effective, ends
    yield "replaced", ends, FOREVER


def queries(count: int, seed: int, size: int) -> list[Asked]:
    """`count` queries of each class over the records made with `seed`, `size` of them."""
    rng, vocabulary = random.Random(seed + 1), Vocabulary()
    asked = [_query(kind, rng, vocabulary, size, seed) for kind in CLASSES for _ in range(count)]
    rng.shuffle(asked)
    return asked


def _query(kind: str, rng: random.Random, vocabulary: Vocabulary, size: int, seed: int) -> Asked:
    if kind == "number":
        number = _record(rng.randrange(size), seed, vocabulary).key
        return Asked(number[:-5].replace(" ", "").lower(), (), kind)
    count = 1 if kind.startswith("one") else 2
    side = 0 if " zh" in kind else 1
    words = tuple(pair[side] for pair in _picked(rng, vocabulary, size, seed, count))
    return Asked(" ".join(words), words, kind)


def _picked(rng: random.Random, vocabulary: Vocabulary, size: int, seed: int, count: int) -> list[tuple[str, str]]:
    """Words of one record, each a frequent one at the head-term rate, so that what is asked for exists."""
    while True:
        wanted = [rng.random() < HEAD_RATE for _ in range(count)]
        words = vocabulary.words_of(rng.randrange(size), seed)
        picked = []
        for head in wanted:
            fitting = [pair for pair in words if vocabulary.is_head(pair) == head and pair not in picked]
            picked += rng.sample(fitting, min(1, len(fitting)))
        if len(picked) == count:
            return picked
