"""Clauses and questions of the port as queries of tantivy: the shapes it answers fastest."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, reduce
from itertools import product
from typing import Final, Protocol

import tantivy
from tantivy import FieldType, Occur, Query

from guiju.search.engine import (
    AllOf,
    AnyOf,
    Best,
    Clause,
    Exactly,
    Filter,
    Flat,
    InStatus,
    Near,
    OneOf,
    Phrase,
    Question,
    Word,
    Years,
)
from guiju.search.registry import OTHERWISE

STATUS_FACET: Final = "status"
KIND: Final = "record"
"""What every record is and the index's own mark is not."""
MOST_WAYS: Final = 6
MOST_VALUES: Final = 10
"""Of a facet with more, the values wanted are asked for, not the others excluded."""
DEEPEST: Final = 12
"""Queries within one another that only add to the score; 256 kB of stack hold 16, but not 24."""
_TIE: Final = 0.1

Values = Callable[[str], Sequence[str]]


class Facets(Protocol):
    """What is known of the facets: the statuses, and the facets of which every record has one value exactly."""

    @property
    def statuses(self) -> Sequence[str]:
        """All but `OTHERWISE`."""

    @property
    def single(self) -> Collection[str]:
        """Their names."""


class Compiler:
    """Clauses of the port as queries of tantivy. Filters score the same for every record, so they need no undoing."""

    def __init__(self, schema: tantivy.Schema, facets: Facets, day: int, values: Values) -> None:
        self._schema = schema
        self._statuses = facets.statuses
        self._single = frozenset({*facets.single, STATUS_FACET})
        self._day = day
        self._values = cache(values)

    def question(self, question: Question) -> Query:
        """The whole question as one query."""
        clause = question.clause
        must, also = (clause.clauses, clause.also) if isinstance(clause, AllOf) else ((clause,) if clause else (), ())
        found = self._filtered([(Occur.Must, self.clause(one)) for one in must], question)
        return _and_perhaps(found, list(map(self.clause, also)))

    def unscored(self, question: Question) -> Query:
        """The same records, for counting them: what only scores is left out."""
        clause = question.clause and _without_scores(question.clause)
        return self._filtered([(Occur.Must, self.clause(clause))] if clause else [], question)

    def has_one_value(self, facet: str) -> bool:
        """Whether every record has one value of a facet exactly."""
        return facet in self._single

    def _filtered(self, must: list[tuple[Occur, Query]], question: Question) -> Query:
        """What must be there within the filters. Long lists to be outside of cost less than long lists to be in."""
        outside = [(Occur.MustNot, self.clause(one)) for one in question.excluded]
        ways = []
        for one in question.filters:
            if (others := self._others(one)) is None:
                ways.append(self.filter(one))
            else:
                outside += [(Occur.MustNot, other) for other in others]
        if math.prod(map(len, ways)) > MOST_WAYS:
            ways = [[Query.boolean_query([(Occur.Should, one) for one in way])] for way in ways]
        must = must or [(Occur.Must, Query.term_query(self._schema, "kind", KIND, "basic"))]
        found = [_together([*must, *((Occur.Must, one) for one in way), *outside]) for way in product(*ways)]
        return found[0] if len(found) == 1 else Query.disjunction_max_query(found)

    def _others(self, one: Filter) -> list[Query] | None:
        """Where two values or more are wanted of a facet of few: the values not to have."""
        match one:
            case OneOf(facet, wanted):
                pass
            case InStatus(wanted, day) if day == self._day:
                facet = STATUS_FACET
            case _:
                return None
        if len(wanted) < 2 or facet not in self._single:
            return None
        held = self._values(f"is_{facet}")
        others = [value for value in held if value not in wanted]
        return self._one_of(facet, others) if len(held) <= MOST_VALUES else None

    def clause(self, clause: Clause) -> Query:  # noqa: PLR0911 (one line a kind of clause)
        """One clause, whatever it holds."""
        match clause:
            case Word(field, text, weight):
                return _weighted(Query.term_query(self._schema, field, text), weight)
            case Exactly(field, text, 0.0):
                return Query.term_query(self._schema, field, text, "basic")
            case Exactly(field, text, score):
                return Query.const_score_query(Query.term_query(self._schema, field, text, "basic"), score)
            case Phrase(field, words, weight, between):
                return _weighted(Query.phrase_query(self._schema, field, list(words), between), weight)
            case Near(field, text, score):
                return Query.const_score_query(Query.fuzzy_term_query(self._schema, field, text), score)
            case Flat(inner, score):
                return Query.const_score_query(self.clause(inner), score)
            case Best(clauses):
                return Query.disjunction_max_query([self.clause(one) for one in clauses], _TIE)
            case AnyOf(clauses, at_least):
                parts = [(Occur.Should, self.clause(one)) for one in clauses]
                return Query.boolean_query(parts, minimum_number_should_match=min(at_least, len(parts)))
            case AllOf(clauses, also):
                must = _together([(Occur.Must, self.clause(one)) for one in clauses])
                return _and_perhaps(must, list(map(self.clause, also)))

    def filter(self, one: Filter) -> list[Query]:
        """The ways to pass a filter, to be asked for one by one: a union of long lists costs more than it cuts."""
        match one:
            case OneOf(facet, values):
                return self._one_of(facet, values)
            case Years(first, last):
                return [self._range("year", first, last)]
            case InStatus(statuses, day) if day == self._day:
                return self._one_of(STATUS_FACET, statuses)
            case InStatus(statuses, day):
                return [self._in_status(status, day) for status in statuses]

    def _one_of(self, facet: str, values: Iterable[str]) -> list[Query]:
        return [Query.term_query(self._schema, f"is_{facet}", value, "basic") for value in values]

    def _in_status(self, status: str, day: int) -> Query:
        if status == OTHERWISE:
            told = [(Occur.MustNot, self._in_status(one, day)) for one in self._statuses]
            return Query.boolean_query([(Occur.Must, Query.all_query()), *told])
        begun = self._range(f"from_{status}", None, day)
        return Query.boolean_query([(Occur.Must, begun), (Occur.Must, self._range(f"until_{status}", day + 1, None))])

    def _range(self, field: str, first: int | None, last: int | None) -> Query:
        return Query.range_query(self._schema, field, FieldType.Integer, first, last)


