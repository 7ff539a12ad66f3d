"""From text to identifiers: `parse` for one, `find_all` for running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final

from guiju.kernel.docid import enumeration, unknown
from guiju.kernel.docid.dispatch import at, from_word, numbered
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import NOTHING, DocId
from guiju.kernel.docid.normalise import fold, tidy, tidy_with_places
from guiju.kernel.docid.prefixes import RUN, WORDS

Span = tuple[int, int]

_CANDIDATE: Final = re.compile(
    r"""(?<![A-ZА-ЯÖČ])([A-ZА-ЯÖČ]{2,}+|[TQ](?=\s?/\s?(?:[A-Z\d]{2}|\([A-Z])|[\s_\-][A-Z]{2}))(?=\D{0,34}+\d)
    |(?<![\dA-Z/.\-])(?:\d{1,3}[A-Z]?\s?/\s?\d{1,8}[A-Z]?(?:\([EF]\))?\s?[/D]|\d{8}\s?-\s?[TQZ]\s?-
    |(?:19|20)\d\d-\d{4}[TQZ]-[A-Z]{2})""",
    re.VERBOSE | re.ASCII,
)
"""Where an identifier may begin: letters with a digit soon after, or the numbers that begin with digits."""


_SHORT: Final = 200
_TAIL: Final = 80
"""More than any remark that belongs to a number and follows its last digit."""
_OPENING: Final = re.compile(r"[\s《〈<\"'(\[“‘「『_*\-.:;,、，。；]++")


def parse(text: str) -> DocId:
    """The identifier in the text, the first where there are several; falsy where there is none.

    Never raises on any text. A body that is not known is kept as written (`known` is False) when the text has
    the shape of an identifier and holds no known one.
    """
    folded = tidy(_until_last_digit(fold(text)))
    start = _after_opening(folded)
    found = at(folded, start) or unknown.alone(folded, start)
    if found is not None:
        return _first_of(folded, start, found)
    first = next(_known(folded), None) or next(unknown.within(folded), None)
    return first[1] if first else NOTHING


def _first_of(folded: str, start: int, found: Found) -> DocId:
    """The identifier, with the year at the end of its enumeration where the run of parts has one."""
    docid, end = found
    if end == len(folded) or folded[end] not in enumeration.SIGNS:
        return docid
    return enumeration.members(folded, start, found)[0][1]


def _until_last_digit(folded: str) -> str:
    """Long text without what lies well behind its last digit, where no identifier can begin."""
    if len(folded) <= _SHORT:
        return folded
    return folded[: max(map(folded.rfind, "0123456789")) + _TAIL]


def _after_opening(folded: str) -> int:
    opening = _OPENING.match(folded)
    return opening.end() if opening else 0


def find_all(text: str) -> list[tuple[Span, DocId]]:
    """Every identifier of a running text with its place in it, in order, in time linear in the text.

    Small letters count as an identifier in running text only where a year, a mandate or a long number speaks
    for it (`gb/t 19001`, `iso 9001`, but not `is 5`, `en 2020`).
    """
    folded, place_of = tidy_with_places(_until_last_digit(fold(text)))
    known = list(_known(folded))
    taken = [span for span, _docid in known]
    others = [one for one in unknown.within(folded) if not _overlaps(one[0], taken)]
    found = sorted(known + others, key=_start) if others else known
    placed = [((place_of(start), _end(place_of, end)), docid) for (start, end), docid in found]
    return list(_without_words(text, placed))


def _without_words(text: str, placed: list[tuple[Span, DocId]]) -> Iterator[tuple[Span, DocId]]:
    """What is no plain word; the followers of an enumeration go with its first number."""
    kept = True
    for span, docid in placed:
        if not enumeration.is_carried(docid):
            kept = not _plain_word(text[slice(*span)], docid)
        if kept:
            yield span, docid


def _end(place_of: Callable[[int], int], end: int) -> int:
    """The end in the text as given: just after the last character, before any spaces that follow it."""
    return place_of(end - 1) + 1


def _start(found: tuple[Span, DocId]) -> Span:
    return found[0]


def _known(folded: str) -> Iterator[tuple[Span, DocId]]:
    end = 0
    refused: set[str] = set()
    long = len(folded) > _LONG
    for candidate in _CANDIDATE.finditer(folded):
        start = candidate.start()
        if start < end or (long and folded[start : start + _REACH] in refused):
            continue
        found = from_word(folded, start, candidate[1]) if candidate[1] else numbered(folded, start)
        if found is not None:
            run = [] if _is_memory(folded, start, found[0]) else enumeration.members(folded, start, found)
            end = run[-1][0][1] if run else found[1]
            yield from run
            continue
        if long and len(refused) < _MOST:
            refused.add(folded[start : start + _REACH])
        end = _after_words(folded, start, candidate[0]) or end


_LONG: Final = 10_000
_REACH: Final = 128
_MOST: Final = 1_000
"""In a long text the same characters are not refused twice: `_REACH` is more than any grammar looks at, and no more
than `_MOST` pieces are kept, for the length of one call."""


def _after_words(folded: str, start: int, word: str) -> int:
    """The end of a run of prefix words that has no number; 0 where there is none."""
    words = RUN.match(folded, start) if word in WORDS else None
    return words.end() if words is not None and not folded[words.end() : words.end() + 1].isdigit() else 0


def _is_memory(folded: str, start: int, docid: DocId) -> bool:
    """16GB 2666: gigabytes, when a number stands right before GB and no year or mandate speaks for a standard."""
    if docid.body != "GB" or docid.mandate != "mandatory" or docid.is_dated:
        return False
    return folded[max(start - 2, 0) : start].strip()[-1:].isdigit()


def _plain_word(written: str, docid: DocId) -> bool:
    """A word or a quantity in small letters, or an unknown body not in capitals."""
    prefix = written[: len(written) - len(written.lstrip(_LETTERS))]
    if not docid.known:
        return not prefix.isupper()
    spoken_for = docid.is_dated or docid.mandate not in {"", "mandatory"} or _is_long(docid)
    return prefix.islower() and len(prefix) <= 3 and not spoken_for


def _is_long(docid: DocId) -> bool:
    """Four digits or more that are no year: `iso 9001`, `gb7000.1`."""
    number = docid.number
    return len(number) > 4 or (len(number) == 4 and (bool(docid.parts) or number[:2] not in {"19", "20"}))


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _overlaps(span: Span, taken: list[Span]) -> bool:
    """Whether the span shares a place with one of the sorted `taken`."""
    after = bisect_left(taken, (span[1], 0))
    return after > 0 and taken[after - 1][1] > span[0]
