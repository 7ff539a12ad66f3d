"""What drawings of standards are made of: boxes, arrows between them, words above them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

NARROWEST: Final = 140
LETTER: Final = 8
IDEOGRAM: Final = 13
SHAPE: Final = 42
"""Room for the shape before a status, and for both edges."""
BOX_HEIGHT: Final = 72
GAP_DOWN: Final = 16
STEP: Final = BOX_HEIGHT + GAP_DOWN
EDGE: Final = 8


@dataclass(frozen=True, slots=True)
class Node:
    """One standard as a box shows it: its number, where it stands, and a third line.

    `stale`: the relation leads to an edition that is no longer current. A node without a key stands for all that
    is not drawn; it says so in `line` and leads to `address`.
    """

    key: str
    status: str = ""
    held: bool = True
    line: str = ""
    stale: bool = False
    address: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """From the older to the newer, from what is used to what uses it; `part`: only in part."""

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
    """An edge as an SVG path; `ends` are the places of its boxes in the drawing, older before newer."""

    path: str
    part: bool
    stale: bool = False
    ends: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Head:
    """Words above a column."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything the template draws; `left_out` counts the standards it has no room for."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    heads: tuple[Head, ...] = ()
    left_out: int = 0


def box_width(nodes: Iterable[Node]) -> int:
    """Wide enough for the longest line: no number is cut."""
    longest = max((max(_width(node.key) + 24, _width(node.line) + SHAPE) for node in nodes), default=0)
    return max(longest, NARROWEST)


def _width(text: str) -> int:
    return sum(IDEOGRAM if unicodedata.east_asian_width(character) in "WF" else LETTER for character in text)


def curve(left: tuple[int, int], right: tuple[int, int], across: int, gap: int) -> str:
    """From the right side of one box to the left side of another."""
    x1, y1 = left[0] + across, left[1] + BOX_HEIGHT // 2
    x2, y2 = right[0] - 4, right[1] + BOX_HEIGHT // 2
    bend = gap // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
