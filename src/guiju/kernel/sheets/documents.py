"""Word documents and plain text as paragraphs with their places, in constant memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.archive import Archive
from guiju.kernel.sheets.encodings import detect_encoding, open_text
from guiju.kernel.sheets.errors import BrokenError, TooLargeError, WrongTypeError
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.limits import DEFAULT_LIMITS
from guiju.kernel.sheets.workbook import read_relations
from guiju.kernel.sheets.xml_events import LOCAL, events

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits

_MAX_PARAGRAPH_CHARS = 1_000_000
# Text in these does not stand on the page: removed by a tracked change, moved away, or there for older readers.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "rPrChange", "pPrChange"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SIDE_PARTS = (
    ("header", "header"),
    ("footer", "footer"),
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
)


class Paragraph(NamedTuple):
    """A paragraph that is not blank, and where it stands: `place` is a reason such as "table 2, row 3, column 1"."""

    text: str
    place: Reason


@dataclass(slots=True)
class _Cell:
    """Where in a table the reader is; tables nest."""

    table: int
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class _BodyHandler:
    """Gathers finished paragraphs from the events of a document part."""

    part: str
    kind: str
    limits: Limits
    ready: list[Paragraph] = field(default_factory=list)
    _open: list[list[str]] = field(default_factory=list)
    _cells: list[_Cell] = field(default_factory=list)
    _tables: int = 0
    _numbered: int = 0
    _count: int = 0
    _left_out: int = 0
    _in_text: bool = False
    _length: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = LOCAL[name]
        if self._left_out or local in _LEFT_OUT:
            self._left_out += 1
        elif local == "t":
            self._in_text = True
        elif local == "p" and name != "a:p":
            self._start_paragraph()
        elif local in _SIGNS and self._open and not _is_tab_stop(attributes):
            self._open[-1].append(_SIGNS[local])
        elif local in {"tbl", "tr", "tc"}:
            self._start_table_part(local, attributes)

    def _start_paragraph(self) -> None:
        self._open.append([])
        self._count += 1
        if self._count > self.limits.max_paragraphs:
            raise TooLargeError("too_many_paragraphs", limit=self.limits.max_paragraphs)
        if not self._cells and len(self._open) == 1:
            self._numbered += 1

    def _start_table_part(self, local: str, attributes: dict[str, str]) -> None:
        if local == "tbl":
            self._tables += 1
            self._cells.append(_Cell(self._tables))
        elif self._cells and local == "tr":
            self._cells[-1].row += 1
            self._cells[-1].column = 0
        elif self._cells:
            self._cells[-1].column += 1

    def text(self, data: str) -> None:
        if self._in_text and self._open:
            self._open[-1].append(data)
            self._length += len(data)
            if self._length > _MAX_PARAGRAPH_CHARS:
                raise TooLargeError("paragraph_too_long", part=self.part, limit=_MAX_PARAGRAPH_CHARS)

    def end(self, name: str) -> None:
        local = LOCAL[name]
        if self._left_out:
            self._left_out -= 1
        elif local == "t":
            self._in_text = False
        elif local == "p" and self._open:
            self._end_paragraph()
        elif local == "tbl" and self._cells:
            self._cells.pop()

    def _end_paragraph(self) -> None:
        text = "".join(self._open.pop())
        self._length = 0
        if text.strip():
            self.ready.append(Paragraph(text, self._place()))

    def _place(self) -> Reason:
        if self._cells:
            cell = self._cells[-1]
            return Reason.of("sheets.place.table", table=cell.table, row=cell.row, column=cell.column)
        return Reason.of(f"sheets.place.{self.kind}", number=self._numbered)


def _is_tab_stop(attributes: dict[str, str]) -> bool:
    """Whether a `tab` sets a stop in the paragraph's properties instead of standing in the text."""
    return any(LOCAL[key] == "pos" for key in attributes)


def read_document(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Paragraph]:
    """The paragraphs of a .docx or a text file in reading order, streaming; blank ones are skipped but counted.

    In a .docx, tracked deletions are left out and insertions are in; page headers, footers, footnotes and endnotes
    follow the body. Raises `SheetError` for what cannot be read.
    """
    match detect_kind(path, limits):
        case "document":
            return _read_docx(path, limits)
        case "workbook" | "xls":
            raise WrongTypeError("is_workbook")
        case _:
            return _read_lines(path, limits)


def _read_docx(path: Path, limits: Limits) -> Iterator[Paragraph]:
    with Archive(path, limits) as archive:
        body = next(iter(read_relations(archive, "").of_kind("officeDocument")), "word/document.xml")
        if body not in archive.names:
            raise BrokenError("missing_part", part=body)
        yield from _read_part(archive, body, "paragraph", limits)
        relations = read_relations(archive, body)
        for relation, kind in _SIDE_PARTS:
            for part in relations.of_kind(relation):
                yield from _read_part(archive, part, kind, limits)


def _read_part(archive: Archive, part: str, kind: str, limits: Limits) -> Iterator[Paragraph]:
    handler = _BodyHandler(part, kind, limits)
    for _ in events(archive.chunks(part), handler, part):
        yield from handler.ready
        handler.ready.clear()


def _read_lines(path: Path, limits: Limits) -> Iterator[Paragraph]:
    encoding = detect_encoding(path, limits)
    with open_text(path, encoding, limits) as file:
        for number, line in enumerate(file, 1):
            if number > limits.max_paragraphs:
                raise TooLargeError("too_many_paragraphs", limit=limits.max_paragraphs)
            if text := line.rstrip("\r\n").replace("\0", ""):
                yield Paragraph(text, Reason.of("sheets.place.line", number=number))
