"""XML parts as a stream of events, in constant memory and with document types refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, Protocol
from xml.parsers import expat

from guiju.kernel.sheets.errors import BrokenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Handler(Protocol):
    """What is told of a part: names come as written, with their prefix."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element opens."""
        ...

    def end(self, name: str, /) -> None:
        """An element closes."""
        ...

    def text(self, data: str, /) -> None:
        """Text between two tags, in one piece or several."""
        ...


class _Local(dict[str, str]):
    """Names without their prefix, remembered: a sheet repeats the same ten names a million times."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < 1_000:
            self[name] = local
        return local


LOCAL = _Local()


def new_parser(part: str) -> expat.XMLParserType:
    """A parser that refuses document types, and with them every entity a file could define."""

    def refuse(*_declaration: object) -> NoReturn:
        raise BrokenError("forbidden_xml", part=part)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    return parser


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes], part: str) -> Iterator[None]:
    """Push the chunks through, pausing after each so that the caller can hand on what has gathered."""
    try:
        for data in chunks:
            parser.Parse(data)
            yield
        parser.Parse(b"", True)  # noqa: FBT003 -- the library takes it by position only
    except expat.ExpatError as error:
        raise BrokenError("broken_xml", part=part, line=error.lineno) from error
    yield


def events(chunks: Iterable[bytes], handler: Handler, part: str) -> Iterator[None]:
    """Tell `handler` what the part holds; each step of the iteration has read one chunk more."""
    parser = new_parser(part)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    return feed(parser, chunks, part)


def read_all(chunks: Iterable[bytes], handler: Handler, part: str) -> None:
    """Tell `handler` everything at once, for parts that are small."""
    for _ in events(chunks, handler, part):
        pass
