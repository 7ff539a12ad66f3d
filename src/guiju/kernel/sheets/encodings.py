"""Text of unknown encoding, read whole or line by line with nothing lost."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.archive import CHUNK
from guiju.kernel.sheets.errors import BrokenError, TooLargeError
from guiju.kernel.sheets.kinds import detect_kind, refuse_foreign, utf16_order
from guiju.kernel.sheets.limits import DEFAULT_LIMITS, in_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _typeshed import WriteableBuffer

    from guiju.kernel.sheets.limits import Limits


_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes become text; `broken_line` is the first line with bytes the encoding does not know."""

    name: str
    guessed: bool = False
    broken_line: int = 0

    @property
    def shown(self) -> str:
        """The name as people write it."""
        return self.name.removesuffix("-sig").upper()

    def notes(self) -> tuple[Reason, ...]:
        """What a person should know of the reading."""
        notes = []
        if self.guessed:
            notes.append(Reason.of("sheets.note.encoding", encoding=self.shown))
        if self.broken_line:
            notes.append(Reason.of("sheets.note.broken_bytes", encoding=self.shown, line=self.broken_line))
        return tuple(notes)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _CountedReader(io.RawIOBase):
    """Reads on behalf of another file and stops at the limit of unpacked bytes."""

    def __init__(self, source: _Readable, limit: int) -> None:
        super().__init__()
        self._source = source
        self._limit = limit
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._source.read(view.nbytes)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BrokenError("broken_gzip") from error
        self._read += len(data)
        if self._read > self._limit:
            raise TooLargeError("too_many_unpacked_bytes", limit=in_megabytes(self._limit))
        view[: len(data)] = data
        return len(data)


@contextmanager
def open_plain(path: Path, limits: Limits) -> Iterator[io.BufferedReader]:
    """The bytes of a text file, unpacked on the way when it is a .gz."""
    packed = detect_kind(path, limits) == "gzip"
    with gzip.open(path) if packed else path.open("rb") as source:
        yield io.BufferedReader(_CountedReader(source, limits.max_unpacked_bytes), CHUNK)


def detect_encoding(path: Path, limits: Limits) -> Encoding:
    """The encoding of a whole text file: a mark decides, else UTF-8 when every byte fits, else GB18030."""
    with open_plain(path, limits) as file:
        head = file.read(8 * 1024)
    refuse_foreign(head)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, broken_line=_first_broken_line(path, limits, name))
    if order := utf16_order(head):
        return Encoding(order, guessed=True, broken_line=_first_broken_line(path, limits, order))
    return _unmarked(path, limits)


def _unmarked(path: Path, limits: Limits) -> Encoding:
    broken = _first_broken_line(path, limits, "utf-8")
    if not broken:
        return Encoding("utf-8")
    broken_chinese = _first_broken_line(path, limits, "gb18030")
    if not broken_chinese:
        return Encoding("gb18030", guessed=True)
    if _count_broken(path, limits, "utf-8") <= _count_broken(path, limits, "gb18030"):
        return Encoding("utf-8", guessed=True, broken_line=broken)
    return Encoding("gb18030", guessed=True, broken_line=broken_chinese)


def _first_broken_line(path: Path, limits: Limits, encoding: str) -> int:
    """The line of the first byte that does not fit, 0 when all do."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    with open_plain(path, limits) as file:
        data = b"."
        while data:
            data = file.read(CHUNK)
            try:
                line += decoder.decode(data, final=not data).count("\n")
            except UnicodeDecodeError as error:
                before = bytes(error.object[: error.start])
                return line + before.decode(encoding, "ignore").count("\n")
    return 0


def _count_broken(path: Path, limits: Limits, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with open_plain(path, limits) as file:
        count = sum(decoder.decode(data).count("\ufffd") for data in iter(lambda: file.read(CHUNK), b""))
    return count + decoder.decode(b"", final=True).count("\ufffd")


@contextmanager
def open_text(path: Path, encoding: Encoding, limits: Limits, *, errors: str = "backslashreplace") -> Iterator[IO[str]]:
    """The text of a file, its line ends as they are; bytes that fit no character stay visible as \\x codes."""
    with (
        open_plain(path, limits) as file,
        io.TextIOWrapper(file, encoding=encoding.name, errors=errors, newline="") as text,
    ):
        yield text


def read_text(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    """The whole text of a file whose encoding is found out, with line ends as \\n.

    Bytes that fit no character stay visible as \\x codes. Raises `SheetError` for what is no text.
    """
    encoding = detect_encoding(path, limits)
    with open_text(path, encoding, limits) as file:
        return file.read().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
