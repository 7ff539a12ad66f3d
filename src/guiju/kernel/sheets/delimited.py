"""Delimited text: .csv, .tsv and whatever else people call a table."""

from __future__ import annotations

import csv
from collections import Counter
from typing import IO, TYPE_CHECKING

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.columns import column_letter
from guiju.kernel.sheets.encodings import Encoding, detect_encoding, open_text
from guiju.kernel.sheets.errors import BrokenError, EmptyError, SheetError, TooLargeError
from guiju.kernel.sheets.tables import Row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits

DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_CHARS = 64 * 1024
_SAMPLE_RECORDS = 100
_LEAST_AGREEMENT = 0.55
# Stands for "no delimiter": a line is one cell, whatever commas it holds.
NO_DELIMITER = "\x1f"


def detect_delimiter(sample: str, otherwise: str) -> str:
    """The delimiter that cuts most records into the same number of fields."""
    best = max(DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))
    return best if _agreement(sample, best) >= _LEAST_AGREEMENT else otherwise


def _agreement(sample: str, delimiter: str) -> float:
    """The share of records that have the most common number of fields, 0 when that number is one."""
    widths: Counter[int] = Counter()
    try:
        for fields in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
            widths[len(fields)] += bool(fields)
            if widths.total() >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0.0
    width, count = max(((w, n) for w, n in widths.items() if w > 1), key=lambda pair: pair[1], default=(1, 0))
    return count / widths.total() + width / 10_000 if count else 0.0


class RawLines:
    """Hands a file's lines to a csv reader, remembers those of the record at hand, and drops NULs from them."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.record: list[str] = []
        self.line = 0
        self.first_nul = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            self.line += 1
            self.record.append(line)
            if "\0" in line:
                self.first_nul = self.first_nul or self.line
                yield line.replace("\0", "")
            else:
                yield line


def _reader(lines: RawLines, delimiter: str) -> Iterator[list[str]]:
    if delimiter == NO_DELIMITER:
        # A line list has no quoting either: a quotation mark in it must not swallow the lines that follow.
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=delimiter)


def read_records(lines: RawLines, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records with their numbers as a spreadsheet would show them; `lines.record` holds the raw lines of each."""
    number = 0
    reader = _reader(lines, delimiter)
    while True:
        lines.record = []
        number += 1
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise _swallowed(lines, number) from error
        if fields is None:
            return
        yield number, fields


def _swallowed(lines: RawLines, number: int) -> SheetError:
    """A field longer than any spreadsheet's: a quotation mark took in the lines below, or one line is that long."""
    if len(lines.record) > 1:
        return BrokenError("open_quote", row=number)
    return TooLargeError("line_too_long", row=number, limit=csv.field_size_limit())


class DelimitedSource:
    """A delimited text file, its encoding and delimiter found out."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self.encoding: Encoding = detect_encoding(path, limits)
        otherwise = "," if ".csv" in path.name.lower() else NO_DELIMITER
        with open_text(path, self.encoding, limits) as file:
            self.delimiter = detect_delimiter(file.read(_SAMPLE_CHARS), otherwise)
        self.sheet = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
        self.sheet_names: tuple[str, ...] = (self.sheet,)
        self._first_nul = 0
        self._misnamed = path.suffix.lower() in {".xls", ".xlsx", ".xlsm"}

    def rows(self) -> Generator[Row, None, None]:
        """Every record that is not blank, top to bottom."""
        with open_text(self._path, self.encoding, self._limits) as file:
            lines = RawLines(file)
            count = 0
            for number, fields in read_records(lines, self.delimiter):
                self._first_nul = self._first_nul or lines.first_nul
                if any(cell.strip() for cell in fields):
                    count += 1
                    self._check(number, fields, count)
                    yield Row(number, tuple(fields))

    def _check(self, number: int, fields: list[str], count: int) -> None:
        limits = self._limits
        if count > limits.max_rows:
            raise TooLargeError("too_many_rows", sheet=self.sheet, limit=limits.max_rows)
        while fields and not fields[-1]:
            fields.pop()
        if len(fields) > limits.max_columns:
            raise TooLargeError("too_many_columns", sheet=self.sheet, row=number, limit=limits.max_columns)
        for index, cell in enumerate(fields):
            if len(cell) > limits.max_cell_chars:
                if "\n" in cell:
                    raise BrokenError("open_quote", row=number)
                column, limit = column_letter(index), limits.max_cell_chars
                raise TooLargeError("cell_too_long", sheet=self.sheet, row=number, column=column, limit=limit)

    def last_row(self) -> int | None:
        """Unknown without reading the file to its end."""
        return None

    def notes(self) -> tuple[Reason, ...]:
        """What a person should know about the reading so far."""
        notes = list(self.encoding.notes())
        if self._first_nul:
            notes.append(Reason.of("sheets.note.nuls", line=self._first_nul))
        if self._misnamed:
            notes.append(Reason.of("sheets.note.really_text"))
        return tuple(notes)


def require_rows(source: DelimitedSource) -> DelimitedSource:
    """The same source; `EmptyError` when it holds nothing but blank lines."""
    rows = source.rows()
    try:
        if next(rows, None) is None:
            raise EmptyError("no_text")
    finally:
        rows.close()
    return source
