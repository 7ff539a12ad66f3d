"""Identifiers of bodies nobody told us of: kept as written, and said to be so.

XYZ/T 123-2015, XYZ/T 123      a mandate letter after the slash
ABC 123.4-2015                 letters, number, year
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guiju.kernel.docid import words
from guiju.kernel.docid.dispatch import HEADS
from guiju.kernel.docid.model import DocId

Found = tuple[DocId, int]
Span = tuple[int, int]

_SHAPE: Final = (
    r"([A-Z]{2,10})\s?(?:/\s?([TZ])(?![A-Z])|(/[A-Z]{1,8}))?[\s_]{0,3}(\d{1,6})(?!\d)((?:\.\d{1,4}(?!\d)){0,3})"
    r"(?:\s{0,3}[-~:]{1,3}\s{0,3}((?:19|20)\d\d)(?![\dX\-]))?"
)
_ALONE: Final = re.compile(_SHAPE + r"(?=[\s》\"')\],;。，；、]|[^\x00-\x7f]|$)", re.ASCII)
_WITHIN: Final = re.compile(r"(?<![A-Z\d/])" + _SHAPE + r"(?![\w\-/])", re.ASCII)
_MANDATES: Final = {"T": "recommended", "Z": "guidance", "": ""}


def alone(folded: str, place: int) -> Found | None:
    """The text begins with such an identifier."""
    match = _ALONE.match(folded, place)
    return match and _build(match)


def within(folded: str) -> Iterator[tuple[Span, DocId]]:
    """Those in running text: dated, or with a mandate letter."""
    for match in _WITHIN.finditer(folded):
        found = _build(match)
        if found is not None:
            yield match.span(), found[0]


def _build(match: re.Match[str]) -> Found | None:
    body, letter, more, number, dotted, year = match.groups("")
    if (
        body in words.COMMON
        or body in HEADS
        or not (year or letter)
        or (not letter and number[:2] in {"19", "20"} and len(number) == 4)
    ):
        return None
    docid = DocId(
        body + more, "unknown_body", _MANDATES[letter], number=number,
        parts=tuple(dotted.split(".")[1:]), year=int(year) if year else None,
    )  # fmt: skip
    return docid, match.end()
