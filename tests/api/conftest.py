"""A small catalogue, its index in a folder of the test's own, and programs that call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from guiju.organisations.rules.scopes import CHECKS_WRITE
from guiju.organisations.services.tokens import create_token
from guiju.search import finding, meaning
from guiju.search.finding import Search
from guiju.site.api import gate
from tests.factories import given_standards

V1 = "/api/v1"
LUMINAIRES = (
    {
        "number": "GB 7000.1-2007",
        "title_zh": "灯具 第1部分: 一般要求与试验",
        "status": "废止",
        "effective": "2009-01-01",
    },
    {
        "number": "GB 7000.1-2015",
        "title_zh": "灯具 第1部分:一般要求与试验",
        "title_en": "Luminaires - Part 1: General requirements and tests",
        "status": "废止",
        "effective": "2017-01-01",
        "replaces": "GB 7000.1-2007",
    },
    {
        "number": "GB/T 7000.1-2023",
        "title_zh": "灯具 第1部分：一般要求与试验",
        "status": "现行",
        "effective": "2026-01-01",
        "replaces": "GB 7000.1-2015",
    },
    {
        "number": "GB/T 24827-2015",
        "title_zh": "道路与街路照明灯具性能要求",
        "status": "现行",
        "effective": "2016-05-01",
    },
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its index, its counts of requests, its files."""
    monkeypatch.setattr(meaning, "encoder", lambda: None)
    monkeypatch.setattr(settings, "GUIJU_HOME", tmp_path)
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")
    for name in ("GUIJU_API_RATE", "GUIJU_API_TOKEN_RATE"):
        monkeypatch.setattr(settings, name, 100_000)
    own = Search(tmp_path / "index", tmp_path / "terms.csv")
    monkeypatch.setattr(finding, "_searches", {str(tmp_path): own})
    yield
    gate._allowances.cache_clear()


@pytest.fixture
def luminaires(db: None) -> None:
    given_standards(*LUMINAIRES)


@pytest.fixture
def token(db: None) -> str:
    """One that may write checks."""
    return create_token(name="test", scopes=[CHECKS_WRITE])[1]


@pytest.fixture
def writer(token: str) -> Client:
    return Client(headers={"authorization": f"Bearer {token}"})
