"""Text as the search sees it: folded, then cut into pairs of Chinese characters and stems of other words.

The same functions cut what is indexed and what is asked for, so both always agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import opencc
import rjieba

CHINESE: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUN: Final = re.compile(rf"([{CHINESE}]+)|(\d++(?:\.\d++)*+(?![^\W\d_{CHINESE}])|(?:(?![{CHINESE}])[^\W_])+)")
_IS_CHINESE: Final = re.compile(f"[{CHINESE}]")
_ACCENTED: Final = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_simplify: Final = opencc.OpenCC("t2s").convert

FUNCTION_WORDS: Final = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"]
)
"""English words that tell nothing alone; looked for only inside a quoted phrase."""


class Run(NamedTuple):
    """A stretch of Chinese characters, or one word or number of another script."""

    text: str
    chinese: bool
    start: int
    end: int


def fold(text: str) -> str:
    """One width, one case, simplified characters, Latin letters without accents. Never for storage, only for search."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not _traditional().isdisjoint(folded):
        folded = _simplify(folded)
    return _ACCENTED.sub(_bare, folded) if _ACCENTED.search(folded) else folded


@cache
def _traditional() -> frozenset[str]:
    """The characters that simplifying changes; asking for them first spares most texts the conversion."""
    common = "".join(map(chr, range(0x4E00, 0xA000)))
    return frozenset(one for one in common if _simplify(one) != one)


def _bare(letter: re.Match[str]) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", letter[0]) if not unicodedata.combining(one))


def is_chinese(text: str) -> bool:
    """Whether any character is Chinese."""
    return _IS_CHINESE.search(text) is not None


def runs(folded: str) -> Iterator[Run]:
    """Chinese stretches and other words of a folded text, in order."""
    for found in _RUN.finditer(folded):
        yield Run(found[0], found[1] is not None, found.start(), found.end())


def bigrams(run: str) -> list[str]:
    """Every pair of neighbouring characters; one character alone stands for itself."""
    return [one + other for one, other in pairwise(run)] or [run]


def tokens(folded: str) -> list[str]:
    """A folded text as the index keeps it: pairs of Chinese characters and stems, in order.

    >>> tokens("led筒灯 performance requirements")
    ['led', '筒灯', 'performanc', 'requirement']
    """
    found: list[str] = []
    for chinese, other in _RUN.findall(folded):
        if chinese:
            found += bigrams(chinese)
        else:
            found.append(stem(other))
    return found


def characters(folded: str) -> list[str]:
    """The different Chinese characters of a text, in the order of their first appearance."""
    return list(dict.fromkeys(_IS_CHINESE.findall(folded)))


def words(run: str) -> list[str]:
    """A Chinese stretch as words of the dictionary, none lost, none twice."""
    return list(rjieba.cut(run))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """An English word without the endings of plural, -ing, -ed and the silent e; others and numbers as they are.

    Light on purpose: `lighting` and `lights` meet, `measuring` and `measurement` do not.
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    return _without_e(_without_verb_ending(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_verb_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 4 and re.search("[aeiouy]", root):
            return root[:-1] if root[-1] == root[-2] and root[-1] in "bdgmnprt" else root
    return word


def _without_e(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
