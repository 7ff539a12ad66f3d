"""Which parts of a Word document hold text, and what else it brings along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guiju.kernel.sheets.errors import BrokenError
from guiju.kernel.sheets.workbook import read_relations
from guiju.kernel.sheets.xml_events import LOCAL, read_all

if TYPE_CHECKING:
    from guiju.kernel.sheets.archive import Archive

_SIDE_PARTS = (
    ("header", "header"),
    ("footer", "footer"),
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
)
_EMBEDDED = ("aFChunk", "package", "oleObject")
STATE_STYLE, NOTE_STYLE = "GuijuState", "GuijuNote"
STYLE_NAMES = {STATE_STYLE: "规矩查新", NOTE_STYLE: "规矩查新说明"}
"""The styles of what Guiju puts into a document, by id: one choice in Word selects it all, to be changed or deleted."""


@dataclass(frozen=True, slots=True)
class WordParts:
    """The parts of a document that matter here; `text` are those with text and their kinds, the body first."""

    text: tuple[tuple[str, str], ...]
    styles: str | None
    comments: str | None
    macros: bool
    embedded: int

    @property
    def body(self) -> str:
        """The part with the body of the document."""
        return self.text[0][0]


def find_parts(archive: Archive) -> WordParts:
    """The parts by their relations; `BrokenError` where there is no body."""
    body = next(iter(read_relations(archive, "").of_kind("officeDocument")), "word/document.xml")
    if body not in archive.names:
        raise BrokenError("missing_part", part=body)
    relations = read_relations(archive, body)
    sides = [(part, kind) for relation, kind in _SIDE_PARTS for part in relations.of_kind(relation)]
    return WordParts(
        text=((body, "paragraph"), *dict.fromkeys(sides)),
        styles=next(iter(relations.of_kind("styles")), None),
        comments=next(iter(relations.of_kind("comments")), None),
        macros=bool(relations.of_kind("vbaProject")),
        embedded=sum(len(relations.of_kind(kind)) for kind in _EMBEDDED),
    )


@dataclass(slots=True)
class _StylesHandler:
    """Finds the styles that are ours by name: an office program may have given them other ids."""

    found: dict[str, str] = field(default_factory=dict)
    _id: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = LOCAL[name]
        if local not in {"style", "name"}:
            return
        values = {LOCAL[key]: value for key, value in attributes.items()}
        if local == "style":
            self._id = values.get("styleId", "")
        elif (known := values.get("val", "")) in STYLE_NAMES.values():
            self.found.setdefault(known, self._id)

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def find_own_styles(archive: Archive, parts: WordParts) -> dict[str, str]:
    """The ids of our styles in this document, by our own id of them; ours where the document lacks them."""
    handler = _StylesHandler()
    if parts.styles in archive.names:
        read_all(archive.chunks(str(parts.styles)), handler, str(parts.styles))
    return {own: handler.found.get(name, own) for own, name in STYLE_NAMES.items()}


@dataclass(slots=True)
class _CommentsHandler:
    count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += LOCAL[name] == "comment"

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def count_comments(archive: Archive, parts: WordParts) -> int:
    """How many comments stand in the margin."""
    handler = _CommentsHandler()
    if parts.comments in archive.names:
        read_all(archive.chunks(str(parts.comments)), handler, str(parts.comments))
    return handler.count
