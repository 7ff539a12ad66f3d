"""Whether a title given beside a number fits the standard's own titles, in either language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

FITS: Final = 60.0
"""Least likeness, 0 to 100, at which a title counts as fitting; short forms and misprints stay above it."""
MUCH_BETTER: Final = 85.0
"""Least likeness at which another standard is offered because the title given is its own."""
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_NOISE: Final = re.compile(r"[\W_]+")
_SHORTEST: Final = {True: 3, False: 8}


@lru_cache(maxsize=16_384)
def fold_title(title: str) -> str:
    """Width, case and punctuation taken away; what is left are words and figures."""
    return _NOISE.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()


def is_chinese(title: str) -> bool:
    """Whether a title is written in Chinese characters."""
    return _HAN.search(title) is not None


def likeness(given: str, *titles: str) -> float | None:
    """0 to 100: how well `given` fits the best of `titles`; None where none is in its language or it is too short."""
    chinese = is_chinese(given)
    folded = fold_title(given)
    rivals = [fold_title(title) for title in titles if title and is_chinese(title) == chinese]
    if not rivals or len(folded) < _SHORTEST[chinese]:
        return None
    return max(_alike(folded, rival, chinese=chinese) for rival in rivals)


def _alike(given: str, title: str, *, chinese: bool) -> float:
    """A short form counts as far as it stands in the whole; Latin words may come in another order."""
    if chinese:
        given, title = given.replace(" ", ""), title.replace(" ", "")
        return max(fuzz.ratio(given, title), 0.95 * _inside(given, title))
    return max(fuzz.ratio(given, title), 0.95 * fuzz.token_set_ratio(given, title))


def _inside(given: str, title: str) -> float:
    """Likeness of the shorter to the best stretch of the longer; none for a scrap of it."""
    shorter = min(len(given), len(title))
    return float(fuzz.partial_ratio(given, title)) if shorter >= 3 else 0.0
