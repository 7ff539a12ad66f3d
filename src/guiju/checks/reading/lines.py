"""Input lines as reading yields them, and what is counted on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from guiju.checks.layouts import Layout
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import EmptyError


@dataclass(frozen=True, slots=True)
class InputLine:
    """One line to be answered: its number as the person sees it, its source text, a title beside it, its place.

    `title` of a line with several numbers has a row for each of them, or is of no use. `paragraphs` says of a document
    which paragraphs the text is made of: the number of each and where it begins in `text`.
    """

    line: int
    text: str
    title: str = ""
    place: Reason | None = None
    paragraphs: tuple[tuple[int, int], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """A line with neither number nor title: counted and shown, for it has nothing to answer."""

    line: int


Item = InputLine | Blank | None
"""What reading yields: a line, a blank one, or None for a paragraph without an identifier."""


class _Source(Protocol):
    """What was read from, as far as it has something to say."""

    @property
    def notes(self) -> tuple[Reason, ...]: ...


@dataclass(frozen=True, slots=True)
class SaidLater:
    """Something to say that is known once it has been read."""

    say: Callable[[], tuple[Reason, ...]]

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What it has to say by now."""
        return self.say()


@dataclass
class Reading:
    """Input lines, streamed, and what was counted on the way; `blank` and `passed_over` are complete at the end.

    `passed_over` counts paragraphs of running text without an identifier, `read` everything read. `from_file` is set
    for text files and documents, of which it shows only at the end that they hold nothing. `again` reads from the top.
    """

    layout: Layout
    _items: Iterator[Item]
    total: int | None = None
    source: _Source | None = None
    other_sheets: tuple[Reason, ...] = ()
    from_file: bool = False
    again: Callable[[], Iterator[Item]] | None = None
    blank: list[Blank] = field(default_factory=list)
    passed_over: int = 0
    read: int = 0

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What a person should know of the reading; complete at the end."""
        noted = self.source.notes if self.source is not None else ()
        if self.passed_over and self.passed_over == self.read:
            noted = (Reason.of("check.no_number_read", count=self.read), *noted)
        if self.other_sheets:  # says the same and more
            noted = tuple(note for note in noted if note.code != "sheets.note.other_sheets")
        return (*self.other_sheets, *noted)

    def has_more_than(self, count: int) -> bool:
        """Whether there are more lines than that, found out by reading ahead where the source may have so many."""
        if self.again is None or (self.total is not None and self.total <= count):
            return False
        lines = (item for item in self.again() if isinstance(item, InputLine))
        return next(islice(lines, count, None), None) is not None

    def __iter__(self) -> Iterator[InputLine]:
        """The lines. Raises `EmptyError` where a text file or document turns out to hold nothing at all."""
        for item in self._items:
            self.read += 1
            if isinstance(item, InputLine):
                yield item
            elif item is None:
                self.passed_over += 1
            else:
                self.blank.append(item)
        if self.from_file and not self.read:
            raise EmptyError("no_text")
