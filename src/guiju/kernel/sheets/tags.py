"""The tags of a small part with their byte positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guiju.kernel.sheets.markup import start_tag, utf8_parser, with_attribute
from guiju.kernel.sheets.splicing import Edit
from guiju.kernel.sheets.xml_events import LOCAL, feed

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(slots=True)
class Tag:
    """An element of a part: `start` is where its start tag begins, `end` where its end tag does."""

    name: str
    depth: int
    start: int
    text: bytes
    attributes: dict[str, str]
    end: int = -1

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return LOCAL[self.name]

    @property
    def inside(self) -> int:
        """Where the content begins."""
        return self.start + len(self.text)

    def changed(self, **attributes: str) -> Edit:
        """An edit that sets attributes which the start tag has."""

        def change(tag: bytes) -> bytes:
            for name, value in attributes.items():
                tag = with_attribute(tag, name, value)
            return tag

        return Edit(self.start, self.inside, change)


def find_tags(content: bytes, part: str, names: Collection[str]) -> list[Tag]:
    """Every element with one of the names (without prefix), in order."""
    found: list[Tag] = []
    path: list[Tag | None] = []
    parser = utf8_parser(part)

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = None
        if LOCAL[name] in names:
            position = parser.CurrentByteIndex
            tag = Tag(name, len(path), position, start_tag(content, position), attributes)
            found.append(tag)
        path.append(tag)

    def end(_name: str) -> None:
        if tag := path.pop():
            tag.end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in feed(parser, [content], part):
        pass
    return found
