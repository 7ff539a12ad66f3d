"""Amendments and corrigenda: those of international and European standards, and one that is written two ways."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from guiju.kernel.docid.model import Amendment

KINDS: Final = {
    "AMD": "Amd", "AMENDMENT": "Amd", "AM": "Amd", "COR": "Cor", "CORR": "Cor", "CORRIGENDUM": "Cor", "ADD": "Add",
    "SUPPL": "Suppl", "SUP": "Suppl", "DAM": "DAmd", "DAMD": "DAmd", "FDAM": "FDAmd", "FDAMD": "FDAmd",
    "PDAM": "CD Amd",
    "PDAMD": "CD Amd", "FPDAM": "FPDAmd", "FPDAMD": "FPDAmd", "DCOR": "DCor", "FCOR": "FDCor", "FDCOR": "FDCor",
    "PDCOR": "CD Cor", "PRA": "prA", "FPRA": "FprA", "A": "A", "AC": "AC", "EXT": "Ext", "ISH": "ISH", "FRAG": "FRAG",
}  # fmt: skip
_WORDS: Final = "|".join(sorted(KINDS, key=lambda word: (-len(word), word)))
_ONE: Final = re.compile(
    rf"""(?:\s*+([+/,])\s*+|\s++)(?:(CD|WD|NP|AWI|PWI|DIS|FDIS|PRF)\s?)?({_WORDS})[\s.]*+(?![A-Z])(?:NO\.?\s*+)?
    (\d{{1,3}}(?:\.\d{{1,2}})*)?(?!\d)
    (?:\s*+[:\-]\s*+((?:19|20)\d\d)(?!\d)(?:-(\d\d)(?!\d))?)?""",
    re.ASCII | re.VERBOSE,
)
_CORRIGENDUM_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z", re.ASCII)


def read_amendments(text: str, place: int) -> tuple[tuple[Amendment, ...], int]:
    """All amendments written one after another from `place`, and where they end."""
    found: list[Amendment] = []
    while (match := _ONE.match(text, place)) is not None:
        sign, stage, word, number, year, month = match.groups("")
        if not number and word not in {"AC", "SUPPL"}:
            break
        kind = f"{stage} {KINDS[word]}" if stage else KINDS[word]
        one = Amendment(kind, number, int(year) if year else None, int(month) if month else None, sign == "+")
        found[-1:] = joined(found[-1:], one)
        place = match.end()
    return tuple(found), place


def joined(found: list[Amendment], other: Amendment) -> list[Amendment]:
    """With the amendment read next; one that is written both ways (XG1-2020 第1号修改单) stays one, with its year."""
    for place, one in enumerate(found):
        if _is_same(one, other):
            return [*found[:place], one if one.year else replace(other, included=one.included), *found[place + 1 :]]
    return [*found, other]


def _is_same(one: Amendment, other: Amendment) -> bool:
    """Whether kind and number agree and the years do not say otherwise."""
    agree = one.year == other.year or None in {one.year, other.year}
    return bool(one.number) and (one.kind, one.number) == (other.kind, other.number) and agree
