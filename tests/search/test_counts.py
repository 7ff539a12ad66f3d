"""Counts of facets: every one is what confining the search to that very value would find."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest

from tests.factories import given_standards
from tests.search.conftest import Searching

Choices = list[dict[str, Any]]
FACETS = ("level", "body", "mandate", "status", "ics", "year")
LEVELS: Choices = [
    {},
    {"level": ("national",)},
    {"level": ("national", "international")},
    {"mandate": ("recommended",)},
]
OTHERS: Choices = [{}, {"ics": ("29",)}, {"body": ("GB", "IEC")}, {"body": ("GB",), "ics": ("29.140", "23.080")}]
STATUSES: Choices = [{}, {"status": ("in_force",)}, {"status": ("in_force", "replaced"), "years": (2009, 2014)}]
DAYS = (None, dt.date(2015, 12, 1))


@pytest.fixture
def shelf(find: Searching) -> Searching:
    given_standards(
        {
            "number": "GB/T 24827-2009",
            "title_zh": "路灯",
            "status": "废止",
            "withdrawn": "2016-05-01",
            "ics": "29.140.40",
        },
        {
            "number": "GB/T 24827-2015",
            "title_zh": "路灯",
            "status": "现行",
            "effective": "2016-05-01",
            "ics": "29.140.40",
        },
        {
            "number": "GB 7000.203-2013",
            "title_zh": "路灯",
            "status": "现行",
            "effective": "2015-07-01",
            "ics": "29.140",
        },
        {"number": "IEC 60598-2-3:2011", "title_zh": "路灯", "status": "现行", "effective": "2011-01-01"},
        {
            "number": "JB/T 6880.1-2013",
            "title_zh": "路灯水泵",
            "status": "现行",
            "effective": "2014-01-01",
            "ics": "23.080",
        },
        {
            "number": "DB31/T 9-2012",
            "title_zh": "路灯",
            "status": "现行",
            "effective": "2012-09-01",
            "ics": "29.140.40; 23.080",
        },
    )
    find("路灯")
    return find


def _choices() -> Choices:
    return [
        {"values": {**levels, **others}, **statuses} for levels, others, statuses in product(LEVELS, OTHERS, STATUSES)
    ]


def _with(chosen: dict[str, Any], facet: str, value: str) -> dict[str, Any]:
    """The choice, but of one facet this value alone."""
    if facet == "status":
        return {**chosen, "status": (value,)}
    if facet == "year":
        return {**chosen, "years": (int(value), int(value))}
    return {**chosen, "values": {**chosen["values"], facet: (value,)}}


@pytest.mark.parametrize("day", DAYS)
def test_counts_are_what_each_value_alone_would_find(shelf: Searching, day: dt.date | None) -> None:
    for chosen in _choices():
        found = shelf("路灯", on=day, facets=FACETS, **chosen)
        for facet, counts in found.facets.items():
            alone = {value: shelf("路灯", on=day, **_with(chosen, facet, value)).total for value, _count in counts}
            assert dict(counts) == alone, (facet, chosen)


def test_counts_leave_out_no_value_that_would_find_something(shelf: Searching) -> None:
    everything = {
        name: [value for value, _count in counts] for name, counts in shelf("路灯", facets=FACETS).facets.items()
    }
    for chosen in _choices():
        counted = shelf("路灯", facets=FACETS, **chosen).facets
        for facet, values in everything.items():
            fruitful = {value for value in values if shelf("路灯", **_with(chosen, facet, value)).total}
            assert {value for value, _count in counted[facet]} == fruitful, (facet, chosen)
