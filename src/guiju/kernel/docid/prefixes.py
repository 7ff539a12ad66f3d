"""Chains of bodies: BS EN ISO/IEC TS, DIN EN, ISO/IEC/IEEE DIS, prEN, CEN/CLC/TR.

A chain is read as words. Each word is a body, a kind of deliverable or a stage; which one follows from the tables
below, so that `ISO/IEC TR`, `ISOIEC-TR` and `iso iec/tr` come out alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

PARTNERS: Final[dict[str, frozenset[str]]] = {
    "ISO": frozenset(
        {"IEC", "IEEE", "ASTM", "CIE", "IDF", "HL7", "SAE", "ASME", "OIML", "OECD", "UNDP", "IULTCS", "NLGI"}
    ),
    "IEC": frozenset({"IEEE", "IEC", "ITU", "ASTM", "ISO"}),
    "IEEE": frozenset({"IEC", "ISO"}),
    "CEN": frozenset({"CLC"}),
    "AS": frozenset({"NZS"}),
}
"""A word that follows its partner is a co-publisher and is written with a slash."""

ADOPTED: Final = ("ISO", "IEC", "EN", "HD", "ENV", "CR", "CEN", "CLC", "CISPR", "CECC", "IEEE", "ASTM", "CIE",
"ETSI", "ETS", "HL7",
                  "OHSAS", "CWA", "ECSS", "IECQ", "IWA")  # fmt: skip
"""Bodies whose numbers keep their shape when a national body puts its own prefix before them."""

DOCTYPES: Final[dict[str, str]] = {
    "TR": "TR", "TS": "TS", "PAS": "PAS", "GUIDE": "Guide", "R": "R", "ISP": "ISP", "TTA": "TTA", "DATA": "DATA",
    "SRD": "SRD", "SPEC": "SPEC", "VDE": "VDE",
    "DIR": "DIR", "DIRECTIVES": "DIR", "OD": "OD", "ES": "ES", "EG": "EG", "SR": "SR", "GS": "GS", "GR": "GR",
    "ТС": "TS", "ТО": "TR", "МФС": "ISP", "РУКОВОДСТВО": "Guide",
}  # fmt: skip

STAGES: Final[dict[str, tuple[str, str]]] = {
    "PWI": ("PWI", ""), "NP": ("NP", ""), "NWIP": ("NP", ""), "AWI": ("AWI", ""), "WD": ("WD", ""), "CD": ("CD", ""),
    "CDV": ("CDV", ""), "DIS": ("DIS", ""), "FDIS": ("FDIS", ""), "PRF": ("PRF", ""), "PR": ("pr", ""),
    "FPR": ("Fpr", ""),
    "DTS": ("DTS", "TS"), "DTR": ("DTR", "TR"), "DPAS": ("DPAS", "PAS"), "PDTR": ("PDTR", "TR"), "PDTS": ("PDTS", "TS"),
    "CDTS": ("CDTS", "TS"), "CDTR": ("CDTR", "TR"), "FDTS": ("FDTS", "TS"), "FDTR": ("FDTR", "TR"), "FCD": ("FCD",
    ""), "DGUIDE": ("DGuide", "Guide"),
    "DP": ("DP", ""), "DS": ("DS", ""),
}  # fmt: skip
"""Stage word to (stage, deliverable it implies)."""

ALIASES: Final = {
    "CEI": "IEC",
    "CENELEC": "CLC",
    "ДСТУ": "DSTU",
    "ЕН": "EN",
    "СИСПР": "CISPR",
    "ИСО": "ISO",
    "МЭК": "IEC",
    "OENORM": "ÖNORM",
    "ONORM": "ÖNORM",
}

NATIONAL: Final = (
    "BS", "PD", "DD", "PAS", "DIN", "NF", "UNE", "UNI", "SS", "SIS", "NEN", "NBN", "ÖNORM", "OENORM", "ONORM",
    "SN", "SFS", "DS",
    "NS", "PN", "CSN", "ČSN", "STN", "MSZ", "SIST", "HRN", "SR", "BDS", "EVS", "LVS", "LST", "ELOT", "TS", "IS", "NP",
    "AS", "NZS", "SANS", "NBR", "IRAM", "SNI", "MS", "TCVN", "TIS", "PNS", "GSO", "SASO", "KS", "CAN", "CSA",
    "CNS", "OVE", "ÖVE",
    "OEVE", "SEV", "ILNAS", "MKS", "SRPS", "SI", "VDE", "DISC", "DSTU", "ДСТУ", "STB",
)  # fmt: skip
"""National prefixes under which EN, ISO and IEC numbers appear."""

_SEP: Final = r"[\s/_.\-]*+"


def words_pattern(words: Iterable[str]) -> str:
    """A pattern of all words, longest first, with shared beginnings read once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        groups.setdefault(word[:1], []).append(word[1:])
    end = "" in groups
    branches = [
        re.escape(first) + (words_pattern(rest) if rest != [""] else "") for first, rest in groups.items() if first
    ]
    pattern = branches[0] if len(branches) == 1 and not end else f"(?:{'|'.join(branches)})"
    return f"(?:{pattern})?" if end and branches else pattern


WORDS: Final = {
    *ADOPTED,
    *NATIONAL,
    *DOCTYPES,
    *STAGES,
    *ALIASES,
    *(word for group in PARTNERS.values() for word in group),
}
CHAIN: Final = rf"((?:(?:{words_pattern(WORDS)}){_SEP}){{1,7}})"
"""At most seven words, so that a text of nothing but prefixes is refused at once."""

RUN: Final = re.compile(rf"(?:(?:{words_pattern(WORDS)}){_SEP})++")
"""Prefix words however many."""

_WORD: Final = re.compile(words_pattern(WORDS))


class Chain(NamedTuple):
    """What a run of prefix words says."""

    body: str
    doctype: str
    stage: str


@lru_cache(maxsize=2048)
def read_chain(run: str) -> Chain:
    """Bodies, deliverable and stage of a run of prefix words (`ISO/IEC DIS`)."""
    bodies: list[str] = []
    doctype = stage = ""
    for word in _WORD.findall(run):
        if word in STAGES and (bodies or word in {"PR", "FPR"} or not stage) and not _is_body(word, bodies):
            stage, implied = STAGES[word]
            doctype = doctype or implied
        elif word in DOCTYPES and (bodies or word == "GUIDE"):
            doctype = DOCTYPES[word]
        else:
            _append(bodies, ALIASES.get(word, word))
    return Chain(" ".join(bodies), doctype, stage)


def _is_body(word: str, bodies: list[str]) -> bool:
    return not bodies and word in NATIONAL


def _append(bodies: list[str], word: str) -> None:
    if bodies and word in PARTNERS.get(bodies[-1].split("/")[0], ()):
        bodies[-1] += f"/{word}"
    elif not bodies or bodies[-1] != word:
        bodies.append(word)
