"""A replacement chain drawn: editions as boxes from left to right, older before newer, arrows to what replaces them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NARROWEST: Final = 140
WIDEST: Final = 232
LETTER: Final = 8
BOX_HEIGHT: Final = 72
GAP_ACROSS: Final = 30
GAP_DOWN: Final = 16
EDGE: Final = 8


@dataclass(frozen=True, slots=True)
class Node:
    """One edition of the chain, as the page shows it."""

    key: str
    status: str
    held: bool
    date: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`old` is replaced by `new`, wholly or in part."""

    old: str
    new: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place."""

    node: Node
    x: int
    y: int
    here: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge as an SVG path."""

    path: str
    part: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything the template draws."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw_chain(nodes: Sequence[Node], edges: Sequence[Edge], here: str) -> Graph:
    """Place the nodes in columns by how many replacements lie before them; a circle is cut where it closes."""
    columns = _columns(nodes, edges)
    across = _box_width(nodes)
    rows: dict[int, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for node in nodes:
        column = columns[node.key]
        row = rows.setdefault(column, 0)
        rows[column] += 1
        places[node.key] = (EDGE + column * (across + GAP_ACROSS), EDGE + row * (BOX_HEIGHT + GAP_DOWN))
    boxes = tuple(Box(node, *places[node.key], here=node.key == here) for node in nodes)
    arrows = tuple(
        Arrow(_path(places[edge.old], places[edge.new], across), edge.part)
        for edge in edges
        if edge.old in places and edge.new in places
    )
    width = max((box.x for box in boxes), default=0) + across + EDGE
    height = max((box.y for box in boxes), default=0) + BOX_HEIGHT + EDGE
    return Graph(width, height, across, BOX_HEIGHT, boxes, arrows)


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
    used = {column: place for place, column in enumerate(sorted(set(columns.values())))}
    return {key: used[column] for key, column in columns.items()}


def _box_width(nodes: Sequence[Node]) -> int:
    """Wide enough for the longest number, within limits."""
    longest = max((len(node.key) for node in nodes), default=0)
    return min(max(longest * LETTER + 24, NARROWEST), WIDEST)


def _path(old: tuple[int, int], new: tuple[int, int], across: int) -> str:
    """A curve from the right side of the older box to the left side of the newer one."""
    x1, y1 = old[0] + across, old[1] + BOX_HEIGHT // 2
    x2, y2 = new[0] - 4, new[1] + BOX_HEIGHT // 2
    bend = GAP_ACROSS // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
