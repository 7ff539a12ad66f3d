"""How often somebody may ask: evenly regained, shared by processes, bounded in memory."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.platform.rates import PLACES, Allowances, Turn

NOW = 1_800_000_000.0


@pytest.fixture
def allowances(tmp_path: Path) -> Allowances:
    return Allowances(tmp_path / "rates")


def _take(allowances: Allowances, who: str = "a", at: float = 0.0) -> Turn:
    return allowances.take(who, limit=3, window=60, now=NOW + at)


def test_whole_allowance_may_be_spent_at_once(allowances: Allowances) -> None:
    turns = [_take(allowances) for _ in range(4)]
    assert [(turn.allowed, turn.remaining, round(turn.reset)) for turn in turns] == [
        (True, 2, 20),
        (True, 1, 40),
        (True, 0, 60),
        (False, 0, 60),
    ]
    assert round(turns[3].wait) == 20


def test_allowance_comes_back_evenly(allowances: Allowances) -> None:
    for _ in range(3):
        _take(allowances)
    assert [_take(allowances, at=at).allowed for at in (19, 20, 21, 40, 41)] == [False, True, False, True, False]


def test_refused_requests_cost_nothing(allowances: Allowances) -> None:
    for _ in range(50):
        _take(allowances)
    assert _take(allowances, at=20).allowed


def test_callers_do_not_share(allowances: Allowances) -> None:
    for _ in range(4):
        _take(allowances, "a")
    assert _take(allowances, "b").remaining == 2


def test_clock_set_back_locks_nobody_out_for_longer_than_a_window(allowances: Allowances) -> None:
    _take(allowances, at=10_000_000)
    assert _take(allowances, at=0).wait <= 60


def test_counts_outlive_a_restart(allowances: Allowances, tmp_path: Path) -> None:
    for _ in range(3):
        _take(allowances)
    allowances.close()
    assert not _take(Allowances(tmp_path / "rates")).allowed


def _spend(path: Path, times: int) -> int:
    allowances = Allowances(path)
    return sum(allowances.take("a", limit=1000, window=1e9, now=NOW).allowed for _ in range(times))


def test_several_processes_count_together(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        allowed = pool.starmap(_spend, [(tmp_path / "rates", 800)] * 2)
    assert sum(allowed) == 1000


def test_more_callers_than_places_are_all_served(allowances: Allowances) -> None:
    assert all(_take(allowances, str(number)).allowed for number in range(PLACES + 1000))


@given(st.lists(st.floats(0, 300), min_size=1, max_size=60))
def test_nobody_gets_more_than_the_allowance_in_any_window(
    tmp_path_factory: pytest.TempPathFactory, at: list[float]
) -> None:
    allowances = Allowances(tmp_path_factory.mktemp("rates") / "rates")
    granted = [moment for moment in sorted(at) if _take(allowances, at=moment).allowed]
    allowances.close()
    for first in granted:
        assert len([one for one in granted if first <= one < first + 19.9]) <= 3
        assert len([one for one in granted if first <= one < first + 60]) <= 6
