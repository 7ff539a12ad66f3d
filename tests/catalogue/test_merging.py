"""Facts of several sources merged by rank, and what they disagree about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.rules.merging import Claim, Conflict, find_conflicts, merge
from guiju.kernel.reasons import Reason

EARLY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
LATE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def claim(source: str, rank: int, seen: dt.datetime = EARLY, **facts: Any) -> Claim:
    return Claim(source, rank, seen, facts)


def test_merge_takes_each_fact_from_the_best_ranked_source_that_has_it() -> None:
    merged = merge([claim("shop", 30, title_zh="甲", ics=["29.140"]), claim("platform", 10, title_zh="乙")])
    assert merged == {"title_zh": "乙", "ics": ["29.140"]}


def test_merge_of_equal_ranks_takes_the_latest() -> None:
    merged = merge([claim("a", 10, EARLY, level="industry"), claim("b", 10, LATE, level="national")])
    assert merged == {"level": "national"}


def test_merge_takes_the_more_precise_of_agreeing_dates() -> None:
    merged = merge([claim("a", 10, issued="2019-06"), claim("b", 20, issued="2019-06-14")])
    assert merged == {"issued": "2019-06-14"}


def test_merge_keeps_the_better_source_where_dates_disagree() -> None:
    merged = merge([claim("a", 10, issued="2019-06"), claim("b", 20, issued="2019-07-01")])
    assert merged == {"issued": "2019-06"}


def test_conflict_names_every_value_the_winner_first_and_why() -> None:
    conflicts = find_conflicts([claim("shop", 30, issued="2020-01-02"), claim("platform", 10, issued="2020-01-01")])
    assert conflicts == (
        Conflict(
            "issued",
            (("platform", "2020-01-01"), ("shop", "2020-01-02")),
            Reason.of("conflict.rank", source="platform", rank=10, seen=EARLY.date()),
        ),
    )


def test_conflict_between_equal_ranks_says_that_the_latest_holds() -> None:
    conflicts = find_conflicts(
        [claim("a", 10, EARLY, mandate="mandatory"), claim("b", 10, LATE, mandate="recommended")]
    )
    assert [(conflict.field, conflict.values[0], conflict.why.code) for conflict in conflicts] == [
        ("mandate", ("b", "recommended"), "conflict.latest")
    ]


def test_spelling_width_and_precision_are_no_conflict() -> None:
    one = claim("a", 10, title_zh="灯具 第1部分：一般要求", issued="2019-06", ics=["29.140", "29"], status="现行")
    other = claim(
        "b", 20, title_zh="灯具第1部分:一般要求", issued="2019-06-14", ics=["29", "29.140"], status="现行有效"
    )
    assert find_conflicts([one, other]) == ()


def test_status_words_of_different_meaning_are_a_conflict() -> None:
    conflicts = find_conflicts([claim("a", 10, status="现行"), claim("b", 20, status="废止")])
    assert [conflict.field for conflict in conflicts] == ["status"]


claims = st.lists(
    st.builds(
        Claim,
        source=st.sampled_from("abcde"),
        rank=st.integers(1, 3),
        seen_at=st.sampled_from([EARLY, LATE]),
        facts=st.fixed_dictionaries(
            {}, optional={"title_zh": st.sampled_from("甲乙"), "issued": st.sampled_from(["2019", "2019-06", "2020"])}
        ),
    ),
    unique_by=lambda item: item.source,
)


@given(claims, st.randoms())
def test_merge_does_not_depend_on_the_order_of_claims(given_claims: list[Claim], random: Any) -> None:
    shuffled = list(given_claims)
    random.shuffle(shuffled)
    assert merge(shuffled) == merge(given_claims)
    assert find_conflicts(shuffled) == find_conflicts(given_claims)
