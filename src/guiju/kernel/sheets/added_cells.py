"""The cells and column widths of answers, as the sheet's XML writes them."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.parsers import expat

from guiju.kernel.sheets.columns import column_index, column_letter
from guiju.kernel.sheets.markup import cell_text, element, start_tag, with_attribute
from guiju.kernel.sheets.writing import display_width
from guiju.kernel.sheets.xml_events import LOCAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from guiju.kernel.sheets.sheet_shape import SheetShape
    from guiju.kernel.sheets.tones import Tone
    from guiju.kernel.sheets.writing import Column

_NARROWEST, _WIDEST = 14, 40
_DIGITS = "0123456789"


def added_columns(shape: SheetShape, first: int, columns: Sequence[Column]) -> str:
    """The `cols` element: our widths, all others as they were."""
    name = f"{shape.prefix}col"
    last = first + len(columns) - 1
    entries = [piece for entry in shape.columns for piece in _outside(entry, first + 1, last + 1)]
    for index, column in enumerate(columns, first + 1):
        width = column.width or min(max(display_width(column.header) + 4, _NARROWEST), _WIDEST)
        entries.append({"min": str(index), "max": str(index), "width": f"{width:g}", "customWidth": "1"})
    entries.sort(key=lambda entry: int(entry["min"]))
    return f"<{shape.prefix}cols>{''.join(element(name, entry) for entry in entries)}</{shape.prefix}cols>"


def _outside(entry: dict[str, str], first: int, last: int) -> Iterator[dict[str, str]]:
    """What is left of a range of columns beside ours."""
    low, high = int(entry.get("min", "1")), int(entry.get("max", "1"))
    if low < first:
        yield {**entry, "max": str(min(high, first - 1))}
    if high > last:
        yield {**entry, "min": str(max(low, last + 1))}


class RowWriter:
    """Puts answer cells into rows."""

    def __init__(self, shape: SheetShape, first: int, styles: dict[Tone | None, int]) -> None:
        self._prefix = shape.prefix
        self._first = first
        self._styles = styles
        self._crowded = {number for number, last in zip(shape.numbers, shape.last_cells, strict=True) if last >= first}

    def answer(self, number: int, texts: Sequence[str], tone: Tone | None) -> Callable[[bytes], bytes]:
        """A change of a row that adds the answers in the style of the tone."""
        style = self._styles.get(tone, self._styles.get(None))
        return self.row(number, texts, None if style is None else str(style))

    def row(self, number: int, texts: Sequence[str], style: str | None) -> Callable[[bytes], bytes]:
        """A change of a row that adds the texts in the style."""
        return partial(self._changed, number, self._cells(number, texts, style), self._first + len(texts))

    def _cells(self, number: int, texts: Sequence[str], style: str | None) -> bytes:
        p, styled = self._prefix, "" if style is None else f' s="{style}"'
        cells = []
        for index, text in enumerate(texts, self._first):
            opened = f'<{p}c r="{column_letter(index)}{number}"{styled}'
            if text:
                content = f'<{p}is><{p}t xml:space="preserve">{cell_text(text)}</{p}t></{p}is>'
                cells.append(f'{opened} t="inlineStr">{content}</{p}c>')
            elif styled:
                cells.append(f"{opened}/>")
        return "".join(cells).encode()

    def _changed(self, number: int, cells: bytes, width: int, row: bytes) -> bytes:
        tag = start_tag(row)
        rest = row[len(tag) :]
        if tag.endswith(b"/>"):
            return _spanning(tag[:-2].rstrip() + b">", width) + cells + f"</{self._prefix}row>".encode()
        if number in self._crowded or b"extLst" in rest:
            return _spanning(tag, width) + self._among(tag, rest, cells, width)
        return _spanning(tag, width) + rest + cells

    def _among(self, tag: bytes, rest: bytes, cells: bytes, width: int) -> bytes:
        """The row's content with the cells in their place; blank cells that stand there give way."""
        before, after = bytearray(), bytearray()
        for index, piece in _pieces(tag + rest, len(tag)):
            if index < self._first:
                before += piece
            elif index >= width:
                after += piece
        return bytes(before) + cells + bytes(after)


def _spanning(tag: bytes, width: int) -> bytes:
    """The row's start tag with its hint of first and last column widened."""
    at = tag.find(b'spans="')
    if at < 0:
        return tag
    hint = tag[at + 7 : tag.index(b'"', at + 7)].decode()
    first, _, last = hint.rpartition(" ")[2].partition(":")
    if " " in hint or not last.isdecimal():
        return tag
    return with_attribute(tag, "spans", f"{first}:{max(int(last), width)}")


def _pieces(row: bytes, begin: int) -> list[tuple[int, bytes]]:
    """The content of a row cut before each cell, with the cell's column; what follows the cells counts as far right."""
    cuts: list[tuple[int, int]] = [(begin, -1)]
    depth, column = 0, -1
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, column
        if depth == 1:
            cell = LOCAL[name] == "c"
            reference = attributes.get("r", "").rstrip(_DIGITS)
            column = (column_index(reference) if reference else column + 1) if cell else 1 << 30
            cuts.append((parser.CurrentByteIndex, column))
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(row)
    cuts.append((len(row), 0))
    return [(index, row[cut:following]) for (cut, index), (following, _) in pairwise(cuts)]
