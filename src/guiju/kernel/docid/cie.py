"""International Commission on Illumination.

CIE 015:2018, CIE 018.2-1983, CIE 170-2:2015, CIE x019:2001, CIE 198-SP2:2018, CIE 146/147:2002
CIE S 025/E:2015, CIE S 006.1/1998, CIE DIS 026/E:2018     standards and their drafts
CIE x043-OP01, CIE OP02 1-5                                 papers of proceedings
CIE ISO 11664-3:2019, CIE ISO/CIE TR 3092:2023(E)          joint publications
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.international import after_number
from guiju.kernel.docid.model import DocId

_PUBLICATION: Final = re.compile(
    r"""[\s_\-]*+(?:(DIS|DS|CD|FDIS)[\s_\-]*+)?(?:(TUTORIALS\s?BUNDLE|TN|[SXD])[\s_\-]*+)?
    ((?:OP|PO|PP|WP|IP)?\d{1,3}(?:\.\d{1,2})?(?:/\d{1,3}(?:\.\d)?(?!\d))?(?!\d))        # number
    ((?<=[OPIW][OP]\d\d)\s?(?:PAGES\s?)?\d{1,4}-\d{1,4}(?!\d)                     # pages of a paper
      |(?:-(?:\d{1,2}(?!\d)|(?:SP|OP|PO|IP|WP|P)\d{1,3}(?:\.\d)?))*)                  # part, supplement, paper
    (?:\s?/\s?([EFGD])(?![A-Z]))?                                                   # language
    (?:\s*+[:;/\-]?\s*+((?:19|20)\d\d)(?!\d))?""",
    re.ASCII | re.VERBOSE,
)
_LETTERS: Final = {"X": "x", "S": "S ", "D": "D", "TN": "TN ", "": ""}
LANGUAGES: Final = {"E": "en", "F": "fr", "G": "de", "D": "de"}


def _parts(written: str) -> tuple[str, ...]:
    if written[:1] == "-":
        return tuple(written.split("-")[1:])
    return (written.removeprefix(" ").removeprefix("PAGES").strip(),) if written else ()


def publication(text: str, place: int, _spec: str) -> Found | None:
    """After the word CIE."""
    match = _PUBLICATION.match(text, place)
    if match is None:
        return None
    stage, letter, number, dashed, language, year = match.groups("")
    changes, end = after_number(text, match.end())
    own = {"language": LANGUAGES[language]} if language else {}
    docid = DocId(
        "CIE", "standard",
        number=_LETTERS.get(letter, "Tutorials Bundle ") + number,
        parts=_parts(dashed),
        year=int(year) if year else None, stage=stage, **(changes | own),
    )  # fmt: skip
    return docid, end
