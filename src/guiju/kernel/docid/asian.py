"""Japan and Korea: a class letter before the number.

JIS C 8147-2-7:2014        JIS, class C, number 8147, parts 2 and 7
KS C 7653:2021             Korea writes the same way; KS C IEC 60598-1 is an adoption
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.international import after_number, is_yearlike
from guiju.kernel.docid.model import DocId

_CLASSED: Final = re.compile(
    r"[\s_.\-/]*+(TR|TS)?[\s_.\-/]*+([A-Z])[\s_.\-]*+(\d{4,5}[A-Z]?(?![A-Z\d]))((?:\s?-\s?\d{1,4}(?!\d))*)"
    r"(?:\s*+[:;]+\s*+((?:19|20)\d\d)(?!\d)|[ ]((?:19|20)\d\d)(?!\d))?",
    re.ASCII,
)
_ADOPTED: Final = re.compile(
    r"[\s_.\-]*+([A-Z])[\s_.\-]*+((?:ISO|IEC|CISPR)(?:/(?:IEC|IEEE))?(?:[\s/]?(?:TR|TS))?)[\s_.\-]*+(\d{3,6})"
    r"((?:\s?-\s?\d{1,4}(?!\d))*)(?:\s*+[:;]+\s*+((?:19|20)\d\d)(?!\d))?",
    re.ASCII,
)


def classed(text: str, place: int, spec: str) -> Found | None:
    """JIS or KS (`spec`) with its class letter."""
    match = _CLASSED.match(text, place)
    if match is None:
        return _adopted(text, place, spec)
    doctype, letter, number, dashed, colon, spaced = match.groups("")
    return _build(text, match.end(), (spec, doctype, f"{letter} {number}"), dashed, colon or spaced)


def _adopted(text: str, place: int, spec: str) -> Found | None:
    match = _ADOPTED.match(text, place)
    if match is None:
        return None
    letter, body, number, dashed, year = match.groups("")
    words = body.replace(" ", "/").split("/")
    doctype = words.pop() if words[-1] in {"TR", "TS"} else ""
    return _build(text, match.end(), (f"{spec} {letter} {'/'.join(words)}", doctype, number), dashed, year)


def _build(text: str, end: int, head: tuple[str, str, str], dashed: str, written: str) -> Found:
    parts = tuple([part.strip() for part in dashed.split("-")[1:]]) if dashed else ()
    if not written and parts and is_yearlike(parts[-1]):
        parts, written = parts[:-1], parts[-1]
    body, doctype, number = head
    changes, end = after_number(text, end)
    docid = DocId(
        body, "standard", doctype=doctype, number=number, parts=parts, year=int(written) if written else None, **changes
    )
    return docid, end
