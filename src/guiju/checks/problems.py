"""What can be wrong with what a person hands over to be checked.

CheckProblem
├── ColumnError         the column asked for is not in the table
├── NothingToCheck      no text and no file
├── UnsureLayout        a person has to choose the column
├── TooManyIdentifiers  the list is too long
├── FileGone            the file was deleted in the meantime
├── ReportProblem       a report cannot be made, changed, approved or corrected
└── CompletionProblem   what was put back does not belong to the check
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guiju.checks.reasons import TEXTS
from guiju.checks.reports.words import TEXTS as REPORT_TEXTS
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.checks.layouts import Layout


class CheckProblem(Exception):  # noqa: N818 (reads as what happened)
    """Something a person can put right; `reason` says what and how."""

    def __init__(self, code: str, **params: object) -> None:
        self.reason = Reason.of(code, **params)
        super().__init__((TEXTS | REPORT_TEXTS)[code].en % dict(self.reason.params))


class ColumnError(CheckProblem):
    """The column asked for is not in the table."""

    def __init__(self, column: str, columns: Sequence[str]) -> None:
        super().__init__("check.no_such_column", column=column, columns="、".join(columns))


class NothingToCheck(CheckProblem):
    """No text and no file."""

    def __init__(self) -> None:
        super().__init__("check.nothing_to_check")


class UnsureLayout(CheckProblem):
    """It cannot be told which column holds the numbers; `layout.options` are those to choose from."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        super().__init__("check.no_column", columns="、".join(layout.columns))


class TooManyIdentifiers(CheckProblem):
    """More identifiers than one check takes."""

    def __init__(self, limit: int) -> None:
        super().__init__("check.too_many_identifiers", limit=limit)


class FileGone(CheckProblem):
    """The file handed in is no longer there."""

    def __init__(self) -> None:
        super().__init__("check.file_gone")


class ReportProblem(CheckProblem):
    """A report cannot be made, changed, approved or corrected; the reason's code is one of `report.…`."""


class CompletionProblem(CheckProblem):
    """A table put back cannot be read as completions of this check."""
