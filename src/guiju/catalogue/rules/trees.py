"""Where a code of a classification stands in its tree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

Parent = Callable[[str, Collection[str]], str]


def ics_parent(code: str, known: Collection[str]) -> str:
    """29.140.40 stands under 29.140, that under 29; a field stands under nothing."""
    del known  # the code itself tells
    return code.rpartition(".")[0]


def ccs_parent(code: str, known: Collection[str]) -> str:
    """K72 stands under K70/79, where a range known holds it, else under K; a letter stands under nothing."""
    if "/" in code:
        return code[:1]
    ranges = (one for one in known if "/" in one and one[:1] == code[:1] and one[1:3] <= code[1:3] <= one[4:6])
    return min(ranges, default=code[:1] if len(code) > 1 else "")


PARENTS: Final[Mapping[str, Parent]] = {"ics": ics_parent, "ccs": ccs_parent}


def path_of(code: str, known: Collection[str], parent: Parent) -> list[str]:
    """What a code stands under, the widest first, without itself."""
    path: list[str] = []
    while (code := parent(code, known)) and code not in path:
        path.insert(0, code)
    return path
