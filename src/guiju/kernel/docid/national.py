"""Which of several grammars reads a word: adopted numbers first, then the numbers of the body's own."""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid import american, astm, british, cie, etsi, iec_documents, ieee, international, prefixes
from guiju.kernel.docid.bodies_foreign import AMERICAN
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId


def chain(text: str, place: int, _spec: object) -> Found | None:
    """A chain of bodies from its first word."""
    return international.chained(text, place, "")


def european(text: str, place: int, _spec: object) -> Found | None:
    """EN and its like; six digits in two groups are ETSI's."""
    return etsi.bare(text, place) or international.chained(text, place, "")


def worldwide(text: str, place: int, _spec: object) -> Found | None:
    """ISO and IEC; drafts of their projects with IEEE have a grammar of their own."""
    found = international.chained(text, place, "")
    if found is None and _IEEE_PROJECT.match(text, place) is not None:
        return ieee.designation(text, place, "")
    return found


_IEEE_PROJECT: Final = re.compile(r"(?:ISO/)?IEC(?:/IEEE)?[\s/]?(?=P\d|P\s\d|D\d|STD|IEEE)|IEC/IEEE|ISO/IEC/IEEE")


def radio(text: str, place: int, _spec: object) -> Found | None:
    """CISPR publications and the papers of its committees."""
    return international.chained(text, place, "") or iec_documents.document(text, place)


_ADOPTS: Final = re.compile(rf"[\s/_.\-]*+(?:FPR|PR)?{prefixes.words_pattern((*prefixes.ADOPTED, 'SRD'))}")


def adopted(text: str, place: int, length: int) -> Found | None:
    """A number of an international or European body under the national prefix of `length` letters."""
    if _ADOPTS.match(text, place + length) is None:
        return None
    return international.chained(text, place, "")


def bsi(text: str, place: int, spec: str) -> Found | None:
    """BS, PD, DD, PAS: an adopted number keeps its shape, BSI's own have theirs."""
    found = adopted(text, place, len(spec))
    if found is not None:
        return british.form(text, found[1], found[0])
    return british.own(text, place + len(spec), spec)


def lighting(text: str, place: int, _spec: str) -> Found | None:
    """CIE's own publications, and the ISO numbers it adopts."""
    return adopted(text, place, 3) or cie.publication(text, place + 3, "")


def flex(text: str, place: int, _spec: str) -> Found | None:
    """BSI Flex."""
    match = _FLEX.match(text, place)
    return match and british.own(text, match.end(), "BSI Flex")


_FLEX: Final = re.compile(r"[\s_\-]*+FLEX")


def french(text: str, place: int, _spec: str) -> Found | None:
    """NF: adopted numbers, and its own with a class letter (NF C 15-100)."""
    found = adopted(text, place, 2)
    if found is not None:
        return found
    match = _FRENCH.match(text, place)
    if match is None:
        return None
    letter, number, dashed, year, month = match.groups("")
    docid = DocId(
        "NF", "standard", number=f"{letter} {number}", parts=tuple(dashed.split("-")[1:]),
        year=int(year) if year else None, month=int(month) if month else None,
    )  # fmt: skip
    return docid, match.end()


_FRENCH: Final = re.compile(
    r"NF[\s_.\-]*+([A-Z])[\s_\-]?(\d\d)((?:-\d{3}(?:-\d{1,2})*)?)(?:[:](\d{4})(?:-(\d\d))?)?(?!\d)", re.ASCII
)


def weak(text: str, place: int, _spec: object) -> Found | None:
    """National prefixes that are also plain words (IS, AS, SS): only before an adopted number or with a year."""
    own = etsi.bare(text, place) or astm.bare(text, place, "")
    found = own or international.chained(text, place, "")
    if own or found is None:
        return own
    docid = found[0]
    strong = (
        " " in docid.body
        or "/" in docid.body
        or (docid.year and len(docid.number) >= 3 and docid.number[:2] not in {"19", "20"})
    )
    return found if strong else None


