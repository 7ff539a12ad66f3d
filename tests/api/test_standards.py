"""Standards, relations, classifications and statistics as programs read them."""

from __future__ import annotations

import pytest
from django.test import Client

from guiju.platform.models import Classification
from tests.api.conftest import V1
from tests.factories import given_standards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("luminaires")]


def test_standard_asked_for_with_its_year_answers_as_of_the_day(client: Client) -> None:
    answer = client.get(f"{V1}/standards/GB%207000.1-2015", {"on": "2025-12-31"}).json()
    assert (answer["key"], answer["status"], answer["by_number"]) == ("GB 7000.1-2015", "in_force", False)
    assert answer["next"] == {"on": "2026-01-01", "status": "replaced"}
    assert answer["before"] == ["GB 7000.1-2007"]
    assert [one["key"] for one in answer["after"]] == ["GB/T 7000.1-2023"]
    assert answer["timeline"] == [
        {"status": "published", "start": None, "end": "2017-01-01"},
        {"status": "in_force", "start": "2017-01-01", "end": "2026-01-01"},
        {"status": "replaced", "start": "2026-01-01", "end": None},
    ]


@pytest.mark.parametrize(
    "spelling", ["GB 7000.1-2015", "gb7000.1-2015", "GB%207000.1—2015", "ＧＢ 7000.1-2015", "GB%20%207000.1-2015"]
)
def test_standard_is_found_in_any_spelling(client: Client, spelling: str) -> None:
    assert client.get(f"{V1}/standards/{spelling}").json()["key"] == "GB 7000.1-2015"


def test_slash_of_a_number_may_be_written_plain_or_escaped(client: Client) -> None:
    plain, escaped = (client.get(f"{V1}/standards/{one}") for one in ("GB/T%2024827-2015", "GB%2FT%2024827-2015"))
    assert plain.json()["key"] == escaped.json()["key"] == "GB/T 24827-2015"


def test_number_without_year_answers_with_the_edition_to_go_by(client: Client) -> None:
    answer = client.get(f"{V1}/standards/gb7000.1", {"on": "2020-01-01"}).json()
    assert (answer["key"], answer["by_number"]) == ("GB 7000.1-2015", True)
    assert [one["key"] for one in answer["editions"]] == ["GB 7000.1-2015", "GB 7000.1-2007"]


def test_standard_not_held_says_how_it_was_understood(client: Client) -> None:
    answer = client.get(f"{V1}/standards/GB%2F7000.1-2014", headers={"accept-language": "en"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    told = answer.json()
    assert (told["type"], told["title"]) == ("/api#not-held", "The catalogue does not hold this standard")
    assert "GB 7000.1-2015" in [near["key"] for near in told["near"]]


@pytest.mark.parametrize("junk", ["%00", "%0A", "..", "%F0%9F%82%A1", "x" * 5000, "relations"])
def test_what_is_no_number_is_not_held(client: Client, junk: str) -> None:
    assert client.get(f"{V1}/standards/{junk}").status_code == 404


def test_relations_are_told_from_both_ends(client: Client) -> None:
    given_standards(
        {"number": "GB/T 31831-2015", "title_zh": "LED室内照明应用技术要求", "cites": "GB 7000.1-2007"},
        {"number": "GB/T 31832-2015", "title_zh": "LED城市道路照明应用技术要求", "cites": "GB 7000.1-2007"},
    )
    cites = client.get(f"{V1}/standards/GB/T 31831-2015/relations", {"relation": "cites"}).json()
    assert [(one["names"], one["stale"], one["successors"]) for one in cites["items"]] == [
        ("GB 7000.1-2007", "yes", ["GB 7000.1-2015"])
    ]
    first = client.get(f"{V1}/standards/GB 7000.1-2007/relations", {"relation": "cited_by", "limit": "1"}).json()
    asked = {"relation": "cited_by", "cursor": first["next"]}
    rest = client.get(f"{V1}/standards/GB 7000.1-2007/relations", asked).json()
    assert first["total"] == 2
    assert [one["standard"] for one in (*first["items"], *rest["items"])] == ["GB/T 31831-2015", "GB/T 31832-2015"]
    assert rest["next"] is None


def test_replacement_is_a_relation_too(client: Client) -> None:
    after = client.get(f"{V1}/standards/GB 7000.1-2015/relations", {"relation": "replaced_by"}).json()
    assert [one["standard"] for one in after["items"]] == ["GB/T 7000.1-2023"]


def test_classification_is_listed_in_order_and_by_its_beginning(client: Client) -> None:
    codes = [("29", "电气工程", "Electrical engineering"), ("29.140", "电灯", "Lamps"), ("91", "建筑", "Construction")]
    for code, zh, en in codes:
        Classification.objects.create(scheme="ICS", code=code, title_zh=zh, title_en=en)
    assert client.get(f"{V1}/classifications").json() == {"items": ["ICS"]}
    first = client.get(f"{V1}/classifications/ICS", {"limit": "2"}).json()
    rest = client.get(f"{V1}/classifications/ICS", {"cursor": first["next"]}).json()
    assert [one["code"] for one in (*first["items"], *rest["items"])] == ["29", "29.140", "91"]
    under = client.get(f"{V1}/classifications/ICS", {"under": "29."}).json()
    assert under["items"] == [{"code": "29.140", "title_zh": "电灯", "title_en": "Lamps"}]
    assert client.get(f"{V1}/classifications/XYZ").status_code == 404


def test_statistics_count_by_fact_on_a_day(client: Client) -> None:
    answer = client.get(f"{V1}/statistics", {"by": "status", "on": "2020-01-01"}).json()
    assert answer == {
        "by": "status",
        "on": "2020-01-01",
        "standards": 4,
        "items": [
            {"value": "in_force", "count": 2},
            {"value": "published", "count": 1},
            {"value": "replaced", "count": 1},
        ],
    }
    by_year = client.get(f"{V1}/statistics", {"by": "year"}).json()["items"]
    assert [(one["value"], one["count"]) for one in by_year] == [("2015", 2), ("2007", 1), ("2023", 1)]


@pytest.mark.parametrize("by", ["level", "mandate", "body", "committee", "ics", "ccs", "adoption"])
def test_statistics_count_by_every_fact(client: Client, by: str) -> None:
    assert client.get(f"{V1}/statistics", {"by": by}).json()["standards"] == 4
