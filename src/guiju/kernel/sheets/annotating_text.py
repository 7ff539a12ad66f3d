"""A person's own delimited text given back with answer columns, everything else as it was."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import IO, TYPE_CHECKING

from guiju.kernel.sheets.delimited import NO_DELIMITER, DelimitedSource, RawLines, read_records
from guiju.kernel.sheets.encodings import open_plain, open_text
from guiju.kernel.sheets.errors import CannotAnnotateError
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.limits import DEFAULT_LIMITS
from guiju.kernel.sheets.rewriting import replacing
from guiju.kernel.sheets.writing import Column, clean_text, neutral

_END = "\r\n"
_MARK = "\ufeff"

if TYPE_CHECKING:
    from pathlib import Path

    from guiju.kernel.sheets.annotating import Lines
    from guiju.kernel.sheets.limits import Limits


def annotate_csv(
    source: Path,
    target: Path,
    *,
    header_row: int,
    headers: Sequence[str | Column],
    answers: Lines,
    limits: Limits = DEFAULT_LIMITS,
) -> None:
    """Write delimited text to `target` with answer fields after the last field of each record.

    Encoding, delimiter, quoting and line ends stay; bytes that are no text stay too. Shorter records are filled up,
    so that answers stand in columns of their own. Answers that a spreadsheet program would take for a formula get
    an apostrophe before them. Row numbers and `header_row` are those of `open_table`.
    """
    if detect_kind(source, limits) not in {"text", "gzip"}:
        raise CannotAnnotateError("not_annotatable")
    table = DelimitedSource(source, limits)
    names = [one.header if isinstance(one, Column) else one for one in headers]
    appender = _Appender(table, _widest(source, table, limits), names, header_row, answers)
    big_endian = _is_marked_big_endian(source, limits)
    with (
        open_text(source, table.encoding, limits, errors="surrogateescape") as text,
        replacing(target) as temporary,
        temporary.open(
            "w", encoding="utf-16-be" if big_endian else table.encoding.name, errors="surrogateescape", newline=""
        ) as out,
    ):
        if big_endian:
            out.write(_MARK)
        appender.copy(text, out)
        appender.require_all_written()


def _is_marked_big_endian(source: Path, limits: Limits) -> bool:
    """Whether the file begins with the mark that the codec `utf-16` would write the other way round."""
    with open_plain(source, limits) as file:
        return file.read(2) == codecs.BOM_UTF16_BE


def _widest(source: Path, table: DelimitedSource, limits: Limits) -> int:
    with open_text(source, table.encoding, limits) as text:
        return max((len(fields) for _, fields in read_records(RawLines(text), table.delimiter)), default=0)


class _Appender:
    """Copies records with fields added."""

    def __init__(
        self, table: DelimitedSource, width: int, headers: Sequence[str], header_row: int, answers: Lines
    ) -> None:
        self._table = table
        self._width = width
        self._headers = headers
        self._header_row = header_row
        self._answers = answers
        self._missing = set(answers) if isinstance(answers, Mapping) else set()
        self._answer: Callable[[int], Sequence[str] | None] = answers.get if isinstance(answers, Mapping) else answers

    def copy(self, text: IO[str], out: IO[str]) -> None:
        lines = RawLines(text)
        for number, fields in read_records(lines, self._table.delimiter):
            raw = "".join(lines.record)
            added = self._added(number)
            out.write(raw if added is None else self._joined(raw, len(fields), added))

    def _added(self, number: int) -> Sequence[str] | None:
        if number == self._header_row:
            return self._headers
        self._missing.discard(number)
        asked = isinstance(self._answers, Mapping) or number > self._header_row
        return self._answer(number) if asked else None

    def _joined(self, raw: str, fields: int, added: Sequence[str]) -> str:
        body = raw.rstrip("\r\n")
        filling = [""] * max(0, self._width - max(fields, 1))
        buffer = io.StringIO()
        delimiter = "\t" if self._table.delimiter == NO_DELIMITER else self._table.delimiter
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator=_END)
        writer.writerow(["", *filling, *(neutral(clean_text(text)) for text in added)])
        return body + buffer.getvalue().removesuffix(_END) + raw[len(body) :]

    def require_all_written(self) -> None:
        """Raise when an answer is for a row the file does not have, so that none gets lost."""
        if self._missing:
            raise CannotAnnotateError("no_such_row", sheet=self._table.sheet, row=min(self._missing))
