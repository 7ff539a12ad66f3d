"""What the catalogue answers when asked for a standard, with its year or without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from guiju.catalogue.queries.asked import find_asked
from guiju.catalogue.queries.candidates import list_near_numbers, list_title_candidates
from guiju.catalogue.queries.chains import load_chains, load_predecessors
from guiju.catalogue.queries.graphs import load_graph
from guiju.catalogue.queries.links import (
    NAMING,
    load_links_from,
    load_links_to,
    load_names_leading_to,
    names_meaning,
)
from guiju.catalogue.queries.naming import names_of_number
from guiju.catalogue.queries.record import SourceView, claims_of, list_sources
from guiju.catalogue.rules import Candidate, ChainLink, Edition, RelationType
from guiju.catalogue.rules.graphs import ReplacementGraph
from guiju.catalogue.rules.links import Link
from guiju.catalogue.rules.merging import Conflict, find_conflicts
from guiju.catalogue.rules.nearest import number_of
from guiju.kernel.docid import DocId, parse

AMENDING = (RelationType.AMENDS, RelationType.CORRECTS)


@dataclass(frozen=True, slots=True)
class StandardAnswer:
    """All that is known of a standard on a date.

    Asked with its year, or by a former number, that edition answers, and what names it, its number without year or,
    behind these, a year that is not held and to which it is the nearest. Without, the edition to go by answers, and
    what others say of any edition of the number counts: `Link.object` tells which. `editions` are all of the number,
    newest first.
    """

    docid: DocId
    on: dt.date
    by_number: bool
    edition: Edition
    editions: tuple[Edition, ...]
    before: tuple[str, ...]
    after: tuple[ChainLink, ...]
    graph: ReplacementGraph
    adopts: tuple[Link, ...]
    adopted_by: tuple[Link, ...]
    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]
    amended_by: tuple[Link, ...]
    conflicts: tuple[Conflict, ...]
    sources: tuple[SourceView, ...]


def find_answer(text: str, *, on: dt.date) -> StandardAnswer | None:
    """The answer for a number in any spelling; None where the catalogue does not hold it."""
    asked = find_asked(text, on=on)
    return _answer(asked.docid, asked.edition, asked.editions, on) if asked else None


def list_meant(text: str, limit: int = 5) -> tuple[Candidate, ...]:
    """What somebody may have meant whose question finds nothing: near numbers, or titles where there is no number."""
    docid = parse(text)
    return list_near_numbers(docid, limit) if docid else list_title_candidates(text, limit)


def _answer(docid: DocId, edition: Edition, editions: Sequence[Edition], on: dt.date) -> StandardAnswer:
    by_number = not docid.is_dated and docid.key != edition.key
    outward = load_links_from([edition.key], NAMING, on=on)
    inward = _links_to_number(edition.key, editions, on) if by_number else _links_to_edition(edition.key, on)
    sources = list_sources(edition.key)
    return StandardAnswer(
        docid=docid,
        on=on,
        by_number=by_number,
        edition=edition,
        editions=tuple(editions),
        before=load_predecessors(edition.key),
        after=load_chains([edition.key])[edition.key],
        graph=load_graph(edition.key),
        adopts=_of(outward, RelationType.ADOPTS),
        adopted_by=_of(inward, RelationType.ADOPTS),
        cites=_of(outward, RelationType.CITES),
        cited_by=_of(inward, RelationType.CITES),
        amended_by=_of(inward, *AMENDING),
        conflicts=find_conflicts(claims_of(sources)),
        sources=sources,
    )


def _links_to_number(key: str, editions: Sequence[Edition], on: dt.date) -> tuple[Link, ...]:
    names = names_of_number(number_of(parse(key)), [one.key for one in editions])
    return load_links_to(names, [*NAMING, *AMENDING], on=on)


def _links_to_edition(key: str, on: dt.date) -> tuple[Link, ...]:
    """What names the edition or its number; behind it what names a year for which this is the nearest edition."""
    names, near = names_meaning(key), load_names_leading_to(key, on)
    return (
        *load_links_to(names, [*NAMING, *AMENDING], on=on),
        *load_links_to(near.keys() - names, NAMING, on=on),
    )


def _of(links: Sequence[Link], *types: RelationType) -> tuple[Link, ...]:
    return tuple(link for link in links if link.type in types)
