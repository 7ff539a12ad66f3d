"""The feed of changes: everything once and in order, from where one left off."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from guiju.platform import following
from guiju.platform.events import Happening, emit
from guiju.platform.models import Event
from tests.api.conftest import V1
from tests.factories import given_standards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("luminaires")]


def _read(client: Client, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"{V1}/changes", asked).json()
    return answer


def _keys(answer: dict[str, Any]) -> list[str]:
    return [item["key"] for item in answer["items"]]


def test_every_standard_is_told_from_the_beginning_in_pages(client: Client) -> None:
    keys: list[str] = []
    answer = _read(client, limit=3)
    keys += _keys(answer)
    while answer["more"]:
        answer = _read(client, limit=3, cursor=answer["next"])
        keys += _keys(answer)
    assert sorted(set(keys)) == ["GB 7000.1-2007", "GB 7000.1-2015", "GB/T 24827-2015", "GB/T 7000.1-2023"]


def test_cursor_of_now_tells_only_what_comes(client: Client) -> None:
    start = _read(client, start="now")
    assert _keys(start) == []
    given_standards({"number": "GB/T 9468-2008", "title_zh": "灯具分布光度测量"})
    assert _keys(_read(client, cursor=start["next"])) == ["GB/T 9468-2008"]


def test_cursor_at_the_end_can_be_asked_again_and_again(client: Client) -> None:
    end = _read(client, start="now")["next"]
    assert _read(client, cursor=end) == {"items": [], "next": end, "more": False}


def test_what_happens_to_checks_is_nobodys_business(client: Client) -> None:
    start = _read(client, start="now")["next"]
    emit([Happening("check.done", ("check", "secret"), {}), Happening("standard.updated", ("standard", "GB 1-2000"))])
    assert _keys(_read(client, cursor=start)) == ["GB 1-2000"]


def test_late_event_comes_when_it_shows(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two transactions took two numbers; the second ended first."""
    start, last = _read(client, start="now")["next"], following.last_number()
    snapshots = iter([(50, 70), (65, 80)])
    monkeypatch.setattr(following, "snapshot", lambda: next(snapshots))
    _happen(last + 2, "GB 2-2000")
    early = _read(client, cursor=start)
    assert _keys(early) == ["GB 2-2000"]
    _happen(last + 1, "GB 1-2000")
    assert _keys(_read(client, cursor=early["next"])) == ["GB 1-2000"]


def _happen(number: int, key: str) -> None:
    Event.objects.create(pk=number, name="standard.updated", subject_type="standard", subject_key=key)


def test_cursor_of_another_database_is_gone(client: Client) -> None:
    cursor = _read(client, start="now")["next"]
    Event.objects.all().delete()
    answer = client.get(f"{V1}/changes", {"cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (410, "/api#gone-cursor")


@pytest.mark.parametrize("junk", ["x", "WzFd", "WzEsW1sxLDJdXV0", "WzEsW1siYSIsMSwxXV1d", "Wy0xLFtdXQ", "WzFlOTksW11d"])
def test_cursor_that_no_answer_gave_is_refused(client: Client, junk: str) -> None:
    assert client.get(f"{V1}/changes", {"cursor": junk}).status_code == 400


def test_the_store_says_whether_writers_take_turns() -> None:
    assert (following.snapshot() == (None, None)) is (connection.vendor == "sqlite")
