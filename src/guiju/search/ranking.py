"""What counts how much: every weight of the search in one place, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NUMBERS: Final[Mapping[str, Mapping[str, float]]] = MappingProxyType(
    {
        # The very edition asked for stands above everything, withdrawn or not; then its successor and other editions.
        "dated": {"k": 400, "d": 110, "r": 90, "v": 80, "u": 82, "e": 55, "a": 60, "b": 45, "x": 40, "s": 30, "n": 25},
        # Without a year all editions are meant: the one in force comes first by its own weight. A text that prints the
        # number as its second one (identical adoption) is the same standard; what only adopts it comes after.
        "undated": {"u": 92, "k": 92, "v": 90, "e": 110, "b": 60, "a": 60, "x": 40, "s": 35, "n": 25},
        # "What replaces X": the successors before X itself.
        "successors": {"r": 900, "s": 700},
        # "What adopts X" finds nothing else: identical adoptions first, those of the very edition first.
        "adopters": {"d": 120, "a": 110, "e": 90, "b": 80},
        # Digits alone: whole number with its parts, then any part of that number.
        "digits": {"n": 60, "m": 40},
    }
)
OTHER_MANDATE: Final = 350.0
"""The number and year asked for, published under another mandate: GB/T 7000.1-2015 is GB 7000.1-2015."""
DIGITS_OF_YEAR: Final = 400.0
"""Digits with a year, the very edition as with a body: 17625.1-2012."""
NUMBER_BEGINS: Final = 30.0
NUMBER_NEAR: Final = 20.0
CODE: Final = 50.0
"""The whole query is an ICS or CCS code or a committee: below the number it may be as well."""
SECOND_READING: Final = 0.8
"""A number read in a way its spelling does not plainly say (`31897 1` as 31897.1)."""

TITLE: Final = 1.0
PHRASE: Final = 1.0
"""Characters in the order typed count again on top of the pairs they are made of."""
NEIGHBOURS: Final = 0.5
"""Two words of another script side by side as typed."""
COVERED: Final = 2.0
"""Each word of the query that a record holds, however common: two of three words beat one rare one."""
ALL_OWN: Final = 25.0
"""A record whose own titles hold every word stands before those in force that hold only some."""
MEANING: Final = 60.0
"""A title near in meaning, multiplied by how much nearer than `NEAR_ENOUGH` its cosine is."""
MEANING_ALONE: Final = 200.0
"""The same where a word typed is in no record: what holds the other words tells little then."""
NEAR_ENOUGH: Final = 0.35
NEIGHBOURS_IN_MEANING: Final = 50
SHORTEST_MEANING: Final = 4
"""Fewer characters tell the encoder too little: it takes every lamp for every other."""
NEAR_ENOUGH_SHORT: Final = 0.5
"""For fewer, which are asked for only where no record holds them."""
RELATED: Final = 0.35
"""Words of what a standard belongs to (other editions, adopted titles, codes): below its own words, above none."""
TRANSLATED: Final = 0.6
"""A translation by the term base, multiplied by how sure the term base is."""
CHARACTER: Final = 0.35
"""One Chinese character, multiplied by its rarity: a weak sign, all there is for 泵."""
WISHED: Final = 12.0
"""The body named besides words (gb 灯具), where not every record found is of it."""
YEAR: Final = 8.0
WORD_NEAR: Final = 4.0
"""A word one edit away whose beginning is mistyped."""
SHARE_OF_WORDS: Final = 0.3
"""How many of the words a record must hold where none holds all."""

NEWER: Final = 1.0
"""From the oldest to the newest edition, within one status."""
OLDEST: Final = 1980
SPAN: Final = 46


def weight_of(status_weight: float, year: int | None) -> float:
    """A record's own weight, whatever is asked: its status today, then its year."""
    age = min(max((year or OLDEST) - OLDEST, 0) / SPAN, 1.0)
    return status_weight + NEWER * age
