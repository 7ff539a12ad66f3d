"""Adoption and citation both ways, each judged: is what is named still current, and does the one who names it hold?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from django.db.models import QuerySet

from guiju.catalogue.models import Relation
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.beginning import beginning
from guiju.catalogue.queries.editions import load_editions, load_editions_by_key
from guiju.catalogue.queries.naming import names_of_edition
from guiju.catalogue.rules import Edition, RelationType
from guiju.catalogue.rules.links import Link
from guiju.catalogue.rules.nearest import dated_beginning, number_of, numbers_in_every_form, plain, plain_first
from guiju.catalogue.rules.references import Match, ReferenceState, judge_reference
from guiju.kernel.docid import parse

NAMING: Final = (RelationType.ADOPTS, RelationType.CITES)
"""What names a year or none and means an edition; an amendment changes the very edition it names."""


class Row(NamedTuple):
    """One source's statement."""

    subject_key: str
    type: str
    object_key: str
    dated: bool
    degree: str
    record__source__key: str

    @property
    def ends(self) -> tuple[str, str, str]:
        """What the statement is about, whoever makes it."""
        return self.subject_key, self.type, self.object_key


def load_links_from(keys: Collection[str], types: Collection[RelationType], *, on: dt.date) -> tuple[Link, ...]:
    """What the standards of these keys say of others, in the order of their keys."""
    return _load(Relation.objects.filter(among("subject_key", keys), type__in=types), on)


def load_links_to(names: Collection[str], types: Collection[RelationType], *, on: dt.date) -> tuple[Link, ...]:
    """What others say of the standards of these names."""
    return _load(Relation.objects.filter(among("object_key", names), type__in=types), on)


def names_meaning(key: str) -> frozenset[str]:
    """Under which an edition is named itself, or its number: one in another form of publication shares the number."""
    text = plain(parse(key)).key
    return names_of_edition(key) if text == key else names_of_edition(key) | (names_of_edition(text) - {text})


def load_names_leading_to(key: str, on: dt.date) -> dict[str, ReferenceState]:
    """Years and forms that some standard names, that are not held, and for which this edition is the one to go by.

    The rule of `judge_reference` the other way round, so that either end tells the same. One query finds the names,
    a fixed number judges them.
    """
    docid = parse(key)
    named = Relation.objects.filter(beginning("object_key", dated_beginning(docid)), type__in=NAMING).order_by()
    names = set(named.values_list("object_key", flat=True).distinct()) - {key}
    states = judge_objects({name for name in names if number_of(parse(name)) == number_of(docid)}, on)
    return {name: state for name, state in sorted(states.items()) if _leads_to(state, key)}


def _leads_to(state: ReferenceState, key: str) -> bool:
    return state.match in {Match.FORM, Match.NEAREST} and state.edition is not None and state.edition.key == key


def in_order(relations: QuerySet[Relation]) -> QuerySet[Relation, tuple[object, ...]]:
    """Statements of the same two standards one behind another, the best-ranked source first; columns as of `Row`."""
    ordered = relations.order_by("subject_key", "type", "object_key", "record__source__rank", "record__source__key")
    return ordered.values_list(*Row._fields)


def _load(relations: QuerySet[Relation], on: dt.date) -> tuple[Link, ...]:
    rows = (Row(*row) for row in in_order(relations))  # type: ignore[arg-type]
    return judge_links([tuple(group) for _ends, group in groupby(rows, key=lambda row: row.ends)], on)


def judge_objects(keys: Collection[str], on: dt.date) -> dict[str, ReferenceState]:
    """Where each key leads on a date; a fixed number of queries for all."""
    numbers = {key: number_of(parse(key)) for key in keys}
    exact = load_editions_by_key(numbers.keys())
    editions = load_editions_in_every_form(set(numbers.values()))
    return {key: judge_reference(key, exact.get(key), editions.get(number, ()), on) for key, number in numbers.items()}


def load_editions_in_every_form(numbers: Collection[str]) -> dict[str, tuple[Edition, ...]]:
    """All editions of each number, newest first, the plain text before other forms; keys not held are left out."""
    forms = {number: numbers_in_every_form(number) for number in numbers}
    held = load_editions({one for several in forms.values() for one in several})
    found = {number: [edition for one in several for edition in held.get(one, ())] for number, several in forms.items()}
    return {number: tuple(sorted(editions, key=plain_first)) for number, editions in found.items() if editions}


def judge_links(statements: Sequence[Sequence[Row]], on: dt.date) -> tuple[Link, ...]:
    """Each group of statements about the same two standards as one link; a fixed number of queries for all."""
    held = load_editions_by_key({rows[0].subject_key for rows in statements})
    states = judge_objects({rows[0].object_key for rows in statements}, on)
    links = []
    for rows in statements:
        first, edition = rows[0], held.get(rows[0].subject_key)
        links.append(
            Link(
                type=RelationType(first.type),
                subject=first.subject_key,
                object=first.object_key,
                dated=any(row.dated for row in rows),
                degree=next((row.degree for row in rows if row.degree), ""),
                sources=tuple(dict.fromkeys(row.record__source__key for row in rows)),
                edition=edition,
                status=edition.status_on(on).status if edition else None,
                state=states[first.object_key],
            )
        )
    return tuple(links)


def split_dated(links: Iterable[Link]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Those that name a year, and those that do not."""
    found = tuple(links)
    return tuple(one for one in found if one.dated), tuple(one for one in found if not one.dated)
