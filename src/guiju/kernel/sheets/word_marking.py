"""Where in the XML of a Word document a mark goes, so that everything else stays byte for byte."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from guiju.kernel.sheets.errors import CannotAnnotateError
from guiju.kernel.sheets.markup import utf8_chunks
from guiju.kernel.sheets.splicing import Edit, insert
from guiju.kernel.sheets.tones import Tone
from guiju.kernel.sheets.word_runs import Cut, RunProperties, mark_run, note_paragraph, split_run
from guiju.kernel.sheets.word_text import TextHandler, attribute
from guiju.kernel.sheets.xml_events import LOCAL, feed

if TYPE_CHECKING:
    from xml.parsers import expat

    from guiju.kernel.sheets.archive import Archive

# What may hold further runs besides those it has: a run of ours may stand in it.
_OPEN_TO_RUNS = frozenset({"ins", "moveTo", "smartTag", "customXml", "bdo", "dir"})
_TRACKED = frozenset({"ins", "moveTo"})
_OPTIONAL_HYPHEN = "\u00ad"


class Mark(NamedTuple):
    """What to put into a paragraph behind its first `at` characters."""

    at: int
    text: str
    tone: Tone


MarksOf = Callable[[int, str], Sequence[Mark]]
"""The marks of a paragraph by its number and text, in the order of their places."""


@dataclass(slots=True, eq=False)
class _Element:
    """An open element, or one whose bytes are known: from `start` up to `end`."""

    local: str
    name: str
    start: int
    end: int = -1
    properties: _Element | None = None
    told: RunProperties = field(default_factory=dict)
    last_child: _Element | None = None
    nested: bool = False
    cuts: list[Cut] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Field:
    """A field begun in the paragraph at hand; `closer` is the run that ends it."""

    closer: _Element | None = None


@dataclass(slots=True, eq=False)
class _Piece:
    """A stretch of text: its place in the paragraph and in the part, and the element that a mark would go behind.

    `around` are tracked insertions that hold that element, the outermost first.
    """

    begin: int
    data: str
    start: int
    end: int
    holder: _Element
    run: _Element | None
    field: _Field | None
    around: tuple[_Element, ...]


@dataclass(slots=True)
class _Frame:
    """An open paragraph."""

    depth: int
    prefix: str
    length: int = 0
    pieces: list[_Piece] = field(default_factory=list)
    own: list[_Element] = field(default_factory=list)
    field: _Field | None = None
    field_depth: int = 0


@dataclass(kw_only=True)
class MarkingHandler(TextHandler):
    """Reads a part as `TextHandler` does and notes the edits that put the marks of its paragraphs in.

    Marks of an earlier check are taken out. `note` goes to the end of the body, as a paragraph of its own.
    """

    parser: expat.XMLParserType
    marks_of: MarksOf
    styles: dict[str, str]
    note: str = ""
    edits: list[Edit] = field(default_factory=list)
    _stack: list[_Element] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _last: _Element | _Piece | None = None
    _own_paragraphs: list[_Element] = field(default_factory=list)
    _settled: int = 0
    _at: int = -1
    _in_cdata: bool = False

    def listen(self) -> None:
        """Be told what the parser meets."""
        parser = self.parser
        parser.buffer_text = False  # each stretch of text with its own place
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text
        parser.StartCdataSectionHandler, parser.EndCdataSectionHandler = self._cdata_starts, self._cdata_ends

    def take_edits(self) -> list[Edit]:
        """The edits found so far, in order, up to the paragraph that is open: those of its text boxes come first."""
        count = self._settled if self._frames else len(self.edits)
        ready, self.edits = sorted(self.edits[:count], key=_place), self.edits[count:]
        self._settled = 0
        return ready

    def _cdata_starts(self) -> None:
        self._here()
        self._in_cdata = True

    def _cdata_ends(self) -> None:
        self._here()
        self._in_cdata = False

    def _here(self) -> int:
        """The byte at hand, which is where the last piece or element ended."""
        position = self.parser.CurrentByteIndex
        if self._last is not None:
            self._last.end = position
            self._last = None
        if self._own_paragraphs:
            self.edits += [_removal(one) for one in self._own_paragraphs]
            self._own_paragraphs = []
        return position

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        position, read = self._here(), not self._left_out
        element = _Element(LOCAL[name], name, position)
        if element.local == "sectPr" and self._stack and self._stack[-1].local == "body":
            self._put_note(position)
        if self._stack:
            self._stack[-1].last_child = element
        self._stack.append(element)
        self._at = -1
        super().start(name, attributes)
        if read:
            self._note_start(element, attributes)

    def _note_start(self, element: _Element, attributes: dict[str, str]) -> None:
        parent = self._stack[-2] if len(self._stack) > 1 else element
        if element.local == "rPr":
            parent.properties = element
        elif parent.local == "rPr":
            self._note_property(element, attributes)
        elif element.local == "pStyle" and self._left_out and self._stack[-3].local == "p":
            self._frames[-1].own.append(self._stack[-3])
        elif element.local == "fldChar" and not self._left_out and self._frames:
            self._note_field(attribute(attributes, "fldCharType") or "")

    def _note_property(self, element: _Element, attributes: dict[str, str]) -> None:
        run = self._stack[-3] if len(self._stack) > 2 else element
        if run.local != "r":
            return
        run.told[element.local] = attributes
        if element.local == "rStyle" and self._left_out and self._frames:
            self._frames[-1].own.append(run)

    def _note_field(self, kind: str) -> None:
        """A field that begins and ends in this paragraph holds its result together: marks go behind it."""
        frame = self._frames[-1]
        if kind == "begin":
            frame.field_depth += 1
            frame.field = frame.field or _Field()
        elif kind == "end" and frame.field_depth:
            frame.field_depth -= 1
            if not frame.field_depth and frame.field:
                frame.field.closer, frame.field = self._holder(frame), None

    def _holder(self, frame: _Frame) -> _Element:
        """The outermost element within the paragraph that a run of ours may not stand in."""
        within = self._stack[frame.depth :]
        return next((one for one in within if one.local not in _OPEN_TO_RUNS), self._stack[frame.depth - 1])

    def _start_paragraph(self) -> None:
        if not self._frames:
            self._settled = len(self.edits)
        for frame in self._frames:
            self._holder(frame).nested = True
        super()._start_paragraph()
        prefix = self._stack[-1].name.rpartition(":")[0]
        if not prefix:  # then attributes of ours would have none either, and office programs would not know them
            raise CannotAnnotateError("not_annotatable")
        self._frames.append(_Frame(len(self._stack), prefix))

    def text(self, data: str) -> None:
        """Text between two tags."""
        position = self._here()
        for stretch in data.split(_OPTIONAL_HYPHEN) if self._in_text else ():
            self._at = position
            if stretch:
                super().text(stretch)
            position += len((stretch + _OPTIONAL_HYPHEN).encode())
        self._at = -1

    def _add(self, data: str) -> None:
        if not self._open or self._telling:
            return
        super()._add(data)
        frame = self._frames[-1]
        holder, run = self._holder(frame), None
        whole = self._at >= 0 and not self._in_cdata and self._stack[-1].local == "t"
        if whole and holder is self._stack[-2] and holder.local == "r":
            run = holder
        around = tuple(one for one in self._stack[frame.depth : -1] if one.local in _TRACKED)
        piece = _Piece(frame.length, data, self._at, self._at + len(data.encode()), holder, run, frame.field, around)
        frame.pieces.append(piece)
        frame.length += len(data)
        self._last = piece

    def end(self, name: str) -> None:
        """An element closes."""
        position = self._here()
        element = self._stack.pop()
        if element.local == "body":
            self._put_note(position)
        super().end(name)
        self.ready.clear()
        self._last = element

    def _put_note(self, position: int) -> None:
        if self.note:
            prefix = self._stack[-1].name.rpartition(":")[0] if self._stack else ""
            self.edits.append(insert(position, note_paragraph(prefix, self.styles, self.note)))
            self.note = ""

    def _end_paragraph(self, text: str) -> None:
        before = self.number
        super()._end_paragraph(text)
        frame = self._frames.pop()
        self._own_paragraphs += [one for one in frame.own if one.local == "p"]
        self.edits += [_removal(one) for one in frame.own if one.local == "r"]
        if self.number > before:
            self.edits += self._marked(frame, self.marks_of(self.number, text))

    def _marked(self, frame: _Frame, marks: Sequence[Mark]) -> Iterator[Edit]:
        begins = [piece.begin for piece in frame.pieces]
        holders: dict[_Element, None] = {}
        for mark in marks:
            place = bisect_left(begins, max(mark.at, 1)) - 1
            piece = frame.pieces[place]
            holder = (piece.field.closer if piece.field else None) or piece.holder
            source = piece.run or holder
            content = mark_run(frame.prefix, self.styles, source.told, mark.text, mark.tone)
            last = place + 1 == len(begins) or frame.pieces[place + 1].holder is not holder
            cut = _cut_at(piece, mark.at, holder, last=last)
            holder = _beyond_tracked(holder, piece.around) if cut < 0 else holder
            holder.cuts.append(Cut(cut, content))
            holders[holder] = None
        for holder in holders:
            yield _edit_of(holder)


def _beyond_tracked(holder: _Element, around: Sequence[_Element]) -> _Element:
    """The insertion that ends with this element: our mark behind it is not told to be its author's."""
    for insertion in reversed(around):
        if insertion.last_child is holder:
            holder = insertion
    return holder


