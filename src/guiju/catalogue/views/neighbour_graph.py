"""A standard among its neighbours, drawn: what it uses on its left, itself in the middle, what uses it on its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guiju.catalogue.views.drawing import (
    BOX_HEIGHT,
    EDGE,
    GAP_DOWN,
    STEP,
    Arrow,
    Box,
    Graph,
    Head,
    Node,
    box_width,
    curve,
)

GAP_ACROSS: Final = 64
HEAD: Final = 26


@dataclass(frozen=True, slots=True)
class Side:
    """One column of neighbours and the words above it."""

    head: str
    nodes: Sequence[Node]


def draw_neighbours(here: Node, left: Side, right: Side) -> Graph:
    """Columns of boxes, each in the middle of the height; arrows lead from what is used to what uses it."""
    columns = [side for side in (left, Side("", [here]), right) if side.nodes]
    across = box_width([node for side in columns for node in side.nodes])
    rows = max(len(side.nodes) for side in columns)
    placed = [_column(side, EDGE + place * (across + GAP_ACROSS), rows, here) for place, side in enumerate(columns)]
    boxes = tuple(box for column in placed for box in column)
    middle = next(place for place, box in enumerate(boxes) if box.here)
    return Graph(
        width=2 * EDGE + len(columns) * across + (len(columns) - 1) * GAP_ACROSS,
        height=2 * EDGE + HEAD + rows * STEP - GAP_DOWN,
        box_width=across,
        box_height=BOX_HEIGHT,
        boxes=boxes,
        arrows=tuple(_arrow(boxes, place, middle, across) for place in range(len(boxes)) if place != middle),
        heads=tuple(Head(column[0].x, side.head) for side, column in zip(columns, placed, strict=True) if side.head),
    )


def _column(side: Side, x: int, rows: int, here: Node) -> list[Box]:
    first = EDGE + HEAD + (rows - len(side.nodes)) * STEP // 2
    return [Box(node, x, first + row * STEP, here=node is here) for row, node in enumerate(side.nodes)]


def _arrow(boxes: Sequence[Box], place: int, middle: int, across: int) -> Arrow:
    older, newer = (place, middle) if boxes[place].x < boxes[middle].x else (middle, place)
    left, right = boxes[older], boxes[newer]
    path = curve((left.x, left.y), (right.x, right.y), across, GAP_ACROSS)
    return Arrow(path, part=False, stale=boxes[place].node.stale, ends=(older, newer))
