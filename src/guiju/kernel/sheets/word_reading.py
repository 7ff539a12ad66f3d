"""Word documents as a stream of paragraphs and table rows, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.archive import Archive
from guiju.kernel.sheets.limits import DEFAULT_LIMITS
from guiju.kernel.sheets.word_parts import WordParts, count_comments, find_own_styles, find_parts
from guiju.kernel.sheets.word_text import TextHandler, WordParagraph, WordPiece
from guiju.kernel.sheets.xml_events import events

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits


class WordDocument:
    """A .docx or .docm: may be read any number of times, each time from the top.

    Text of fields is read by its result, tracked insertions are in and deletions out, comments are counted, not read.
    Page headers, footers, footnotes and endnotes follow the body.
    """

    def __init__(self, path: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self._path = path
        self._limits = limits
        self._tracked = 0
        with Archive(path, limits) as archive:
            self._parts: WordParts = find_parts(archive)
            self._own_styles = frozenset(find_own_styles(archive, self._parts).values())
            self._comments = count_comments(archive, self._parts)

    def pieces(self) -> Generator[WordPiece, None, None]:
        """Paragraphs that are not blank, and where rows and tables end."""
        number, tracked = 0, 0
        with Archive(self._path, self._limits) as archive:
            for part, kind in self._parts.text:
                handler = TextHandler(part, kind, self._limits, self._own_styles, number)
                for _ in events(archive.chunks(part), handler, part):
                    yield from handler.ready
                    handler.ready.clear()
                number, tracked = handler.number, tracked + handler.tracked
        self._tracked = tracked

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Paragraphs that are not blank."""
        return (piece for piece in self.pieces() if isinstance(piece, WordParagraph))

    def notes(self) -> tuple[Reason, ...]:
        """What a person should know about the reading; complete once everything has been read."""
        counted = (
            ("tracked", self._tracked),
            ("comments", self._comments),
            ("embedded", self._parts.embedded),
        )
        notes = [Reason.of(f"sheets.note.{name}", count=count) for name, count in counted if count]
        return (*notes, Reason.of("sheets.note.macros")) if self._parts.macros else tuple(notes)
