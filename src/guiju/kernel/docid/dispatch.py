"""Which grammar reads a text: decided by its leading letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from guiju.kernel.docid import (
    american,
    asian,
    astm,
    british,
    chinese,
    chinese_group,
    chinese_local,
    chinese_series,
    cie,
    etsi,
    gost,
    iec_documents,
    ieee,
    international,
    itu,
    prefixes,
)
from guiju.kernel.docid.bodies import INDUSTRIES, OTHER_CHINESE
from guiju.kernel.docid.bodies_foreign import AMERICAN
from guiju.kernel.docid.model import DocId
from guiju.kernel.docid.render import is_chinese

Found = tuple[DocId, int]
Grammar = Callable[[str, int, Any], Found | None]

HEAD: Final = re.compile(r"[A-ZА-ЯÖČ]+")


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


def itu_annex(text: str, place: int, _spec: str) -> Found | None:
    """Annex to an operational bulletin of ITU."""
    start = re.compile(r"ANNEX\s?TO\s?(?=ITU)").match(text, place)
    found = at(text, start.end()) if start else None
    return found and (replace(found[0], variant="Annex"), found[1])


def annexed(text: str, place: int, _spec: str) -> Found | None:
    """A national annex or a supplement, named before the British number it belongs to."""
    annex = british.annex(text, place)
    found = annex and at(text, annex[1])
    return found and annex and (replace(found[0], variant=annex[0]), found[1])


def swiss_or_chinese(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """SN is China's inspection industry and Switzerland's standards body, LST grain and Lithuania."""
    length = len("".join(spec))
    return adopted(text, place, length) or chinese.common(text, place + length, spec)


_PETROCHEMICAL: Final = re.compile(r"\s?[/\-]\s?SH(?![A-Z])|\s?[/\-]?\s?SH(?=T)")


def energy(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """NB, or NB/SH with its two codes."""
    second = _PETROCHEMICAL.match(text, place)
    return chinese.common(text, second.end(), ("NB/SH", "")) if second else chinese.common(text, place, spec)


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
    if body == "ANSI":
        return ieee.designation(text, place, "") or american.general(text, run.end(), body)
    return (american.canadian if "CSA" in names else american.general)(text, run.end(), body)


AMERICAN_ALIASES: Final = {"IESNA": "IES"}
_NAMES: Final = prefixes.words_pattern((*AMERICAN, "IESNA"))
_AMERICAN_NAME: Final = re.compile(_NAMES)
_AMERICAN_RUN: Final = re.compile(rf"{_NAMES}(?:[\s/_\-]*+{_NAMES}(?=[^A-Z]|[A-Z]{{1,3}}[\s\-]?\d|$)){{0,3}}")


def asme(text: str, place: int, spec: str) -> Found | None:
    """ASME, alone or with ANS."""
    together = re.compile(r"ASME/ANS").match(text, place)
    body, start = ("ASME/ANS", together.end()) if together else (spec, place + len(spec))
    return american.mechanical(text, start, body)


def _after(grammar: Grammar) -> Grammar:
    """For grammars that begin after the head word."""
    return grammar


_heads: dict[str, tuple[Grammar, object, bool]] = {}


def _add(words: tuple[str, ...], grammar: Grammar, spec: object = "", *, whole: bool = False) -> None:
    for word in words:
        _heads[word] = (grammar, spec, whole)


_NO_LETTER: Final = frozenset(
    {"TSG", "ZB", "GSB", "CNCA", "CQC", "CECS", "DGJ08", "DBT29", "DG/TJ08", "NB/SH", "JJF", "JJG", "HAF", "HAD"}
)


def _chinese_heads() -> None:
    for code in (*INDUSTRIES, *OTHER_CHINESE):
        for letter in ("", "T", "Z") if code not in _NO_LETTER else ("",):
            _heads.setdefault(code + letter, (chinese.common, (code, letter), False))
    _add(("GBZ",), chinese.common, ("GBZ", ""))
    _add(("DB",), chinese_local.local, ("DB", ""))
    _add(("DBT",), chinese_local.local, ("DB", "T"))
    for word in ("DBJ", "DBS", "DGJ"):
        _add((word,), chinese_local.engineering, word)
    _add(("DG", "DGTJ"), chinese_local.shanghai)
    for word in ("T", "Q"):
        _add((word,), chinese_group.slashed, word)
    _add(("TSG",), chinese_series.special_equipment)
    _add(("ZB",), chinese_series.professional)
    _add(("GSB",), chinese_series.sample)
    for word in ("JTG", "JTJ", "JTS"):
        _add((word, word + "T"), chinese_series.highway, word)
    for word in ("JJF", "JJG"):
        _add((word,), chinese_series.metrology, word)
    for word in ("CNCA", "CQC"):
        _add((word,), chinese_series.certification, word)
    _add(("NB",), energy, ("NB", ""))
    _add(("NBSH",), chinese.common, ("NB/SH", ""))
    _add(("NBSHT",), chinese.common, ("NB/SH", "T"))
    _add(("SN",), swiss_or_chinese, ("SN", ""), whole=True)
    _add(("LST",), swiss_or_chinese, ("LS", "T"), whole=True)


_WEAK: Final = ("IS", "AS", "SS", "MS", "NS", "DS", "SR", "SI", "NP", "TS", "TR", "NBR", "PN", "TIS")
_chinese_heads()
for _word in (
    *prefixes.ADOPTED,
    *prefixes.NATIONAL,
    *prefixes.ALIASES,
    "PR",
    "FPR",
    "GUIDE",
    "CD",
    "PREN",
    "FPREN",
    "CENELEC",
    "CWA",
):
    _heads.setdefault(_word, (chain, "", True))
_add(_WEAK, weak, whole=True)
_add(("EN", "ES", "ETS", "CEN", "CLC"), european, whole=True)
_add(("ISO", "IEC"), worldwide, whole=True)
_add(("CISPR",), radio, whole=True)
_add(("JIS",), asian.classed, "JIS")
_add(("KS",), asian.classed, "KS")
_add(("ITU",), itu.recommendation)
_add(("ETSI",), etsi.deliverable)
_add(("CIE",), lighting, whole=True)
_add(("ASTM",), astm.astm)
_add(("ADJ", "MNL", "MNLTP", "MONO", "STP"), astm.bare, whole=True)
for _cyrillic, _latin in gost.NAMES.items():
    _add((_cyrillic,), gost.gost, _latin)
_add(("IEEE", "AIEE", "ASA", "USAS", "NACE"), ieee.designation, whole=True)
_add(("ASME",), asme, "ASME", whole=True)
_add(tuple(AMERICAN), american_body, whole=True)
_add(("IESNA",), american_body, whole=True)
_add(("LM", "TM", "RP"), american.lighting, "IES", whole=True)
for _word in ("IECEE", "IECQ", "IECEX"):
    _add((_word,), iec_documents.scheme, {"IECEX": "IECEx"}.get(_word, _word))
_add(("NF",), french, whole=True)
_add(("MIL",), american.military)
_add(("JESD", "JEP"), american.semiconductor, whole=True)
_add(("BSI",), flex)
_add(("NA", "SUPPLEMENT"), annexed, whole=True)
_add(("ANNEX",), itu_annex, whole=True)
_add(("CIS", "SMB", "SMBNC", "CAB", "MSB", "ACEA", "ACEE", "ACOS", "ACSEC", "ACTAD", "ACART", "GRAC", "IF", "SEG", "JTC", "PC",
      "PNW", "PWI", *iec_documents.COMMITTEES), iec_documents.document, whole=True)  # fmt: skip
for _word in ("PP", "EP", "HANDBOOK"):
    _add((_word,), british.own, "Handbook" if _word == "HANDBOOK" else _word)
for _word in ("BS", "PD", "DD", "PAS"):
    _add((_word,), bsi, _word, whole=True)
HEADS: Final[dict[str, tuple[Grammar, object, bool]]] = _heads


def at(text: str, place: int) -> Found | None:
    """The identifier whose prefix starts at `place` of the folded text."""
    head = HEAD.match(text, place)
    if head is None:
        return numbered(text, place)
    entry = HEADS.get(head[0])
    if entry is None:
        return _glued(text, head)
    grammar, spec, whole = entry
    found = grammar(text, place if whole else head.end(), spec)
    return found and with_dual(text, found)


def numbered(text: str, place: int) -> Found | None:
    """Identifiers that begin with a digit: plan numbers and committee documents."""
    return chinese_series.plan(text, place) or iec_documents.document(text, place) or british.draft(text, place)


def _glued(text: str, head: re.Match[str]) -> Found | None:
    """The longest known prefix of a word that runs into its number: ISOIEC27001, JISC8147, CIES025."""
    word, place = head[0], head.start()
    for length in range(min(len(word) - 1, 9), 1, -1):
        entry = HEADS.get(word[:length])
        if entry is not None:
            grammar, spec, whole = entry
            found = grammar(text, place if whole else place + length, spec)
            if found is not None:
                return with_dual(text, found)
    return chinese_group.glued(text, place, word) if word[0] in "TQ" else None


_DUAL: Final = re.compile(r"\s?/\s?(?=[A-ZА-Я])")
_BRACKETED: Final = re.compile(r"\s?\((?=[A-ZА-Я])")


def with_dual(text: str, found: Found) -> Found:
    """Add the double number of an identical adoption: after a slash, or in brackets where the body prints so."""
    docid, end = found
    if end == len(text):
        return found
    slash = _DUAL.match(text, end)
    if slash is None and _brackets(docid):
        slash = _BRACKETED.match(text, end)
    other = at(text, slash.end()) if slash else None
    if slash is None or other is None or not _pairs(docid, other[0]):
        return found
    closing = 1 if slash[0][-1] == "(" and text[other[1] : other[1] + 1] == ")" else 0
    return replace(docid, dual=other[0]), other[1] + closing


def _brackets(docid: DocId) -> bool:
    return docid.publisher in {"CIE", "GOST", "IEEE", "ANSI", "AIEE"}


def _pairs(docid: DocId, other: DocId) -> bool:
    """A slash between two Chinese numbers separates a list, unless two societies publish together."""
    if docid.body == other.body:
        return False
    if is_chinese(docid.body) and is_chinese(other.body):
        return docid.body[:2] == other.body[:2] == "T/"
    return True
