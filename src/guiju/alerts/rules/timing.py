"""When an address may be sent to: quiet hours, and the moments of its digests, in its own time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = dt.timedelta(days=1)


class Cadence(StrEnum):
    """One by one, or gathered."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Timing:
    """What an address asks for. Quiet hours may go over midnight; those that end when they begin are none.

    Digests go out at `hour`, weekly ones on `weekday` (Monday is 0).
    """

    zone: ZoneInfo
    quiet_from: dt.time | None = None
    quiet_until: dt.time | None = None
    cadence: Cadence = Cadence.IMMEDIATE
    hour: int = 8
    weekday: int = 0


def next_moment(moment: dt.datetime, timing: Timing) -> dt.datetime:
    """When what is issued at `moment` may go out: the moment itself, the next digest, the end of quiet hours."""
    return after_quiet(moment if timing.cadence is Cadence.IMMEDIATE else _next_digest(moment, timing), timing)


def after_quiet(moment: dt.datetime, timing: Timing) -> dt.datetime:
    """The moment itself, or the end of the quiet hours it lies in."""
    begins, ends = timing.quiet_from, timing.quiet_until
    local = moment.astimezone(timing.zone)
    if begins is None or ends is None or not _is_within(local.time(), begins, ends):
        return moment
    day = local.date() if local.time() < ends else local.date() + DAY
    return _moment(day, ends, timing.zone, after=moment)


def _is_within(time: dt.time, begins: dt.time, ends: dt.time) -> bool:
    if begins <= ends:
        return begins <= time < ends
    return time >= begins or time < ends


def _next_digest(moment: dt.datetime, timing: Timing) -> dt.datetime:
    """The first digest after a moment; that of the moment itself has gone."""
    day = moment.astimezone(timing.zone).date()
    while not (_is_digest_day(day, timing) and _digest(day, timing) > moment):
        day += DAY
    return _digest(day, timing)


def _is_digest_day(day: dt.date, timing: Timing) -> bool:
    return timing.cadence is Cadence.DAILY or day.weekday() == timing.weekday


def _digest(day: dt.date, timing: Timing) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(timing.hour), timing.zone).astimezone(dt.UTC)


def _moment(day: dt.date, time: dt.time, zone: ZoneInfo, *, after: dt.datetime) -> dt.datetime:
    """A local time as a moment; of the two that a clock set back shows, the first that is still to come."""
    first = dt.datetime.combine(day, time, zone).astimezone(dt.UTC)
    return first if first > after else dt.datetime.combine(day, time.replace(fold=1), zone).astimezone(dt.UTC)
