"""The text of one part of a Word document, from its XML events to paragraphs, in constant memory."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.errors import TooLargeError
from guiju.kernel.sheets.xml_events import LOCAL

if TYPE_CHECKING:
    from guiju.kernel.sheets.limits import Limits

MAX_GRID_COLUMNS = 1_000
# Text in these does not stand on the page: removed by a tracked change, moved away, a reading aid above the line, or
# there for older readers. The properties as they were before a tracked change are no properties either.
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "rt", "Fallback", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OPTIONAL_HYPHEN = "\u00ad"
# Fonts of symbols keep their signs at F000 and up; from F020 to F03F the one called Symbol has those of ASCII.
_SYMBOL_FONT, _SYMBOL_OFFSET = "symbol", 0xF000
_CODE = re.compile("[0-9A-Fa-f]{4}")
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_MOST_COUNTED = 1_000_000


class Cell(NamedTuple):
    """A cell of a table: tables count from 1 through the part, rows and columns of the grid too."""

    table: int
    row: int
    column: int


class WordParagraph(NamedTuple):
    """A paragraph that is not blank; `number` counts those through the whole document, `place` is for a person."""

    number: int
    text: str
    place: Reason
    cell: Cell | None


class RowEnd(NamedTuple):
    """A row of a table is complete: `continued` are its columns that go on with a merged cell from above, `spanning`
    those whose cell reaches over further columns.
    """

    table: int
    row: int
    continued: frozenset[int] = frozenset()
    spanning: frozenset[int] = frozenset()


class TableEnd(NamedTuple):
    """A table is complete."""

    table: int


WordPiece = WordParagraph | RowEnd | TableEnd


@dataclass(slots=True)
class _Table:
    """Where in a table the reader is; tables nest."""

    number: int
    row: int = 0
    column: int = 0
    span: int = 1
    continued: set[int] = field(default_factory=set)
    spanning: set[int] = field(default_factory=set)

    def start_row(self) -> None:
        self.row += 1
        self.column, self.span = 1, 0
        self.continued, self.spanning = set(), set()

    def start_cell(self) -> None:
        self.column += self.span
        self.span = 1


def attribute(attributes: dict[str, str], wanted: str) -> str | None:
    """An attribute by its name without prefix."""
    return next((value for key, value in attributes.items() if LOCAL[key] == wanted), None)


def _count_of(attributes: dict[str, str]) -> int:
    text = attribute(attributes, "val") or ""
    return min(int(text), MAX_GRID_COLUMNS) if text.isdecimal() and len(text) < 9 else 1


def _is_tab_stop(attributes: dict[str, str]) -> bool:
    """Whether a `tab` sets a stop in the paragraph's properties instead of standing in the text."""
    return any(LOCAL[key] == "pos" for key in attributes)


