"""Group and enterprise standards: T/ and Q/ with the code of the society or the enterprise.

    T/CECS 10001-2019, T/CNAS-A 1-2020, T/CAB CSISA 0001-2018, T/CECS G:J51-01-2020
    Q/HW 001-2021, Q/320500 ABC 001-2020, Q/CSG-GPG-GPED 2 16 022-2019, Q/GDW 12034.1-2020
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid import chinese
from guiju.kernel.docid.chinese import PARTS, RANGE, YEAR, Found

_CODE: Final = r"((?:\d{1,8}\s?)?[A-Z]{1,12}(?:-[A-Z]{1,8}){0,3}(?:\s[A-Z]{2,10})?|\d{2,12}(?=\s\d))"
_NUMBER: Final = r"((?:[A-Z]:?[A-Z]?)?\d{1,8}(?:[\s\-]\d{1,6}(?=[\s.\-~:]+\d)){0,3}[A-H]?(?![A-Z\d]))"
_SLASHED: Final = re.compile(
    r"[\s_]*[/\-_]\s*" + _CODE + r"[\s_./\-]*" + _NUMBER + PARTS + RANGE + f"(?:{YEAR})?", re.ASCII
)
_GLUED: Final = re.compile(
    r"\s?([A-Z]{2,12}(?:-[A-Z]{1,4})?)[\s_]*" + _NUMBER + PARTS + RANGE + f"(?:{YEAR})", re.ASCII
)


def slashed(text: str, place: int, spec: str) -> Found | None:
    """T or Q (`spec`) read; a slash, the code and the number follow, or the code run together with the letter."""
    match = _SLASHED.match(text, place) or _GLUED.match(text, place)
    if match is None:
        return None
    code, *rest = match.groups("")
    return chinese.build(text, match.end(), f"{spec}/{code.strip()}", None, rest)
