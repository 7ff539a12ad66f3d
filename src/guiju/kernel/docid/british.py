"""BSI's own series: BS, PD, DD, PAS, Flex and their old companions.

BS 5550-2.12.1:1993, BS 2782-1:Method 150D:1976, BS 1006:B01C:LFS2:1985, BS 4300/10:1969
BS 3G 100-2.3.3:1972, BS AU 30b:1970, BS A 242-A 245:1974, BS SP 122 TO 125:2016
BSI Flex 1890 v6.0:2025-03, PAS 24:2022+A1:2024, BS 5422:2023 ExComm, BS 7671 Amendment 2:August 2013
NA+A1:2014 to BS EN 1997-1:2004+A1:2013 (national annex)
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from guiju.kernel.docid.amendments import read_amendments
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import Amendment, DocId

_PART: Final = r"(?:-(?:[A-Z]?\d{1,4}(?:\.\d{1,3})*[A-Z]?(?![A-Z\d])|[A-Z](?!\s?[A-Z\d]))|/\d{1,3}(?![A-Z\d]))"
_NUMBER: Final = re.compile(
    rf"""[\s_\-.]*+((?:\d?(?:AU|MA|HR|HC|TA|SP|PL|QC|CECC|[A-Z])(?![A-Z])[\s_]?)?)     # series
    ([A-Z]?\d{{1,6}}(?:[A-Z]{{0,2}}(?![A-Z\d])|(?=[NC]\d{{3}})))                      # number
    ((?:{_PART})*)                                                                    # parts
    (?:\s?([NC]\d{{1,3}}(?:-\d{{1,3}})?)(?!\d|[A-SU-Z]))?                             # detail specification
    (?:(?:-|\s?(?:TO|AND|&)\s?)(?:BS\s?)?(?:\d?[A-Z]{{1,2}}\s?)?(\d{{1,4}})(?=[:+\s]|$))?    # a range or a pair
    ([:\s](?:METHODS?\s?\d[\dA-Z]*(?:\s?AND\s?\d[\dA-Z]*)?|PARTS?\s?\d+(?:\s?AND\s?\d+)?|SECTIONS?\s?[\d.]+(?:\s?AND\s?[\d.]+)?
      |INDEX(?:\s?ISSUE\s?\d)?|[A-Z]\d\d[A-Z]?:[A-Z]{{3}}\d))?                             # named division
    """,
    re.ASCII | re.VERBOSE,
)
_SUPPLEMENT: Final = re.compile(
    r"(?::|\s)\s*+(ADDENDUM|SUPPLEMENT|AMENDMENT)\s?(?:NO\.?\s*+)?(\d{1,2})(?=[:\s]|$)", re.ASCII
)
_YEAR: Final = re.compile(
    r"\s*+(?:[:\-]\s*+(?:AUGUST\s|JANUARY\s|JULY\s)?|[ ])((?:1[89]|20)\d\d|197)(?!\d)(?:-(\d\d)(?!\d))?", re.ASCII
)
_VERSION: Final = re.compile(r"\s*+V\s?(\d{1,2}\.\d)", re.ASCII)
_VARIANT: Final = re.compile(
    r"\s?-?\(?(EXCOMM(?:\s?\(FIRE\))?|EXPERT\s?COMMENTARY|BOOK|PDF|TC|TRACKED\s?CHANGES)(?![A-Z])\)?", re.ASCII
)
_VARIANTS: Final = {
    "EXCOMM": "ExComm", "EXCOMM(FIRE)": "ExComm (Fire)", "EXPERTCOMMENTARY": "ExComm", "BOOK": "Book", "PDF": "PDF",
    "TC": "TC", "TRACKEDCHANGES": "TC",
}  # fmt: skip
_DRAFT: Final = re.compile(r"(\d\d)/(3\d{7})\s*+DC(?![A-Z])", re.ASCII)
_ANNEX: Final = re.compile(r"NA(?:\s?\+\s?A(\d{1,2})(?::((?:19|20)?\d\d))?)?\s++TO\s++(?=BS)", re.ASCII)
_BEFORE: Final = re.compile(r"SUPPLEMENT\s++NO\.?\s*+(\d)\s*+\((\d{4})\)\s++TO\s++(?=BS)", re.ASCII)


def own(text: str, place: int, spec: str) -> Found | None:
    """A number of BSI's own after the prefix `spec`."""
    match = _NUMBER.match(text, place)
    if match is None:
        return None
    series, number, dashed, detail, last, division = match.groups("")
    if (
        spec in {"PD", "DD", "PAS"}
        and sum(char.isdigit() for char in number) < 3
        and not _YEAR.match(text, match.end())
        and not division
    ):
        return None
    docid = DocId(
        spec, "standard",
        number=" ".join(filter(None, (series.strip(), _small(series, number)))),
        parts=(*_parts(dashed, series), *filter(None, (detail, _division(division)))), part_range=last,
    )  # fmt: skip
    return after(text, match.end(), docid)


