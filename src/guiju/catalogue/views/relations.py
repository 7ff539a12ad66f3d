"""A standard's relations as its page shows them: the replacement chain, adoption and references both ways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from guiju.catalogue import queries
from guiju.catalogue.forms import DEGREES, own_title, page_language
from guiju.catalogue.rules import Edition, Scope
from guiju.catalogue.views.chain_graph import Edge, Node
from guiju.platform import reasons

if TYPE_CHECKING:
    from guiju.catalogue.queries.record import Related, StandardRecord


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


@dataclass(frozen=True, slots=True)
class OtherRow:
    """Another standard and what is to be said of it."""

    key: str
    held: bool
    title: str
    status: str
    remarks: tuple[str, ...]


def load_chain(record: StandardRecord, on: dt.date) -> Chain:
    """The chain with every branch that leaves an edition on the way, oldest first."""
    known = (*reversed(record.predecessors), record.standard.key)
    edges = _edges(known, on)
    keys = tuple(dict.fromkeys((*known, *(edge.new for edge in edges))))
    editions = queries.load_editions_by_key(keys)
    nodes = tuple(_node(key, editions.get(key), on) for key in keys)
    return Chain(tuple(_chain_row(key, editions.get(key), edges, on) for key in keys), nodes, edges)


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
        return Node(key, "", held=False)
    starts = edition.facts.in_force_from or edition.facts.issued
    return Node(key, edition.status_on(on).status, held=True, date=str(starts or ""))


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


def relations_shown(relations: Mapping[str, Sequence[Related]]) -> dict[str, Any]:
    """Adoption and references, both ways, with the words above each table."""
    return {
        "adopts": [_adopted(item) for item in relations.get("adopts", ())],
        "adopts_label": _("This standard adopts"),
        "adopted_by": [_adopting(item) for item in relations.get("adopted_by", ())],
        "adopted_by_label": _("Adopted by"),
        "cites": [_cited(item) for item in relations.get("cites", ())],
        "cites_label": _("Normative references"),
        "cited_by": [_citing(item) for item in relations.get("cited_by", ())],
        "cited_by_label": _("Cited by"),
        "amendments": [_citing(item) for name in ("amended_by", "corrected_by") for item in relations.get(name, ())],
        "amendments_label": _("Amended or corrected by"),
        "amends": [_citing(item) for name in ("amends", "corrects") for item in relations.get(name, ())],
        "amends_label": _("This document amends or corrects"),
    }


def _row(item: Related, edition: Edition | None, status: str, remarks: Sequence[str]) -> OtherRow:
    title = own_title(edition.title_zh, edition.title_en) if edition else ""
    return OtherRow(item.key, item.edition is not None, title, status, tuple(remark for remark in remarks if remark))


def _adopted(item: Related) -> OtherRow:
    return _row(item, item.state.edition, item.state.status or "", [_degree(item), *_state(item)])


def _cited(item: Related) -> OtherRow:
    dated = _("dated") if item.dated else _("undated")
    return _row(item, item.state.edition, item.state.status or "", [dated, *_state(item)])


def _adopting(item: Related) -> OtherRow:
    year = "" if item.dated else _("without naming the year")
    return _row(item, item.edition, item.status or "", [_degree(item), year])


def _citing(item: Related) -> OtherRow:
    year = "" if item.dated else _("without naming the year")
    return _row(item, item.edition, item.status or "", [year])


def _degree(item: Related) -> str:
    return str(DEGREES.get(item.degree, item.degree))


def _state(item: Related) -> list[str]:
    said = [reasons.render(reason, page_language()) for reason in item.state.reasons]
    if item.state.current is False:
        return [_("no longer current"), *said]
    return said
