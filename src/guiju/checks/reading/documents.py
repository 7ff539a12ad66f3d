"""Lines of a Word document: the rows of its lists as those of a table, everything else by the numbers in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from guiju.checks.layouts import SAMPLE, Layout, ListColumns, find_list_columns, is_heading
from guiju.checks.reading.lines import InputLine, Item, Reading, SaidLater
from guiju.checks.reading.titles import title_rows
from guiju.kernel.docid import find_all
from guiju.kernel.sheets import Limits, Row, RowEnd, TableEnd, WordDocument, WordParagraph, WordPiece

HELD_PARAGRAPHS: Final = 20_000
"""A table that has more than this before it is seen through is no list; its paragraphs are read as they come."""
Numbered = tuple[int, Item]
"""An item with the number of the paragraph it begins with, by which items are put in order."""


def read_word(path: Path, limits: Limits) -> Reading:
    """A document: a row of a list is a line, and so is every other paragraph that names a standard."""
    document = WordDocument(path, limits)
    source = SaidLater(document.notes)
    return Reading(Layout("document", running_text=True), _items(document), source=source, from_file=True)


def _items(document: WordDocument) -> Iterator[Item]:
    tables: list[_Table] = []
    for piece in document.pieces():
        for _number, item in _take(piece, tables):
            yield item


def _take(piece: WordPiece, tables: list[_Table]) -> list[Numbered]:
    """What is ready once the piece is taken; what a nested table yields waits for the row around it."""
    if isinstance(piece, WordParagraph):
        if piece.cell is None:
            return [_running(piece)]
        if not tables or tables[-1].number < piece.cell.table:
            tables.append(_Table(piece.cell.table))
    if not tables or (not isinstance(piece, WordParagraph) and tables[-1].number != piece.table):
        return []  # the end of a row or table without text
    ready = tables[-1].take(piece)
    if isinstance(piece, TableEnd):
        tables.pop()
        return _handed_up(ready, tables)
    return _handed_up(ready, tables[:-1])


def _handed_up(ready: list[Numbered], around: list[_Table]) -> list[Numbered]:
    if not around:
        return ready
    around[-1].inner += ready
    return []


def _running(paragraph: WordParagraph) -> Numbered:
    """A paragraph by itself: a line if it names a standard."""
    if not find_all(paragraph.text):
        return paragraph.number, None
    return paragraph.number, _line([paragraph], title_rows(paragraph.text))


def _line(paragraphs: Sequence[WordParagraph], title: str) -> InputLine:
    begins, length = [], 0
    for one in paragraphs:
        begins.append((one.number, length))
        length += len(one.text) + 1
    return InputLine(paragraphs[0].number, _text(paragraphs), title, paragraphs[0].place, tuple(begins))


def _text(paragraphs: Sequence[WordParagraph]) -> str:
    return "\n".join(one.text for one in paragraphs)


@dataclass
class _RowRead:
    """A row: the paragraphs of its cells by column from 1, and what nested tables in it yielded."""

    end: RowEnd
    cells: dict[int, list[WordParagraph]]
    inner: list[Numbered]

    def text(self, column: int | None) -> str:
        return _text(self.cells.get(column or 0, []))

    def as_row(self) -> Row:
        width = max(self.cells, default=0)
        return Row(self.end.row, tuple(self.text(column) for column in range(1, width + 1)))


@dataclass
class _Table:
    """A table as it is read: its first rows are held until they tell whether it is a list of standards."""

    number: int
    cells: dict[int, list[WordParagraph]] = field(default_factory=dict)
    inner: list[Numbered] = field(default_factory=list)
    rows: list[_RowRead] = field(default_factory=list)
    held: int = 0
    columns: ListColumns | None = None
    decided: bool = False

    def take(self, piece: WordPiece) -> list[Numbered]:
        """What is ready once a paragraph is taken, or the end of a row or of the table."""
        if isinstance(piece, RowEnd):
            return self._end_row(piece)
        if isinstance(piece, TableEnd):
            return [*self._emitted(), *self._loose()]
        return self._add(piece)

    def _add(self, paragraph: WordParagraph) -> list[Numbered]:
        column = paragraph.cell.column if paragraph.cell else 0
        self.cells.setdefault(column, []).append(paragraph)
        self.held += 1
        if self.held > HELD_PARAGRAPHS and not self.decided:
            self.decided = True
        return [*self._emitted(), *self._loose()] if self.decided and self.columns is None else []

    def _loose(self) -> list[Numbered]:
        """The row at hand, paragraph by paragraph."""
        found = [_running(one) for cell in self.cells.values() for one in cell] + self.inner
        self.cells, self.inner = {}, []
        return sorted(found, key=_place)

    def _end_row(self, end: RowEnd) -> list[Numbered]:
        self.rows.append(_RowRead(end, self.cells, self.inner))
        self.cells, self.inner = {}, []
        return self._emitted() if self.decided or len(self.rows) >= SAMPLE else []

    def _emitted(self) -> list[Numbered]:
        if not self.decided:
            self.columns, self.decided = find_list_columns([row.as_row() for row in self.rows]), True
        rows, self.rows = self.rows, []
        return [item for row in rows for item in sorted(_row_items(row, self.columns), key=_place)]


def _place(numbered: Numbered) -> int:
    return numbered[0]


def _row_items(row: _RowRead, columns: ListColumns | None) -> Iterator[Numbered]:
    """The line of a list's row, then whatever else in it names a standard."""
    yield from row.inner
    listed = _listed(row, columns)
    if listed is not None:
        line, column = listed
        yield line.line, line
    for place, paragraphs in row.cells.items():
        if listed is not None and place == column:
            continue
        left_out = columns is not None and place in columns.left_out
        yield from ((one.number, None) if left_out else _running(one) for one in paragraphs)


def _listed(row: _RowRead, columns: ListColumns | None) -> tuple[InputLine, int] | None:
    """The line of a list's row and the column it was taken from; None for headings and what goes on from above.

    As in a workbook, a row with a title and no number is a line, for the number may have been left out.
    """
    if columns is None or row.end.row <= columns.header_row:
        return None
    number, title = row.cells.get(columns.number), row.cells.get(columns.title or 0)
    if number is not None and columns.number not in row.end.spanning and not is_heading(_text(number)):
        beside = _text(title) if title else title_rows(_text(number))
        return _line(number, beside.strip()), columns.number
    if number is None and title and columns.title and columns.number not in row.end.continued:
        return _line(title, ""), columns.title
    return None
