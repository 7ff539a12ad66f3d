"""What somebody may have meant: near numbers from the database, near titles from an index in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from guiju.catalogue.models import Standard
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.titles import Hit, comparable, fold_title, titles
from guiju.catalogue.rules import Candidate
from guiju.catalogue.rules.identity import digits_of
from guiju.catalogue.rules.nearness import NEAR_DIGITS, number_reason, number_score, variants_of
from guiju.kernel.docid import DocId, parse
from guiju.kernel.reasons import Reason

Titles = tuple[str, str]
ROWS_A_NUMBER = 200
MORE = 4  # titles asked of the index for one that is shown: some are of one key, some out of date


def list_near_numbers(docid: DocId, limit: int = 5) -> tuple[Candidate, ...]:
    """Standards whose number is near, best first: same block, same digits, or a digit apart in the same body."""
    return load_near_numbers([docid], limit).get(docid.key, ())


def load_near_numbers(docids: Collection[DocId], limit: int = 5) -> dict[str, tuple[Candidate, ...]]:
    """The same for many at once, by key, with two queries."""
    asked = {docid.key: docid for docid in docids}
    found = _load(asked)
    return {key: _best(docid, found.get(key, {}), limit) for key, docid in asked.items()}


def _load(asked: Mapping[str, DocId]) -> dict[str, dict[str, Titles]]:
    """For each key asked for, the standards near it with their titles: first those of near blocks, the last first."""
    blocks, digits = _Wanted(), _Wanted()
    for key, docid in asked.items():
        blocks.add(key, (docid.block, *variants_of(docid)))
        digits.add(key, filter(_tells, (digits_of(docid.number),)))
    found: defaultdict[str, dict[str, Titles]] = defaultdict(dict)
    for condition in (among("block", blocks.by), among("digits", digits.by)):
        rows = Standard.objects.filter(condition).order_by("-sort_key")
        for key, block, number, zh, en in rows.values_list("key", "block", "digits", "title_zh", "title_en"):
            for wanted in {*blocks.of(block), *digits.of(number)}:
                if len(found[wanted]) < ROWS_A_NUMBER:
                    found[wanted][key] = (zh, en)
    return found


def _tells(digits: str) -> bool:
    return len(digits) >= NEAR_DIGITS


class _Wanted:
    """By which keys a text is wanted. Nearly every one of 100 spellings a number is wanted by a single key."""

    def __init__(self) -> None:
        self.by: dict[str, str] = {}
        self._more: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, key: str, texts: Iterable[str]) -> None:
        for text in texts:
            if self.by.setdefault(text, key) != key:
                self._more[text].append(key)

    def of(self, text: str) -> Iterable[str]:
        return (self.by[text], *self._more.get(text, ())) if text in self.by else ()


def _best(docid: DocId, found: Mapping[str, Titles], limit: int) -> tuple[Candidate, ...]:
    own = docid.key
    others = {key: _docid(key) for key in found if key != own}
    scored = [(number_score(docid, other), key) for key, other in others.items()]
    best = sorted(scored, key=lambda item: (-item[0], item[1]))[:limit]
    return tuple(Candidate(key, *found[key], score, number_reason(docid, others[key])) for score, key in best)


@lru_cache(maxsize=2048)
def _docid(key: str) -> DocId:
    return parse(key)


def list_title_candidates(text: str, limit: int = 5) -> tuple[Candidate, ...]:
    """Standards whose Chinese or English title is near the text, best first."""
    return load_title_candidates([text], limit)[text]


def load_title_candidates(texts: Collection[str], limit: int = 5) -> dict[str, tuple[Candidate, ...]]:
    """The same for many texts: blocked by words and pairs of characters, then compared (see `titles`)."""
    index = titles()
    hits = {text: index.nearest(text, limit * MORE) for text in texts}
    held = _titles_of({hit.key for near in hits.values() for hit in near})
    return {text: tuple(_named(near, held))[:limit] for text, near in hits.items()}


def _named(near: Iterable[Hit], held: Mapping[str, tuple[str, str]]) -> Iterator[Candidate]:
    """Each key once, and only under a title it still has."""
    named = set()
    for key, title, score in near:
        own = held.get(key, ())
        if key not in named and title in {comparable(fold_title(text)) for text in own}:
            named.add(key)
            yield Candidate(key, *held[key], score, Reason.of("candidate.similar_title", score=round(score)))


def _titles_of(keys: Collection[str]) -> dict[str, Titles]:
    rows = Standard.objects.filter(among("key", keys)).order_by()
    return {key: (zh, en) for key, zh, en in rows.values_list("key", "title_zh", "title_en")}
