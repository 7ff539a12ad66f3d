"""Local standards: DB with an administrative code, and the engineering and food series of the provinces.

DB50/T 1234-2022, DB3210/T 1001-2018, DB440300/T 6-2010, DB50/ 123-2021 (mandatory)
DBJ50/T-306-2018, DBJ/T 15-120-2017, DBS50/ 003-2014, DGJ08-106-2015, DG/TJ08-2291C-2022, DGJ32/TJ 208-2016
DB/T 4-2021 is not local: DB without a code is the earthquake industry
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid import chinese
from guiju.kernel.docid.chinese import NUMBER, PARTS, RANGE, YEAR
from guiju.kernel.docid.grammar import Found

_PROVINCE: Final = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]"
"""The codes of `PROVINCES`, written short because every DB number passes here."""
_CODE: Final = re.compile(
    rf"\s?((?:{_PROVINCE})(?:(?:\d\d){{1,2}}|\(J\))?)(?:\s?[/\-_]\s?([TZ])?[\s_./\-]*+|\s?([TZ])(?![A-Z])[\s_./\-]*+|[\s_]+)"
    + NUMBER + PARTS + RANGE + f"(?:{YEAR})?",
    re.ASCII,
)  # fmt: skip
_ENGINEERING: Final = re.compile(
    rf"(?:\s?({_PROVINCE})(?=\s?[/TJZ ]|\s?[-_]\s?T))?\s?(?:[/\-_]?\s?(TJ|T|J|Z)(?![A-Z]))?[\s_./\-]*+"
    r"(\d{1,5}(?:-\d{1,5}(?=\s*+[-~:]+\s*+\d))?[A-H]?)" + PARTS + "()()()" + f"(?:{YEAR})?",
    re.ASCII,
)
_SHANGHAI: Final = re.compile(
    r"DG[\s/_\-]?(TJ|J)\s?(08)[\s/_\-]*+(\d{1,4}[A-H]?)" + PARTS + "()()()" + f"(?:{YEAR})?", re.ASCII
)
_SHANGHAI_OWN: Final = re.compile(r"\s?08(?!\d)[\s/_\-]*+(\d{1,4}[A-H]?)" + PARTS + "()()()" + f"(?:{YEAR})?", re.ASCII)
_EARTHQUAKE: Final = re.compile(r"(?:\s\d{1,4}|\d{4})-(?:19|20)\d\d(?![\d\-~.])", re.ASCII)
"""DB 1234-2008: the old mandatory numbers of the earthquake industry, as no local number is a year alone."""
_TIANJIN: Final = re.compile(r"\s?/?\s?(T)\s?[\s_./\-]*+29-(\d{1,4})" + PARTS + "()()()" + YEAR, re.ASCII)


def local(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """DB with a code; without one, the earthquake industry (`spec`)."""
    if not spec[1] and _EARTHQUAKE.match(text, place) is not None:
        return chinese.common(text, place, spec)
    match = _CODE.match(text, place)
    if match is not None:
        code, slashed, glued, *rest = match.groups("")
        return chinese.build(text, match.end(), f"DB{code}", slashed or glued, rest)
    if not spec[1] and text[place : place + 2].isdigit():
        return None
    old = _TIANJIN.match(text, place)
    if old is not None:
        letter, *rest = old.groups("")
        return chinese.build(text, old.end(), "DBT29", letter, rest)
    return chinese.common(text, place, spec)


def engineering(text: str, place: int, spec: str) -> Found | None:
    """DBJ, DBS, DGJ (`spec`), with the province code before or inside the number."""
    if spec == "DGJ" and (match := _SHANGHAI_OWN.match(text, place)) is not None:
        return chinese.build(text, match.end(), "DGJ08", None, [*match.groups("")])
    match = _ENGINEERING.match(text, place)
    if match is None:
        return None
    code, letters, *rest = match.groups("")
    return chinese.build(text, match.end(), spec + code, letters.replace("TJ", "T"), rest)


def shanghai(text: str, place: int, _spec: str) -> Found | None:
    """DG/TJ08: Shanghai's recommended engineering codes."""
    match = _SHANGHAI.match(text, place)
    if match is None:
        return None
    _letters, code, *rest = match.groups("")
    return chinese.build(text, match.end(), f"DG/TJ{code}", "T", rest)
