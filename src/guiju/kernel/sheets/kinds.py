"""What a file really is, by its content; the name is only a wish."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, Literal

from guiju.kernel.sheets.archive import Archive
from guiju.kernel.sheets.errors import (
    BrokenError,
    EmptyError,
    EncryptedError,
    SheetError,
    TooLargeError,
    WrongTypeError,
)
from guiju.kernel.sheets.limits import in_megabytes

if TYPE_CHECKING:
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits

Kind = Literal["workbook", "document", "pdf", "xls", "gzip", "text"]

_HEAD = 8 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF"
_FOREIGN_STARTS = (
    (_PDF, "is_pdf"),
    (b"\x89PNG", "is_image"),
    (b"\xff\xd8\xff", "is_image"),
    (b"GIF8", "is_image"),
    (b"BM", "is_image"),
    (b"II*\0", "is_image"),
    (b"MM\0*", "is_image"),
    (b"{\\rtf", "is_rtf"),
    (b"Rar!", "is_archive"),
    (b"7z\xbc\xaf", "is_archive"),
)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<table", b"<head", b"mime-version:")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MAX_NUL_SHARE = 0.01
_MAX_CONTROL_SHARE = 0.05
_CONTROLS = bytes({*range(32)} - {*b"\0\t\n\v\f\r\x1a\x1b"})


def detect_kind(path: Path, limits: Limits) -> Kind:
    """The kind of a readable file; `SheetError` for one that is missing, empty, too large or of another kind."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise SheetError("missing", name=path.name) from error
    if size == 0:
        raise EmptyError("empty_file")
    if size > limits.max_bytes:
        raise TooLargeError("too_many_bytes", limit=in_megabytes(limits.max_bytes))
    return _kind_of(path, head, limits)


def _kind_of(path: Path, head: bytes, limits: Limits) -> Kind:
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path, limits)
    if head.startswith(b"PK"):
        raise BrokenError("broken_zip", part="zip")
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(_PDF):
        return "pdf"
    refuse_foreign(head)
    return "text"


def refuse_foreign(head: bytes) -> None:
    """Raise `WrongTypeError` when the first bytes are not those of plain text."""
    for start, code in _FOREIGN_STARTS:
        if head.startswith(start) and (start != b"BM" or b"\0" in head):
            raise WrongTypeError(code)
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in lowered and lowered.startswith(b"<?xml"):
        raise WrongTypeError("is_xml_spreadsheet")
    if lowered.startswith(_HTML_STARTS):
        raise WrongTypeError("is_html")
    if is_binary(head):
        raise WrongTypeError("is_binary")


def is_binary(head: bytes) -> bool:
    """Whether bytes hold more NULs or other control signs than text in any encoding read here would."""
    if head.startswith(_UTF16_MARKS) or utf16_order(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return head.count(0) > max(1, len(head) * _MAX_NUL_SHARE) or controls > max(8, len(head) * _MAX_CONTROL_SHARE)


def utf16_order(head: bytes) -> Literal["utf-16-le", "utf-16-be"] | None:
    """The byte order of UTF-16 text without a mark, seen by where the zero halves of Latin letters stand."""
    half = len(head) // 2
    even, odd = head[0 : half * 2 : 2].count(0), head[1 : half * 2 : 2].count(0)
    if half and odd > 0.1 * half and even < 0.02 * half:
        return "utf-16-le"
    if half and even > 0.1 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _zip_kind(path: Path, limits: Limits) -> Kind:
    with Archive(path, limits) as archive:
        names = archive.names
    if "xl/workbook.bin" in names:
        raise WrongTypeError("is_xlsb")
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    if any(name.startswith("word/") for name in names):
        return "document"
    if any(name.startswith("ppt/") for name in names):
        raise WrongTypeError("is_pptx")
    if "content.xml" in names and "mimetype" in names:
        raise WrongTypeError("is_ods")
    raise WrongTypeError("is_archive")


def _ole_kind(path: Path) -> Kind:
    """Old Office files and encrypted new ones share a container; its directory names the streams inside."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def holds(stream: str) -> bool:
            name = stream.encode("utf-16-le")
            return content.find(name + bytes(64 - len(name))) >= 0

        if holds("EncryptedPackage"):
            raise EncryptedError("encrypted")
        if holds("Workbook") or holds("Book"):
            return "xls"
        raise WrongTypeError("is_doc" if holds("WordDocument") else "is_ole")