def metrology(text: str, place: int, _spec: str) -> Found | None:
    """OIML R 76-1:2006: class letter, number, part, year."""
    match = _METROLOGY.match(text, place)
    if match is None:
        return None
    letter, number, dashed, year, language = match.groups("")
    docid = DocId(
        "OIML", "standard", number=f"{letter} {number}", parts=tuple(dashed.split("-")[1:]),
        year=int(year) if year else None, language=international.LANGUAGES.get(language, ""),
    )  # fmt: skip
    return docid, match.end()


_METROLOGY: Final = re.compile(
    r"OIML[\s_\-/]*+([RDBGVES])[\s\-]?(\d{1,3})(?!\d)((?:-\d{1,2}(?!\d))*)"
    r"(?:\s?[:\-]\s?((?:19|20)\d\d)(?!\d))?(?:\s?\(([EF])\))?",
    re.ASCII,
)


def internet(text: str, place: int, _spec: str) -> Found | None:
    """RFC 2119, with or without IETF."""
    match = _INTERNET.match(text, place)
    return match and (DocId("RFC", "standard", number=match[1]), match.end())


_INTERNET: Final = re.compile(r"(?:IETF[\s_\-/]*+)?RFC[\s_\-]?(\d{1,5})(?![\dA-Z])", re.ASCII)


def indian(text: str, place: int, spec: str) -> Found | None:
    """IS 10322 (Part 5/Sec 1):2012 is IS 10322-5-1:2012; other numbers of IS need a year, as the word is common."""
    match = _INDIAN.match(text, place)
    if match is None:
        return weak(text, place, spec)
    number, part, section, year = match.groups()
    parts = (part, section) if section else (part,)
    return DocId("IS", "standard", number=number, parts=parts, year=int(year) if year else None), match.end()


_INDIAN: Final = re.compile(
    r"IS[\s_.\-:]*+(\d{1,6})[\s:,]?[\s(]?PART[\s\-]?(\d{1,3})(?:[\s/,:]{1,2}SEC(?:TION|T)?[\s.\-]?\s?(\d{1,3}))?\s?\)?"
    r"(?:\s?[:\-]?\s?((?:19|20)\d\d))?(?!\d)",
    re.ASCII,
)


def american_body(text: str, place: int, _spec: object) -> Found | None:
    """ANSI/UL 8750, ANSI/IES TM-30-20, UL 8750, NEMA SSL 1: a run of American bodies, then its designation."""
    run = _AMERICAN_RUN.match(text, place)
    if run is None:
        return None
    names = [AMERICAN_ALIASES.get(name, name) for name in _AMERICAN_NAME.findall(run[0])]
    body = "/".join(dict.fromkeys(names))
    if body == "CAN":
        return None
    if "IES" in names:
        return american.lighting(text, run.end(), body) or american.general(text, run.end(), body)
    if body == "ANSI" and _IEEE_SERIES.match(text, run.end()):
        last = run.end() - len(body)
        return ieee.designation(text, last, "") or american.general(text, run.end(), body)
    return (american.canadian if "CSA" in names else american.general)(text, run.end(), body)


_IEEE_SERIES: Final = re.compile(r"[\s_./\-]*+(?:IEEE|(?:STD[\s.\-]*+)?P?[CNP]\d)")
AMERICAN_ALIASES: Final = {"IESNA": "IES"}
_NAMES: Final = prefixes.words_pattern((*AMERICAN, "IESNA"))
_AMERICAN_NAME: Final = re.compile(_NAMES)
_AMERICAN_RUN: Final = re.compile(rf"{_NAMES}(?:[\s/_\-]*+{_NAMES}(?=[^A-Z]|[A-Z]{{1,3}}[\s.\-]?\d|$)){{0,3}}")


def asme(text: str, place: int, spec: str) -> Found | None:
    """ASME, alone or with ANS."""
    together = re.compile(r"ASME/ANS").match(text, place)
    body, start = ("ASME/ANS", together.end()) if together else (spec, place + len(spec))
    return american.mechanical(text, start, body)
