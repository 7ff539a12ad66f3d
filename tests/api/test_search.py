"""The search as programs call it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from guiju.catalogue.schemas.showing import StandardsFound
from tests.api.conftest import V1
from tests.factories import given_standards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("luminaires")]


ASKED: dict[str, Any] = {"q": "照明", "on": "2026-02-01", "facet": ["level", "status"]}


def _keys(client: Client, **asked: Any) -> list[str]:
    return [item["key"] for item in client.get(f"{V1}/standards", asked).json()["items"]]


def test_search_by_dirty_number_leads_with_that_standard(client: Client) -> None:
    assert _keys(client, q="gb7000.1—2015")[0] == "GB 7000.1-2015"


def test_search_without_words_leads_with_the_newest_as_its_page_does(client: Client) -> None:
    newest = ["GB/T 7000.1-2023", "GB/T 24827-2015", "GB 7000.1-2015", "GB 7000.1-2007"]
    assert _keys(client) == _keys(client, sort="newest")
    assert _keys(client)[0] == newest[0]
    assert _keys(client, q=" ") == _keys(client)
    assert _keys(client, q="灯具") == _keys(client, q="灯具", sort="relevance")
    assert sorted(_keys(client)) == sorted(newest)


def test_search_answer_has_every_member_of_its_schema(client: Client) -> None:
    answer = client.get(f"{V1}/standards", ASKED).json()
    assert answer == {
        "total": 1,
        "on": "2026-02-01",
        "understood": [{"zh": "词语：照明", "en": "the words 照明"}],
        "readings": [],
        "items": [
            {
                "key": "GB/T 24827-2015",
                "printed": "GB/T 24827—2015",
                "title_zh": "道路与街路照明灯具性能要求",
                "title_en": "",
                "level": "national",
                "mandate": "recommended",
                "body": "GB",
                "year": 2015,
                "issued": None,
                "effective": "2016-05-01",
                "status": "in_force",
            }
        ],
        "facets": {"level": [{"value": "national", "count": 1}], "status": [{"value": "in_force", "count": 1}]},
        "next": None,
    }
    assert list(answer) == list(StandardsFound.model_fields)


def test_status_is_of_the_day_asked_for(client: Client) -> None:
    asked = {"q": "GB/T 7000.1-2023", "limit": "1"}
    before = client.get(f"{V1}/standards", {**asked, "on": "2025-12-31"}).json()["items"][0]
    after = client.get(f"{V1}/standards", {**asked, "on": "2026-01-01"}).json()["items"][0]
    assert (before["key"], before["status"], after["status"]) == ("GB/T 7000.1-2023", "published", "in_force")


def test_filters_narrow_and_several_values_mean_either(client: Client) -> None:
    assert set(_keys(client, mandate="mandatory")) == {"GB 7000.1-2007", "GB 7000.1-2015"}
    assert len(_keys(client, mandate=["mandatory", "recommended"])) == 4
    assert _keys(client, year_from="2016") == ["GB/T 7000.1-2023"]
    assert _keys(client, year_to="2007") == ["GB 7000.1-2007"]
    assert _keys(client, status="published", on="2025-06-01") == ["GB/T 7000.1-2023"]


def test_pages_follow_one_another_to_the_end(client: Client) -> None:
    first = client.get(f"{V1}/standards", {"limit": "3", "sort": "number"}).json()
    rest = client.get(f"{V1}/standards", {"limit": "3", "sort": "number", "cursor": first["next"]}).json()
    assert (first["total"], len(first["items"]), rest["next"]) == (4, 3, None)
    assert [item["key"] for item in (*first["items"], *rest["items"])] == _keys(client, sort="number", limit=10)


def test_page_after_an_insert_before_it_tells_nothing_twice(client: Client) -> None:
    first = client.get(f"{V1}/standards", {"limit": "2", "sort": "oldest"}).json()
    assert [item["key"] for item in first["items"]] == ["GB 7000.1-2007", "GB/T 24827-2015"]
    given_standards({"number": "GB/T 9468-2008", "title_zh": "灯具分布光度测量", "effective": "2009-05-01"})
    answer = _until_indexed(client, first["next"])
    assert [item["key"] for item in answer["items"]] == ["GB 7000.1-2015", "GB/T 7000.1-2023"]


def _until_indexed(client: Client, cursor: str) -> dict[str, Any]:
    """The search looks for changes four times a second."""
    for _ in range(200):
        answer: dict[str, Any] = client.get(
            f"{V1}/standards", {"limit": "3", "sort": "oldest", "cursor": cursor}
        ).json()
        if answer["total"] == 5:
            return answer
    pytest.fail("the index did not follow")


def test_card_of_a_changed_standard_is_the_new_one(client: Client) -> None:
    assert client.get(f"{V1}/standards", {"q": "24827"}).json()["items"][0]["title_en"] == ""
    given_standards({"number": "GB/T 24827-2015", "title_en": "Luminaires for road lighting"}, source="library")
    for _ in range(200):
        shown = client.get(f"{V1}/standards", {"q": "24827"}).json()["items"][0]["title_en"]
        if shown:
            break
    assert shown == "Luminaires for road lighting"


@pytest.mark.parametrize("junk", ["x", "WzFd", "WzEsMl0", "W3RydWUsIngiXQ", "🂡", "A" * 8000, "Wzk5OTk5OSwiIl0"])
def test_cursor_that_no_answer_gave_is_refused(client: Client, junk: str) -> None:
    answer = client.get(f"{V1}/standards", {"cursor": junk})
    assert (answer.status_code, answer.json()["type"]) == (400, "/api#bad-cursor")


def test_words_that_find_nothing_are_no_error(client: Client) -> None:
    answer = client.get(f"{V1}/standards", {"q": "潜水电泵"}).json()
    assert (answer["total"], answer["items"], answer["next"]) == (0, [], None)