def _cut_at(piece: _Piece, at: int, holder: _Element, *, last: bool) -> int:
    """The byte at which the run is cut in two; -1 where the mark goes behind the whole of its holder."""
    inside = at - piece.begin
    if piece.run is not holder or holder.nested or (last and inside >= len(piece.data)):
        return -1
    if inside >= len(piece.data):
        return piece.end
    return piece.start + len(piece.data[:inside].encode())


def _edit_of(holder: _Element) -> Edit:
    behind = b"".join(cut.content for cut in holder.cuts if cut.position < 0)
    cuts = [Cut(cut.position - holder.start, cut.content) for cut in holder.cuts if cut.position >= 0]
    if not cuts:
        return insert(holder.end, behind)
    properties = holder.properties
    span = (properties.start - holder.start, properties.end - holder.start) if properties else (0, 0)
    return Edit(holder.start, holder.end, lambda run: split_run(run, holder.name, span, cuts) + behind)


def _removal(element: _Element) -> Edit:
    return Edit(element.start, element.end, lambda _mark: b"")


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def find_edits(archive: Archive, handler: MarkingHandler) -> Iterator[Edit]:
    """The edits of one part, in order, found while the part streams by."""
    handler.listen()
    part = handler.part
    for _ in feed(handler.parser, utf8_chunks(archive.chunks(part), part), part):
        yield from handler.take_edits()
