"""ETSI deliverables: six digits in two groups, a version, a month.

ETSI TS 136 521-1 V17.7.0 (2023-07)
ETSI ETS 300 575/A1 ed.2 (1996-01)
ETSI GS NFV-SOL 003 V2.8.1 (2020-08)
EN 300 328 V2.2.2                       the same body, written without its name
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import Amendment, DocId

_TYPES: Final = "I-?ETS|TCRTR|TCTR|NET|TBR|ETS|ETR|GTS|TS|TR|EN|ES|EG|SR|GS|GR"
_GROUP_NAMES: Final = {"MWT": "mWT"}
_TYPED: Final = rf"({_TYPES})[\s_\-]*+"
_REST: Final = r"""
    (?:(F5G|[A-Z]{2,4}(?:-[A-Z]{2,4})?)[\s_\-]*+(?=\d))?     # group of a GS or GR
    (\d{3}[\s_]?\d{3}|\d{2,3}(?:\.\d{2,3})?)(?!\d)                      # number
    ((?:\s?-\s?\d{1,3}(?!\d)|-(?:DCS|EXT))*)                            # parts
    (?:/([AC])(\d{1,2}))?                                               # amendment, corrigendum
    (?:[\s,_]*+(?:V\s?(\d{1,2}\.\d{1,3}\.\d{1,3})|ED\.?\s?(\d{1,2})))?   # version, edition
    (?:\s*+\(\s*+((?:19|20)\d\d)-(\d\d)\s*+\)|\s*+[:\-]\s*+((?:19|20)\d\d)(?!\d)(?:-(\d\d)(?!\d))?)?
"""
_DELIVERABLE: Final = re.compile(rf"[\s_\-/]*+{_TYPED}{_REST}", re.ASCII | re.VERBOSE)
_BARE: Final = re.compile(r"(EN|ES|TS|TR|ETS|I-?ETS)[\s_\-]+(?=\d{3}\s\d{3}(?!\d))" + _REST, re.ASCII | re.VERBOSE)


def deliverable(text: str, place: int, _spec: str) -> Found | None:
    """After the word ETSI."""
    match = _DELIVERABLE.match(text, place)
    return match and _build(match)


def bare(text: str, place: int) -> Found | None:
    """EN 300 328: the grouped six digits tell the body."""
    match = _BARE.match(text, place)
    return match and _build(match)


def _build(match: re.Match[str]) -> Found:
    kind, group, digits, dashed, letter, count, version, edition, year, month, colon_year, colon_month = match.groups(
        ""
    )
    number = digits.replace(" ", "").replace("_", "")
    if len(number) == 6:
        number = f"{number[:3]} {number[3:]}"
    name = _GROUP_NAMES.get(group, group)
    return DocId(
        "ETSI", "standard",
        doctype="I-ETS" if kind.startswith("I") else kind,
        number=f"{name} {number}" if name else number,
        parts=tuple(part.strip() for part in dashed.split("-")[1:]) if dashed else (),
        year=int(year or colon_year) if year or colon_year else None,
        month=int(month or colon_month) if month or colon_month else None,
        version=f"V{version}" if version else f"ed.{edition}" if edition else "",
        amendments=(Amendment(letter, count),) if letter else (),
    ), match.end()  # fmt: skip
