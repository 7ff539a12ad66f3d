"""Places in the table of events: gaps, how they close, and what is cut."""

from __future__ import annotations

import pytest
from django.db import connection

from guiju.platform import following
from guiju.platform.following import Gap
from guiju.platform.models import Event

pytestmark = pytest.mark.django_db


def _happened(*numbers: int) -> None:
    for number in numbers:
        Event.objects.create(pk=number, name="standard.updated", subject_type="standard", subject_key=f"GB {number}")


def _numbers(read: following.Read) -> list[int]:
    return [row.id for row in read.rows]


def test_read_gives_no_more_than_the_limit_and_says_that_there_is_more() -> None:
    _happened(1, 2, 3)
    first = following.read(0, (), snapshot=(None, None), limit=2)
    assert (_numbers(first), first.last, first.more) == ([1, 2], 2, True)
    rest = following.read(first.last, first.gaps, snapshot=(None, None), limit=2)
    assert (_numbers(rest), rest.last, rest.more) == ([3], 3, False)


def test_numbers_missing_become_gaps_with_the_transaction_that_closes_them() -> None:
    _happened(3, 7)
    found = following.read(0, (), snapshot=(50, 60), limit=10)
    assert found.gaps == (Gap(1, 2, 60), Gap(4, 6, 60))


def test_gap_closes_when_every_transaction_of_its_time_has_ended() -> None:
    _happened(5)
    still = following.read(5, (Gap(2, 4, 60),), snapshot=(59, 61), limit=10)
    assert still.gaps == (Gap(2, 4, 60),)
    assert following.read(5, still.gaps, snapshot=(60, 61), limit=10).gaps == ()


def test_late_events_that_are_too_many_for_one_reading_are_not_lost() -> None:
    """Four came late when two fit; their transactions have all ended."""
    _happened(11, 12, 13, 14)
    gaps = (Gap(11, 12, 60), Gap(13, 14, 60))
    first = following.read(20, gaps, snapshot=(70, 80), limit=2)
    assert (_numbers(first), first.gaps, first.more) == ([11, 12], (Gap(13, 14, 60),), True)
    rest = following.read(20, first.gaps, snapshot=(70, 80), limit=2)
    assert _numbers(rest) == [13, 14]
    assert following.read(20, rest.gaps, snapshot=(70, 80), limit=2).gaps == ()


def test_gap_cut_in_its_middle_stays_open_behind_the_cut() -> None:
    _happened(11, 13)
    found = following.read(20, (Gap(11, 15, 60),), snapshot=(50, 80), limit=1)
    assert (_numbers(found), found.gaps) == ([11], (Gap(12, 15, 60),))


def test_many_gaps_become_one_stretch() -> None:
    gaps = [Gap(number, number, number) for number in range(1, 401, 2)]
    assert following.merged(gaps) == (Gap(1, 399, 399),)


def test_snapshot_only_where_writers_do_not_take_turns() -> None:
    oldest, ends = following.snapshot()
    if connection.vendor == "sqlite":
        assert (oldest, ends) == (None, None)
    else:
        assert oldest is not None
        assert ends is not None
        assert oldest <= ends
