"""Weeks as calendars of offices have them: ISO 8601, Monday to Sunday, named 2026-W47."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
DAYS: Final = dt.timedelta(days=7)
_NAME: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week by its Monday. `str()` names it as ISO 8601 does."""

    monday: dt.date

    @classmethod
    def of(cls, date: dt.date) -> Week:
        """The week in which a day lies."""
        return cls(date - dt.timedelta(days=date.weekday()))

    @classmethod
    def named(cls, name: str) -> Week:
        """The week of a name. `ValueError` for what is no week of the years 1900 to 2199."""
        found = _NAME.fullmatch(name)
        if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise ValueError(f"not a week, such as 2026-W47: {name}")
        return cls(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1))

    @property
    def year(self) -> int:
        """The year the week counts to, which is not always that of its Monday."""
        return self.monday.isocalendar().year

    @property
    def number(self) -> int:
        """Its number in the year, 1 to 53."""
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> dt.date:
        """Its last day."""
        return self.monday + dt.timedelta(days=6)

    @property
    def end(self) -> dt.date:
        """The first day after it."""
        return self.monday + DAYS

    @property
    def before(self) -> Week | None:
        """The week before; None where the years asked for end."""
        return _within(self.monday - DAYS)

    @property
    def after(self) -> Week | None:
        """The week after; None where the years asked for end."""
        return _within(self.end)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


def _within(monday: dt.date) -> Week | None:
    week = Week(monday)
    return week if FIRST_YEAR <= week.year <= LAST_YEAR else None


def weeks_of_month(date: dt.date) -> tuple[Week, ...]:
    """The weeks that share a day with the month of a date, in order."""
    last = date.replace(day=calendar.monthrange(date.year, date.month)[1])
    found = [Week.of(date.replace(day=1))]
    while found[-1].end <= last:
        found.append(Week(found[-1].end))
    return tuple(found)
