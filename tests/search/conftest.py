"""A search of the test's own: its index and terms lie in a folder that goes with the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.search import meaning
from guiju.search.finding import Found, Search, Wanted


class Searching:
    """Find at once what has just been written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.search = Search(folder / "index", folder / "terms.csv")

    def __call__(self, text: str = "", **wanted: object) -> Found:
        return self.search.find(Wanted(text, **wanted), wait=True)  # type: ignore[arg-type]


@pytest.fixture
def find(tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> Searching:
    """Without the encoder: whether it is installed must not decide what these tests see."""
    monkeypatch.setattr(meaning, "encoder", lambda: None)
    return Searching(tmp_path)
