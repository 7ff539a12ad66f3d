"""What somebody may have meant: near numbers from the database, near titles from an index in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Q

from guiju.catalogue.models import Standard
from guiju.catalogue.queries.facts import chunked
from guiju.catalogue.queries.titles import Hit, comparable, fold_title, titles
from guiju.catalogue.rules import Candidate
from guiju.catalogue.rules.identity import digits_of
from guiju.catalogue.rules.nearness import NEAR_DIGITS, number_reason, number_score, variants_of
from guiju.kernel.docid import DocId, parse
from guiju.kernel.reasons import Reason

ROWS_A_NUMBER = 200
MORE = 4  # titles asked of the index for one that is shown: some are of one key, some out of date


def list_near_numbers(docid: DocId, limit: int = 5) -> tuple[Candidate, ...]:
    """Standards whose number is near, best first: same block, same digits, or a digit apart in the same body."""
    return load_near_numbers([docid], limit).get(docid.key, ())


def load_near_numbers(docids: Collection[DocId], limit: int = 5) -> dict[str, tuple[Candidate, ...]]:
    """The same for many at once, by key: one query for every few hundred spellings that are near."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for docid in docids:
        for block in (docid.block, *variants_of(docid)):
            wanted[block].add(docid.key)
    digits = {docid.key: digits_of(docid.number) for docid in docids}
    found = _load(wanted, digits)
    return {docid.key: _best(docid, found.get(docid.key, {}), limit) for docid in docids}


def _load(wanted: Mapping[str, set[str]], digits: Mapping[str, str]) -> dict[str, dict[str, tuple[str, str]]]:
    """For each key asked for, the standards near it with their titles."""
    found: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    fields = ("key", "block", "digits", "title_zh", "title_en")
    asked_by = _inverted({key: text for key, text in digits.items() if len(text) >= NEAR_DIGITS})
    for query in (*_blocks(wanted), *_digits(asked_by)):
        rows = Standard.objects.filter(query).order_by("-sort_key").values_list(*fields)
        for key, block, number, title_zh, title_en in rows:
            for asked in wanted.get(block, set()) | asked_by.get(number, set()):
                if len(found[asked]) < ROWS_A_NUMBER:
                    found[asked][key] = (title_zh, title_en)
    return found


def _blocks(wanted: Mapping[str, set[str]]) -> Iterable[Q]:
    return (Q(block__in=chunk) for chunk in chunked(wanted))


def _digits(asked_by: Mapping[str, set[str]]) -> Iterable[Q]:
    return (Q(digits__in=chunk) for chunk in chunked(asked_by))


def _inverted(digits: Mapping[str, str]) -> dict[str, set[str]]:
    asked_by: defaultdict[str, set[str]] = defaultdict(set)
    for key, text in digits.items():
        asked_by[text].add(key)
    return asked_by


def _best(docid: DocId, found: Mapping[str, tuple[str, str]], limit: int) -> tuple[Candidate, ...]:
    scored = [(number_score(docid, parse(key)), key) for key in found if key != docid.key]
    best = sorted(scored, key=lambda item: (-item[0], item[1]))[:limit]
    return tuple(Candidate(key, *found[key], score, number_reason(docid, parse(key))) for score, key in best)


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


def _titles_of(keys: Collection[str]) -> dict[str, tuple[str, str]]:
    held = {}
    for chunk in chunked(keys):
        rows = Standard.objects.filter(key__in=chunk).order_by()
        held.update({key: (zh, en) for key, zh, en in rows.values_list("key", "title_zh", "title_en")})
    return held
