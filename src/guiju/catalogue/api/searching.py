"""A search of programs: parsed, found, answered, and where it goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import orjson
from django.http import HttpResponse
from django.utils import timezone

from guiju.catalogue.queries.cards import Card, load_cards
from guiju.catalogue.schemas.asking import SearchAsked
from guiju.kernel.reasons import Reason
from guiju.platform import cursors
from guiju.platform.problems import Problem
from guiju.platform.reasons import render
from guiju.search.engine import Hit
from guiju.search.finding import Found, Wanted, search

FILTERS: Final = ("level", "mandate", "ics", "ccs", "body", "committee", "adoption", "language")
DEEPEST: Final = 10_000
MOST_CARDS: Final = 20_000
SHIFT: Final = 50
"""How far hits may have moved between two answers without one being told twice or missed."""


class Cards:
    """The cards of standards as written JSON, kept for as long as the index they were found in does not change.

    The index knows of every change that a card tells of, so no card is older than the hits.
    """

    def __init__(self) -> None:
        self._state: object = None
        self._kept: dict[tuple[str, dt.date], orjson.Fragment] = {}

    def of(self, keys: Sequence[str], on: dt.date, state: object) -> dict[str, orjson.Fragment]:
        """The cards of these keys; those not held are left out."""
        if state is not self._state or len(self._kept) > MOST_CARDS:
            self._state, self._kept = state, {}
        kept = self._kept
        lacking = [key for key in keys if (key, on) not in kept]
        if lacking:
            kept |= {(key, on): _written(card) for key, card in load_cards(lacking, on).items()}
        return {key: card for key in keys if (card := kept.get((key, on))) is not None}


CARDS: Final = Cards()


def _written(card: Card) -> orjson.Fragment:
    plain = {**card._asdict(), "level": card.level or None, "mandate": card.mandate or None}
    return orjson.Fragment(orjson.dumps(plain))


def answer_search(asked: SearchAsked) -> HttpResponse:
    """One page of hits with their facts, written here: to validate what is ours took longer than to find it."""
    return HttpResponse(orjson.dumps(_answer(asked)), content_type="application/json")


def _answer(asked: SearchAsked) -> dict[str, Any]:
    offset, last = cursors.load(asked.cursor, int, str) if asked.cursor else (0, "")
    hits, found = _page(asked, max(offset, 0), last)
    on = asked.on or timezone.localdate()
    cards = CARDS.of([hit.key for hit in hits], on, found.state)
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
