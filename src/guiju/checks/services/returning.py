"""Giving the person's own file back with the answers beside each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from guiju.checks.answers import Told, answer_columns, cells, reason_from_dict, table_columns, tone, word
from guiju.checks.marking import MarksOfDocument, note_text
from guiju.checks.models import Check, CheckLine
from guiju.checks.queries import list_lines
from guiju.checks.reading import read_file
from guiju.checks.rules import Outcome
from guiju.checks.services.intake import folder_of, limits
from guiju.kernel.reasons import Language
from guiju.kernel.sheets import (
    CannotAnnotateError,
    Column,
    annotate_csv,
    annotate_docx,
    annotate_xlsx,
    write_csv,
    write_xlsx,
)
from guiju.kernel.sheets.tones import Tone

DELIMITED = frozenset({".csv", ".tsv"})
WORKBOOK = frozenset({".xlsx", ".xlsm"})
WORD = frozenset({".docx", ".docm"})
Said = Callable[[Sequence[Told]], Sequence[str]]
"""The answer cells of one input line."""


def annotated_file(*, check: Check, language: Language, as_table: bool = False) -> Path:
    """The check's file with answers in the language asked for: columns in a table, marks in a Word document.

    For pasted text, for what takes no answers (an old .xls, a signed document), and for a document if `as_table`, a
    table of answers. Made when first asked for and kept beside the file handed in.
    """
    folder = folder_of(check)
    folder.mkdir(parents=True, exist_ok=True)
    source = Path(settings.MEDIA_ROOT) / check.file_path if check.file_path else None
    answers = _KeptAnswers(check)
    checked = timezone.localtime(check.finished_at or check.created_at).date()
    shape: dict[str, Any] = {"as_of": check.as_of, "checked": checked, "language": language}
    for ending in _endings(check, source, as_table=as_table):
        target = folder / f"answered-{language}{ending}"
        try:
            if not target.exists():
                write_back(source, target, answers, check.layout, **shape)
        except CannotAnnotateError:
            continue
        return target
    raise AssertionError(check.link)  # a table of answers can always be written


def _endings(check: Check, source: Path | None, *, as_table: bool) -> tuple[str, ...]:
    """What the file given back may be, by its ending: as it was handed in, else a table of answers."""
    ending = source.suffix.lower() if source is not None else ""
    if check.kind == Check.Kind.DOCUMENT and ending in WORD and not as_table:
        return ending, ".xlsx"
    return (ending if check.kind == Check.Kind.TABLE and ending in DELIMITED | WORKBOOK else ".xlsx",)


class _KeptAnswers:
    """The answers of a kept check, read from the database each time they are asked for."""

    def __init__(self, check: Check) -> None:
        self._check = check

    def __iter__(self) -> Iterator[Told]:
        return map(_told, list_lines(self._check).iterator(chunk_size=2000))


def _told(line: CheckLine) -> Told:
    return Told(
        line=line.line,
        part=line.part,
        input=line.input,
        key=line.key,
        outcome=Outcome(line.outcome),
        standard=line.standard_key,
        title=line.title,
        dates=line.dates,
        successors=tuple(line.successors),
        reasons=tuple(map(reason_from_dict, line.reasons)),
    )


def write_back(
    source: Path | None,
    target: Path,
    answers: Iterable[Told],
    layout: Mapping[str, Any],
    *,
    as_of: dt.date,
    checked: dt.date,
    language: Language,
) -> None:
    """Write answers beside the lines of a table or the references of a document, or a table of their own.

    A document is marked if `target` is named as one; `CannotAnnotateError` where it takes no marks. The answers stand
    in the order of the lines, and are gone through again where a table cannot be annotated (an old .xls): it gets a
    table of answers too.
    """
    if source is not None and layout["kind"] == "document" and target.suffix.lower() in WORD:
        _mark_document(source, target, answers, as_of=as_of, checked=checked, language=language)
        return
    said = partial(cells, language=language, as_of=as_of, checked=checked)
    columns = answer_columns(language)
    if source is None or not _annotated(source, target, _Beside(answers, said), layout, columns):
        _write_table(target, answers, said, language)


class _Beside:
    """The answers of each row, given out as rows are asked for: in the order in which they were read."""

    def __init__(self, answers: Iterable[Told], said: Said) -> None:
        self._lines = groupby(answers, key=attrgetter("line"))
        self._ahead = next(self._lines, None)
        self._said = said
        self._tone: Tone | None = None

    def cells(self, row: int) -> Sequence[str] | None:
        """The answer cells of a row; None where it has no answer."""
        if self._ahead is None or self._ahead[0] != row:
            return None
        parts = list(self._ahead[1])
        self._ahead = next(self._lines, None)
        self._tone = tone(parts)
        return self._said(parts)

    def tone(self, _row: int) -> Tone | None:
        """The colour of the row whose cells were given last."""
        return self._tone

    def require_all_given(self, sheet: str) -> None:
        """Raise where an answer is for a row that the sheet does not have, so that none gets lost."""
        if self._ahead is not None:
            raise CannotAnnotateError("no_such_row", sheet=sheet, row=self._ahead[0])


def _annotated(
    source: Path, target: Path, beside: _Beside, layout: Mapping[str, Any], columns: Sequence[Column]
) -> bool:
    """Write the answers beside the lines; False where it is no table, or one of a kind that cannot take them."""
    ending = source.suffix.lower()
    if layout["kind"] != "table" or ending not in DELIMITED | WORKBOOK:
        return False
    shape: dict[str, Any] = {"header_row": layout["header_row"], "headers": columns, "limits": limits()}
    try:
        if ending in DELIMITED:
            annotate_csv(source, target, answers=beside.cells, **shape)
        else:
            annotate_xlsx(source, target, sheet=layout["sheet"], answers=beside.cells, tones=beside.tone, **shape)
        beside.require_all_given(layout["sheet"])
    except CannotAnnotateError:
        return False
    return True


def _mark_document(
    source: Path, target: Path, answers: Iterable[Told], *, as_of: dt.date, checked: dt.date, language: Language
) -> None:
    """Write the document with a mark beside each reference; nothing where an answer would be left over."""
    note = note_text(answers, as_of=as_of, checked=checked, language=language)
    marks = MarksOfDocument(read_file(source, limits=limits()), answers, language)
    annotate_docx(source, target, marks_of=marks, note=note, limits=limits())
    if marks.left_over:
        target.unlink()
        raise CannotAnnotateError("not_annotatable")


def _write_table(target: Path, answers: Iterable[Told], said: Said, language: Language) -> None:
    """One row an answer: its line, the text as written, the answer columns."""
    rows = ((answer.line, answer.input, *said([answer])) for answer in answers)
    write = write_csv if target.suffix.lower() == ".csv" else write_xlsx
    write(target, columns=table_columns(language), rows=rows, title=word("sheet", language))