def _small(series: str, number: str) -> str:
    """The letter after an automobile number is small: AU 30b."""
    return number.lower() if series.strip() == "AU" else number


def _parts(dashed: str, series: str) -> tuple[str, ...]:
    parts = tuple(dashed.replace("/", "-").split("-")[1:])
    return tuple(part.lower() for part in parts) if series.strip() == "AU" else parts


def _division(written: str) -> str:
    words = _WORD_GAP.sub(" ", written.strip(" :")).split(" ")
    return " ".join("and" if word == "AND" else word.capitalize() if word.isalpha() else word for word in words)


_WORD_GAP: Final = re.compile(
    r" |(?<=METHOD)(?=\d)|(?<=METHODS)(?=\d)|(?<=PARTS)(?=\d)|(?<=PART)(?=\d)|(?<=SECTION)(?=\d)|(?<=SECTIONS)(?=\d)"
    r"|(?<=ISSUE)(?=\d)|(?<=INDEX)(?=I)|(?<=\w)(?=AND)|(?<=AND)(?=\d)"
)


def after(text: str, place: int, docid: DocId) -> Found:
    """Version, year, supplements, amendments and form, in the orders BSI uses."""
    version = _VERSION.match(text, place)
    if version:
        docid, place = replace(docid, version=f"v{version[1]}"), version.end()
    supplement = _SUPPLEMENT.match(text, place)
    if supplement:
        place = supplement.end()
    year = _YEAR.match(text, place)
    if year:
        docid = replace(docid, year=int(year[1]), month=int(year[2]) if year[2] else None)
        place = year.end()
    if supplement:
        docid = _supplemented(docid, supplement[1], supplement[2])
    return form(text, place, docid)


def _supplemented(docid: DocId, word: str, count: str) -> DocId:
    """A supplement of the number; `Amendment 2:2013` is dated by its own year and merged into the text."""
    if word == "AMENDMENT":
        return replace(docid, year=None, month=None, amendments=(Amendment("A", count, docid.year, included=True),))
    return replace(docid, amendments=(Amendment(word.capitalize(), count),))


def form(text: str, place: int, docid: DocId) -> Found:
    """Amendments, then the form of publication."""
    more, place = read_amendments(text, place)
    variant = _VARIANT.match(text, place)
    if variant:
        docid, place = replace(docid, variant=_VARIANTS[variant[1].replace(" ", "")]), variant.end()
    return (replace(docid, amendments=docid.amendments + more) if more else docid), place


def annex(text: str, place: int) -> tuple[str, int] | None:
    """The words before BS that make it a national annex or a supplement, and where BS begins."""
    match = _ANNEX.match(text, place)
    if match is not None:
        year = match[2] or ""
        full = year if len(year) != 2 else f"20{year}"
        return "NA" + (f"+A{match[1]}" if match[1] else "") + (f":{full}" if full else ""), match.end()
    match = _BEFORE.match(text, place)
    return (f"Supplement No. {match[1]} ({match[2]})", match.end()) if match else None


def draft(text: str, place: int) -> Found | None:
    """A draft for comment: 14/30300822 DC."""
    match = _DRAFT.match(text, place)
    if match is None:
        return None
    docid = DocId("BSI", "working_document", number=match[2], year=_century(match[1]), stage="DC")
    return docid, match.end()


def _century(written: str) -> int:
    return (1900 if int(written) > 60 else 2000) + int(written)
