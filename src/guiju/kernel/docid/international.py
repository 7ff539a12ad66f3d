"""ISO, IEC, EN and the national bodies that adopt them: one shape of number for all.

ISO/IEC 14496-15:2019/DAM 2:2020(E)      body, number, part, year, amendment, language
IEC 62031:2018+AMD1:2021 CSV             consolidated edition
BS EN ISO 13297:2021+A11:2023            a chain of bodies
prEN 12464-1:2019, ISO/WD 59010.2        drafts
"""

from __future__ import annotations

import re
from typing import Any, Final

from guiju.kernel.docid.amendments import read_amendments
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId
from guiju.kernel.docid.prefixes import CHAIN, read_chain

Changes = dict[str, Any]

_PART: Final = r"(?:\s?-\s?(?:\d+[A-Z]{0,3}|[A-Z]\d+[A-Z]?|HBK|BD|CGMES|(?:ISO|IEC|JTC1)SUP|SP\d|[A-Z])(?![A-Z\d]))"
_NUMBER: Final = re.compile(
    CHAIN
    + rf"""(?:,?\s*+PART\s++|NO\.?\s*+)?(\d{{1,6}}[A-Z]?(?![A-Z\d]))                    # number
    ({_PART}*(?:/\d{{1,3}}(?![\d/-])|/[A-Z](?![A-Z\d]))?)               # parts, with the old slash for a part
    (?:/(\d{{1,2}}(?:-\d{{1,2}})+)(?!\d))?                              # a second part: 60721-3-1/3-2
    ((?:\.\d{{1,3}}(?!\d)){{0,4}})                                      # iteration of a draft, parts of AS
    (?:\s*+[:;\-]+\s*+((?:19|20)\d\d)(?!\d)(?:-(\d\d)(?!\d))?|\s*+:\s*+-+|[ ]((?:19|20)\d\d)(?![\d]))?  # year, month
    """,
    re.ASCII | re.VERBOSE,
)
_YEARLIKE: Final = re.compile(r"(?:19[2-9]|20[0-9])\d\Z", re.ASCII)


def is_yearlike(written: str) -> bool:
    """Four digits that are a year rather than a part: 1920 to 2099."""
    return _YEARLIKE.match(written) is not None


_LANGUAGE: Final = re.compile(
    r"\s?\(((?:EN|FR|RU|DE|ES|AR|ZH|JA|IT|PT|[EFRDSA])(?:[,/](?:[A-Z]{2}|[EFR]))*)\)", re.ASCII
)
LANGUAGES: Final = {"E": "en", "F": "fr", "R": "ru", "D": "de", "S": "es", "A": "ar", "E/F": "en,fr", "EN/FR": "en,fr"}
_EDITION: Final = re.compile(r"[\s,]*+(?:ED|EDITION|第)\.?\s?(\d{1,2}(?:\.\d{1,2})?)?(?:\s*+版)?(?![\dA-Z])", re.ASCII)
_VARIANT: Final = re.compile(r"\s?(EXV-CMV|EXV-RLV|CSV|RLV|CMV|PRV|EXV|SER|DB|PAC|REDLINE)(?![A-Z\d])", re.ASCII)
_ALL: Final = re.compile(r"\s*+(?:\(\s*+(?:ALL\s?PARTS|所有部分|系列|全部部分|全部)\s*+\)|系列|所有部分|SERIES)")


def chained(text: str, place: int, spec: str) -> Found | None:
    """A number after a chain of bodies that starts at `place`."""
    match = _NUMBER.match(text, place)
    if match is None:
        return None
    run, number, dashed, last, iteration, colon_year, month, spaced_year = match.groups("")
    chain = read_chain(run)
    if not chain.body:
        return None
    parts = tuple(part.strip() for part in dashed.replace("/", "-").split("-")[1:]) if dashed else ()
    if iteration and chain.body.startswith(("AS", "NZS")):
        parts, iteration = (*parts, *iteration[1:].split(".")), ""
    year = colon_year or spaced_year
    if not year and parts and _YEARLIKE.match(parts[-1]):
        parts, year = parts[:-1], parts[-1]
    changes, end = after_number(text, match.end())
    docid = DocId(
        body=chain.body,
        kind="standard",
        doctype=chain.doctype,
        number=number,
        parts=parts,
        part_range=last,
        year=int(year) if year else None,
        month=int(month) if month else None,
        stage=chain.stage,
        version=iteration,
        **changes,
    )
    return docid, end


def after_number(text: str, place: int) -> tuple[Changes, int]:
    """Amendments, form of publication, edition and language that follow a number, and where they end."""
    changes: Changes = {}
    if place == len(text):
        return changes, place
    whole = _ALL.match(text, place)
    if whole:
        changes["all_parts"], place = True, whole.end()
    amendments, place = read_amendments(text, place)
    variant = _VARIANT.match(text, place)
    if variant:
        changes["variant"] = variant[1]
        more, place = read_amendments(text, variant.end())
        amendments += more
    if amendments:
        changes["amendments"] = amendments
    return _language_and_edition(text, place, changes)


def _language_and_edition(text: str, place: int, changes: Changes) -> tuple[Changes, int]:
    language = _LANGUAGE.match(text, place)
    if language:
        changes["language"] = LANGUAGES.get(language[1], language[1].lower())
        place = language.end()
    edition = _EDITION.match(text, place)
    if edition:
        changes["edition"], place = edition[1] or "", edition.end()
    return changes, place
