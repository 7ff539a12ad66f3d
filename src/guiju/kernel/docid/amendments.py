"""Amendments and corrigenda of international and European standards."""

from __future__ import annotations

import re
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
        found.append(Amendment(kind, number, int(year) if year else None, int(month) if month else None, sign == "+"))
        place = match.end()
    return tuple(found), place
