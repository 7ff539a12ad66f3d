"""The first words of Chinese numbers."""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid import chinese, chinese_local, chinese_series
from guiju.kernel.docid.bodies import INDUSTRIES, OTHER_CHINESE
from guiju.kernel.docid.chinese_group import slashed
from guiju.kernel.docid.grammar import Entry, Found, Heads, heads, own_names, whole
from guiju.kernel.docid.national import adopted


def swiss_or_chinese(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """SN is China's inspection industry and Switzerland's standards body, LST grain and Lithuania."""
    length = len("".join(spec))
    return adopted(text, place, length) or chinese.common(text, place + length, spec)


_PETROCHEMICAL: Final = re.compile(r"[\s_/\-]?\s?SH(?![A-SU-Z]|T[A-Z])")


def energy(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """NB, or NB/SH with its two codes."""
    second = _PETROCHEMICAL.match(text, place)
    return chinese.common(text, second.end(), ("NB/SH", "")) if second else chinese.common(text, place, spec)


_NO_LETTER: Final = frozenset(
    {"TSG", "ZB", "GSB", "CNCA", "CQC", "CECS", "DGJ08", "DBT29", "DG/TJ08", "NB/SH", "JJF", "JJG", "HAF", "HAD"}
)
"""Series that take no mandate letter."""


def _lettered() -> Heads:
    """GB, GBT and GBZ for GB, and so on: the mandate letter may be run together with the code."""
    table = {
        code + letter: Entry(chinese.common, (code, letter))
        for code in (*INDUSTRIES, *OTHER_CHINESE)
        for letter in ("", "T", "Z")
        if not letter or code not in _NO_LETTER
    }
    return table | {"GBZ": Entry(chinese.common, ("GBZ", ""))}


CHINESE: Final[Heads] = (
    _lettered()
    | heads(["DB"], chinese_local.local, ("DB", ""))
    | heads(["DBT"], chinese_local.local, ("DB", "T"))
    | own_names(["DBJ", "DBS", "DGJ"], chinese_local.engineering)
    | whole(["DG", "DGTJ"], chinese_local.shanghai)
    | own_names(["T", "Q"], slashed)
    | heads(["TSG"], chinese_series.special_equipment)
    | heads(["ZB"], chinese_series.professional)
    | heads(["GSB"], chinese_series.sample)
    | {word: Entry(chinese_series.highway, (word, "")) for word in ("JTG", "JTJ", "JTS")}
    | {f"{word}T": Entry(chinese_series.highway, (word, "T")) for word in ("JTG", "JTJ", "JTS")}
    | own_names(["JJF", "JJG"], chinese_series.metrology)
    | own_names(["CNCA", "CQC"], chinese_series.certification)
    | heads(["NB"], energy, ("NB", ""))
    | heads(["NBSH"], chinese.common, ("NB/SH", ""))
    | heads(["NBSHT"], chinese.common, ("NB/SH", "T"))
    | whole(["SN"], swiss_or_chinese, ("SN", ""))
    | whole(["LST"], swiss_or_chinese, ("LS", "T"))
)
