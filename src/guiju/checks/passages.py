"""Documents of any kind as passages of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from guiju.checks.rules.passages import Passage, passages_of_lines
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import Limits, WordDocument, WrongTypeError, read_document
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.pdf_pages import PdfPages


class PassageSource(Protocol):
    """A document as passages, once through; the rest is complete at the end."""

    total: int | None

    def passages(self) -> Iterator[Passage]:
        """Stretches of text in reading order."""
        ...

    def notes(self) -> tuple[Reason, ...]:
        """What was passed over."""
        ...


def open_passages(path: Path, bounds: Limits) -> PassageSource:
    """The text of a .docx, a .pdf or a text file, known by its content; `SheetError` for anything else."""
    match detect_kind(path, bounds):
        case "pdf":
            return _Pages(PdfPages(path, bounds))
        case "document":
            return _Word(WordDocument(path, bounds))
        case "workbook" | "xls":
            raise WrongTypeError("is_workbook")
        case _:
            return _Lines(path, bounds)


class _Pages:
    def __init__(self, pages: PdfPages) -> None:
        self._pages = pages
        self.total: int | None = None

    def passages(self) -> Iterator[Passage]:
        for page in self._pages:
            self.total = self._pages.total
            place = Reason.of("sheets.place.page", number=page.number)
            yield Passage(page.text, place, wrapped=True, page=page.number)

    def notes(self) -> tuple[Reason, ...]:
        return self._pages.notes


class _Word:
    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self.total: int | None = None

    def passages(self) -> Iterator[Passage]:
        return (Passage(paragraph.text, paragraph.place) for paragraph in self._document.paragraphs())

    def notes(self) -> tuple[Reason, ...]:
        return self._document.notes()


class _Lines:
    def __init__(self, path: Path, bounds: Limits) -> None:
        self._lines = read_document(path, bounds)
        self.total: int | None = None

    def passages(self) -> Iterator[Passage]:
        return passages_of_lines((int(dict(line.place.params)["number"]), line.text) for line in self._lines)

    def notes(self) -> tuple[Reason, ...]:
        return ()
