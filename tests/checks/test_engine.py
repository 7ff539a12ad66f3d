"""The engine against a real database: every outcome, ranges, order, and a fixed number of queries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.checks.answers import answer_as_dict
from guiju.checks.engine import Answer, examine
from guiju.checks.problems import TooManyIdentifiers
from guiju.checks.reading import InputLine, read_pasted
from guiju.checks.services.running import Accounts
from tests.checks.small_catalogue import given_small_catalogue

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    given_small_catalogue()


def examined(*texts: str, title: str = "") -> list[Answer]:
    lines = [InputLine(number, text, title) for number, text in enumerate(texts, 1)]
    return list(examine(lines, as_of=TODAY))


def outcomes(*texts: str) -> list[tuple[int, int, str, str]]:
    return [(a.line, a.part, a.outcome.value, a.standard) for a in examined(*texts)]


def test_examine_every_kind_of_line_has_its_outcome() -> None:
    assert outcomes(
        "按图纸",
        "GB/T 50",
        "T/XYZ 1-2020",
        "GB 99-2020",
        "GB 20-2001",
        "gb7000.1-2007",
        "GB/T 30-2027",
        "GB/T 30",
        "GB 40-2010",
        "GB/T 60-1999",
        "GB/T 7000.1—2023",
        "GB/T 99999-2020",
    ) == [
        (1, 1, "unreadable", ""),
        (2, 1, "ambiguous", ""),
        (3, 1, "not_covered", ""),
        (4, 1, "not_found", ""),
        (5, 1, "withdrawn", "GB 20-2001"),
        (6, 1, "replaced", "GB 7000.1-2007"),
        (7, 1, "not_yet_in_force", "GB/T 30-2027"),
        (8, 1, "superseded_soon", "GB/T 30-2014"),
        (9, 1, "mandate_changed", "GB/T 40-2010"),
        (10, 1, "status_unknown", "GB/T 60-1999"),
        (11, 1, "current", "GB/T 7000.1-2023"),
        (12, 1, "not_found", ""),
    ]


def test_examine_several_numbers_on_a_line_are_parts_in_order() -> None:
    assert outcomes("GB/T 40-2010、GB 20-2001；GB/T 60-1999") == [
        (1, 1, "current", "GB/T 40-2010"),
        (1, 2, "withdrawn", "GB 20-2001"),
        (1, 3, "status_unknown", "GB/T 60-1999"),
    ]


def test_examine_range_has_a_row_for_each_part_held_and_one_for_the_rest() -> None:
    answers = examined("GB/T 50.1~50.4")
    assert [(a.part, a.key, a.outcome.value) for a in answers] == [
        (1, "GB/T 50.1", "current"),
        (2, "GB/T 50.2", "current"),
        (3, "GB/T 50.4", "current"),
        (4, "GB/T 50.1~50.4", "not_found"),
    ]
    assert dict(answers[3].reasons[0].params) == {"given": "GB/T 50.1~50.4", "missing": "GB/T 50.3"}


def test_examine_range_not_covered_at_all_is_one_row() -> None:
    assert outcomes("NB/T 47013.1~47013.13-2015") == [(1, 1, "not_covered", "")]


def test_examine_range_that_cannot_be_counted_is_one_row_with_the_parts_held() -> None:
    answers = examined("GB/T 50.1~50.999999")
    assert [(a.part, a.outcome.value, a.reasons[0].code) for a in answers] == [(1, "ambiguous", "check.range_unclear")]
    assert [c.key for c in answers[0].verdict.candidates] == ["GB/T 50.1-2004", "GB/T 50.2-2005", "GB/T 50.4-2005"]


def test_examine_all_parts_has_a_row_for_each_part_held() -> None:
    assert outcomes("GB/T 50（所有部分）") == [
        (1, 1, "current", "GB/T 50.1-2004"),
        (1, 2, "current", "GB/T 50.2-2005"),
        (1, 3, "current", "GB/T 50.4-2005"),
    ]


def test_examine_all_parts_of_an_unknown_number_is_one_row() -> None:
    assert outcomes("GB/T 51（所有部分）") == [(1, 1, "not_found", "")]


def test_examine_part_missing_offers_the_parts() -> None:
    assert [candidate.key for candidate in examined("GB/T 50")[0].verdict.candidates] == [
        "GB/T 50.1-2004",
        "GB/T 50.2-2005",
        "GB/T 50.4-2005",
    ]


def test_examine_title_without_number_offers_standards_of_that_title() -> None:
    answers = examined("缺号", title="照明设备电子镇流器")
    assert [(c.key, c.reasons[0].code) for c in answers[0].verdict.candidates] == [
        ("GB/T 40-2010", "candidate.similar_title")
    ]


def test_examine_wrong_number_with_the_title_of_another_offers_that_one() -> None:
    answers = examined("GB/T 60-1999", title="照明设备电子镇流器")
    assert (answers[0].outcome.value, [c.key for c in answers[0].verdict.candidates]) == (
        "status_unknown",
        ["GB/T 40-2010"],
    )


def test_answer_as_dict_is_what_the_command_prints() -> None:
    answer = answer_as_dict(examined("GB7000.1－2007 ")[0])
    reason_zh, reason_en = answer.pop("reason_zh"), answer.pop("reason_en")
    assert answer == {
        "line": 1,
        "part": 1,
        "input": "GB7000.1－2007 ",
        "key": "GB 7000.1-2007",
        "outcome": "replaced",
        "standard": "GB 7000.1-2007",
        "successors": ["GB 7000.1-2015", "GB/T 7000.1-2023"],
        "dates": {"effective": "2009-01-01"},
        "candidates": [],
    }
    assert reason_zh == (
        "GB 7000.1-2007 在 2026-11-22 已被代替；2017-01-01 起由 GB 7000.1-2015 代替；"
        "代替顺序：GB 7000.1-2007 → GB 7000.1-2015 → GB/T 7000.1-2023；其中 2026-11-22 现行的是 GB/T 7000.1-2023"
    )
    assert reason_en == (
        "GB 7000.1-2007 is no longer in force on 2026-11-22: it has been replaced; "
        "replaced by GB 7000.1-2015 from 2017-01-01; "
        "replacement chain: GB 7000.1-2007 → GB 7000.1-2015 → GB/T 7000.1-2023; "
        "of these in force on 2026-11-22: GB/T 7000.1-2023"
    )


def test_examine_more_identifiers_than_the_limit_is_a_problem_in_words() -> None:
    with pytest.raises(TooManyIdentifiers):
        list(examine([InputLine(1, "GB 1、GB 2、GB 3")], as_of=TODAY, limit=2))


def queries_for(lines: int) -> int:
    texts = ["GB/T 7000.1-2023", "GB 7000.1", "GB/T 50", "GB 99-2020", "GB/T 50.1~50.4", "T/XYZ 1-2020", "缺"]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        list(examine([InputLine(n, texts[n % len(texts)]) for n in range(1, lines + 1)], as_of=TODAY))
    return len(captured)


def test_examine_asks_as_often_for_three_hundred_lines_as_for_ten() -> None:
    queries_for(7)
    assert queries_for(300) == queries_for(10)


PIECES = st.sampled_from(
    [
        "GB/T 40-2010",
        "GB 20-2001",
        "GB/T 50",
        "GB/T 50.1~50.4",
        "T/XYZ 1",
        "缺",
        "、",
        "  ",
        "\t",
        "GB/T 50(所有部分)",
        "1",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=8).map("\n".join))
def test_every_line_that_is_read_is_answered_and_no_other(text: str) -> None:
    accounts = Accounts()
    reading = read_pasted(text)
    answers = list(examine(accounts.watch(reading), as_of=TODAY))
    accounts.answered.update(answer.line for answer in answers)
    kept = accounts.as_dict(reading)
    assert (kept["missing"], kept["extra"]) == ([], [])
    filled = {number for number, line in enumerate(text.splitlines(), 1) if line.strip()}
    headed = {reading.layout.header_row} - {0}
    assert filled == {a.line for a in answers} | {blank["line"] for blank in kept["blank"]} | headed
    assert [(a.line, a.part) for a in answers] == sorted((a.line, a.part) for a in answers)
