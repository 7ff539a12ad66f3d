"""Many ids in questions of a size that every store takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

PIECE: Final = 500

T = TypeVar("T")


def pieces(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, some hundred at a time."""
    left = iter(items)
    while piece := list(islice(left, PIECE)):
        yield piece
