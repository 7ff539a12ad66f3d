"""IEEE standards and drafts, with AIEE and the ANSI, ASA and IEC numbers they share.

    IEEE Std 1789-2015, IEEE 802.11ah-2016, ANSI/IEEE Std 488.2-1987, AIEE No 21-1942
    IEEE P802.3/D3.1, February 2022, IEEE Unapproved Draft Std P1601_D10, Mar 2008
    IEEE Std C37.04-1999/Cor 1-2009, IEEE Std 1344-1995(R2001)
Remarks after the number (Revision of ..., Amendment to ..., Redline) are no part of it.
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import Amendment, DocId

_MONTH_NAMES: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTHS: Final = {name: index for index, name in enumerate(_MONTH_NAMES, 1)}
_BODY: Final = (
    r"((?:ISO/IEC/IEEE|IEEE/ISO/IEC|ANSI[/\s_\-]?IEEE|IEEE/ANSI|IEEE/EIA|IEEE/IEC|IEC/IEEE|IEEE/ASTM|NACE/IEEE|ISO/IEEE"
    r"|IEEE|AIEE|ANSI|ASA|USAS|IEC)|(?=(?:P\d|PC\d|C\d\d\.|\d{3,5}(?:\.\d)?/D|N42\.)))"
)
_WORDS: Final = r"(?:(?:ACTIVE|APPROVED|UNAPPROVED|DRAFT|STANDARD|STAD|STD|NO|TRIAL|USE)[\s.\-:#]*+)*"
_DESIGNATION: Final = re.compile(
    rf"""(?:{_BODY})[\s_./\-]*+{_WORDS}
    (P(?=[CN]?\d))?\s*+
    ((?:[CN](?=\d))?\d{{1,5}}(?:\.\d{{1,3}}){{0,3}}(?=REV)
      |(?:[CN](?=\d))?\d{{1,6}}(?!\d)(?:\.\d{{1,3}}(?!\d)){{0,3}}(?:[A-Z]{{0,4}}?(?:(?![A-Z]|\.\d{{1,3}}(?!\d))|(?=D\d))))
    ((?:-(?!(?:19|20)\d\d(?!\d))\d{{1,5}}[A-Z]{{0,2}}(?!\d))*)                # parts: 11073-10404, 60214-2
    ([\s/_\-]*+(?:REV-?[A-Z]{{0,3}}\d{{0,2}}(?![A-Z\d]|(?<=D)\d)|CD\d-\d{{4}}))?   # revision project
    (?:\s?[-:.]\s?((?:19|20)\d\d)(?!\d))?                                     # year
    (?:\s*+\(?R((?:19|20)\d\d)\)?|\s*+\(REAFFIRMED\s((?:19|20)\d\d)\))?        # reaffirmed
    (?:[\s/_\-]*+COR[\s\-]?(\d)(?:[-:]((?:19|20)\d\d))?)?                          # corrigendum
    (?:[\s/_\-]*+AMD\s?(\d{{1,2}})(?:[-:]((?:19|20)\d\d))?)?                   # amendment
    (?:\s?[/_\-]*(?:DRAFT\s?|D|-D)([A-Z]{{0,2}}\d{{0,5}}(?:[.+R]\d{{1,4}}){{0,3}}[A-Z]?)(?:(?![A-Z\d])|(?=JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)))?
    (?:[\s,./_(]*+(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{{0,6}}[\s.,]*+(?:\d{{1,2}}[\s,]+)?((?:19|20)\d\d|\d\d(?!\d))
      |,\s*+((?:19|20)\d\d)(?:\s++EDITION)?(?![\d]))?""",
    re.ASCII | re.VERBOSE,
)
_CAPITAL: Final = frozenset(
    {
        "AB", "AC", "AE", "AR", "AS", "AX", "BA", "BR", "CB", "CF", "CM", "CQ", "CS", "DC", "D", "G", "H", "E", "F",
        "Q", "X", "I", "B"
    }
)  # fmt: skip
"""Letters that stay capital after 802.1: documents of their own. Other letters are amendments, small."""
_LETTERED: Final = re.compile(r"(.*\d)([A-Z]{1,4})\Z", re.ASCII)


def designation(text: str, place: int, _spec: str) -> Found | None:
    """From the first body word of the chain."""
    match = _DESIGNATION.match(text, place)
    return match and _build(text, match)


def _build(text: str, match: re.Match[str]) -> Found | None:
    (body, project, number, dashed, revision, year, again, reaffirmed, cor, cor_year, amd, amd_year, draft,
     month, month_year, edition_year) = match.groups("")  # fmt: skip
    if not body and not (draft or year):
        return None
    written = year or _full(month_year) or edition_year
    docid = DocId(
        body=_body(body or "IEEE"),
        kind="project" if project or draft else "standard",
        number=_cased(number),
        parts=tuple(dashed.split("-")[1:]) if dashed else (),
        year=int(written) if written else None,
        month=_MONTHS.get(month) if not year or month_year == year else None,
        reaffirmed=int(again or reaffirmed) if again or reaffirmed else None,
        stage=f"D{draft}" if draft else "P" if project else "",
        version=revision.strip(" /_-").replace("REV-", "REV"),
        amendments=(*_change("Cor", cor, cor_year), *_change("Amd", amd, amd_year)),
    )
    return docid, match.end()


def _body(written: str) -> str:
    if written.startswith("ANSI") and written.endswith("IEEE"):
        return "ANSI/IEEE"
    return {"IEEE/ANSI": "ANSI/IEEE", "IEEE/IEC": "IEC/IEEE", "IEEE/ISO/IEC": "ISO/IEC/IEEE"}.get(written, written)


def _full(written: str) -> str:
    if len(written) != 2:
        return written
    return ("19" if int(written) > 50 else "20") + written


def _change(kind: str, number: str, year: str) -> tuple[Amendment, ...]:
    return (Amendment(kind, number, int(year) if year else None),) if number else ()


def _cased(number: str) -> str:
    """802.11ah, 1528a and C37.013a with small letters; 802.1AE, N42.17C and 115A with capitals."""
    match = _LETTERED.match(number)
    if match is None:
        return number
    stem, letters = match.groups()
    if stem == "802.1":
        return stem + _bridging(letters)
    keep = number[0] == "N" or (len(letters) > 1 and stem[:3] != "802") or (stem.isdigit() and len(stem) <= 3)
    return number if keep else stem + letters.lower()


def _bridging(letters: str) -> str:
    """802.1Qbc amends 802.1Q, 802.1ABdh amends 802.1AB, 802.1ah amended 802.1 itself."""
    for size in (2, 1):
        if letters[:size] in _CAPITAL and len(letters) in {size, size + 2}:
            return letters[:size] + letters[size:].lower()
    return letters.lower()
