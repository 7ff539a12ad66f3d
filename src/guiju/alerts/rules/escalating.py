"""When what nobody has seen is handed on: working hours, and the steps that are usual."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from guiju.alerts.rules.messages import Severity

BEGINS, ENDS = dt.time(9), dt.time(17)
DAY_HOURS: Final = 8
SATURDAY: Final = 5


class Usual(NamedTuple):
    """A step that is usual: after so many working hours, from a severity on, to a body of a sort."""

    hours: int
    least: Severity
    to: str


USUAL: Final = (
    Usual(2 * DAY_HOURS, Severity.ACTION, "association"),
    Usual(4 * DAY_HOURS, Severity.ACTION, "authority"),
)
"""Unseen after two working days: the association; after four: the district. Each organisation has its own."""


def working_hours(begin: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> float:
    """The hours between two moments from 9 to 17 o'clock, Monday to Friday. Holidays are not known here."""
    day, last = begin.astimezone(zone).date(), end.astimezone(zone).date()
    whole_weeks = max((last - day).days // 7 - 1, 0)
    hours = whole_weeks * 5.0 * DAY_HOURS
    day += dt.timedelta(days=7 * whole_weeks)
    if whole_weeks:
        begin += dt.timedelta(days=7 * whole_weeks)
    while day <= last:
        if day.weekday() < SATURDAY:
            opens, closes = (dt.datetime.combine(day, time, zone) for time in (BEGINS, ENDS))
            hours += max((min(end, closes) - max(begin, opens)).total_seconds(), 0) / 3600
        day += dt.timedelta(days=1)
    return hours
