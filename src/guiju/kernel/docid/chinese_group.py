"""Group and enterprise standards: T/ and Q/ with the code of the society or the enterprise.

T/CECS 10001-2019, T/CNAS-A 1-2020, T/CAB CSISA 0001-2018, T/CECS G:J51-01-2020
Q/HW 001-2021, Q/320500 ABC 001-2020, Q/CSG-GPG-GPED 2 16 022-2019, Q/GDW 12034.1-2020
Q/(GZ)ABC 1-2011, Q/HW J 001-2020, Q/913301007654321234 001-2021 (credit code)
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid import chinese
from guiju.kernel.docid.chinese import PARTS, RANGE, YEAR
from guiju.kernel.docid.grammar import Found

_CODE: Final = (
    r"(9\d{7}[\dA-Z]{10}(?=\s\d)"  # the credit code of an enterprise, eighteen signs
    r"|(?:\([A-Z]{1,6}\)\s?)?(?:\d{1,8}\s?)?[A-Z]{1,12}(?:-[A-Z]{1,8}){0,3}(?:\s[A-Z]{2,10}|\s[A-Z](?=\s\d))?"
    r"|\d{2,12}(?=\s\d))"
)
_DATED: Final = r"(?=(?:[\s\-]\d{1,6}(?!\d)){0,2}(?:\.\d{1,4})*[\-~:](?:(?:19|20)\d\d|\d\d)(?!\d))"
_NUMBER: Final = (
    r"((?:[A-Z](?::[A-Z])?(?=\d))?\d{1,8}(?!\d)(?:[\s\-]\d{1,6}(?!\d)" + _DATED + r"){0,3}(?:[A-H](?![A-Z\d]))?)"
)
"""One number, or several groups of digits when a year ends them: 2 16 004-2019."""
_REST: Final = _NUMBER + PARTS + RANGE
_SLASHED: Final = re.compile(r"\s?/\s*+" + _CODE + r"[\s_./\-]*+" + _REST + f"(?:{YEAR})?", re.ASCII)
_SPACED: Final = re.compile(r"[\s_\-]\s*+" + _CODE + r"[\s_./\-]*+" + _REST + f"(?:{YEAR})", re.ASCII)
_GLUED: Final = re.compile(r"([A-Z]{2,12}(?:-[A-Z]{1,4})?)[\s_]*+(?=\d\d)" + _REST + f"(?:{YEAR})", re.ASCII)
_PLAIN: Final = frozenset(
    {
        "TABLE", "TYPE", "TEST", "TEL", "TOTAL", "TIME", "THE", "TITLE", "TASK", "TEAM", "TOP", "TUV", "TIA", "TAPPI",
        "TCVN", "TIS", "TGL", "TCL", "TERM", "TEXT", "THIS", "TO", "TOPIC", "TRACK", "TUE", "THU", "THUR", "TRIAL",
        "QTY", "QUOTE", "QUEUE", "QUERY", "QUIZ", "QUARTER", "QC", "QB", "QJ", "QX"
    }
)  # fmt: skip
"""Words that begin with T or Q and are no code of a society or an enterprise."""


def slashed(text: str, place: int, spec: str) -> Found | None:
    """T or Q (`spec`) stands alone: a slash and the code follow; without the slash only a dated number counts."""
    match = _SLASHED.match(text, place) or _SPACED.match(text, place)
    if match is None or (len(match[1]) == 1 and not (match[match.re.groups - 1] or match[match.re.groups])):
        return None  # T/T 30 %, Q/A 12: one letter is a code only before a dated number
    return _build(text, match, spec)


def glued(text: str, place: int, word: str) -> Found | None:
    """The slash left out: TCSAE 53-2020, QHW 001-2021. Only dated numbers, and no plain words."""
    if word in _PLAIN:
        return None
    match = _GLUED.match(text, place + 1)
    return match and _build(text, match, word[0])


def _build(text: str, match: re.Match[str], spec: str) -> Found:
    code, *rest = match.groups("")
    code = code.strip().replace(") ", ")")
    body = code if len(code) == CREDIT_CODE and " " not in code else _CODE_GAP.sub(_GAPS[spec], code)
    return chinese.build(text, match.end(), f"{spec}/{body}", None, rest)


CREDIT_CODE: Final = 18
_CODE_GAP: Final = re.compile(r"(?<=\d)\s?(?=[A-Z])", re.ASCII)
_GAPS: Final = {"Q": " ", "T": ""}
"""Between the digits and the letters of a code: Q/320500 ABC, T/31SCTA."""
