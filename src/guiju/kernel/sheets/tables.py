"""A table of text, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from guiju.kernel.sheets.headings import column_names, find_heading

if TYPE_CHECKING:
    from collections.abc import Generator

    from guiju.kernel.reasons import Reason

SAMPLE_ROWS = 200


class Row(NamedTuple):
    """One row that is not blank: `number` counts from 1 as the spreadsheet shows it, cells are text."""

    number: int
    cells: tuple[str, ...]


class Source(Protocol):
    """Where rows come from: may be read any number of times, each time from the top."""

    sheet: str
    sheet_names: tuple[str, ...]

    def rows(self) -> Generator[Row, None, None]:
        """Every row that is not blank, top to bottom."""
        ...

    def last_row(self) -> int | None:
        """The number of the last row, when the file says so."""
        ...

    def notes(self) -> tuple[Reason, ...]:
        """What a person should know about the reading so far."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as columns and rows of text.

    `header_row` counts from 1, 0 for none. `columns` are unique; a blank heading is called by its letter, and a
    row may have more cells than there are columns. `preamble` holds the rows above the heading. `total_rows` is
    for showing progress: what the file claims, not a count. `notes` is complete once `rows()` has been read to
    its end.
    """

    sheet_names: tuple[str, ...]
    sheet: str
    header_row: int
    columns: tuple[str, ...]
    preamble: tuple[Row, ...]
    total_rows: int | None
    _source: Source = field(repr=False)

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What a person should know about the reading so far."""
        return self._source.notes()

    def rows(self) -> Iterator[Row]:
        """The rows below the heading, streaming; blank rows are skipped, their numbers are not."""
        width = len(self.columns)
        with closing(self._source.rows()) as rows:
            for number, cells in rows:
                if number > self.header_row:
                    yield Row(number, cells + ("",) * (width - len(cells)))


def build_table(source: Source, header_row: int | None) -> Table:
    """The table of a source, its heading guessed unless the row is given."""
    with closing(source.rows()) as rows:
        sample = list(islice(rows, SAMPLE_ROWS))
    heading = find_heading(sample) if header_row is None else header_row
    last = source.last_row()
    return Table(
        sheet_names=source.sheet_names,
        sheet=source.sheet,
        header_row=heading,
        columns=column_names(sample, heading),
        preamble=tuple(row for row in sample if row.number < heading),
        total_rows=None if last is None else max(0, last - heading),
        _source=source,
    )
