"""The list with its filters and the figures of the home page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from guiju.catalogue.queries import (
    coming_into_force,
    count_facets,
    count_totals,
    ending_soon,
    list_standards,
    recently_ended,
    recently_in_force,
)
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _lamps() -> None:
    given_standards(
        {"number": "GB/T 7000.1-2023", "title_zh": "灯具 一般要求", "effective": "2026-02-01", "ics": "29.140.40",
         "replaces": "GB 7000.1-2015", "ccs": "K72"},
        {"number": "GB 7000.1-2015", "title_zh": "灯具 一般要求", "effective": "2017-01-01", "ics": "29.140.40"},
        {"number": "GB/T 7000.201-2025", "title_zh": "固定式通用灯具", "effective": "2026-09-01", "ics": "29.140.40",
         "replaces": "GB 7000.201-2008", "title_en": "Fixed luminaires"},
        {"number": "GB 7000.201-2008", "title_zh": "固定式通用灯具", "effective": "2010-02-01"},
        {"number": "IEC 62031:2018", "title_en": "LED modules", "issued": "2018-03-01", "ics": "29.140.99"},
        {"number": "GB/T 24823-2017", "title_zh": "LED模块", "status": "现行", "seen_at": "2026-04-01"},
    )  # fmt: skip


def keys(**asked: Any) -> list[str]:
    return [row.key for row in list_standards(on=ON, **asked)]


def test_list_without_filters_is_ordered_by_number() -> None:
    assert keys() == [
        "GB 7000.1-2015",
        "GB/T 7000.1-2023",
        "GB 7000.201-2008",
        "GB/T 7000.201-2025",
        "GB/T 24823-2017",
        "IEC 62031:2018",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "gb7000.1"}, ["GB 7000.1-2015", "GB/T 7000.1-2023"]),
        ({"text": "gb7000.1-2015"}, ["GB 7000.1-2015"]),
        ({"text": "通用灯具"}, ["GB 7000.201-2008", "GB/T 7000.201-2025"]),
        ({"text": "luminaires fixed"}, ["GB/T 7000.201-2025"]),
        ({"text": "模块 24823"}, ["GB/T 24823-2017"]),
        ({"text": "一般要求 GB/T 7000.1-2023"}, ["GB/T 7000.1-2023"]),
        ({"level": ["international"]}, ["IEC 62031:2018"]),
        ({"mandate": ["mandatory"]}, ["GB 7000.1-2015", "GB 7000.201-2008"]),
        ({"status": "in_force"}, ["GB/T 7000.1-2023", "GB 7000.201-2008", "IEC 62031:2018"]),
        ({"status": "published"}, ["GB/T 7000.201-2025"]),
        ({"status": "replaced"}, ["GB 7000.1-2015"]),
        ({"status": "unknown"}, ["GB/T 24823-2017"]),
        ({"ics": "29.140.4"}, ["GB 7000.1-2015", "GB/T 7000.1-2023", "GB/T 7000.201-2025"]),
        ({"ccs": "k72"}, ["GB/T 7000.1-2023"]),
        ({"body": "IEC"}, ["IEC 62031:2018"]),
        ({"year_from": 2018, "year_to": 2023}, ["GB/T 7000.1-2023", "IEC 62031:2018"]),
        ({"order": "newest", "body": "GB", "status": "in_force"}, ["GB/T 7000.1-2023", "GB 7000.201-2008"]),
    ],
)
def test_list_passes_what_the_filter_asks(asked: dict[str, Any], found: list[str]) -> None:
    assert keys(**asked) == found


def test_list_tells_the_status_on_the_date_asked() -> None:
    found: Any = list_standards(on=dt.date(2026, 9, 1), body="GB")
    words = {row.key: row.status_word for row in found}
    assert words == {
        "GB 7000.1-2015": "replaced",
        "GB/T 7000.1-2023": "in_force",
        "GB 7000.201-2008": "replaced",
        "GB/T 7000.201-2025": "in_force",
        "GB/T 24823-2017": "in_force",
    }


def test_facets_count_what_the_filters_leave() -> None:
    assert count_facets(list_standards(on=ON, ics="29"), ON) == {
        "level": [("national", 3), ("international", 1)],
        "mandate": [("recommended", 2), ("", 1), ("mandatory", 1)],
        "body": [("GB", 3), ("IEC", 1)],
        "status": [("in_force", 2), ("published", 1), ("replaced", 1)],
    }


def test_totals_count_by_status_on_the_date() -> None:
    totals = count_totals(ON)
    assert (totals.standards, totals.bodies, totals.sources) == (6, 2, 1)
    assert totals.by_status == {"in_force": 3, "published": 1, "replaced": 1, "unknown": 1}


def changes(found: Any) -> list[tuple[str, dt.date]]:
    return [(row.key, row.changed_on) for row in found]


def test_home_page_tells_what_a_stated_date_changes_and_not_what_was_only_seen() -> None:
    assert changes(recently_in_force(ON, 90)) == [("GB/T 7000.1-2023", dt.date(2026, 2, 1))]
    assert changes(coming_into_force(ON, 365)) == [("GB/T 7000.201-2025", dt.date(2026, 9, 1))]
    assert changes(recently_ended(ON, 90)) == [("GB 7000.1-2015", dt.date(2026, 2, 1))]
    assert changes(ending_soon(ON, 365)) == [("GB 7000.201-2008", dt.date(2026, 9, 1))]
