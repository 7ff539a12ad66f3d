"""What is fetched for a batch: editions that no answer rests on come without evidence, and nothing changes by it."""

from __future__ import annotations

import datetime as dt

import pytest

from guiju.catalogue.queries import load_editions
from guiju.checks.answers import answer_as_dict
from guiju.checks.engine import examine
from guiju.checks.reading import InputLine
from tests.checks.small_catalogue import given_small_catalogue

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    given_small_catalogue()


def answers(*texts: str, title: str) -> list[dict[str, object]]:
    lines = [InputLine(number, text, title) for number, text in enumerate(texts, 1)]
    return [answer_as_dict(answer) for answer in examine(lines, as_of=TODAY)]


@pytest.mark.parametrize("title", ["", "灯具 第1部分：一般要求与试验", "日光灯管 第2部分：试验"])
@pytest.mark.parametrize(
    ("number", "undated"),
    [
        ("GB/T 7000.1-2023", "GB/T 7000.1"),
        ("GB 7000.1-2023", "GB 7000.1"),
        ("GB 7000.1-2015", "GB 7000.1"),
        ("GB 7000.1-2011", "GB 7000.1"),
        ("GB 7000.1-2007", "GB/T 7000.1"),
        ("GB/T 30-2027", "GB/T 30"),
        ("GB/T 30-2014", "GB/T 30"),
        ("GB 40-2010", "GB/T 40"),
    ],
)
def test_answer_for_a_year_beside_the_whole_number_is_the_same_as_alone(number: str, undated: str, title: str) -> None:
    assert answers(number, undated, title=title)[0] == answers(number, title=title)[0]


def test_editions_from_before_a_year_are_named_and_have_no_periods() -> None:
    found = load_editions(["GB 7000.1"], {"GB 7000.1": 2015})["GB 7000.1"]
    assert [(edition.key, bool(edition.periods)) for edition in found] == [
        ("GB 7000.1-2015", True),
        ("GB 7000.1-2007", False),
    ]
