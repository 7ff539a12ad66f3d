"""Rows of a list that are refused, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from guiju.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a row: the column, the value found, and what was expected and to be done."""

    field: str
    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was refused, with its cells as they came so that it can be corrected and read again."""

    row: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = field(default=())
