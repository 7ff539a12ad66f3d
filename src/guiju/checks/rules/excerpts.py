"""The stretch of a long line around one of its identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from guiju.kernel.docid import find_all

LONG: Final = 120
"""A text up to this length is shown whole."""
AROUND: Final = 30
"""Signs shown before and after an identifier."""


def excerpt(text: str, key: str) -> str:
    """What stands around the identifier of that key; the beginning of a long text that does not hold it."""
    if len(text) <= LONG:
        return text
    start, end = _places(text).get(key, (0, 0))
    first, last = max(0, start - AROUND), end + AROUND
    return f"{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}"


@lru_cache(maxsize=8)
def _places(text: str) -> Mapping[str, tuple[int, int]]:
    """Where each identifier of a line stands first. A line of thousands is asked for each of them in turn."""
    places: dict[str, tuple[int, int]] = {}
    for span, docid in find_all(text):
        places.setdefault(docid.key, span)
    return places
