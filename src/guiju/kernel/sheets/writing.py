"""Tables out: workbooks and delimited text that spreadsheet programs open without executing anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import xlsxwriter

from guiju.kernel.sheets.columns import MAX_ROWS
from guiju.kernel.sheets.tones import TONE_COLOURS, Tone

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MAX_CELL_CHARS = 32_767
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CUT = "…〔超过单元格上限 32767 个字符，余下从略 / cut: a cell holds 32767 characters〕"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HALF = re.compile(r"[\ud800-\udfff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[-+]\d+(?:[.,]\d+)*%?")
_WIDEST, _NARROWEST = 60.0, 6.0

Target = Path | IO[bytes]
ToneOfRow = Callable[[Sequence[object]], Tone | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column to write: its heading, and its width in characters (0 fits the content)."""

    header: str
    width: float = 0


def clean_text(text: str) -> str:
    """Text as a cell can hold it: control characters and halves of characters out; cut at the limit, which is said."""
    text = _CONTROL.sub("", text)
    if _HALF.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text if len(text) <= MAX_CELL_CHARS else text[: MAX_CELL_CHARS - len(_CUT)] + _CUT


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula; a signed number stays one."""
    if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def display_width(text: str) -> int:
    """Columns of a fixed-width screen the longest line takes, about: Chinese characters take two."""
    # A Chinese character is three bytes, so the mean of bytes and characters counts it twice.
    return max((len(line) + len(line.encode("utf-8", "replace"))) // 2 for line in text.split("\n"))


def sheet_name(title: str, number: int = 1) -> str:
    """A name a workbook allows: 31 characters, none of []:*?/\\ and no apostrophe at an end."""
    suffix = f" ({number})" if number > 1 else ""
    name = _FORBIDDEN_IN_NAMES.sub(" ", title).strip().strip("'").strip() or "Sheet"
    return name[: 31 - len(suffix)].rstrip("' ") + suffix


class _SheetWriter:
    """Writes rows to a workbook, going on to another sheet when one is full."""

    def __init__(self, workbook: Workbook, columns: Sequence[Column], title: str) -> None:
        self._workbook = workbook
        self._columns = columns
        self._title = title
        self._widths = [float(display_width(column.header)) + 4 for column in columns]
        self._head = workbook.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self._formats: dict[tuple[str, Tone | None], Format] = {}
        self._number = 0
        self._sheet: Worksheet
        self._row = 0
        self._next_sheet()

    def _next_sheet(self) -> None:
        self._number += 1
        self._sheet = self._workbook.add_worksheet(sheet_name(self._title, self._number))
        self._sheet.freeze_panes(1, 0)
        for index, column in enumerate(self._columns):
            self._sheet.write_string(0, index, clean_text(column.header), self._head)
        self._row = 0

    def add(self, values: Sequence[object], tone: Tone | None) -> None:
        if self._row + 1 >= MAX_ROWS:
            self.finish()
            self._next_sheet()
        self._row += 1
        for index, value in enumerate(values):
            self._write(index, value, tone)

    def _write(self, index: int, value: object, tone: Tone | None) -> None:
        sheet, row = self._sheet, self._row
        if value is None or value == "":
            if tone:
                sheet.write_blank(row, index, None, self._format("text", tone))
        elif isinstance(value, datetime):
            sheet.write_datetime(row, index, value.replace(tzinfo=None), self._format("moment", tone))
            self._widen(index, 19)
        elif isinstance(value, date):
            sheet.write_datetime(row, index, value, self._format("date", tone))
            self._widen(index, 10)
        elif _fits_number(value):
            sheet.write_number(row, index, value, self._format("number", tone))
            self._widen(index, len(str(value)))
        else:
            text = clean_text(str(value))
            sheet.write_string(row, index, text, self._format("text", tone))
            self._widen(index, display_width(text))

    def _widen(self, index: int, width: int) -> None:
        if index < len(self._widths) and width + 2 > self._widths[index]:
            self._widths[index] = width + 2.0

    def _format(self, kind: str, tone: Tone | None) -> Format:
        if (kind, tone) not in self._formats:
            number_format = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm:ss", "text": "@"}.get(kind, "General")
            properties: dict[str, Any] = {"num_format": number_format, "valign": "top", "text_wrap": kind == "text"}
            if tone:
                properties["bg_color"] = f"#{TONE_COLOURS[tone]}"
            self._formats[kind, tone] = self._workbook.add_format(properties)
        return self._formats[kind, tone]

    def finish(self) -> None:
        """Widths and filter, which are known only once the rows are."""
        for index, column in enumerate(self._columns):
            width = column.width or min(max(self._widths[index], _NARROWEST), _WIDEST)
            self._sheet.set_column(index, index, width)
        if self._columns:
            self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)


def _fits_number(value: object) -> bool:
    """Whether a spreadsheet keeps every digit of the value as a number; it has 15."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) < 10**15
    if isinstance(value, Decimal):
        return value.is_finite() and len(value.as_tuple().digits) <= 15 and abs(value.adjusted()) < 300
    return isinstance(value, float) and abs(value) < float("inf")


def write_xlsx(
    target: Target,
    *,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    title: str,
    tone_of_row: ToneOfRow | None = None,
) -> int:
    """Write a workbook in constant memory and answer how many rows it has.

    Text is always written as text, dates and numbers as what they are; numbers of more than 15 digits are text,
    so that none is lost. `title` names the sheet; a further sheet follows when one is full. `tone_of_row` colours.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with xlsxwriter.Workbook(target, options) as workbook:
        writer = _SheetWriter(workbook, columns, title)
        for values in rows:
            writer.add(values, tone_of_row(values) if tone_of_row else None)
            count += 1
        writer.finish()
    return count


def value_text(value: object) -> str:
    """A value as text for delimited files: ISO dates, plain decimals, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def write_csv(
    target: Target,
    *,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    title: str = "",
    tone_of_row: ToneOfRow | None = None,
) -> int:
    """Write delimited text (UTF-8 with mark, CRLF) and answer how many rows it has.

    Text that a spreadsheet program would take for a formula gets an apostrophe before it.
    """
    if isinstance(target, Path):
        with target.open("wb") as file:
            return write_csv(file, columns=columns, rows=rows)
    text = io.TextIOWrapper(target, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(column.header) for column in columns])
    count = 0
    for values in rows:
        writer.writerow([neutral(value_text(value)) for value in values])
        count += 1
    text.detach()
    return count
