"""Stretches of text with their places: a page, a paragraph, a run of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from guiju.kernel.docid import find_all
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.kernel.docid import DocId

MOST_LINES: Final = 200
_GOES_ON: Final = re.compile(r"(?<=[、，,])\n(?=\s*\d)")
"""An enumeration that goes on in the next line: GB/T 2423.1、2423.2、 ↵ 2423.3."""
_BROKEN: Final = re.compile(r"\s*\n\s*")
_SIGNS: Final = frozenset(".．-‐‑‒–—―－:：/／")


class Line(NamedTuple):
    """One line of a passage: where it begins, and its text without its end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Just behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Passage:
    """Text with line ends in it, and where it stands.

    `first_line` counts from 1 where each line has a place of its own, else it is 0. `wrapped` says that lines end
    where the page does, not where a paragraph does. `page` is the page of a PDF, else 0.
    """

    text: str
    place: Reason
    first_line: int = 0
    wrapped: bool = False
    page: int = 0

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, blank ones too."""
        start, found = 0, []
        for text in self.text.split("\n"):
            found.append(Line(start, text))
            start += len(text) + 1
        return tuple(found)

    @cached_property
    def identifiers(self) -> tuple[tuple[tuple[int, int], DocId], ...]:
        """Every identifier with its place in the text, those broken over two lines too."""
        return tuple(find_all(_GOES_ON.sub(" ", self.text)))

    def line_of(self, offset: int) -> int:
        """The index of the line an offset lies in."""
        return bisect_right(self._starts, offset) - 1

    def place_of(self, offset: int) -> Reason:
        """Where a person finds it."""
        if not self.first_line:
            return self.place
        return Reason.of("sheets.place.line", number=self.first_line + self.line_of(offset))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)


def passages_of_lines(lines: Iterable[tuple[int, str]]) -> Iterator[Passage]:
    """Lines of a text, each with its number, as passages: up to a blank line, and no more than `MOST_LINES`."""
    kept: list[tuple[int, str]] = []
    for number, text in lines:
        if kept and (number != kept[-1][0] + 1 or not text.strip() or len(kept) >= MOST_LINES):
            yield _passage(kept)
            kept = []
        if text.strip():
            kept.append((number, text))
    if kept:
        yield _passage(kept)


def _passage(lines: list[tuple[int, str]]) -> Passage:
    first = lines[0][0]
    text = "\n".join(text for _number, text in lines)
    return Passage(text, Reason.of("sheets.place.line", number=first), first_line=first, wrapped=True)


def in_one_line(text: str) -> str:
    """A stretch broken over lines as it was meant: nothing beside a sign of identifiers, else a space."""
    return _BROKEN.sub(_meant, text.strip())


def _meant(broken: re.Match[str]) -> str:
    text = broken.string
    before, behind = text[broken.start() - 1 : broken.start()], text[broken.end() : broken.end() + 1]
    return "" if before in _SIGNS or behind in _SIGNS or _is_wide(before) or _is_wide(behind) else " "


def _is_wide(sign: str) -> bool:
    return "\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"
