"""A replacement chain drawn: editions as boxes from left to right, older before newer, arrows to what replaces them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from guiju.catalogue.views.drawing import (
    BOX_HEIGHT,
    EDGE,
    STEP,
    Arrow,
    Box,
    Edge,
    Graph,
    Node,
    box_width,
    curve,
)

GAP_ACROSS: Final = 30
MOST: Final = 12


def draw_chain(nodes: Sequence[Node], edges: Sequence[Edge], here: str, most: int = MOST) -> Graph:
    """Place the nodes in columns by how many replacements lie before them; a circle is cut where it closes.

    Of a chain of more than `most` editions those nearest to this one are drawn.
    """
    near = nearest_to(here, nodes, edges, most)
    return _drawn([node for node in nodes if node.key in near], edges, here, left_out=len(nodes) - len(near))


def nearest_to(here: str, nodes: Sequence[Node], edges: Sequence[Edge], most: int = MOST) -> frozenset[str]:
    """At most `most` keys, those reached first from `here`, in either direction; all of a small chain."""
    beside = defaultdict(list)
    for edge in edges:
        beside[edge.old].append(edge.new)
        beside[edge.new].append(edge.old)
    reached, waiting = {here: None}, [here]
    for key in waiting:
        ahead = [other for other in dict.fromkeys(beside[key]) if other not in reached]
        reached.update(dict.fromkeys(ahead))
        waiting += ahead
    known = dict.fromkeys(node.key for node in nodes)
    nearest_first = [key for key in {**reached, **known} if key in known]
    return frozenset(nearest_first[:most])


def _drawn(nodes: Sequence[Node], edges: Sequence[Edge], here: str, left_out: int) -> Graph:
    columns = _columns(nodes, edges)
    across = box_width(nodes)
    heights = Counter(columns.values())
    highest = max(heights.values(), default=0)
    rows: Counter[int] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for node in nodes:
        column = columns[node.key]
        above = (highest - heights[column]) * STEP // 2
        places[node.key] = (EDGE + column * (across + GAP_ACROSS), EDGE + above + rows[column] * STEP)
        rows[column] += 1
    boxes = tuple(Box(node, *places[node.key], here=node.key == here) for node in nodes)
    order = {key: place for place, key in enumerate(places)}
    arrows = tuple(
        Arrow(
            curve(places[edge.old], places[edge.new], across, GAP_ACROSS),
            edge.part,
            ends=(order[edge.old], order[edge.new]),
        )
        for edge in edges
        if edge.old in places and edge.new in places
    )
    width = max((box.x for box in boxes), default=0) + across + EDGE
    height = max((box.y for box in boxes), default=0) + BOX_HEIGHT + EDGE
    return Graph(width, height, across, BOX_HEIGHT, boxes, arrows, left_out=left_out)


def _columns(nodes: Sequence[Node], edges: Sequence[Edge]) -> Mapping[str, int]:
    """The longest way to each node from one that replaces nothing, at most one step a node."""
    columns = {node.key: 0 for node in nodes}
    for _ in nodes:
        moved = False
        for edge in edges:
            if edge.old in columns and edge.new in columns and columns[edge.new] <= columns[edge.old] < len(nodes) - 1:
                columns[edge.new] = columns[edge.old] + 1
                moved = True
        if not moved:
            break
    columns |= _beside_what_follows(columns, edges)
    used = {column: place for place, column in enumerate(sorted(set(columns.values())))}
    return {key: used[column] for key, column in columns.items()}


def _beside_what_follows(columns: Mapping[str, int], edges: Sequence[Edge]) -> Mapping[str, int]:
    """What replaces nothing stands right before the first that replaces it, however late in the chain that is."""
    known = [edge for edge in edges if edge.old in columns and edge.new in columns]
    later = {edge.new for edge in known}
    nexts: defaultdict[str, list[int]] = defaultdict(list)
    for edge in known:
        nexts[edge.old].append(columns[edge.new])
    return {key: max(min(steps) - 1, 0) for key, steps in nexts.items() if key not in later}
