"""Numbers as the person sees them: dates, padded numbers and plain ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from guiju.kernel.sheets.xml_events import LOCAL, read_all

if TYPE_CHECKING:
    from guiju.kernel.sheets.archive import Archive

Shown = Literal["plain", "date", "month", "year", "time"]

# ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are dates in the East Asian languages only.
_MONTH_IDS = frozenset({17, 27, 36, 50, 52, 57})
_TIME_IDS = frozenset({18, 19, 20, 21, 32, 33, 45, 46, 47})
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_PADDED = re.compile(r'(?:"([^"]*)")?(0+)(?:"([^"]*)")?')


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a number format shows a number; `pad` is the least count of digits, between two fixed texts."""

    shown: Shown = "plain"
    pad: int = 0
    before: str = ""
    after: str = ""


PLAIN = CellFormat()


def understand_format(number: int, code: str) -> CellFormat:
    """What a number format shows, from its built-in number or its code."""
    if not code:
        return CellFormat(_builtin(number))
    section = code.split(";", 1)[0]
    if padded := _PADDED.fullmatch(section):
        before, zeros, after = padded.groups()
        return CellFormat("plain", len(zeros), before or "", after or "")
    return CellFormat(_shown(_LITERALS.sub("", section).lower()))


def _builtin(number: int) -> Shown:
    if number in _MONTH_IDS:
        return "month"
    if number in _TIME_IDS:
        return "time"
    return "date" if number in _DATE_IDS else "plain"


def _shown(tokens: str) -> Shown:
    if "general" in tokens or not set(tokens) & set("ymdhs"):
        return "plain"
    if "y" in tokens or "d" in tokens:
        if "d" in tokens:
            return "date"
        return "month" if "m" in tokens else "year"
    return "time" if set(tokens) & set("hs") else "date"


@dataclass(slots=True)
class _StylesHandler:
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[CellFormat] = field(default_factory=list)
    _in_cells: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = LOCAL[name]
        if local == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif local == "cellXfs":
            self._in_cells = True
        elif local == "xf" and self._in_cells:
            text = attributes.get("numFmtId", "0")
            number = int(text) if text.isdecimal() else 0
            self.formats.append(understand_format(number, self.codes.get(number, "")))

    def end(self, name: str) -> None:
        if LOCAL[name] == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None: ...


def read_formats(archive: Archive, part: str | None) -> list[CellFormat]:
    """The format of every cell style, by its number."""
    handler = _StylesHandler()
    if part is not None:
        read_all(archive.chunks(part), handler, part)
    return handler.formats


def number_text(raw: str, cell_format: CellFormat, *, from_1904: bool) -> str:
    """The text of a stored number as its format shows it; what is no number stays as written."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > 400:
        return raw
    if cell_format.shown != "plain":
        return _date_text(float(value), cell_format.shown, from_1904=from_1904) or plain_number(value)
    text = plain_number(value)
    if cell_format.pad and value == value.to_integral_value() and value >= 0:
        return f"{cell_format.before}{text.zfill(cell_format.pad)}{cell_format.after}"
    return text


def plain_number(value: Decimal) -> str:
    """A number in digits, without an exponent, to the 15 significant digits a spreadsheet keeps."""
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_text(serial: float, shown: Shown, *, from_1904: bool) -> str:
    """ISO text of a serial date, "" when no calendar has it. A month or a year is told only when it is all there is."""
    if from_1904:
        serial += 1462
    if not 0 <= serial < 2_958_466:
        return ""
    if serial < 1:
        return _clock(serial) if serial or shown == "time" else ""
    # The spreadsheet counts a 29 February 1900 that never was.
    day_zero = datetime(1899, 12, 30 if serial >= 61 else 31)  # noqa: DTZ001 -- a calendar date has no zone
    moment = day_zero + timedelta(seconds=round(serial * 86_400))
    return moment_text(moment, shown)


def _clock(serial: float) -> str:
    seconds = round(serial * 86_400)
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def moment_text(moment: datetime | date, shown: Shown = "date") -> str:
    """A date as ISO text, with the time of day only when there is one."""
    if isinstance(moment, datetime) and (moment.hour or moment.minute or moment.second):
        return moment.strftime("%Y-%m-%d %H:%M:%S")
    if shown == "year" and (moment.month, moment.day) == (1, 1):
        return f"{moment.year:04d}"
    if shown in {"month", "year"} and moment.day == 1:
        return f"{moment.year:04d}-{moment.month:02d}"
    return f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
