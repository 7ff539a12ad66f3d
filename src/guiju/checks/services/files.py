"""Checking a file for the command line: nothing is kept in the database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from guiju.catalogue.queries import list_coverage
from guiju.catalogue.rules import Coverage
from guiju.checks.answers import Told, told
from guiju.checks.engine import Answer, Progress
from guiju.checks.layouts import Layout
from guiju.checks.problems import UnsureLayout
from guiju.checks.reading import read_file
from guiju.checks.rules import excerpt
from guiju.checks.services.answers_on_disk import AnswersOnDisk
from guiju.checks.services.intake import limits
from guiju.checks.services.lines import LONGEST_INPUT, shortened
from guiju.checks.services.returning import write_back
from guiju.checks.services.running import Accounts, answers_of
from guiju.kernel.reasons import Language, Reason

LONG_LINE: Final = 2_000
"""A longer line is not kept whole with each of its answers."""


@dataclass(frozen=True)
class CheckRun:
    """A checked file: its answers in order, how it was read, what it was checked against, and that nothing was lost.

    `accounts` has missing, extra and blank lines; `counts` how many answers each outcome has. The answers are read
    from a temporary file each time they are asked for.
    """

    path: Path
    as_of: dt.date
    layout: Layout
    answers: AnswersOnDisk
    coverage: tuple[Coverage, ...]
    accounts: dict[str, Any]
    notes: tuple[Reason, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Told]:
        return iter(self.answers)

    @property
    def layout_words(self) -> str:
        """File, sheet and column, as a person knows them."""
        layout = self.layout
        column = layout.columns[layout.column] if layout.column is not None and layout.columns else ""
        return " · ".join(filter(None, (self.path.name, layout.sheet, column)))

    def write(self, out: Path, language: Language = "zh") -> None:
        """Write the file back with the answers beside each line or reference; a table of answers for text."""
        checked = timezone.localdate()
        layout = self.layout.as_dict()
        write_back(self.path, out, self.answers, layout, as_of=self.as_of, checked=checked, language=language)


def check_file(
    *,
    path: Path,
    as_of: dt.date,
    sheet: str | None = None,
    column: str | None = None,
    progress: Progress | None = None,
) -> CheckRun:
    """Check every line of a file on a date.

    `column` is a heading, a letter or a number from 1. Raises `SheetError` for a file that cannot be read,
    `UnsureLayout` (with the columns to choose from) and other `CheckProblem`s, each with a reason for a person.
    """
    reading = read_file(path, sheet=sheet, column=column, limits=limits())
    if not reading.layout.sure:
        raise UnsureLayout(reading.layout)
    accounts = Accounts()
    counts: Counter[str] = Counter()
    found = answers_of(reading, accounts, as_of=as_of, progress=progress)
    answers = AnswersOnDisk(_counted(found, accounts, counts))
    return CheckRun(
        path=path,
        as_of=as_of,
        layout=reading.layout,
        answers=answers,
        coverage=list_coverage(),
        accounts=accounts.as_dict(reading),
        notes=reading.notes,
        counts=dict(counts),
    )


def _counted(answers: Iterable[Answer], accounts: Accounts, counts: Counter[str]) -> Iterator[Told]:
    """The answers as they are kept, each counted on the way."""
    for answer in answers:
        accounts.answered.add(answer.line)
        counts[answer.outcome.value] += 1
        yield _without_long_line(told(answer))


def _without_long_line(answer: Told) -> Told:
    """A line of thousands of numbers is kept with the first of them; the others keep their place in it."""
    if len(answer.input) <= LONG_LINE:
        return answer
    first = answer.part == 1
    return replace(answer, input=shortened(answer.input, LONGEST_INPUT) if first else excerpt(answer.input, answer.key))
