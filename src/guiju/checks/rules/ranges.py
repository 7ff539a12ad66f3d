"""Ranges and "all parts": which single identifiers they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from guiju.checks.rules.matching import docid_of, number_of
from guiju.kernel.docid.ranges import MOST_MEMBERS

if TYPE_CHECKING:
    from guiju.catalogue.rules import Edition
    from guiju.kernel.docid import DocId


def is_range(docid: DocId) -> bool:
    """Whether one identifier stands for several standards."""
    return bool(docid.part_range) or docid.all_parts


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
