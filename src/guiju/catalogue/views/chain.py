"""The replacement chain of a standard as its page shows it: drawn, and as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from guiju.catalogue import queries
from guiju.catalogue.forms import own_title
from guiju.catalogue.rules import Edition, Scope
from guiju.catalogue.views.chain_graph import MOST, draw_chain, nearest_to
from guiju.catalogue.views.drawing import Edge, Graph, Node

if TYPE_CHECKING:
    from guiju.catalogue.queries.record import StandardRecord


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One edition of a replacement chain, in the table beside the drawing."""

    key: str
    title: str
    held: bool
    status: str
    effective: str
    replaces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A whole chain: what the standard replaced, itself, and what replaced it."""

    rows: tuple[ChainRow, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    here: str

    @property
    def graph(self) -> Graph | None:
        """The chain drawn; None where nothing replaces anything."""
        return draw_chain(self.nodes, self.edges, self.here) if self.edges else None

    @property
    def shown(self) -> tuple[ChainRow, ...]:
        """The rows the page has room for: those that are drawn."""
        near = nearest_to(self.here, self.nodes, self.edges)
        return tuple(row for row in self.rows if row.key in near)

    @property
    def more(self) -> int:
        """How many others there are."""
        return max(len(self.rows) - MOST, 0)


def load_chain(record: StandardRecord, on: dt.date) -> Chain:
    """The chain with every branch that leaves an edition on the way, oldest first."""
    known = (*reversed(record.predecessors), record.standard.key)
    edges = _edges(known, on)
    keys = tuple(dict.fromkeys((*known, *(edge.new for edge in edges))))
    editions = queries.load_editions_by_key(keys)
    nodes = tuple(_node(key, editions.get(key), on) for key in keys)
    return Chain(
        tuple(_chain_row(key, editions.get(key), edges, on) for key in keys), nodes, edges, record.standard.key
    )


def _edges(keys: Sequence[str], on: dt.date) -> tuple[Edge, ...]:
    found = {
        (old, link.key): Edge(old, link.key, part=link.scope == Scope.PART)
        for links in queries.load_chains(keys).values()
        for link in links
        for old in link.replaces
    }
    return tuple(found.values())


def _node(key: str, edition: Edition | None, on: dt.date) -> Node:
    if edition is None:
        return Node(key, held=False)
    starts = edition.facts.in_force_from or edition.facts.issued
    return Node(key, edition.status_on(on).status, line=str(starts or ""), address=reverse("standard", args=[key]))


def _chain_row(key: str, edition: Edition | None, edges: Sequence[Edge], on: dt.date) -> ChainRow:
    replaces = tuple((edge.old, edge.part) for edge in edges if edge.new == key)
    if edition is None:
        return ChainRow(key, "", held=False, status="", effective="", replaces=replaces)
    return ChainRow(
        key,
        own_title(edition.title_zh, edition.title_en),
        held=True,
        status=edition.status_on(on).status,
        effective=str(edition.facts.in_force_from or ""),
        replaces=replaces,
    )
