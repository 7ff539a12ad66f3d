"""A search of programs: parsed, found, answered, and where it goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

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
SHIFT: Final = 50
"""How far hits may have moved between two answers without one being told twice or missed."""


def answer_search(asked: SearchAsked) -> dict[str, Any]:
    """One page of hits with their facts."""
    offset, last = cursors.load(asked.cursor, int, str) if asked.cursor else (0, "")
    hits, found = _page(asked, max(offset, 0), last)
    on = asked.on or timezone.localdate()
    cards = load_cards([hit.key for hit in hits], on)
    reached = offset + len(hits)
    follows = hits and reached < found.total and reached < DEEPEST
    return {
        "total": found.total,
        "on": on,
        "understood": [_sentence(reason) for reason in found.understood],
        "readings": [{"query": one.query, "reason": _sentence(one.reason)} for one in found.readings],
        "items": [_card(cards[hit.key]) for hit in hits if hit.key in cards],
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


def _card(card: Card) -> dict[str, Any]:
    return {**card._asdict(), "level": card.level or None, "mandate": card.mandate or None}


def _sentence(reason: Reason) -> dict[str, str]:
    return {"zh": render(reason, "zh"), "en": render(reason, "en")}


def day_of(on: dt.date | None) -> dt.date:
    """The date asked for, today without one."""
    return on or timezone.localdate()
