"""The replacements around a standard, to every end: what it replaced, what replaced it, splits and merges."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from guiju.catalogue.models import MandateChange, Relation
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.editions import load_editions_by_key
from guiju.catalogue.queries.facts import load_former_keys
from guiju.catalogue.rules import RelationType, Scope
from guiju.catalogue.rules.graphs import GraphEdge, GraphNode, ReplacementGraph, is_backward
from guiju.kernel.docid import parse

MOST_NODES: Final = 500
Ends = tuple[str, str]


def load_graph(key: str) -> ReplacementGraph:
    """Nodes in order of number and year, edges in order of their ends. Three queries a step, and the editions once.

    A statement that dates contradict is left out, and so is a standard said to replace itself.
    """
    found: dict[Ends, Scope] = {}
    frontier, seen = {key}, {key}
    while frontier and len(seen) <= MOST_NODES:
        step = _step(frontier)
        found.update({ends: scope for ends, scope in step.items() if found.get(ends) != Scope.WHOLE})
        frontier = {end for ends in step for end in ends} - seen
        seen |= frontier
    editions = load_editions_by_key(seen)
    edges = tuple(
        GraphEdge(old, new, scope)
        for (old, new), scope in sorted(found.items())
        if not is_backward(editions.get(old), editions.get(new))
    )
    nodes = tuple(GraphNode(name, editions.get(name)) for name in sorted(seen, key=_oldest_first))
    return ReplacementGraph(nodes, edges, complete=not frontier)


def _step(keys: Collection[str]) -> dict[Ends, Scope]:
    """Every replacement that one of the keys, or a former number of it, is an end of; spelt as today."""
    changes = MandateChange.objects.filter(among("standard_key", keys)).order_by().values_list("former_key", flat=True)
    names = {*keys, *changes}
    rows = Relation.objects.filter(type=RelationType.REPLACES).order_by()
    ends = ("object_key", "subject_key", "scope")
    stated = {row for end in ends[:2] for row in rows.filter(among(end, names)).values_list(*ends).distinct()}
    today = load_former_keys({end for old, new, _scope in stated for end in (old, new)})
    found: dict[Ends, Scope] = {}
    for old, new, scope in sorted(stated):
        pair = (today.get(old, old), today.get(new, new))
        if pair[0] != pair[1]:
            found[pair] = Scope.WHOLE if Scope.WHOLE in {found.get(pair), scope} else Scope(scope)
    return found


def _oldest_first(key: str) -> tuple[int, str]:
    return parse(key).year or 0, key
