"""ASTM designations and publications.

ASTM E2613-14, ASTM A36/A36M-19, ASTM C483-95(2000), ASTM C1028-07e1     standards; two-digit years
ASTM MNL26-3RD-EB, ASTM DS11-S1-EB, ASTM RR:C09-1040, ASTM ADJD2148, ASTM WK94200
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId

_STANDARD: Final = re.compile(
    r"""[\s_\-]*+([A-G]\s?\d{1,4}(?:/[A-G]\s?\d{1,4}M)?M?|5[12]\d{3})(?![A-DF-Z\d]|E(?!\d(?!\d)))
    (?:\s*+[-:~]+\s*+((?:19|20)\d\d|\d\d)([A-D]?)(?![\dA-DF-Z]))?
    (?:\s*+\(\s*+((?:19|20)\d\d)\s*+\))?
    (?:\s*+E(\d)(?!\d))?""",
    re.ASCII | re.VERBOSE,
)
_PUBLICATION: Final = re.compile(
    r"""[\s_\-]*+(?:(MNLTP|MNL|DS|MONO|STP|TR)\s?(\d{1,4}[A-F]?)(?:-?(S\d))?(?:-(\d{1,2}(?:ST|ND|RD|TH)))?((?:-SUP)?)(-EB)?(?![\dA-Z])
    | (RR):?\s?([A-G]\d\d-\d{4})(?!\d)
    | (ADJ)([A-G]\d{4,6}(?:[A-Z]{1,3})?)(?:-(EA))?(?![\dA-Z])
    | (WK)\s?(\d{3,6})(?!\d))""",
    re.ASCII | re.VERBOSE,
)
_BARE: Final = re.compile(r"(?=ADJ[A-G]\d{4}|(?:MNLTP|MNL|DS|MONO|STP|TR)\d{1,4}[A-Z\d\-]{0,12}-EB)", re.ASCII)


def astm(text: str, place: int, _spec: str) -> Found | None:
    """After the word ASTM."""
    match = _STANDARD.match(text, place)
    if match is None:
        return publication(text, place)
    number, year, again, reaffirmed, epsilon = match.groups("")
    docid = DocId(
        "ASTM", "standard",
        number=number.replace(" ", ""),
        year=_year(year) if year else None, reaffirmed=int(reaffirmed) if reaffirmed else None,
        version=again.lower() + (f"e{epsilon}" if epsilon else ""),
    )  # fmt: skip
    return docid, match.end()


def publication(text: str, place: int) -> Found | None:
    """Manuals, data series, research reports, adjuncts, work items."""
    match = _PUBLICATION.match(text, place)
    if match is None:
        return None
    series, count, supplement, edition, extra, book, report, code, adjunct, item, form, work, project = match.groups("")
    docid = DocId(
        "ASTM", "standard",
        number=f"{series}{count}" if series else f"{report}:{code}" if report else f"{adjunct}{item}{work}{project}",
        parts=tuple(filter(None, (supplement, extra.strip("-")))),
        version=edition, variant=book.strip("-") or form,
    )  # fmt: skip
    return docid, match.end()


def bare(text: str, place: int, _spec: str) -> Found | None:
    """Publications written without the word ASTM: adjuncts (ADJ...) and electronic books (...-EB)."""
    return publication(text, place) if _BARE.match(text, place) else None


def _year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    return 1900 + int(written) if int(written) >= 40 else 2000 + int(written)
