"""Regions and industries step by step: what may be chosen first, and below what is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.organisations.rules.regions import Tree
from guiju.platform.classifications import Titles, titles_below, titles_like, titles_of


@dataclass(frozen=True, slots=True)
class Step:
    """One choice among codes with their titles; `chosen` is "" where none is made yet."""

    options: tuple[tuple[str, Titles], ...]
    chosen: str


def list_steps(tree: Tree, chosen: str) -> list[Step]:
    """The choices down to a code, and one further where there is anything below; none where no table is held."""
    known = titles_like(tree.scheme, tree.roots)
    if not known:
        return []
    root = next(iter(tree.chain(chosen)), "")
    if root in known:
        known |= titles_below(tree.scheme, tree.stems(root))
    path = [code for code in tree.chain(chosen) if code in known]
    below = _children(tree, known)
    steps = [Step(tuple((code, known[code]) for code in below.get("", ())), path[0] if path else "")]
    for place, code in enumerate(path):
        options = tuple((child, known[child]) for child in below.get(code, ()))
        if options:
            steps.append(Step(options, path[place + 1] if place + 1 < len(path) else ""))
    return steps


def _children(tree: Tree, known: dict[str, Titles]) -> dict[str, list[str]]:
    """Codes by the nearest code above that is held: districts of a municipality have no prefecture."""
    below: dict[str, list[str]] = {}
    for code in known:
        above = [one for one in tree.chain(code)[:-1] if one in known]
        below.setdefault(above[-1] if above else "", []).append(code)
    return below


def path_of(tree: Tree, code: str) -> list[Titles]:
    """The titles from the top down to a code; codes that no table has are left out."""
    known = titles_of(tree.scheme, tree.chain(code))
    return [known[one] for one in tree.chain(code) if one in known]


def is_known(tree: Tree, code: str) -> bool:
    """Whether a code is held; where no table is, any that is written as one counts."""
    return bool(titles_of(tree.scheme, [code])) or not titles_like(tree.scheme, tree.roots)
