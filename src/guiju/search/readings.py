"""What else a query could mean: each other reading is a query of its own, to be offered as a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guiju.kernel.reasons import Reason
from guiju.search.understanding import Understood


class Reading(NamedTuple):
    """Another reading: what it is in words, and the query that asks for it."""

    reason: Reason
    query: str


def other_readings(understood: Understood, corrections: Mapping[str, str]) -> tuple[Reading, ...]:
    """The readings that were not taken, or that were taken together with others."""
    return tuple(_readings(understood, corrections))


def _readings(understood: Understood, corrections: Mapping[str, str]) -> Iterator[Reading]:
    if (understood.identifiers or understood.digits) and (understood.words or understood.wishes):
        for number in (*(docid.canonical for docid in understood.identifiers), *understood.digits):
            yield Reading(Reason.of("search.as_number", number=number), number)
    for docid in understood.second:
        yield Reading(Reason.of("search.as_number", number=docid.canonical), docid.canonical)
    taken = [wish.word for wish in understood.wishes] + list(understood.year_words)
    if taken:
        query = understood.query
        for word in taken:
            query = query.replace(word, f' "{word}" ')
        yield Reading(Reason.of("search.as_words", text=" ".join(taken)), " ".join(query.split()))
    for word in corrections:
        yield Reading(Reason.of("search.as_typed", word=word), f'"{word}"')
