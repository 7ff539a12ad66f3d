"""Folding a text so that one grammar reads every way of typing it.

Every character becomes exactly one character (or stays), so that a place in the folded text is the same
place in the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import product
from typing import Final

DASHES: Final = (
    "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b"
    "\u2212\u2500\u2501\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d\u30fc"
)
TILDES: Final = "\u223c\u02dc\u301c\uff5e\u2053"
SLASHES: Final = "\u2044\u2215\u29f8\uff0f\uff3c\u2571\u29f5"
SPACES: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u0085"
    "\u2122\u2120\u00ae\u00a9"  # trade marks: IEEE Std 1789™-2015
)
CONTROLS: Final = "\t\x0b\x0c\x1c\x1d\x1e\x1f"
COLONS: Final = "\ua789\u2236\ufe30\ufe13\ufe55"
DOTS: Final = "\u00b7\u2024\u2027\u2219\u22c5\u30fb\uff65\ufe52"
OPENING: Final = "〔【［〖"
CLOSING: Final = "〕】］〗"


def _table() -> dict[int, str]:
    table: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for group, plain in (
        (DASHES, "-"), (TILDES, "~"), (SLASHES, "/"), (SPACES, " "), (CONTROLS, " "), (COLONS, ":"), (DOTS, "."),
        (OPENING, "("), (CLOSING, ")"),
    ):  # fmt: skip
        table.update({ord(char): plain for char in group})
    table.update({code: char.upper() for code, char in table.items()})
    cased = [*range(0x61, 0x7B), *range(0x430, 0x460)]
    table.update({code: chr(code).upper() for code in cased})
    return table


_FOLD: Final = _table()
_TYPED_ESCAPE: Final = re.compile(r"\\[nr]|\\t(?=[A-Z])")
_BAR: Final = re.compile(r"(?<=[A-Za-z])\|(?=[TZtz](?![A-Za-z]))")
"""A bar for the slash: GB|T 19001."""


def fold(text: str) -> str:
    r"""Upper-case, half-width, one dash, one slash, one space; same length as the text.

    A backslash is read as a slash (`GB\T 19001`), unless it is the typed `\n` that spreadsheets leave
    between two numbers of one cell.
    """
    if "\\" in text:
        text = _TYPED_ESCAPE.sub("  ", text).replace("\\", "/")
    if "|" in text:
        text = _BAR.sub("/", text)
    return text.upper() if text.isascii() and text.isprintable() else text.translate(_FOLD)


_UNTIDY: Final = re.compile(r"[\s\-][\s\-]|\s[/:+]|[/:+]\s")
_GAP: Final = re.compile(r"[\s\-]{2,}+(?:[/:+]\s*+)?|[\s\-][/:+]\s*+|[/:+]\s++|//++")
_BROKEN_GAP: Final = re.compile(rf"(?<=(?<![A-Z])G)(\s++)(?=B\s?/\s?[TZ](?![A-Z]))|{_GAP.pattern}")


def _gaps(folded: str) -> re.Pattern[str] | None:
    """What finds the gaps to close; none where the text is tidy."""
    if "G B" in folded:
        return _BROKEN_GAP
    return _GAP if _UNTIDY.search(folded) or "//" in folded else None


def tidy(folded: str) -> str:
    """One dash for a run of dashes and the spaces around it, one space for many, none around / : +; G B/T is GB/T."""
    gaps = _gaps(folded)
    return gaps.sub(_closed, folded) if gaps else folded


def _closed(gap: re.Match[str]) -> str:
    return _CLOSED.get(gap[0]) or ("" if gap.lastindex else _sign(gap[0]))


def _sign(written: str) -> str:
    for sign in "/:+-":
        if sign in written:
            return sign
    return "\n" if "\n" in written else " "


_CLOSED: Final = {"".join(two): _sign("".join(two)) for two in product(" /:+-", repeat=2) if two != (" ", " ")}
"""The common gaps, so that they need no search."""


def tidy_with_places(folded: str) -> tuple[str, Callable[[int], int]]:
    """`tidy`, and where each place of the tidied text was in the folded one."""
    gaps = _gaps(folded)
    if gaps is None:
        return folded, int
    pieces: list[str] = []
    starts, shifts, length, last = [0], [0], 0, 0
    for gap in gaps.finditer(folded):
        closed = _closed(gap)
        pieces += (folded[last : gap.start()], closed)
        length += gap.start() - last + len(closed)
        last = gap.end()
        if len(gap[0]) > len(closed):
            starts.append(length)
            shifts.append(last - length)
    pieces.append(folded[last:])
    return "".join(pieces), lambda place: place + shifts[bisect_right(starts, place) - 1]


_LOOKALIKE: Final = str.maketrans("OIL|", "0111")
_NUMBERISH: Final = re.compile(r"(?:\d|[OIL|](?=[OIL|]{0,3}\d))[\dOIL|.\-:~]*(?![A-Z])", re.ASCII)


_LETTERED: Final = re.compile(r"\d[.\-:~]?[OIL|]|[OIL|][.\-:~]?\d", re.ASCII)
_REACH: Final = 40
_WINDOW: Final = 400
"""How far a number may stand from its prefix, and more than any number with its remarks is long."""


def digits_for_letters(folded: str, start: int) -> str | None:
    """The text from `start` on with O, I, l read as 0, 1, 1 inside the number there; None when nothing changes.

    Only a run that also holds a digit is read so, and never across another letter. What comes back is a short piece,
    so that a text full of such numbers is not copied once for each.
    """
    run = _NUMBERISH.search(folded, start, start + _REACH) if _LETTERED.search(folded, start, start + _REACH) else None
    if run is None:
        return None
    digits = run[0].translate(_LOOKALIKE)
    if digits == run[0]:
        return None
    return folded[start : run.start()] + digits + folded[run.end() : start + _WINDOW]
