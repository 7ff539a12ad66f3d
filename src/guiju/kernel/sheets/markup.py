"""Pieces of XML read and written as bytes, for parts that must otherwise stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from guiju.kernel.sheets.errors import CannotAnnotateError
from guiju.kernel.sheets.writing import clean_text
from guiju.kernel.sheets.xml_events import new_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.parsers import expat

START_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


def utf8_parser(part: str) -> expat.XMLParserType:
    """A parser whose byte positions can be spliced at: the part must be UTF-8."""

    def check(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _UTF8:
            raise CannotAnnotateError("not_utf8", part=part)

    parser = new_parser(part)
    parser.XmlDeclHandler = check
    return parser


def utf8_chunks(chunks: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The same chunks, refused when the first starts as UTF-16 does."""
    for number, data in enumerate(chunks):
        if number == 0 and data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
            raise CannotAnnotateError("not_utf8", part=part)
        yield data


def start_tag(content: bytes, position: int = 0) -> bytes:
    """The start tag at a position."""
    found = START_TAG.match(content, position)
    return found[0] if found else b""


def end_tag(content: bytes) -> bytes:
    """The end tag that the content begins with, if it does."""
    return content[: content.index(b">") + 1] if content.startswith(b"</") else b""


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with one attribute set; left alone when it does not have it."""
    pattern = rb"(\s" + name.encode() + rb"""\s*=\s*)("[^"]*"|'[^']*')"""
    return re.sub(pattern, lambda found: found[1] + quoteattr(value).encode(), tag, count=1)


def element(name: str, attributes: Mapping[str, str]) -> str:
    """An empty element."""
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}/>"


def cell_text(text: str) -> str:
    """Text for an inline string: cleaned, its own look-alikes of `_x000D_` codes kept literal, XML escaped."""
    return escape(_LOOKS_ESCAPED.sub("_x005F_", clean_text(text)))
