"""The zip container of .xlsx and .docx, opened without trusting a word its headers say."""

from __future__ import annotations

import mmap
import zipfile
import zlib
from typing import TYPE_CHECKING, Self

from guiju.kernel.sheets.errors import BrokenError, EncryptedError, TooLargeError
from guiju.kernel.sheets.limits import in_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits

CHUNK = 64 * 1024
MAX_PARTS = 10_000
# Deflate reaches 1:1032; documents of real people stay below 1:60. Small parts may be as regular as they like.
_MAX_RATIO = 200
_RATIO_FLOOR = 32 * 1024 * 1024
_ENTRY_SIGNATURE = b"PK\x01\x02"
_FLAG_ENCRYPTED = 1


def _count_entries(path: Path) -> int:
    """How many entries the directory can hold at most, known before a reader builds an object for each."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        count, position = 0, content.find(_ENTRY_SIGNATURE)
        while position >= 0 and count <= MAX_PARTS:
            count, position = count + 1, content.find(_ENTRY_SIGNATURE, position + 4)
    return count


class Archive:
    """A zip file whose parts are streamed and counted; nothing is ever extracted to disk."""

    def __init__(self, path: Path, limits: Limits) -> None:
        if _count_entries(path) > MAX_PARTS:
            raise TooLargeError("too_many_parts", limit=MAX_PARTS)
        self._limits = limits
        self._unpacked = 0
        self._stored = path.stat().st_size
        self._file = path.open("rb")
        try:
            self.zip = zipfile.ZipFile(self._file)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            self._file.close()
            raise BrokenError("broken_zip", part="zip") from error
        self.names = frozenset(self.zip.namelist())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.zip.close()
        self._file.close()  # parts still being read after an error would keep it open

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked content of one part, piece by piece."""
        info = self._entry(name)
        try:
            with self.zip.open(info) as part:
                while data := part.read(CHUNK):
                    self._count(name, len(data))
                    yield data
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise BrokenError("broken_zip", part=name) from error

    def _entry(self, name: str) -> zipfile.ZipInfo:
        if name not in self.names:
            raise BrokenError("missing_part", part=name)
        info = self.zip.getinfo(name)
        if info.flag_bits & _FLAG_ENCRYPTED:
            raise EncryptedError("encrypted")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise BrokenError(
                "broken_zip", part=name
            )  # the other methods unfold without a bound, and no office writes them
        return info

    def _count(self, name: str, size: int) -> None:
        self._unpacked += size
        if self._unpacked > self._limits.max_unpacked_bytes:
            raise TooLargeError("too_many_unpacked_bytes", limit=in_megabytes(self._limits.max_unpacked_bytes))
        if self._unpacked > max(_RATIO_FLOOR, self._stored * _MAX_RATIO):
            raise TooLargeError("suspicious_ratio", part=name)
