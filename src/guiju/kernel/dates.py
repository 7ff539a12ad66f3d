"""Dates as sources give them: to the day, the month or the year, and no more precise than that."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
EXCEL_SERIALS: Final = range(15_000, 80_000)  # 1941 to 2119: a bare year or a count never falls in it


class Precision(StrEnum):
    """How much of a date its source gave."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class DateError(ValueError):
    """The text is not a date; the message carries the text."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a year and month, or a whole date. `str()` gives ISO 8601 at that precision."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar holds, such as 31 February."""
        if self.day is not None and self.month is None:
            raise DateError(f"a day without a month: {self.year}-?-{self.day}")
        try:
            dt.date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise DateError(f"no such date: {self.year}-{self.month}-{self.day}") from error

    @property
    def precision(self) -> Precision:
        """Day, month or year."""
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def earliest(self) -> dt.date:
        """The first day this may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day this may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def is_by(self, date: dt.date) -> bool | None:
        """Has it come on `date`? None when the precision does not tell."""
        if self.latest <= date:
            return True
        return False if self.earliest > date else None

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    @classmethod
    def of(cls, date: dt.date) -> PartialDate:
        """A whole date."""
        return cls(date.year, date.month, date.day)

    @classmethod
    def at(cls, earliest: dt.date, precision: str) -> PartialDate:
        """Put together again what the database keeps as a first day and a precision."""
        kept = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}[Precision(precision)]
        return cls(*(earliest.year, earliest.month, earliest.day)[:kept])


_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:\s*(?:[-/.年]\s*(?P<month>\d{1,2})(?:\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?|\s*月)?|年)?)?"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_BLANK: Final = frozenset({"", "-", "--", "—", "/", "无", "null", "none", "n/a", "na", "nan"})


def parse_date(text: str) -> PartialDate | None:
    """Read a date in the spellings lists use: 2024-07-01, 2024/7/1, 2024.7, 2024年7月1日, 20240701, an Excel serial.

    Blank words (-, 无, null) give None; anything else that is no date raises `DateError`.
    """
    text = text.strip().translate(_FULL_WIDTH)
    if text.lower() in _BLANK:
        return None
    if serial := _SERIAL.fullmatch(text):
        return _from_serial(int(serial[1]), text)
    match = _COMPACT.fullmatch(text) or _WRITTEN.fullmatch(text)
    if match is None:
        raise DateError(f"not a date: {text}")
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    assert year is not None  # both patterns require it
    return PartialDate(year, month, day)


_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９－／．—–", "0123456789-/.--")


def _from_serial(days: int, text: str) -> PartialDate:
    if days not in EXCEL_SERIALS:
        raise DateError(f"not a date: {text}")
    return PartialDate.of(EXCEL_EPOCH + dt.timedelta(days=days))
