"""Changes to a stream of bytes at known places; every other byte passes through as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """What becomes of the bytes from `start` up to `end`; equal ends insert."""

    start: int
    end: int
    change: Callable[[bytes], bytes]


def insert(position: int, content: bytes) -> Edit:
    """An edit that adds bytes and takes none away."""
    return Edit(position, position, lambda _nothing: content)


def replace(start: int, end: int, content: bytes) -> Edit:
    """An edit that puts other bytes in the place of some."""
    return Edit(start, end, lambda _old: content)


def splice(chunks: Iterable[bytes], edits: Iterable[Edit]) -> Iterator[bytes]:
    """The stream with the edits made; they come in order and do not overlap."""
    source = iter(chunks)
    held, offset = bytearray(), 0
    for start, end, change in edits:
        while offset + len(held) < end:
            if offset + len(held) <= start:
                yield bytes(held)
                offset += len(held)
                held.clear()
            held += next(source)
        yield bytes(held[: start - offset])
        yield change(bytes(held[start - offset : end - offset]))
        del held[: end - offset]
        offset = end
    yield bytes(held)
    yield from source
