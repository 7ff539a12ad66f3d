"""Where codes of regions (GB/T 2260) and industries (GB/T 4754-2017) stand in their trees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

REGIONS: Final = "GB/T 2260"
INDUSTRIES: Final = "GB/T 4754-2017"
"""The schemes under which the tables of codes are kept."""

_REGION: Final = re.compile(r"[1-9][0-9](?:[0-9]{2}(?:[0-9]{2})?)?", re.ASCII)
_INDUSTRY: Final = re.compile(r"[A-T]|[0-9]{2,4}", re.ASCII)
_SECTIONS: Final[Mapping[str, tuple[int, int]]] = {
    "A": (1, 5), "B": (6, 12), "C": (13, 43), "D": (44, 46), "E": (47, 50), "F": (51, 52), "G": (53, 60),
    "H": (61, 62), "I": (63, 65), "J": (66, 69), "K": (70, 70), "L": (71, 72), "M": (73, 75), "N": (76, 79),
    "O": (80, 82), "P": (83, 83), "Q": (84, 85), "R": (86, 90), "S": (91, 96), "T": (97, 97),
}  # fmt: skip
"""Which divisions (two digits) a section holds: the letter is not part of their codes."""


def read_region(text: str) -> str:
    """Six digits of a region given with two, four or six; "" for anything else."""
    code = text.strip()
    return code.ljust(6, "0") if _REGION.fullmatch(code) else ""


def region_chain(code: str) -> tuple[str, ...]:
    """Province, prefecture and county of a region, as far as it goes down: 500112 lies in 500000 and in 500100."""
    codes = (code[:2] + "0000", code[:4] + "00", code)
    return tuple(dict.fromkeys(codes)) if code else ()


def region_stem(code: str) -> str:
    """What the codes of all places in a region begin with."""
    stem = code.removesuffix("0000") if code.endswith("0000") else code.removesuffix("00")
    return stem if code else ""


def read_industry(text: str) -> str:
    """A code of an industry: C, 38, 387, 3871, or C3871 as many write it; "" for anything else."""
    code = text.strip().upper()
    bare = code[1:] if len(code) > 1 and code[0].isalpha() else code
    if not _INDUSTRY.fullmatch(bare) or not section_of(bare):
        return ""
    return bare if bare is code or section_of(bare) == code[0] else ""


def section_of(code: str) -> str:
    """The section a division, group or class lies in; "" for numbers of none."""
    if not code[:2].isdigit():
        return code[:1]
    division = int(code[:2])
    return next((letter for letter, (first, last) in _SECTIONS.items() if first <= division <= last), "")


def industry_chain(code: str) -> tuple[str, ...]:
    """Section, division, group and class of an industry, as far as it goes down."""
    if not code:
        return ()
    below = [code[:length] for length in (2, 3, 4) if code[:1].isdigit() and len(code) >= length]
    return (section_of(code), *below)


def industry_stems(code: str) -> tuple[str, ...]:
    """What the codes of all branches of an industry begin with: a section begins with each of its divisions."""
    if code not in _SECTIONS:
        return (code,) if code else ()
    first, last = _SECTIONS[code]
    return (code, *(f"{division:02}" for division in range(first, last + 1)))


@dataclass(frozen=True, slots=True)
class Tree:
    """How a scheme of codes is a tree: the form of its roots, what lies above a code, how codes below one begin."""

    scheme: str
    roots: str
    chain: Callable[[str], tuple[str, ...]]
    stems: Callable[[str], tuple[str, ...]]
    read: Callable[[str], str]
    levels: int


REGION_TREE: Final = Tree(
    REGIONS, r"^[0-9]{2}0000$", region_chain, lambda code: (region_stem(code),) if code else (), read_region, 3
)
INDUSTRY_TREE: Final = Tree(INDUSTRIES, r"^[A-T]$", industry_chain, industry_stems, read_industry, 4)


def deepest(tree: Tree, given: Sequence[str]) -> str:
    """What a row of choices means: the last that lies below all before it, for whoever changes the first choice."""
    meant = ""
    for code in map(tree.read, given):
        if not code or (meant and meant not in tree.chain(code)):
            break
        meant = code
    return meant
