"""Chinese series with a number shape of their own.

TSG T7001-2023, TSG 21-2016            special equipment
ZB N40 004-1988, ZB Y 220-1984          professional standards, until 1990
GSB 05-1426-2001                        reference samples
JTG B01-2014, JTG/T D60-01-2004         highway engineering
JTG D70/2-2014                          a number of its own, beside JTG D70
JJF(京) 123-2020                        local and sector metrology
CNCA-C08-01:2014, CQC 3127-2013         certification rules
20210837-T-469, 2018-0123T-SJ           plan numbers of the nation and of industries
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid import chinese
from guiju.kernel.docid.bodies import INDUSTRIES
from guiju.kernel.docid.chinese import PARTS, RANGE, YEAR
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId

_SPECIAL: Final = re.compile(r"[\s_.\-]*+([A-Z]{0,2}\s?\d{1,4})" + PARTS + "()()()" + f"(?:{YEAR})?", re.ASCII)
_PROFESSIONAL: Final = re.compile(
    r"[\s_/]*+((?:[A-Z])\s?\d\d)[\s_\-]?(\d{3})" + PARTS + "()()()" + f"(?:{YEAR})?", re.ASCII
)
_INSTRUMENTS: Final = re.compile(r"[\s_/]*+([A-Z])\s?(\d{3,4})(?!\d)" + PARTS + "()()()" + f"(?:{YEAR})", re.ASCII)
_SAMPLE: Final = re.compile(
    r"[\s_]*+((?:[A-Z]\s?)?\d{1,3}[-\s]\d{3,6}(?:-\d{1,4}(?=\s*+-))?)" + PARTS + "()()()" + f"(?:{YEAR})?", re.ASCII
)
_HIGHWAY: Final = re.compile(
    r"[\s_]*+(?:[/\-_]?\s?(T)(?![A-Z]))?[\s_/]*+"
    r"((?:[A-Z]\s?\d{1,4}/\d{1,2}(?!\d)|[A-Z]?\s?\d{1,4})(?:-\d{1,2}(?=\s*+[-:]+\s*+\d))?)"  # D70/2-01, D60-01
    + PARTS
    + RANGE
    + f"(?:{YEAR})?",
    re.ASCII,
)
_METROLOGY: Final = re.compile(
    r"[\s_]*+\(\s*+([\u4e00-\u9fff]{1,6})\s*+\)[\s_]*+(\d{1,5})" + PARTS + RANGE + f"(?:{YEAR})?", re.ASCII
)
_CERTIFICATION: Final = re.compile(
    r"[\s_\-/]*+((?:\d{0,2}[A-Z]{1,2}-?)?\d{1,6}(?:-(?!(?:19|20)\d\d(?!\d))\d{1,6}){0,2})" + PARTS + "()()()"
    + f"(?:{YEAR})?", re.ASCII,
)  # fmt: skip
_INDUSTRY_PLAN: Final = re.compile(r"((?:19|20)\d\d-\d{4})\s?([TQZ])\s?-\s?([A-Z]{2,4})(?![A-Z\d])", re.ASCII)
PLAN: Final = re.compile(r"(\d{8})\s*+-\s*+([TQZ])\s*+-\s*+(\d{3,4})(?!\d)", re.ASCII)
_PLAN_MANDATES: Final = {"T": "recommended", "Q": "mandatory", "Z": "guidance"}


def special_equipment(text: str, place: int, _spec: str) -> Found | None:
    """TSG: a letter for the kind of equipment, then the number."""
    match = _SPECIAL.match(text, place)
    if match is None:
        return None
    number, *rest = match.groups("")
    return chinese.build(text, match.end(), "TSG", None, [number.replace(" ", ""), *rest])


def professional(text: str, place: int, _spec: str) -> Found | None:
    """ZB: classification letter and group, then the number."""
    match = _PROFESSIONAL.match(text, place) or _INSTRUMENTS.match(text, place)
    if match is None:
        return None
    group, number, *rest = match.groups("")
    return chinese.build(text, match.end(), "ZB", None, [f"{group.replace(' ', '')} {number}", *rest])


def sample(text: str, place: int, _spec: str) -> Found | None:
    """GSB: class and number joined by a dash."""
    match = _SAMPLE.match(text, place)
    if match is None:
        return None
    number, *rest = match.groups("")
    return chinese.build(text, match.end(), "GSB", None, [number, *rest])


def highway(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """JTG and its like: an optional module letter before the number."""
    match = _HIGHWAY.match(text, place)
    if match is None:
        return None
    letter, number, *rest = match.groups("")
    return chinese.build(text, match.end(), spec[0], spec[1] or letter, [number.replace(" ", ""), *rest])


def metrology(text: str, place: int, spec: str) -> Found | None:
    """JJG and JJF, of the nation or, with a name in brackets, of a region or a sector."""
    match = _METROLOGY.match(text, place)
    if match is None:
        return chinese.common(text, place, (spec, ""))
    region, *rest = match.groups("")
    return chinese.build(text, match.end(), f"{spec}({region})", None, rest)


def certification(text: str, place: int, spec: str) -> Found | None:
    """CNCA and CQC rules."""
    match = _CERTIFICATION.match(text, place)
    if match is None:
        return None
    number, *rest = match.groups("")
    return chinese.build(text, match.end(), spec, None, [number, *rest])


def plan(text: str, place: int) -> Found | None:
    """Plan number of a national project (year and running number, nature, body) or of an industry (2018-0123T-SJ)."""
    match = PLAN.match(text, place)
    if match is None:
        return industry_plan(text, place)
    number, nature, body = match.groups()
    docid = DocId(
        kind="plan", mandate=_PLAN_MANDATES[nature], number=number, parts=(nature, body), year=int(number[:4])
    )
    return docid, match.end()


def industry_plan(text: str, place: int) -> Found | None:
    """Plan number of an industry: its code stands at the end."""
    match = _INDUSTRY_PLAN.match(text, place)
    if match is None or match[3] not in INDUSTRIES:
        return None
    number, nature, body = match.groups()
    mandate = _PLAN_MANDATES[nature]
    return DocId(body, "plan", mandate, number=number, parts=(nature,), year=int(number[:4])), match.end()
