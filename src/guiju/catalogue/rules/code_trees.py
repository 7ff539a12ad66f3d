"""Where a classification code stands: ICS by its dots, CCS by its letter and the range its number falls in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Scheme(StrEnum):
    """A classification standards carry codes of."""

    ICS = "ICS"
    CCS = "CCS"


FORMS: Final = {
    Scheme.ICS: re.compile(r"\d{2}(\.\d{3}(\.\d{2})?)?", re.ASCII),
    Scheme.CCS: re.compile(r"[A-Z](\d{2}(/\d{2})?)?", re.ASCII),
}
RANGE_SIGN: Final = "/"


def is_code(scheme: Scheme, text: str) -> bool:
    """Whether it is written as codes of the scheme are: 29.140.40; K, K70/79, K72."""
    return FORMS[scheme].fullmatch(text) is not None


def chain_of(scheme: Scheme, code: str, ranges: Collection[str] = ()) -> tuple[str, ...]:
    """The codes above a code, the widest first, and itself. `ranges` are those of the CCS that are known."""
    if scheme == Scheme.ICS:
        fields = code.split(".")
        return tuple(".".join(fields[: place + 1]) for place in range(len(fields)))
    return tuple(dict.fromkeys((code[:1], *_ranges_around(code, tuple(ranges)), code)))


def nodes_of(scheme: Scheme, codes: Iterable[str], ranges: Collection[str] = ()) -> frozenset[str]:
    """Every place of the tree at which a standard with these codes is counted, once each."""
    return frozenset(node for code in codes for node in chain_of(scheme, code, ranges))


@lru_cache(maxsize=4096)
def _ranges_around(code: str, ranges: tuple[str, ...]) -> tuple[str, ...]:
    number = code[1:3]
    found = (one for one in ranges if number and one[:1] == code[:1] and one[1:3] <= number and code[-2:] <= one[-2:])
    return tuple(sorted(sorted(found, key=lambda one: one[-2:], reverse=True), key=lambda one: one[1:3]))


def ranges_among(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that stand for a range of others."""
    return tuple(sorted(code for code in codes if RANGE_SIGN in code))


def own_part(title: str, above: str) -> str:
    """What a title says beyond the title of the code above, which ICS repeats before it; without the full stop."""
    rest = title.removeprefix(above.rstrip(". ")).strip(". ") if above else title
    return rest or title
