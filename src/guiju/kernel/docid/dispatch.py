"""Which grammar reads a text: decided by its leading letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from guiju.kernel.docid import chinese, chinese_group, chinese_local, chinese_series, international, prefixes
from guiju.kernel.docid.bodies import INDUSTRIES, OTHER_CHINESE
from guiju.kernel.docid.model import DocId

Found = tuple[DocId, int]
Grammar = Callable[[str, int, Any], Found | None]

HEAD: Final = re.compile(r"[A-ZА-ЯÖČ]+")


def _chinese_heads() -> dict[str, tuple[Grammar, object]]:
    heads: dict[str, tuple[Grammar, object]] = {}
    for code in (*INDUSTRIES, *OTHER_CHINESE):
        for letter in ("", "T", "Z"):
            heads.setdefault(code + letter, (chinese.common, (code, letter)))
    heads["GBZ"] = (chinese.common, ("GBZ", ""))
    for word in ("DB", "DBT"):
        heads[word] = (chinese_local.local, ("DB", word[2:]))
    for word in ("DBJ", "DBS", "DGJ"):
        heads[word] = (chinese_local.engineering, word)
    heads["DG"] = heads["DGTJ"] = (chinese_local.shanghai, "")
    heads["T"] = heads["Q"] = (chinese_group.slashed, "T")
    heads["Q"] = (chinese_group.slashed, "Q")
    heads["TSG"] = (chinese_series.special_equipment, "")
    heads["ZB"] = (chinese_series.professional, "")
    heads["GSB"] = (chinese_series.sample, "")
    for word in ("JTG", "JTJ", "JTS"):
        heads[word] = heads[word + "T"] = (chinese_series.highway, word)
    for word in ("JJF", "JJG"):
        heads[word] = (chinese_series.metrology, word)
    for word in ("CNCA", "CQC"):
        heads[word] = (chinese_series.certification, word)
    return heads


_FROM_START: Final = {"chained"}
HEADS: Final[dict[str, tuple[Grammar, object]]] = _chinese_heads()
for _word in (*prefixes.ADOPTED, *prefixes.NATIONAL, *prefixes.ALIASES):
    HEADS.setdefault(_word, (international.chained, ""))


def at(text: str, place: int) -> Found | None:
    """The identifier whose prefix starts at `place` of the folded text."""
    head = HEAD.match(text, place)
    if head is None:
        return chinese_series.plan(text, place)
    entry = HEADS.get(head[0])
    if entry is None:
        return None
    grammar, spec = entry
    found = grammar(text, place if grammar is international.chained else head.end(), spec)
    return found and with_dual(text, found)


_DUAL: Final = re.compile(r"\s?/\s?(?=[A-Z])")


def with_dual(text: str, found: Found) -> Found:
    """Add the double number of an identical adoption, when one follows a slash."""
    docid, end = found
    if end == len(text):
        return found
    slash = _DUAL.match(text, end)
    other = at(text, slash.end()) if slash else None
    return (replace(docid, dual=other[0]), other[1]) if other else found
