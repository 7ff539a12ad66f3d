"""Russian and interstate standards, in Cyrillic or Latin letters.

ГОСТ 15150-69, ГОСТ Р 34.11-2012, ГОСТ 12.2.007.8, ГОСТ 31425.3-2025/ISO 9902-3:2001
ГОСТ Р ИСО/МЭК 24789-2-2016            the number of the adopted standard
"""

from __future__ import annotations

import re
from typing import Final

from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId
from guiju.kernel.docid.prefixes import read_chain

_ADOPTED: Final = "ISO|IEC|CISPR|EN|ИСО|МЭК|СИСПР|ЕН|CEN|TR|TS|ТО|ТС|МФС|GUIDE|РУКОВОДСТВО|IEEE|ISP"
_GOST: Final = re.compile(
    rf"""[\s_]*+([РRP](?=[\s_]*+(?:{_ADOPTED}|\d)))?[\s_]*+((?:(?:{_ADOPTED})[\s/\-]*+){{0,4}})
    (\d{{1,6}}(?:\.\d{{1,5}})*)((?:-\d{{1,3}}(?!\d))*+)
    (?:[-:;]((?:19|20)\d\d)(?!\d)|[ ]((?:19|20)\d\d)(?!\d))?(?!\d)""",
    re.ASCII | re.VERBOSE,
)
NAMES: Final = {
    "ГОСТ": "GOST",
    "GOST": "GOST",
    "ОСТ": "OST",
    "СТБ": "STB",
    "STB": "STB",
    "ДСТУ": "DSTU",
    "DSTU": "DSTU",
}


def gost(text: str, place: int, spec: str) -> Found | None:
    """After the word ГОСТ (`spec` its Latin form)."""
    match = _GOST.match(text, place)
    if match is None:
        return None
    republic, run, number, dashed, written, spaced = match.groups("")
    chain = read_chain(run) if run else None
    number, parts = (number, ()) if chain else _split(number)
    parts += tuple(dashed.split("-")[1:])
    year = written or spaced
    if not year and parts and dashed and _is_short_year(parts[-1], adopted=chain is not None):
        parts, year = parts[:-1], f"19{parts[-1]}"
    docid = DocId(
        " ".join(filter(None, (spec, "R" if republic else "", chain.body if chain else ""))), "standard",
        doctype=chain.doctype if chain else "", number=number, parts=parts, year=int(year) if year else None,
    )  # fmt: skip
    return docid, match.end()


def _is_short_year(written: str, *, adopted: bool) -> bool:
    """Two digits after the last dash are a year of the last century; small ones of an adopted number are a part."""
    return len(written) == 2 and int(written) >= (50 if adopted else 20)


def _split(number: str) -> tuple[str, tuple[str, ...]]:
    """Number and parts: 31425.3 is part 3; 12.2.007.8 is number 007 of system 12.2, part 8; 34.11 has no part."""
    first, *rest = number.split(".")
    if len(first) > 2:
        return first, tuple(rest)
    for index, piece in enumerate(rest):
        if len(piece) >= 3:
            return ".".join((first, *rest[: index + 1])), tuple(rest[index + 1 :])
    return number, ()