def _without_scores(clause: Clause) -> Clause:
    """A clause that finds the same and scores nothing; a union within a union becomes part of it."""
    match clause:
        case AllOf(clauses, _also):
            inner = tuple(map(_without_scores, clauses))
            return inner[0] if len(inner) == 1 else AllOf(inner)
        case AnyOf(clauses, at_least) if at_least > 1:
            return AnyOf(tuple(map(_without_scores, clauses)), at_least)
        case AnyOf(clauses) | Best(clauses):
            found = dict.fromkeys(one for inner in clauses for one in _alternatives(_without_scores(inner)))
            return AnyOf(tuple(found)) if len(found) > 1 else next(iter(found))
        case Flat(inner_clause, _score):
            return _without_scores(inner_clause)
        case Word(field, text) | Exactly(field, text):
            return Exactly(field, text, 0.0)
        case _:
            return clause


def _alternatives(clause: Clause) -> tuple[Clause, ...]:
    return clause.clauses if isinstance(clause, AnyOf) and clause.at_least == 1 else (clause,)


def _and_perhaps(must: Query, should: list[Query]) -> Query:
    """What scores besides, one at a time: of several together tantivy first makes a union of all they match.

    Each is a level deeper, and tantivy walks down by recursion on the small stack of a server's thread: what would lie
    deeper than `DEEPEST` is one union after all.
    """
    alone, together = should[:DEEPEST], should[DEEPEST:]
    if together:
        must = Query.boolean_query([(Occur.Must, must), *((Occur.Should, one) for one in together)])
    return reduce(lambda found, one: Query.boolean_query([(Occur.Must, found), (Occur.Should, one)]), alone, must)


def _together(parts: list[tuple[Occur, Query]]) -> Query:
    """One query of several; a wrapping around a single one would cost several times what it holds."""
    return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)


def _weighted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)
