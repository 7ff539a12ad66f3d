"""Societies and industry bodies of North America that write: body, designation, year.

ANSI C78.377-2017, UL 8750, NEMA SSL 1-2016, NFPA 70-2020, SAE J1113/21-2005, API 579-2-2009
IES LM-80-08, ANSI/IES TM-30-20                 two-digit years
ASME B31.5-2013, ASME BPVC.III.1.NC-2017, ASME A17.1/CSA B44-2016
CSA C22.2 No. 250.13-14
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.bodies_foreign import AMERICAN
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId

_DESIGNATION: Final = (
    r"((?:[A-Z]{1,5}(?![A-Z])[\s.\-]?)?\d{1,6}(?!\d)(?:[A-Z]{0,2}(?![A-Z])|(?=HANDBOOK))"  # C78, SSL 1, J1113
    r"(?:\.\d{1,4}(?!\d)[A-Z]{0,2}(?![A-Z]))*(?:/\d{1,3}(?![\d/]))?)"  # .377, /21
)
_PARTS: Final = r"((?:-\d{1,4}[A-Z]?(?![A-Z\d]))*)"
_GENERAL: Final = re.compile(
    rf"""[\s_\-/]*+(?:STD\.?[\s\-]*+)?{_DESIGNATION}{_PARTS}
    (?:\s?(HANDBOOK)-((?:19|20)\d\d))?
    (?:\s*+[:;]+\s*+((?:19|20)\d\d)(?!\d)|[ ]((?:19|20)\d\d)(?!\d)|:(\d\d)(?!\d))?
    (?:\s*+\(\s*+R\s?((?:19|20)\d\d|\d\d)\s*+\))?""",
    re.ASCII | re.VERBOSE,
)
_LIGHTING: Final = re.compile(
    r"[\s_\-/]*+(LM|TM|RP|DG|LP|HB|G|LS|LEM)[\s_\-]?(\d{1,3}(?:\.\d)?)"
    r"(?:\s*+[-:~]+\s*+((?:19|20)\d\d|\d\d)(?!\d)|[ ]((?:19|20)\d\d)(?!\d))?"
    r"(?:\s*+\(\s*+R((?:19|20)\d\d|\d\d)\s*+\))?(?![\dA-Z])",
    re.ASCII,
)
_MECHANICAL: Final = re.compile(
    r"""[\s_\-/]*+(?:(V)\s?&?\s?V\s?(\d{1,2}(?:\.\d)?)
    |((?:BPVC|BPE|PASE|[A-Z]{1,4})(?![A-Z])
      (?:[\s.\-]?(?:(?!(?:19|20)[\dX]{2})\d{1,3}(?!\d)[A-Z]?|CC|BPV|SSC|NC[AD]?|NB|ND|NE|NF|NG|NH|[IVX]{1,5}|[A-DMS])(?![A-Z]))*))
    (\s?(?:HANDBOOK|COMPLETE\s?CODE\s?BIND)|\s*+\(SPANISH\))?
    (?:\s*+[-:]+\s*+((?:19|20)(?:\d\d|\dX|XX))(?![\dX]))?(?=[^\dA-Z.\-]|-\s*+\D|$)""",
    re.ASCII | re.VERBOSE,
)
_TWO_DIGITS: Final = frozenset({"CSA", "CAN/CSA", "AATCC", "AWS", "API", "ANSI", "ANSI/ASHRAE", "EIA", "TIA"})


def general(text: str, place: int, spec: str) -> Found | None:
    """Body `spec` was read; designation, parts and year follow."""
    match = _GENERAL.match(text, place)
    if match is None:
        return None
    if match[1].rstrip("0123456789 .-/") in AMERICAN:
        return None
    number, dashed, form, handbook, colon, spaced, short, again = match.groups("")
    parts = tuple(dashed.split("-")[1:]) if dashed else ()
    written = handbook or colon or spaced or short
    if not written and parts and (_is_year(parts[-1]) or (spec in _TWO_DIGITS and len(parts[-1]) == 2)):
        parts, written = parts[:-1], parts[-1]
    docid = DocId(
        spec, "standard", number=_closed(number), parts=parts, year=_year(written) if written else None,
        reaffirmed=_year(again) if again else None, variant=form.title(),
    )  # fmt: skip
    return docid, match.end()


_CANADIAN: Final = re.compile(
    r"[\s_\-/]*+(C22\.\d)\s?NO\.?\s?(\d{1,5}(?:\.\d{1,4})*)((?:-(?:\d{1,3}|M\d\d)(?!\d))*)(?:[:\-]((?:19|20)\d\d|\d\d)(?!\d))?"
    r"(?:\s*+\(\s?R\s?((?:19|20)\d\d|\d\d)\s?\))?", re.ASCII,
)  # fmt: skip
_MILITARY: Final = re.compile(
    r"[\s_\-/]*+(STD|PRF|HDBK|DTL|SPEC|[A-Z])[\s_\-]?(\d{2,6}[A-Z]?(?![A-Z\d]))((?:[-/]\d{1,3}[A-Z]?(?![A-Z\d]))*)",
    re.ASCII,
)
_SEMICONDUCTOR: Final = re.compile(
    r"(JESD|JEP)[\s\-]?(\d{1,3}[A-Z]?(?:-(?:[A-Z]\d{3}|\d{1,2})[A-Z]{0,2}(?:\.\d{1,2})?)*)(?![A-Z\d])", re.ASCII
)


def canadian(text: str, place: int, spec: str) -> Found | None:
    """CSA C22.2 No. 250.13-14: the electrical code keeps its number after the word."""
    match = _CANADIAN.match(text, place)
    if match is None:
        return general(text, place, spec)
    code, number, dashed, year, again = match.groups("")
    parts = tuple(dashed.split("-")[1:])
    if not year and parts and len(parts[-1]) == 2:
        parts, year = parts[:-1], parts[-1]
    docid = DocId(
        spec, "standard", number=f"{code} No. {number}", parts=parts, year=_year(year) if year else None,
        reaffirmed=_year(again) if again else None,
    )  # fmt: skip
    return docid, match.end()


def military(text: str, place: int, _spec: str) -> Found | None:
    """MIL-STD-810G."""
    match = _MILITARY.match(text, place)
    if match is None:
        return None
    series, number, dashed = match.groups("")
    return DocId("MIL", "standard", number=f"{series}-{number}", parts=tuple(re.split("[-/]", dashed)[1:])), match.end()


def semiconductor(text: str, place: int, _spec: str) -> Found | None:
    """JESD22-A101, JEP122H."""
    match = _SEMICONDUCTOR.match(text, place)
    return match and (DocId("JEDEC", "standard", number=match[1] + match[2]), match.end())


def lighting(text: str, place: int, spec: str) -> Found | None:
    """IES documents: LM, TM, RP and their like, with or without the name of the body."""
    match = _LIGHTING.match(text, place)
    if match is None:
        return None
    series, count, year, spaced, again = match.groups("")
    written = year or spaced
    docid = DocId(
        spec, "standard", number=f"{series}-{count}", year=_year(written) if written else None,
        reaffirmed=_year(again) if again else None,
    )  # fmt: skip
    return docid, match.end()


def mechanical(text: str, place: int, spec: str) -> Found | None:
    """ASME codes: dotted sections, named handbooks."""
    match = _MECHANICAL.match(text, place)
    if match is None:
        return None
    validation, validated, code, form, year = match.groups("")
    number = f"V&V {validated}" if validation else _section(code)
    docid = DocId(
        spec, "standard", number=number, year=int(year) if year.isdigit() else None,
        variant=form.strip(" ()").title() if form else "",
        stage="draft" if "X" in year else "",
    )  # fmt: skip
    return docid, match.end()


_SPACED: Final = re.compile(r"(PTC|HST|NM|PTB|MFC)[\s\-]?(?=\d)", re.ASCII)


def _section(code: str) -> str:
    """One spelling: BPVC sections with dots, letters and number with what the body prints."""
    if code.startswith("BPVC"):
        return re.sub(r"[\s\-.]+", ".", code.strip())
    return re.sub(r"([A-Z])\s++(?=\d)", r"\1", code.strip())


def _closed(number: str) -> str:
    """C78.377, J1113 and SSL 1: one letter is joined to its number, a word stands apart."""
    match = re.match(r"([A-Z]+)[\s.\-]?(\d.*)", number, re.ASCII)
    if match is None:
        return number
    letters, digits = match.groups()
    return letters + ("" if len(letters) == 1 else " ") + digits


def _is_year(written: str) -> bool:
    return len(written) == 4 and written[:2] in {"19", "20"} and written.isdigit()


def _year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    return 1900 + int(written) if int(written) >= 50 else 2000 + int(written)
