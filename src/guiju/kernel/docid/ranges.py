"""Ranges of parts or numbers: the single identifiers they stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from guiju.kernel.docid.model import DocId

MOST_MEMBERS: Final = 200
"""A range of more members than this is a misprint or malice; it is not counted out."""


def count_out(docid: DocId) -> tuple[DocId, ...]:
    """Every member of a range of parts or numbers, first and last included, with the year written.

    Empty where it cannot be counted out: letters, downwards, different depths, more than `MOST_MEMBERS`.
    """
    *kept, first = (docid.number, *docid.parts)
    last = docid.part_range.split(".")
    if not first.isdecimal() or not last[-1].isdecimal() or last[:-1] not in ([], kept, kept[1:]):
        return ()
    steps = range(int(first), int(last[-1]) + 1)
    if not 0 < len(steps) <= MOST_MEMBERS:
        return ()
    single = replace(docid, part_range="", notes=())
    if not docid.parts:
        return tuple(replace(single, number=str(step).zfill(len(first))) for step in steps)
    return tuple(replace(single, parts=(*docid.parts[:-1], str(step))) for step in steps)
