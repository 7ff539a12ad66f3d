"""When an address may be sent to: worked out by hand, days on which clocks change included."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from guiju.alerts.rules.timing import Cadence, Timing, after_quiet, next_moment

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def at(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


@pytest.mark.parametrize(
    ("begins", "ends", "moment", "expected"),
    [
        ("22:00", "07:00", "2026-03-02T13:59", "2026-03-02T13:59"),  # 21:59 in Shanghai
        ("22:00", "07:00", "2026-03-02T14:00", "2026-03-02T23:00"),  # 22:00: until 7 the next morning
        ("22:00", "07:00", "2026-03-02T22:59", "2026-03-02T23:00"),  # 6:59
        ("22:00", "07:00", "2026-03-02T23:00", "2026-03-02T23:00"),  # 7:00
        ("12:00", "14:00", "2026-03-02T04:30", "2026-03-02T06:00"),  # within a day
        ("12:00", "12:00", "2026-03-02T04:00", "2026-03-02T04:00"),  # none
    ],
)
def test_quiet_hours_in_shanghai_end_in_time(begins: str, ends: str, moment: str, expected: str) -> None:
    assert after_quiet(utc(moment), Timing(SHANGHAI, at(begins), at(ends))) == utc(expected)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-08T05:30", "2026-03-08T11:00"),  # 0:30 EST; 7:00 is EDT that morning
        ("2026-11-01T04:30", "2026-11-01T12:00"),  # 0:30 EDT; 7:00 is EST
        ("2026-07-01T04:30", "2026-07-01T11:00"),  # 0:30 EDT
    ],
)
def test_quiet_hours_over_a_change_of_clocks_end_by_the_clock(moment: str, expected: str) -> None:
    assert after_quiet(utc(moment), Timing(NEW_YORK, at("22:00"), at("07:00"))) == utc(expected)


def test_quiet_hours_that_end_in_the_hour_shown_twice_end_after_the_moment() -> None:
    timing = Timing(NEW_YORK, at("00:00"), at("01:30"))
    assert after_quiet(utc("2026-11-01T05:15"), timing) == utc("2026-11-01T05:30")  # 1:15 EDT
    assert after_quiet(utc("2026-11-01T06:15"), timing) == utc("2026-11-01T06:30")  # 1:15 EST


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-01T23:59", "2026-03-02T00:00"),  # 7:59 in Shanghai
        ("2026-03-02T00:00", "2026-03-03T00:00"),  # that of 8:00 has gone
        ("2026-03-02T13:00", "2026-03-03T00:00"),
    ],
)
def test_daily_digest_goes_at_its_hour(moment: str, expected: str) -> None:
    assert next_moment(utc(moment), Timing(SHANGHAI, cadence=Cadence.DAILY, hour=8)) == utc(expected)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-02T01:00", "2026-03-06T09:00"),  # Monday; Friday is the 6th
        ("2026-03-06T09:00", "2026-03-13T09:00"),
    ],
)
def test_weekly_digest_goes_on_its_day(moment: str, expected: str) -> None:
    timing = Timing(SHANGHAI, cadence=Cadence.WEEKLY, hour=17, weekday=4)
    assert next_moment(utc(moment), timing) == utc(expected)


def test_daily_digest_in_an_hour_that_a_change_of_clocks_leaves_out_goes_once() -> None:
    timing = Timing(NEW_YORK, cadence=Cadence.DAILY, hour=2)
    assert next_moment(utc("2026-03-08T05:00"), timing) == utc("2026-03-08T07:00")  # shown as 3:00 EDT
    assert next_moment(utc("2026-03-08T07:00"), timing) == utc("2026-03-09T06:00")


def test_digest_within_quiet_hours_waits_for_their_end() -> None:
    timing = Timing(SHANGHAI, at("22:00"), at("09:00"), Cadence.DAILY, hour=8)
    assert next_moment(utc("2026-03-01T12:00"), timing) == utc("2026-03-02T01:00")
