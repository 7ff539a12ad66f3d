"""Word documents and plain text as paragraphs with their places, in constant memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.encodings import detect_encoding, open_text
from guiju.kernel.sheets.errors import TooLargeError, WrongTypeError
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.limits import DEFAULT_LIMITS
from guiju.kernel.sheets.pdf_pages import PdfPages
from guiju.kernel.sheets.word_reading import WordDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits


class Paragraph(NamedTuple):
    """A paragraph that is not blank, and where it stands: `place` is a reason such as "table 2, row 3, column 1"."""

    text: str
    place: Reason


def read_document(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Paragraph]:
    """The paragraphs of a .docx or a text file in reading order, streaming; blank ones are skipped but counted.

    Of a PDF each page with text is one, its lines apart. In a .docx, tracked deletions are left out and insertions
    are in; page headers, footers, footnotes and endnotes follow the body. Raises `SheetError` for what cannot be read.
    """
    match detect_kind(path, limits):
        case "document":
            return _read_word(path, limits)
        case "pdf":
            return _read_pages(path, limits)
        case "workbook" | "xls":
            raise WrongTypeError("is_workbook")
        case _:
            return _read_lines(path, limits)


def _read_word(path: Path, limits: Limits) -> Iterator[Paragraph]:
    for paragraph in WordDocument(path, limits).paragraphs():
        yield Paragraph(paragraph.text, paragraph.place)


def _read_lines(path: Path, limits: Limits) -> Iterator[Paragraph]:
    encoding = detect_encoding(path, limits)
    with open_text(path, encoding, limits) as file:
        for number, line in enumerate(file, 1):
            if number > limits.max_paragraphs:
                raise TooLargeError("too_many_paragraphs", limit=limits.max_paragraphs)
            if text := line.rstrip("\r\n").replace("\0", ""):
                yield Paragraph(text, Reason.of("sheets.place.line", number=number))


def _read_pages(path: Path, limits: Limits) -> Iterator[Paragraph]:
    for page in PdfPages(path, limits):
        yield Paragraph(page.text, Reason.of("sheets.place.page", number=page.number))
