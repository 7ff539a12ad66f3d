"""The XML of what is put into a Word document: runs of text in Guiju's own styles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from guiju.kernel.sheets.markup import start_tag
from guiju.kernel.sheets.tones import TONE_COLOURS, Tone
from guiju.kernel.sheets.word_parts import NOTE_STYLE, STATE_STYLE, STYLE_NAMES
from guiju.kernel.sheets.writing import clean_text

RunProperties = dict[str, Mapping[str, str]]
"""What a run says of its looks: the attributes of each property by its name."""
_INK: Final = "1F2328"
_NOTE_INK: Final = "57606A"


class Cut(NamedTuple):
    """Content to put at a byte of a run, cutting it in two; behind the run where the place is -1."""

    position: int
    content: bytes


def mark_run(prefix: str, styles: Mapping[str, str], beside: RunProperties, text: str, tone: Tone) -> bytes:
    """A run that stands beside another: its font and size, our style and the colour of the tone behind it."""
    w = f"{prefix}:"
    fonts = {f"{w}hint": "eastAsia", **beside.get("rFonts", {})}
    kept = {name: _property(f"{w}{name}", beside[name]) for name in ("vanish", "sz", "szCs") if name in beside}
    properties = (
        f"<{w}rStyle {w}val={quoteattr(styles[STATE_STYLE])}/>{_property(f'{w}rFonts', fonts)}{kept.get('vanish', '')}"
        f'<{w}color {w}val="{_INK}"/>{kept.get("sz", "")}{kept.get("szCs", "")}'
        f'<{w}shd {w}val="clear" {w}color="auto" {w}fill="{TONE_COLOURS[tone]}"/>'
    )
    return f"<{w}r><{w}rPr>{properties}</{w}rPr>{_text(w, text)}</{w}r>".encode()


def _property(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}/>"


def _text(w: str, text: str) -> str:
    return f'<{w}t xml:space="preserve">{escape(clean_text(text))}</{w}t>'


def note_paragraph(prefix: str, styles: Mapping[str, str], text: str) -> bytes:
    """A paragraph of our own."""
    w = f"{prefix}:"
    style = f"<{w}pPr><{w}pStyle {w}val={quoteattr(styles[NOTE_STYLE])}/></{w}pPr>"
    return f"<{w}p>{style}<{w}r>{_text(w, text)}</{w}r></{w}p>".encode()


def split_run(run: bytes, name: str, properties: tuple[int, int], cuts: Sequence[Cut]) -> bytes:
    """A run cut in two at each place within its text, with the content in between; both halves look as the whole did.

    `properties` is where its properties stand in it.
    """
    text_name = f"{name.rpartition(':')[0]}:t"
    close = f"</{text_name}></{name}>".encode()
    reopen = start_tag(run) + run[slice(*properties)] + f'<{text_name} xml:space="preserve">'.encode()
    pieces, done = [], 0
    for position, content in cuts:
        pieces += [run[done:position], close, content, reopen]
        done = position
    return b"".join([*pieces, run[done:]])


def style_definitions(prefix: str, styles: Mapping[str, str], missing: Collection[str]) -> bytes:
    """Those of our styles that are missing, by our own ids, as a list of styles holds them."""
    w = f"{prefix}:"
    ink = f'<{w}rPr><{w}color {w}val="{_INK}"/></{w}rPr>'
    small = f'<{w}rPr><{w}color {w}val="{_NOTE_INK}"/><{w}sz {w}val="18"/><{w}szCs {w}val="18"/></{w}rPr>'
    looks = {
        STATE_STYLE: ("character", ink),
        NOTE_STYLE: ("paragraph", f'<{w}pPr><{w}spacing {w}before="240"/></{w}pPr>{small}'),
    }
    return "".join(_style(w, styles[own], STYLE_NAMES[own], *looks[own]) for own in looks if own in missing).encode()


def _style(w: str, style: str, name: str, kind: str, looks: str) -> str:
    attributes = f'{w}type="{kind}" {w}customStyle="1" {w}styleId={quoteattr(style)}'
    known = f'<{w}name {w}val={quoteattr(name)}/><{w}uiPriority {w}val="99"/><{w}qFormat/>'
    return f"<{w}style {attributes}>{known}{looks}</{w}style>"
