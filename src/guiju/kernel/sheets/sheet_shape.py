"""Where things stand in a sheet's XML, byte by byte, so that columns can be added without touching the rest."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guiju.kernel.sheets.columns import ColumnOfCell, column_index
from guiju.kernel.sheets.errors import BrokenError
from guiju.kernel.sheets.markup import end_tag, start_tag, utf8_chunks, utf8_parser
from guiju.kernel.sheets.xml_events import LOCAL, feed

if TYPE_CHECKING:
    from xml.parsers import expat

    from guiju.kernel.sheets.archive import Archive

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class CellRange:
    """A range of cells: columns from 0, rows from 1, ends included."""

    left: int
    top: int
    right: int
    bottom: int


def parse_range(reference: str) -> CellRange | None:
    """The range of a reference such as A1:D50; None for what is none."""
    found = _RANGE.fullmatch(reference)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return CellRange(column_index(left), int(top), column_index(right or left), int(bottom or top))


@dataclass(slots=True)
class Placed:
    """A start tag at a byte position, with the range it speaks of."""

    position: int
    tag: bytes
    reference: str


@dataclass(slots=True)
class SheetShape:
    """What a sheet holds where. `last_value` is the last column with a value, -1 for none."""

    prefix: str = ""
    numbers: array[int] = field(default_factory=lambda: array("Q"))
    starts: array[int] = field(default_factory=lambda: array("Q"))
    ends: array[int] = field(default_factory=lambda: array("Q"))
    last_cells: array[int] = field(default_factory=lambda: array("l"))
    last_value: int = -1
    merged_to: int = -1
    dimension: Placed | None = None
    filter: Placed | None = None
    columns: list[dict[str, str]] = field(default_factory=list)
    columns_start: int = -1
    columns_end: int = -1
    data_start: int = -1
    header_styles: dict[int, str] = field(default_factory=dict)
    body_styles: dict[int, str] = field(default_factory=dict)


class _ShapeHandler:
    def __init__(self, shape: SheetShape, parser: expat.XMLParserType, part: str, header_row: int) -> None:
        self._shape = shape
        self._parser = parser
        self._part = part
        self._header_row = header_row
        self._columns = ColumnOfCell()
        self._in_data = False
        self._number = 0
        self._column = -1
        self._last_cell = -1
        self._body_row = 0
        self._styles: dict[int, str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = LOCAL[name]
        if local == "c":
            reference = attributes.get("r")
            column = self._columns[reference.rstrip(_DIGITS)] if reference else self._column + 1
            self._column = column
            self._last_cell = max(self._last_cell, column)
            if self._styles is not None and "s" in attributes:
                self._styles[column] = attributes["s"]
        elif local in {"v", "is", "f"}:
            self._shape.last_value = max(self._shape.last_value, self._column)
        elif local == "row" and self._in_data:
            self._start_row(attributes)
        elif not self._in_data:
            self._start_outside(name, local, attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        number = int(text) if text.isdecimal() and len(text) < 9 else self._number + 1
        if number <= self._number:
            raise BrokenError("broken_xml", part=self._part, line=self._parser.CurrentLineNumber)
        self._number = number
        self._column = self._last_cell = -1
        self._shape.numbers.append(number)
        self._shape.starts.append(self._parser.CurrentByteIndex)
        if number > self._header_row and not self._body_row:
            self._body_row = number
        self._styles = None
        if number == self._header_row:
            self._styles = self._shape.header_styles
        elif number == self._body_row:
            self._styles = self._shape.body_styles

    def _start_outside(self, name: str, local: str, attributes: dict[str, str]) -> None:
        shape, position = self._shape, self._parser.CurrentByteIndex
        if local == "sheetData":
            shape.prefix = name.removesuffix(local)
            shape.data_start = position
            self._in_data = True
        elif local == "cols":
            shape.columns_start = position
        elif local == "col" and shape.columns_start >= 0:
            if not all(attributes.get(end, "").isdecimal() for end in ("min", "max")):
                raise BrokenError("broken_xml", part=self._part, line=self._parser.CurrentLineNumber)
            shape.columns.append(dict(attributes))
        elif local == "dimension":
            shape.dimension = self._placed(attributes)
        elif local == "autoFilter" and not shape.filter:
            shape.filter = self._placed(attributes)
        elif local == "mergeCell" and (merged := parse_range(attributes.get("ref", ""))):
            shape.merged_to = max(shape.merged_to, merged.right)

    def _placed(self, attributes: dict[str, str]) -> Placed:
        tag = start_tag(self._parser.GetInputContext() or b"")
        return Placed(self._parser.CurrentByteIndex, tag, attributes.get("ref", ""))

    def end(self, name: str) -> None:
        local = LOCAL[name]
        if local == "row" and self._in_data:
            self._shape.ends.append(self._parser.CurrentByteIndex)
            self._shape.last_cells.append(self._last_cell)
        elif local == "sheetData":
            self._in_data = False
        elif local == "cols":
            # Of an empty `<cols/>` the end is already behind its tag.
            after = end_tag(self._parser.GetInputContext() or b"")
            self._shape.columns_end = self._parser.CurrentByteIndex + len(after)


def scan_sheet(archive: Archive, part: str, header_row: int) -> SheetShape:
    """Find out where everything stands that matters for adding columns."""
    shape = SheetShape()
    parser = utf8_parser(part)
    handler = _ShapeHandler(shape, parser, part, header_row)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    for _ in feed(parser, utf8_chunks(archive.chunks(part), part), part):
        pass
    if shape.data_start < 0:
        raise BrokenError("missing_part", part="sheetData")
    return shape
