"""A search of programs: parsed, found, answered, and where it goes on."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from typing import Any, Final

import orjson
from django.http import HttpResponse
from django.utils import timezone

from guiju.catalogue.queries.cards import Card, load_cards
from guiju.catalogue.schemas.asking import SearchAsked
from guiju.kernel.reasons import Reason
from guiju.platform import cursors
from guiju.platform.etags import etag_of
from guiju.platform.problems import Problem
from guiju.platform.reasons import render
from guiju.search.engine import Hit
from guiju.search.finding import Found, Wanted, search

FILTERS: Final = ("level", "mandate", "ics", "ccs", "body", "committee", "adoption", "language")
DEEPEST: Final = 10_000
MOST_CARDS: Final = 20_000
MOST_BYTES: Final = 16_000_000
LONGEST_KEPT: Final = 500
SHIFT: Final = 50
"""How far hits may have moved between two answers without one being told twice or missed."""


class Kept:
    """Answers, and the cards of standards, for as long as the index they come from does not change.

    The index knows of every change that they tell of, so none is older than what a search would find.
    """

    def __init__(self, state: object = None) -> None:
        self.state = state
        self.cards: dict[tuple[str, dt.date], orjson.Fragment] = {}
        self.answers: dict[tuple[str, dt.date], tuple[bytes, str]] = {}
        self.size = 0

    def keep(self, question: tuple[str, dt.date], content: bytes, etag: str) -> None:
        """Keep an answer; where there is no more room, forget the others."""
        if self.size + len(content) > MOST_BYTES:
            self.answers, self.size = {}, 0
        self.answers[question] = content, etag
        self.size += len(content)

    def cards_of(self, keys: Sequence[str], on: dt.date) -> dict[str, orjson.Fragment]:
        """The cards of these keys; those not held are left out."""
        if len(self.cards) > MOST_CARDS:
            self.cards = {}
        lacking = [key for key in keys if (key, on) not in self.cards]
        if lacking:
            self.cards |= {(key, on): _written(card) for key, card in load_cards(lacking, on).items()}
        return {key: card for key in keys if (card := self.cards.get((key, on))) is not None}


class Keeper:
    """What is kept of the index as it stands now. One a process."""

    def __init__(self) -> None:
        self._kept = Kept()

    def of(self, state: object) -> Kept:
        """What is kept of this state; nothing yet where it is new."""
        if state is not self._kept.state:
            self._kept = Kept(state)
        return self._kept


KEEPER: Final = Keeper()
ONE_AT_A_TIME: Final = threading.Lock()
"""A search lets go of the interpreter some twenty times, for microseconds; whoever takes it meanwhile keeps it longer.
So two searches at once in one process take longer than one after the other."""


def _written(card: Card) -> orjson.Fragment:
    plain = {**card._asdict(), "level": card.level or None, "mandate": card.mandate or None}
    return orjson.Fragment(orjson.dumps(plain))


def answer_search(asked: SearchAsked, question: str) -> HttpResponse:
    """One page of hits with their facts: as kept, where the very question was asked of the index as it stands.

    Written here, for to validate what is ours took longer than to find it.
    """
    today = timezone.localdate()
    kept = KEEPER.of(search().state())
    content, etag = kept.answers.get((question, today)) or (b"", "")
    if not content:
        with ONE_AT_A_TIME:
            found = _answer(asked, kept)
        content = orjson.dumps(found)
        etag = etag_of(content)
        if kept.state is not None and len(question) <= LONGEST_KEPT:
            kept.keep((question, today), content, etag)
    return HttpResponse(content, content_type="application/json", headers={"ETag": etag})


def _answer(asked: SearchAsked, kept: Kept) -> dict[str, Any]:
    offset, last = cursors.load(asked.cursor, int, str) if asked.cursor else (0, "")
    hits, found = _page(asked, max(offset, 0), last)
    on = asked.on or timezone.localdate()
    cards = kept.cards_of([hit.key for hit in hits], on)
    reached = offset + len(hits)
    follows = hits and reached < found.total and reached < DEEPEST
    return {
        "total": found.total,
        "on": on,
        "understood": [_sentence(reason) for reason in found.understood],
        "readings": [{"query": one.query, "reason": _sentence(one.reason)} for one in found.readings],
        "items": [cards[hit.key] for hit in hits if hit.key in cards],
        "facets": {name: [{"value": v, "count": n} for v, n in pairs] for name, pairs in found.facets.items()},
        "next": cursors.dump(reached, hits[-1].key) if follows else None,
    }


def _page(asked: SearchAsked, offset: int, last: str) -> tuple[Sequence[Hit], Found]:
    """The hits behind the last one told. It is looked for around its place, for hits move when records change."""
    if offset > DEEPEST:
        raise Problem(400, "bad-cursor", Reason.of("problem.too_deep", most=DEEPEST))
    first = max(offset - SHIFT, 0) if last else offset
    length = asked.limit + (offset - first) + (SHIFT if last else 0)
    found = search().find(_wanted(asked, first, length))
    if not found.ready:
        raise Problem(503, "not-ready", found.understood[0], headers={"Retry-After": "5"})
    place = next((place for place, hit in enumerate(found.hits) if hit.key == last), offset - first - 1)
    return found.hits[place + 1 : place + 1 + asked.limit], found


def _wanted(asked: SearchAsked, offset: int, limit: int) -> Wanted:
    return Wanted(
        asked.q,
        values={name: values for name in FILTERS if (values := getattr(asked, name))},
        status=asked.status,
        on=asked.on,
        years=_years(asked.year_from, asked.year_to),
        order=asked.sort,
        limit=limit,
        offset=offset,
        facets=asked.facet,
    )


def _years(first: int | None, last: int | None) -> tuple[int | None, int | None] | None:
    return None if first is None and last is None else (first, last)


def _sentence(reason: Reason) -> dict[str, str]:
    return {"zh": render(reason, "zh"), "en": render(reason, "en")}


def day_of(on: dt.date | None) -> dt.date:
    """The date asked for, today without one."""
    return on or timezone.localdate()
