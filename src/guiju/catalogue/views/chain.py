"""The replacement chain of a standard as its page shows it: drawn, and as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from guiju.catalogue.forms import own_title
from guiju.catalogue.queries.graphs import load_graph
from guiju.catalogue.rules import Edition, Scope
from guiju.catalogue.views.chain_graph import MOST, draw_chain, nearest_to
from guiju.catalogue.views.drawing import Edge, Graph, Node
from guiju.catalogue.views.picture import MOST as MOST_PICTURED
from guiju.catalogue.views.picture import picture_of

if TYPE_CHECKING:
    from guiju.catalogue.queries.record import StandardRecord
    from guiju.catalogue.rules.graphs import ReplacementGraph


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
    def picture(self) -> dict[str, Any]:
        """The same with many more editions, for the script."""
        return picture_of(draw_chain(self.nodes, self.edges, self.here, most=MOST_PICTURED), "chain")

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
    """All that replaced or was replaced around the standard, oldest first, without drafts that became editions."""
    here = record.standard.key
    graph = load_graph(here)
    past = _past_drafts(graph) - {here}
    editions = {node.key: node.edition for node in graph.nodes if node.key not in past}
    edges = tuple(
        Edge(edge.old, edge.new, part=edge.scope == Scope.PART)
        for edge in graph.edges
        if not {edge.old, edge.new} & past
    )
    nodes = tuple(_node(key, edition, on) for key, edition in editions.items())
    rows = tuple(_chain_row(key, edition, edges, on) for key, edition in editions.items())
    return Chain(rows, nodes, edges, here)


def _past_drafts(graph: ReplacementGraph) -> frozenset[str]:
    """Drafts that something published replaced: steps in the making of an edition, not editions."""
    drafts = {node.key for node in graph.nodes if node.draft}
    return frozenset(edge.old for edge in graph.edges if edge.old in drafts and edge.new not in drafts)


def _node(key: str, edition: Edition | None, on: dt.date) -> Node:
    if edition is None:
        return Node(key, held=False)
    starts = edition.facts.in_force_from or edition.facts.issued
    return Node(
        key,
        edition.status_on(on).status,
        line=str(starts or ""),
        address=reverse("standard", args=[key]),
        title=own_title(edition.title_zh, edition.title_en),
    )


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
