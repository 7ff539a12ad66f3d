"""Many things, some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

One = TypeVar("One")


def in_batches(items: Iterable[One], size: int) -> Iterator[list[One]]:
    """The items in their order as lists of `size`, the last one of what is left; nothing is read ahead."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
