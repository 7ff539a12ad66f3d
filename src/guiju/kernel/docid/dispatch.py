"""Which grammar reads a text: decided by its leading letters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from guiju.kernel.docid import (
    american,
    asian,
    astm,
    british,
    chinese_group,
    chinese_series,
    etsi,
    gost,
    iec_documents,
    ieee,
    itu,
    late_year,
    national,
    prefixes,
    words,
)
from guiju.kernel.docid.bodies_foreign import AMERICAN
from guiju.kernel.docid.chinese_heads import CHINESE
from guiju.kernel.docid.grammar import Entry, Found, Heads, heads, own_names, whole
from guiju.kernel.docid.model import DocId
from guiju.kernel.docid.render import is_chinese

HEAD: Final = re.compile(r"[A-ZА-ЯÖČ]+")
_ITU_ANNEX: Final = re.compile(r"ANNEX\s?TO\s?(?=ITU)")


def itu_annex(text: str, place: int, _spec: str) -> Found | None:
    """Annex to an operational bulletin of ITU."""
    start = _ITU_ANNEX.match(text, place)
    found = single(text, start.end()) if start else None
    return found and (replace(found[0], variant="Annex"), found[1])


def annexed(text: str, place: int, _spec: str) -> Found | None:
    """A national annex or a supplement, named before the British number it belongs to."""
    annex = british.annex(text, place)
    found = annex and single(text, annex[1])
    return found and annex and (replace(found[0], variant=annex[0]), found[1])


_CHAINS: Final = (*prefixes.ADOPTED, *prefixes.NATIONAL, *prefixes.ALIASES, "PR", "FPR", "GUIDE", "CD", "PREN", "FPREN")
_WEAK: Final = ("AS", "SS", "MS", "NS", "DS", "SR", "SI", "NP", "TS", "TR", "NBR", "PN", "TIS")

_FOREIGN: Final[Heads] = (
    whole(_WEAK, national.weak)
    | whole(["IS"], national.indian)
    | whole(["OIML"], national.metrology)
    | whole(["RFC", "IETF"], national.internet)
    | whole(["EN", "ES", "ETS", "CEN", "CLC"], national.european)
    | whole(["ISO", "IEC"], national.worldwide)
    | whole(["CISPR"], national.radio)
    | whole(["CIE"], national.lighting)
    | whole(["NF"], national.french)
    | {word: Entry(national.bsi, word, whole=True) for word in ("BS", "PD", "DD", "PAS")}
    | heads(["BSI"], national.flex)
    | own_names(["PP", "EP"], british.own)
    | heads(["HANDBOOK"], british.own, "Handbook")
    | own_names(["JIS", "KS"], asian.classed)
    | heads(["ITU"], itu.recommendation)
    | heads(["ETSI"], etsi.deliverable)
    | {word: Entry(gost.gost, name) for word, name in gost.NAMES.items()}
    | heads(["ASTM"], astm.astm)
    | whole(["ADJ", "MNL", "MNLTP", "MONO", "STP"], astm.bare)
    | whole([*AMERICAN, "IESNA"], national.american_body)
    | whole(["IEEE", "AIEE", "ASA", "USAS", "NACE"], ieee.designation)
    | whole(["ASME"], national.asme, "ASME")
    | whole(["LM", "TM", "RP"], american.lighting, "IES")
    | heads(["MIL"], american.military)
    | whole(["JESD", "JEP"], american.semiconductor)
    | own_names(["IECEE", "IECQ"], iec_documents.scheme)
    | heads(["IECEX"], iec_documents.scheme, "IECEx")
    | whole(iec_documents.COMMITTEE_WORDS, iec_documents.document)
)

HEADS: Final[Heads] = (
    whole(_CHAINS, national.chain)
    | _FOREIGN
    | CHINESE
    | whole(["NA", "SUPPLEMENT"], annexed)
    | whole(["ANNEX"], itu_annex)
)
"""First word to grammar. Where two bodies share a word the Chinese one stands, and looks for the other itself."""


def at(text: str, place: int) -> Found | None:
    """The identifier whose prefix starts at `place` of the folded text."""
    head = HEAD.match(text, place)
    return from_word(text, place, head[0]) if head else numbered(text, place)


def from_word(text: str, place: int, word: str) -> Found | None:
    """The identifier that begins with the letters `word` at `place`."""
    found = _own(text, place, word)
    if found is None or found[1] == len(text):
        return found
    return with_dual(text, found if found[0].year else late_year.complete(text, found))


def single(text: str, place: int) -> Found | None:
    """The identifier at `place` without the double number that may follow it."""
    head = HEAD.match(text, place)
    if head is None:
        return numbered(text, place)
    found = _own(text, place, head[0])
    return found if found is None or found[0].year else late_year.complete(text, found)


def _own(text: str, place: int, word: str) -> Found | None:
    entry = HEADS.get(word)
    if entry is None:
        return _glued(text, place, word)
    grammar, spec, from_start = entry
    return grammar(text, place if from_start else place + len(word), spec)


def numbered(text: str, place: int) -> Found | None:
    """Identifiers that begin with a digit: plan numbers and committee documents."""
    return chinese_series.plan(text, place) or iec_documents.document(text, place) or british.draft(text, place)


def _glued(text: str, place: int, word: str) -> Found | None:
    """The longest known prefix of a word that runs into its number: ISOIEC27001, JISC8147, CIES025."""
    if word in words.COMMON:
        return None
    for length in range(min(len(word) - 1, 9), 1, -1):
        entry = HEADS.get(word[:length])
        if entry is not None:
            found = entry.grammar(text, place if entry.whole else place + length, entry.spec)
            if found is not None:
                return found
    return chinese_group.glued(text, place, word) if word[0] in "TQ" else None


_DUAL: Final = re.compile(r"\s?/\s?(?=[A-ZА-Я])")
_BRACKETED: Final = re.compile(r"\s?\((?=[A-ZА-Я])")


def with_dual(text: str, found: Found) -> Found:
    """Add the double number of an identical adoption: after a slash, or in brackets where the body prints so.

    One double number is all that real forms have; a third one is left to be read as an identifier of its own.
    """
    docid, end = found
    if end == len(text) or docid.dual:
        return found
    slash = _DUAL.match(text, end)
    if slash is None and _brackets(docid):
        slash = _BRACKETED.match(text, end)
    other = single(text, slash.end()) if slash else None
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
