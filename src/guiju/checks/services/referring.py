"""The references of a document: read from its text, each judged once, with every place it stands in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings

from guiju.checks.engine import Answer, Progress, examine
from guiju.checks.problems import TooManyIdentifiers
from guiju.checks.reading import InputLine
from guiju.checks.rules.matching import names_an_edition
from guiju.checks.rules.mentions import Mention, MentionReader
from guiju.checks.rules.own_number import Front, find_own, settle
from guiju.checks.rules.passages import Passage, passages_of_lines
from guiju.checks.rules.references import Stale, is_finding, leading_role, staleness, why
from guiju.checks.rules.roles import Role
from guiju.checks.services.intake import limits
from guiju.kernel.docid import DocId, find_all
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import Limits, WrongTypeError, read_document
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.pdf_pages import PdfPages
from guiju.kernel.sheets.word_reading import WordDocument

_UNREAD_YEAR: Final = "docid.year_not_understood"


@dataclass(frozen=True)
class Reference:
    """One standard a document refers to: the answer for it, and every mention in the order of the text."""

    answer: Answer
    docid: DocId
    mentions: tuple[Mention, ...]

    @property
    def key(self) -> str:
        """What was understood and looked up."""
        return self.docid.key

    @property
    def dated(self) -> bool:
        """Whether an edition is named."""
        return names_an_edition(self.docid)

    @property
    def role(self) -> Role:
        """What it is for the document."""
        return leading_role([one.role for one in self.mentions])

    @property
    def degree(self) -> str:
        """The degree of adoption the text states, if any."""
        return next((one.degree for one in self.mentions if one.degree), "")

    @property
    def title(self) -> str:
        """The title the text gives."""
        return next((one.title for one in self.mentions if one.title), "")

    @property
    def spellings(self) -> tuple[str, ...]:
        """How it is written, each spelling once."""
        return tuple(dict.fromkeys(one.raw for one in self.mentions))

    @property
    def stale(self) -> Stale:
        """Whether the document relies on what no longer holds."""
        return staleness(self.answer.outcome, self.role)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What to do, then why the outcome is what it is."""
        told = why(self.stale, self.answer.outcome, self.role, dated=self.dated)
        return (*told, *self.answer.reasons)

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return is_finding(self.answer.outcome, self.role)


@dataclass(frozen=True)
class ReferenceRun:
    """The references of a document in the order in which each is first named.

    `own` is the document's own number with its state, if it has one. `notes` say what was passed over.
    """

    path: Path
    as_of: dt.date
    references: tuple[Reference, ...]
    own: Reference | None
    notes: tuple[Reason, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many references each outcome has."""
        return dict(Counter(one.answer.outcome.value for one in self.references))

    @property
    def summary(self) -> tuple[Reason, ...]:
        """The document's own number with its state, how much was found, and what was passed over."""
        stale = sum(one.stale == Stale.YES for one in self.references)
        mentions = sum(len(one.mentions) for one in self.references)
        found = Reason.of("check.reference.found", count=len(self.references), places=mentions, stale=stale)
        return (*self._itself(), found, *self.notes)

    def _itself(self) -> tuple[Reason, ...]:
        if self.own is None:
            return ()
        return (Reason.of("check.reference.own", number=self.own.key), *self.own.answer.verdict.reasons)


def find_references(*, path: Path, as_of: dt.date, progress: Progress | None = None) -> ReferenceRun:
    """Every standard that a .docx, a .pdf with text or a text file names, as of a date.

    `progress` is told the pages or paragraphs read. Raises `SheetError` for what cannot be read and
    `TooManyIdentifiers`.
    """
    source = _open(path, limits())
    front, first, mentions = Front(), [], []
    reader = MentionReader()
    for count, passage in enumerate(source.passages(), 1):
        found = list(reader.read(passage))
        mentions += found
        if front.read(passage):
            first += found
        if len(mentions) > settings.GUIJU_MAX_IDENTIFIERS:
            raise TooManyIdentifiers(settings.GUIJU_MAX_IDENTIFIERS)
        if progress is not None:
            progress(count, source.total)
    own = find_own(front, first, mentions)
    references = tuple(_judged(settle(mentions, front, own), as_of))
    itself = tuple(_judged([one for one in mentions if own and one.docid.key == own.key], as_of))
    return ReferenceRun(path, as_of, references, itself[0] if itself else None, source.notes())


class _Source(Protocol):
    """A document as passages, once through; the rest is complete at the end."""

    total: int | None

    def passages(self) -> Iterator[Passage]: ...

    def notes(self) -> tuple[Reason, ...]: ...


def _open(path: Path, bounds: Limits) -> _Source:
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


def _judged(mentions: Sequence[Mention], as_of: dt.date) -> Iterator[Reference]:
    """Each distinct reference with its answer. A range is as many references as it has members on record."""
    asked = _distinct(mentions)
    lines = (_line(number, group) for number, group in enumerate(asked, 1))
    found: dict[str, tuple[Answer, DocId, list[Mention]]] = {}
    for answer in examine(lines, as_of=as_of):
        docid = answer.docid or asked[answer.line - 1][0].docid
        _answer, _docid, held = found.setdefault(f"{docid.key} {answer.outcome}", (answer, docid, []))
        held += asked[answer.line - 1]
    for answer, docid, held in found.values():
        yield Reference(answer, docid, tuple(held))


def _distinct(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions of one identifier together; a year that could not be read makes another one."""
    groups: dict[tuple[str, bool], list[Mention]] = {}
    for one in mentions:
        unread = any(note.code == _UNREAD_YEAR for note in one.docid.notes)
        groups.setdefault((one.docid.key, unread), []).append(one)
    return list(groups.values())


def _line(number: int, group: Sequence[Mention]) -> InputLine:
    """What is asked: the number as it is written, where that reads alone as it does in its text."""
    docid = group[0].docid
    written = next((one.raw for one in group if [found for _span, found in find_all(one.raw)] == [docid]), "")
    title = next((one.title for one in group if one.title), "")
    return InputLine(number, written or docid.canonical, title, group[0].place)