@dataclass
class TextHandler:
    """Gathers finished paragraphs, and the ends of rows and tables, from the events of a document part.

    `number` goes on counting from the part before. `own_styles` are those of marks that Guiju put in: text in them is
    not the person's and is left out. `tracked` counts tracked changes.
    """

    part: str
    kind: str
    limits: Limits
    own_styles: frozenset[str] = frozenset()
    number: int = 0
    tracked: int = 0
    ready: list[WordPiece] = field(default_factory=list)
    _open: list[list[str]] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _table_count: int = 0
    _numbered: int = 0
    _count: int = 0
    _left_out: int = 0
    _in_text: bool = False
    _length: int = 0
    _fields: list[bool] = field(default_factory=list)
    """For each field begun and not ended: whether its instruction is still being told."""
    _telling: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        local = LOCAL[name]
        if local in _TRACKED:
            self.tracked = min(self.tracked + 1, _MOST_COUNTED)
        if self._left_out or local in _LEFT_OUT:
            self._left_out += 1
        elif local == "t":
            self._in_text = True
        elif local == "p":
            if name != "a:p":
                self._start_paragraph()
        elif local in _SIGNS:
            if not _is_tab_stop(attributes):
                self._add(_SIGNS[local])
        elif told := self._STARTS.get(local):
            told(self, attributes)

    def _start_paragraph(self) -> None:
        self._open.append([])
        self._count += 1
        if self._count > self.limits.max_paragraphs:
            raise TooLargeError("too_many_paragraphs", limit=self.limits.max_paragraphs)
        if not self._tables and len(self._open) == 1:
            self._numbered += 1

    def _start_table(self, _attributes: dict[str, str]) -> None:
        self._table_count += 1
        self._tables.append(_Table(self._table_count))

    def _start_row(self, _attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].start_row()

    def _start_cell(self, _attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].start_cell()

    def _skip_columns(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].column += _count_of(attributes)

    def _widen_cell(self, attributes: dict[str, str]) -> None:
        if self._tables and (span := _count_of(attributes)) > 1:
            self._tables[-1].span = span
            self._tables[-1].spanning.add(self._tables[-1].column)

    def _merge_cell(self, attributes: dict[str, str]) -> None:
        if self._tables and attribute(attributes, "val") != "restart":
            self._tables[-1].continued.add(self._tables[-1].column)

    def _told_style(self, attributes: dict[str, str]) -> None:
        """A run or paragraph in one of our own styles is left out: it, its properties and this word are open."""
        if attribute(attributes, "val") in self.own_styles:
            self._left_out = 3

    def _told_field(self, attributes: dict[str, str]) -> None:
        match attribute(attributes, "fldCharType"):
            case "begin":
                self._fields.append(True)
                self._telling += 1
            case "separate" if self._fields and self._fields[-1]:
                self._fields[-1] = False
                self._telling -= 1
            case "end" if self._fields:
                self._telling -= self._fields.pop()

    def _told_symbol(self, attributes: dict[str, str]) -> None:
        """A sign by its place in a font: what it shows where that is known, else a blank."""
        font = (attribute(attributes, "font") or "").lower()
        found = _CODE.fullmatch(attribute(attributes, "char") or "")
        code = int(found[0], 16) if found else 0
        if font == _SYMBOL_FONT and _SYMBOL_OFFSET + 0x20 <= code < _SYMBOL_OFFSET + 0x40:
            code -= _SYMBOL_OFFSET
        self._add(chr(code) if 0x20 <= code < 0xD800 else " ")

    _STARTS: ClassVar[dict[str, Callable[[TextHandler, dict[str, str]], None]]] = {
        "tbl": _start_table,
        "tr": _start_row,
        "tc": _start_cell,
        "gridBefore": _skip_columns,
        "gridSpan": _widen_cell,
        "vMerge": _merge_cell,
        "rStyle": _told_style,
        "pStyle": _told_style,
        "fldChar": _told_field,
        "sym": _told_symbol,
    }

    def text(self, data: str) -> None:
        """Text between two tags."""
        if self._in_text:
            self._add(data.replace(_OPTIONAL_HYPHEN, "") if _OPTIONAL_HYPHEN in data else data)

    def _add(self, data: str) -> None:
        """Put text into the paragraph at hand, unless it is the instruction of a field."""
        if not self._open or self._telling:
            return
        self._open[-1].append(data)
        self._length += len(data)
        if self._length > self.limits.max_paragraph_chars:
            raise TooLargeError("paragraph_too_long", part=self.part, limit=self.limits.max_paragraph_chars)

    def end(self, name: str) -> None:
        """An element closes."""
        local = LOCAL[name]
        if self._left_out:
            self._left_out -= 1
            if self._left_out or local != "p" or name == "a:p":
                return
        if local == "t":
            self._in_text = False
        elif local == "p":
            if self._open and name != "a:p":
                self._end_paragraph("".join(self._open.pop()))
        elif local in {"tr", "tbl"} and self._tables:
            self._end_table_part(local)

    def _end_paragraph(self, text: str) -> None:
        self._length = 0
        if self._telling and not self._open:  # a field whose instruction never ends must not swallow what follows
            self._fields, self._telling = [False for _field in self._fields], 0
        if text.strip():
            self.number += 1
            self.ready.append(WordParagraph(self.number, text, self._place(), self._cell()))

    def _end_table_part(self, local: str) -> None:
        table = self._tables[-1]
        if local == "tr":
            self.ready.append(RowEnd(table.number, table.row, frozenset(table.continued), frozenset(table.spanning)))
        else:
            self._tables.pop()
            self.ready.append(TableEnd(table.number))

    def _cell(self) -> Cell | None:
        if not self._tables:
            return None
        table = self._tables[-1]
        return Cell(table.number, table.row, table.column)

    def _place(self) -> Reason:
        if cell := self._cell():
            return Reason.of("sheets.place.table", table=cell.table, row=cell.row, column=cell.column)
        return Reason.of(f"sheets.place.{self.kind}", number=self._numbered)
