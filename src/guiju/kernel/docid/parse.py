"""From text to identifier: `parse` and `find_all`."""

from __future__ import annotations

from guiju.kernel.docid.dispatch import HEAD, at
from guiju.kernel.docid.model import NOTHING, DocId
from guiju.kernel.docid.normalise import fold


def parse(text: str) -> DocId:
    """The identifier in the text, the first where there are several; falsy where there is none.

    Never raises on any text.
    """
    folded = fold(text)
    found = at(folded, 0)
    if found is not None:
        return found[0]
    for _span, docid in _scan(folded):
        return docid
    return NOTHING


def find_all(text: str) -> list[tuple[tuple[int, int], DocId]]:
    """Every identifier of a running text with its place in it, in order, in linear time."""
    return list(_scan(fold(text)))


def _scan(folded: str):  # type: ignore[no-untyped-def]
    end = 0
    for head in HEAD.finditer(folded):
        if head.start() < end:
            continue
        found = at(folded, head.start())
        if found is not None:
            end = found[1]
            yield (head.start(), end), found[0]
