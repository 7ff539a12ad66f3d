"""ITU recommendations, reports, handbooks and bulletins.

ITU-R BT.1082-1               series BT, number 1082, revision 1
ITU-T G.984.1 (03/2008)       series G, month and year
ITU OB No. 1283 (01/2024)     operational bulletin
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.amendments import read_amendments
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId

_RECOMMENDATION: Final = re.compile(
    r"""[\s\-/_]*+([RTD])[\s\-_.]*+(?:(?:REC(?:OMMENDATION)?|REPORT|HANDBOOK|QUESTION)[\s.\-]+)?
    (?:([A-Z]{1,3}\d{0,2})\s?\.?\s?)?                      # series
    (\[?\d{1,4}(?:\.\d{1,4})*(?:\.HDB)?                    # number
      (?:/(?:BL/)?\d{1,4}\]?:?)?)                          # block resolution, question
    (?:\s?-\s?(\d{1,3})(?![\d/])|(-\d{1,2}/\d{1,3}:?))?    # revision, or question of a study group
    (?:\s*+\(\s*+(?:V\d\s*+)?\(?(?:(\d\d)\s*+[/\-.]\s*+)?((?:19|20)\d\d)\)?\s*+\)|\s*+[:\-]\s*+((?:19|20)\d\d)(?!\d))?
    """,
    re.ASCII | re.VERBOSE,
)
_BULLETIN: Final = re.compile(
    r"[\s\-]*+OB\s*+(?:NO\.?)?\s*+(\d{1,5})(?:-([A-Z])(?![A-Z]))?(?:\s*+\((\d\d)/((?:19|20)\d\d)\))?", re.ASCII
)


def recommendation(text: str, place: int, _spec: str) -> Found | None:
    """ITU-R, ITU-T, ITU-D or the bulletin."""
    match = _RECOMMENDATION.match(text, place)
    if match is None:
        return _bulletin(text, place)
    sector, series, number, revision, question, month, year, dated = match.groups("")
    number = f"{number}{question}".strip("[]:")
    written = year or dated
    amendments, end = read_amendments(text, match.end())
    docid = DocId(
        f"ITU-{sector}", "standard",
        number=f"{series}.{number}" if series else number,
        year=int(written) if written else None, month=int(month) if month else None, version=revision,
        amendments=amendments,
    )  # fmt: skip
    return docid, end


def _bulletin(text: str, place: int) -> Found | None:
    match = _BULLETIN.match(text, place)
    if match is None:
        return None
    number, language, month, year = match.groups("")
    docid = DocId(
        "ITU", "standard", doctype="OB", number=number, year=int(year) if year else None,
        month=int(month) if month else None, language=language.lower(),
    )  # fmt: skip
    return docid, match.end()
