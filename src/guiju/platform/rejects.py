"""The file of refused rows: as they came, with what is wrong beside each, to be corrected and imported again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from guiju.kernel.reasons import Reason
from guiju.kernel.rejected import RejectedRow
from guiju.platform.reasons import render

ADDED: Final = ("guiju:row", "guiju:field", "guiju:value", "guiju:问题", "guiju:problem")
"""Headings of the columns added to the right; a later import passes over them."""


class RejectsFile:
    """Written row by row and only when there is one; text in UTF-8 with a mark, so that Excel reads it."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self._columns = [column for column in columns if column not in ADDED]
        self._kept = [place for place, column in enumerate(columns) if column not in ADDED]
        self._file: IO[str] | None = None
        self._rows: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def written(self) -> str:
        """The path once something was refused, else empty."""
        return str(self.path) if self._file is not None else ""

    def add(self, row: RejectedRow) -> None:
        """One line, all its problems in it."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            self._rows = csv.writer(self._file)
            self._rows.writerow([*self._columns, *ADDED])
        cells = [row.cells[place] if place < len(row.cells) else "" for place in self._kept]
        fields = "; ".join(problem.field for problem in row.problems)
        found = "; ".join(problem.value for problem in row.problems)
        self._rows.writerow([*cells, row.row, fields, found, *_words([p.reason for p in row.problems])])
        self._file.flush()


def _words(reasons: Sequence[Reason]) -> tuple[str, str]:
    return "；".join(render(reason, "zh") for reason in reasons), "; ".join(render(reason, "en") for reason in reasons)
