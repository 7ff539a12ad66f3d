"""The change log as the index reads it, in whatever order transactions end."""

from __future__ import annotations

import pytest

from guiju.platform.events import Happening, emit
from guiju.platform.following import Gap
from guiju.platform.models import Event
from guiju.search import changes
from guiju.search.changes import Mark

pytestmark = pytest.mark.django_db


def _happen(key: str, *, number: int | None = None) -> int:
    if number is None:
        return emit([Happening("standard.updated", ("standard", key))])[0].pk
    Event.objects.create(pk=number, name="standard.updated", subject_type="standard", subject_key=key)
    return number


def test_mark_dumped_loads_equal() -> None:
    mark = Mark(7, "2026-01-01", (Gap(3, 4, 90),))
    assert Mark.load(mark.dump()) == mark


def test_mark_of_an_index_without_one_has_taken_in_nothing() -> None:
    assert Mark.load("") == Mark(0, "0001-01-01")


def test_read_changes_gives_what_came_after_the_mark() -> None:
    first = _happen("GB 1-2000")
    mark = Mark(first, "2026-01-01")
    last = _happen("GB 2-2000")
    found = changes.read_changes(mark)
    assert found.keys == {"standard": {"GB 2-2000"}}
    assert (found.mark.last, found.more) == (last, False)


def test_is_behind_only_when_something_happened_or_a_day_went_by() -> None:
    _happen("GB 1-2000")
    mark = changes.read_changes(changes.mark_now()).mark
    assert changes.is_behind(Mark(mark.last, mark.day)) is False
    assert changes.is_behind(Mark(mark.last - 1, mark.day)) is True
    assert changes.is_behind(Mark(mark.last, "2020-01-01")) is True


def test_event_that_shows_late_is_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two transactions took 101 and 102; the second ended first."""
    snapshots = iter([(50, 60), (50, 70), (65, 80)])
    monkeypatch.setattr(changes, "_snapshot", lambda: next(snapshots))
    _happen("GB 2-2000", number=102)
    early = changes.read_changes(Mark(100, "2026-01-01"))
    assert early.keys == {"standard": {"GB 2-2000"}}
    assert early.mark == Mark(102, "2026-01-01", (Gap(101, 101, 60),))
    _happen("GB 1-2000", number=101)
    late = changes.read_changes(early.mark)
    assert late.keys == {"standard": {"GB 1-2000"}}
    assert late.mark == Mark(102, "2026-01-01")


def test_number_that_was_rolled_back_is_asked_for_until_its_transaction_must_be_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    snapshots = iter([(50, 60), (59, 61), (60, 62)])
    monkeypatch.setattr(changes, "_snapshot", lambda: next(snapshots))
    _happen("GB 2-2000", number=102)
    mark = changes.read_changes(Mark(100, "2026-01-01")).mark
    mark = changes.read_changes(mark).mark
    assert mark.gaps == (Gap(101, 101, 60),)
    assert changes.read_changes(mark).mark.gaps == ()
