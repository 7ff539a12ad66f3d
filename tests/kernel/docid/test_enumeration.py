"""Enumerations whose later numbers leave out the prefix."""

from __future__ import annotations

import pytest

from guiju.kernel.docid import find_all, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GB/T 90018.1、90018.2", [("GB/T 90018.1", "GB/T 90018.1"), ("90018.2", "GB/T 90018.2")]),
        ("GB/T 90018.1/90018.2", [("GB/T 90018.1", "GB/T 90018.1"), ("90018.2", "GB/T 90018.2")]),
        ("GB/T 91011-1999、91012-1999", [("GB/T 91011-1999", "GB/T 91011-1999"), ("91012-1999", "GB/T 91012-1999")]),
        ("GB/T 90031、90029-2010", [("GB/T 90031", "GB/T 90031"), ("90029-2010", "GB/T 90029-2010")]),
        (
            "GB/T 90018.1，.2，.3",
            [("GB/T 90018.1", "GB/T 90018.1"), (".2", "GB/T 90018.2"), (".3", "GB/T 90018.3")],
        ),
        ("GB/T 90018.1/2/3", [("GB/T 90018.1", "GB/T 90018.1"), ("2", "GB/T 90018.2"), ("3", "GB/T 90018.3")]),
        (
            "GB/T 90018.1,2,3-2010",
            [("GB/T 90018.1", "GB/T 90018.1-2010"), ("2", "GB/T 90018.2-2010"), ("3-2010", "GB/T 90018.3-2010")],
        ),
        ("GB 7000.201、202", [("GB 7000.201", "GB 7000.201"), ("202", "GB 7000.202")]),
        ("GB/T 19001和24001的要求", [("GB/T 19001", "GB/T 19001"), ("24001", "GB/T 24001")]),
        ("GB 7000.1 与 7000.201", [("GB 7000.1", "GB 7000.1"), ("7000.201", "GB 7000.201")]),
        ("GB 2893、2894-82", [("GB 2893", "GB 2893"), ("2894-82", "GB 2894-1982")]),
        ("T/CSA 016-2013；017-2013", [("T/CSA 016-2013", "T/CSA 016-2013"), ("017-2013", "T/CSA 017-2013")]),
        ("ISO 9001, 14001:2015", [("ISO 9001", "ISO 9001"), ("14001:2015", "ISO 14001:2015")]),
        (
            "IEC 60598-1、60598-2-1:2014",
            [("IEC 60598-1", "IEC 60598-1"), ("60598-2-1:2014", "IEC 60598-2-1:2014")],
        ),
        ("GB/T 90018.1、GB/T 90018.2", [("GB/T 90018.1", "GB/T 90018.1"), ("GB/T 90018.2", "GB/T 90018.2")]),
    ],
)
def test_find_all_in_an_enumeration_carries_the_prefix(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[start:end], docid.canonical) for (start, end), docid in find_all(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "GB 7000.1、5.3条", "GB 7000.1、5条", "GB 7000.1，3章", "GB 7000.1、12 W", "GB 7000.1,12V", "GB 7000.1,5%",
        "GB 7000.1、第2页", "GB 7000.1,1,200", "GB 7000.1、2页", "GB/T 19001、2016年", "GB/T 19001、10000元",
        "GB/T 19001,10000", "GB/T 19001、50000lx", "GB/T 19001、220V", "GB/T 19001, 62345678", "GB/T 12345, 100088",
        "GB/T 12345、12346 mm", "GB/T 19001、2015-05-01", "GB/T 19001\n24001", "GB/T 19001、24001.5%", "UL 8750、8751",
    ],
)  # fmt: skip
def test_find_all_takes_no_year_date_amount_or_clause_for_a_number(text: str) -> None:
    assert len(find_all(text)) == 1


def test_parse_of_an_enumeration_gives_the_first_with_the_year_of_its_run() -> None:
    assert parse("GB/T 90018.1,2,3-2010").canonical == "GB/T 90018.1-2010"
    assert parse("GB/T 90031、90029-2010").canonical == "GB/T 90031"


def test_followers_say_where_their_prefix_is_from() -> None:
    (_first, (_span, second)) = find_all("GB/T 19001、24001")
    assert [reason.code for reason in second.understood()] == [
        "docid.body", "docid.all_years", "docid.prefix_carried",
    ]  # fmt: skip


def test_followers_of_a_word_in_small_letters_are_no_identifiers() -> None:
    assert find_all("sj 120、130") == []
