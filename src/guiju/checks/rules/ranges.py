"""Ranges and "all parts": which single identifiers they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from guiju.checks.rules.matching import docid_of, number_of

if TYPE_CHECKING:
    from guiju.catalogue.rules import Edition
    from guiju.kernel.docid import DocId

MOST_MEMBERS: Final = 200
"""A range of more members than this is a misprint or malice; it is answered as ambiguous."""


def is_range(docid: DocId) -> bool:
    """Whether one identifier stands for several standards."""
    return bool(docid.part_range) or docid.all_parts


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


def parts_held(docid: DocId, block: Iterable[Edition]) -> tuple[DocId, ...]:
    """The parts of a number that the catalogue holds, each once, with the year written and the mandate as written
    where it is held so. Empty where there are none, or more than `MOST_MEMBERS`.
    """
    depth = len(docid.parts)
    found: dict[tuple[str, ...], DocId] = {}
    for number in sorted({number_of(docid_of(edition.key)) for edition in block}):
        below = len(number.parts) > depth and number.parts[:depth] == docid.parts
        if below and (number.parts not in found or number.mandate == docid.mandate):
            found[number.parts] = replace(number, year=docid.year)
    return tuple(found.values()) if len(found) <= MOST_MEMBERS else ()
