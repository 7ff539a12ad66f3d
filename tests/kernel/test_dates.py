"""Dates with their precision."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.dates import DateError, PartialDate, Precision, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-01", "2024-07-01"),
        ("2024/7/1", "2024-07-01"),
        ("2024.7.1", "2024-07-01"),
        ("2024年7月1日", "2024-07-01"),
        ("２０２４－０７－０１", "2024-07-01"),
        ("20240701", "2024-07-01"),
        ("2024-07-01 00:00:00", "2024-07-01"),
        ("2024-07-01T08:00:00Z", "2024-07-01"),
        ("45474", "2024-07-01"),  # the serial a spreadsheet keeps for 1 July 2024
        ("2012-11", "2012-11"),
        ("2012年11月", "2012-11"),
        ("1999", "1999"),
        ("1999年", "1999"),
    ],
)
def test_parse_date_reads_what_lists_hold(text: str, expected: str) -> None:
    assert str(parse_date(text)) == expected


@pytest.mark.parametrize("text", ["", " ", "-", "/", "无", "null", "N/A"])
def test_parse_date_of_a_blank_word_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["soon", "2024-13-01", "2023-02-29", "2024-07-01x", "12", "发布后6个月", "0000-01-01"])
def test_parse_date_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


def test_precision_bounds_what_a_date_may_mean() -> None:
    month = PartialDate(2024, 2)
    assert (month.precision, month.earliest, month.latest) == (
        Precision.MONTH,
        dt.date(2024, 2, 1),
        dt.date(2024, 2, 29),
    )
    year = PartialDate(2023)
    assert (year.precision, year.earliest, year.latest) == (Precision.YEAR, dt.date(2023, 1, 1), dt.date(2023, 12, 31))


@pytest.mark.parametrize(
    ("on", "expected"), [(dt.date(2024, 1, 31), False), (dt.date(2024, 2, 15), None), (dt.date(2024, 2, 29), True)]
)
def test_is_by_says_none_where_the_precision_does_not_tell(on: dt.date, expected: bool | None) -> None:
    assert PartialDate(2024, 2).is_by(on) is expected


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(DateError):
        PartialDate(2024, None, 3)


@given(st.dates(), st.sampled_from(list(Precision)))
def test_at_puts_together_what_the_database_keeps(date: dt.date, precision: Precision) -> None:
    kept = PartialDate.at(date, precision)
    assert PartialDate.at(kept.earliest, kept.precision) == kept
    assert kept.precision == precision


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_parse_date_reads_back_what_it_writes(date: dt.date) -> None:
    assert parse_date(str(PartialDate.of(date))) == PartialDate.of(date)


@given(st.text(max_size=30))
def test_parse_date_gives_a_date_none_or_its_own_error(text: str) -> None:
    try:
        found = parse_date(text)
    except DateError:
        return
    assert found is None or isinstance(found, PartialDate)
