"""The references of a document: read from its text, each judged once, with every place it stands in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from guiju.checks.engine import Answer, Progress, examine
from guiju.checks.passages import open_passages
from guiju.checks.problems import TooManyIdentifiers
from guiju.checks.reading import InputLine
from guiju.checks.rules.matching import names_an_edition
from guiju.checks.rules.mentions import Mention, MentionReader, unread_year
from guiju.checks.rules.own_number import Front, find_own, settle
from guiju.checks.rules.references import Stale, is_finding, leading_role, staleness, why
from guiju.checks.rules.roles import Role
from guiju.checks.services.intake import limits
from guiju.kernel.docid import DocId, find_all
from guiju.kernel.reasons import Reason


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
    source = open_passages(path, limits())
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
    groups: dict[tuple[str, str], list[Mention]] = {}
    for one in mentions:
        groups.setdefault((one.docid.key, unread_year(one.docid)), []).append(one)
    return list(groups.values())


def _line(number: int, group: Sequence[Mention]) -> InputLine:
    """What is asked: the number as it is written, where that reads alone as it does in its text."""
    docid = group[0].docid
    written = next((one.raw for one in group if _reads_alone(one)), "")
    title = next((one.title for one in group if one.title), "")
    return InputLine(number, written or docid.canonical, title, group[0].place)


def _reads_alone(mention: Mention) -> bool:
    found = [(docid, unread_year(docid)) for _span, docid in find_all(mention.raw)]
    return found == [(mention.docid, unread_year(mention.docid))]
