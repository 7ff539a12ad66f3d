"""Words of a title that the term base knows, with the term of the other language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from guiju.kernel import segment
from guiju.search.finding import home_folder
from guiju.search.learning import Term
from guiju.search.terms import FILE, shipped_terms, usable_terms

SURE: Final = 0.3
"""Pairs less sure than this help a search to find more, but are no translation to show."""
MOST: Final = 8
LONGEST: Final = 8
"""Chinese characters, or English words, of the longest term looked for."""
EVERYWHERE: Final = frozenset(
    " ".join(segment.tokens(segment.fold(word)))
    for word in (
        *("部分", "要求", "一般", "通用", "特殊", "技术", "标准", "规范", "规则", "方法", "其他", "有关", "用于"),
        *("part", "requirement", "general", "particular", "technical", "standard", "specification", "method", "other"),
    )
)
"""Words that stand in so many titles that a search for them leads nowhere."""

Translations = Mapping[str, Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class TitleTerm:
    """A term of a title, and what the other language calls it."""

    word: str
    other: str


def list_title_terms(title: str, other_title: str = "") -> tuple[TitleTerm, ...]:
    """The terms of a title in order, longer before shorter; of several translations one that the other title has."""
    own = Path(home_folder()) / FILE
    known = _load(own, own.stat().st_mtime_ns if own.is_file() else 0)
    folded, there = segment.fold(title), _stems(other_title)
    found: dict[str, str] = {}
    for word, name in _words(folded, known):
        if word not in found:
            found[word] = _best(known[name], there)
    return tuple(TitleTerm(word, other) for word, other in found.items())[:MOST]


@lru_cache(maxsize=1)
def _load(own: Path, _changed: int) -> Translations:
    """By Chinese term and by the stems of an English one, its translations, the surest first."""
    weights = {(term.zh, term.en): term.weight for term in (*shipped_terms(), *usable_terms(own))}
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for term in (Term(zh, en, weight, "") for (zh, en), weight in weights.items() if weight >= SURE):
        chinese, english = segment.fold(term.zh), _stems(term.en)
        if len(chinese) > 1 and EVERYWHERE.isdisjoint((_stems(term.zh), english)):
            found[chinese].append((term.en, term.weight))
            found[english].append((term.zh, term.weight))
    return {name: sorted(others, key=lambda one: (-one[1], one[0])) for name, others in found.items()}


def _stems(text: str) -> str:
    return " ".join(segment.tokens(segment.fold(text)))


def _words(folded: str, known: Translations) -> Iterator[tuple[str, str]]:
    """(term as the title has it, name it is known by), from left to right, no two over one another."""
    runs = list(segment.runs(folded))
    place = 0
    while place < len(runs):
        if runs[place].chinese:
            yield from _chinese(runs[place].text, known)
            place += 1
            continue
        taken = 1
        for length in range(min(LONGEST, len(runs) - place), 0, -1):
            several = runs[place : place + length]
            name = " ".join(segment.stem(run.text) for run in several)
            if name in known and not any(run.chinese for run in several):
                yield folded[several[0].start : several[-1].end], name
                taken = length
                break
        place += taken


def _chinese(text: str, known: Translations) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        longest = range(min(LONGEST, len(text) - place), 1, -1)
        word = next((word for length in longest if (word := text[place : place + length]) in known), "")
        if word:
            yield word, word
        place += len(word) or 1


def _best(translations: Sequence[tuple[str, float]], there: str) -> str:
    """One that the title in the other language has, else the surest."""
    names = [name for name, _sure in translations]
    same = (name for name in names if _stems(name) in there)
    return next(same, names[0]) if there else names[0]
