"""When a standard is due for review (复审): the intervals are data, each with its source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from guiju.catalogue.rules import Level


@dataclass(frozen=True, slots=True)
class ReviewInterval:
    """At most so many years between two reviews of standards of a level, of one publisher where `body` names it."""

    level: Level
    years: int
    source: str
    body: str = ""


LAW: Final = "中华人民共和国标准化法（2017）第二十九条"
INTERVALS: Final = (
    ReviewInterval(Level.LOCAL, 3, "上海市地方标准复审周期", body="DB31"),
    ReviewInterval(Level.NATIONAL, 5, LAW),
    ReviewInterval(Level.INDUSTRY, 5, LAW),
    ReviewInterval(Level.LOCAL, 5, LAW),
)
"""The first that fits counts."""
WARN_MONTHS: Final = 6


def interval_of(level: str, body: str) -> ReviewInterval | None:
    """The interval for a level and a publisher; None where none is known."""
    return next((one for one in INTERVALS if one.level == level and one.body in {"", body}), None)


def next_review(issued: dt.date, years: int, today: dt.date) -> dt.date:
    """The first day of review that has not passed, counted in whole intervals from the day of issue."""
    due = issued
    while due < today or due == issued:
        due = _years_on(due, years)
    return due


def warning_of(review: dt.date) -> dt.date:
    """The day to warn: six months before."""
    months = review.year * 12 + review.month - 1 - WARN_MONTHS
    return _in_month(months // 12, months % 12 + 1, review.day)


def _years_on(day: dt.date, years: int) -> dt.date:
    return _in_month(day.year + years, day.month, day.day)


def _in_month(year: int, month: int, day: int) -> dt.date:
    """The day, or the last one of a shorter month."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return min(dt.date(year, month, 1) + dt.timedelta(days=day - 1), following - dt.timedelta(days=1))
