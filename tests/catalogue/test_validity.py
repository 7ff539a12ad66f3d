"""Validity on a date: every rule of the field, by tables written by hand: the day before, the day, the day after."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.rules import (
    BEGINNING,
    EditionFacts,
    MandateChange,
    Scope,
    Sighting,
    Status,
    Succession,
    mandate_on,
    next_change,
    status_on,
    timeline,
)
from guiju.kernel.dates import PartialDate, parse_date
from guiju.kernel.docid import parse

SEEN = dt.date(2026, 3, 1)


def date(text: str) -> PartialDate | None:
    return parse_date(text)


def said(word: str, *, rank: int = 10, on: dt.date = SEEN, source: str = "list") -> Sighting:
    return Sighting(word, source, rank, on)


def statuses(facts: EditionFacts, *days: str) -> list[str]:
    periods = timeline(facts)
    return [status_on(periods, dt.date.fromisoformat(day)).status.value for day in days]


def test_status_with_issue_and_effective_dates_is_draft_published_then_in_force() -> None:
    facts = EditionFacts("GB/T 1-2020", issued=date("2020-03-31"), effective=date("2020-10-01"))
    days = ("2020-03-30", "2020-03-31", "2020-09-30", "2020-10-01", "2020-10-02")
    assert statuses(facts, *days) == ["draft", "published", "published", "in_force", "in_force"]


def test_status_with_published_successor_stays_in_force_until_successor_is_in_force() -> None:
    successor = Succession("GB/T 1-2024", effective=date("2024-07-01"), issued=date("2023-12-28"))
    facts = EditionFacts("GB/T 1-2015", effective=date("2016-01-01"), successions=(successor,))
    assert statuses(facts, "2023-12-28", "2024-06-30", "2024-07-01", "2024-07-02") == [
        "in_force",
        "in_force",
        "replaced",
        "replaced",
    ]


def test_status_with_end_date_after_successor_in_force_has_transition_in_which_both_hold() -> None:
    successor = Succession("GB 1-2023", effective=date("2024-07-01"))
    facts = EditionFacts(
        "GB 1-2015", effective=date("2016-01-01"), withdrawn=date("2025-07-01"), successions=(successor,)
    )
    assert statuses(facts, "2024-07-01", "2025-06-30", "2025-07-01") == ["in_force", "in_force", "replaced"]


def test_status_with_withdrawal_date_and_no_successor_is_withdrawn_from_that_day() -> None:
    facts = EditionFacts("GB/T 1-1990", effective=date("1991-01-01"), withdrawn=date("2005-10-14"))
    assert statuses(facts, "2005-10-13", "2005-10-14", "2005-10-15") == ["in_force", "withdrawn", "withdrawn"]


def test_status_with_withdrawal_date_and_word_revised_is_replaced() -> None:
    facts = EditionFacts(
        "IEC 1:1990",
        level="international",
        issued=date("1990-05-01"),
        withdrawn=date("2001-02-03"),
        sightings=(said("REVISED"),),
    )
    assert statuses(facts, "2001-02-02", "2001-02-03") == ["in_force", "replaced"]


def test_status_with_successor_without_effective_date_is_replaced_from_its_issue() -> None:
    facts = EditionFacts(
        "T/A 1-2015",
        effective=date("2016-01-01"),
        successions=(Succession("T/A 1-2020", issued=date("2020-05-20"), seen_on=SEEN),),
    )
    assert statuses(facts, "2020-05-19", "2020-05-20", "2020-05-21") == ["in_force", "replaced", "replaced"]


def test_status_with_successor_known_only_by_statement_is_replaced_from_day_the_source_said_so() -> None:
    facts = EditionFacts(
        "GB/T 1-2015", effective=date("2016-01-01"), successions=(Succession("GB/T 1-2020", seen_on=SEEN),)
    )
    days = ("2019-12-31", "2020-01-01", "2026-02-28", "2026-03-01", "2026-03-02")
    assert statuses(facts, *days) == ["in_force", "unknown", "unknown", "replaced", "replaced"]


def test_status_with_stated_date_of_replacement_prefers_it_to_the_day_seen() -> None:
    succession = Succession("GB/T 1-2020", stated_on=date("2020-08-01"), seen_on=SEEN)
    facts = EditionFacts("GB/T 1-2015", effective=date("2016-01-01"), successions=(succession,))
    assert statuses(facts, "2020-07-31", "2020-08-01") == ["in_force", "replaced"]


def test_status_with_successor_and_no_date_at_all_is_unknown_with_what_is_known() -> None:
    facts = EditionFacts("GB/T 1-2015", effective=date("2016-01-01"), successions=(Succession("GB/T 1-2020"),))
    assert statuses(facts, "2015-12-31", "2016-01-01", "2030-01-01") == ["published", "unknown", "unknown"]
    period = status_on(timeline(facts), SEEN)
    assert [reason.code for reason in period.reasons] == ["status.successor_undated"]


def test_status_with_partial_replacement_only_stays_in_force() -> None:
    part = Succession("GB/T 2-2020", scope=Scope.PART, effective=date("2020-01-01"))
    facts = EditionFacts("GB/T 1-2015", effective=date("2016-01-01"), successions=(part,))
    assert statuses(facts, "2020-01-01", "2030-01-01") == ["in_force", "in_force"]


@pytest.mark.parametrize(
    ("stage", "expected"),
    [("9093", ["in_force", "in_force"]), ("90.93", ["in_force", "in_force"]), ("9092", ["in_force", "replaced"])],
)
def test_status_when_confirmed_beside_a_later_edition_is_in_force(stage: str, expected: list[str]) -> None:
    later = Succession("ISO/IEC 19794-2:2011", issued=date("2011-12-20"))
    facts = EditionFacts(
        "ISO/IEC 19794-2:2005",
        level="international",
        issued=date("2005-09-15"),
        sightings=(said(stage),),
        successions=(later,),
    )
    assert statuses(facts, "2011-12-19", "2011-12-20") == expected


def test_status_when_confirmed_before_the_later_edition_began_ends_with_it() -> None:
    later = Succession("ISO 1:2026", issued=date("2026-03-02"))
    facts = EditionFacts(
        "ISO 1:2016",
        level="international",
        issued=date("2016-07-01"),
        sightings=(said("90.93", on=dt.date(2026, 3, 1)),),
        successions=(later,),
    )
    assert statuses(facts, "2026-03-01", "2026-03-02") == ["in_force", "replaced"]


def test_status_with_draft_successor_stays_in_force() -> None:
    draft = Succession("ISO/FDIS 1", issued=date("2025-06"), draft=True)
    facts = EditionFacts("ISO 1:2015", level="international", issued=date("2015-09-15"), successions=(draft,))
    assert statuses(facts, "2026-01-01") == ["in_force"]


@pytest.mark.parametrize(
    ("key", "successor"),
    [("ISO 18752:2022", "ISO 18752"), ("ISO/IEC 24760-1:2019/Amd 1:2023", "ISO/IEC 24760-1")],
)
def test_status_with_the_own_number_without_a_year_as_successor_stays_in_force(key: str, successor: str) -> None:
    coming = Succession(successor, issued=date("2025-05"), seen_on=SEEN)
    facts = EditionFacts(key, level="international", issued=date("2022-03-01"), successions=(coming,))
    assert statuses(facts, "2026-06-01") == ["in_force"]


def test_status_with_another_number_without_a_year_as_successor_is_replaced() -> None:
    facts = EditionFacts(
        "IWA 29:2019",
        level="international",
        issued=date("2019-02-01"),
        successions=(Succession("ISO 18716", seen_on=SEEN),),
    )
    assert statuses(facts, "2026-06-01") == ["replaced"]


@pytest.mark.parametrize(
    "number",
    [
        *("ISO/CD 10840", "ISO/DIS 10231", "ISO/FDIS 10231:2025", "ISO/WD TS 15830-5", "ISO/AWI 1", "ISO/PWI 1"),
        *("ISO/NP 1", "ISO/PRF 1", "ISO/IEC DTS 20540", "ISO/IEC DTR 14496-24", "IEC CDV 60598-1", "prEN 12464-1"),
        *("FprEN 12464-1:2020", "20210837-T-469", "ISO 9001:2015/DAmd 1", "ISO 9001:2015/CD Amd 1"),
        *("ISO 9001:2015/FDAmd 1:2024", "EN 60598-1:2015/prA1:2020", "IEEE P802.3"),
    ],
)
def test_number_of_a_draft_tells_that_it_is_not_published(number: str) -> None:
    facts = EditionFacts(parse(number).key, level="international", issued=date("2020-05-01"))
    assert statuses(facts, "2026-06-01") == ["draft"]
    assert [reason.code for reason in timeline(facts)[0].reasons] == ["status.draft_number"]


@pytest.mark.parametrize(
    "number",
    ["ISO 9001:2015", "ISO/TR 14496-24:2008", "ISO 9001:2015/Amd 1:2024", "EN 60598-1:2015+A1:2018", "ISO/R 1:1951"],
)
def test_number_of_what_is_published_is_in_force_from_its_date(number: str) -> None:
    facts = EditionFacts(parse(number).key, level="international", issued=date("2024-05-01"))
    assert statuses(facts, "2026-06-01") == ["in_force"]


def test_status_with_split_ends_when_first_successor_starts() -> None:
    successions = (
        Succession("GB/T 1.2-2022", effective=date("2022-10-01")),
        Succession("GB/T 1.1-2021", effective=date("2021-05-01")),
    )
    facts = EditionFacts("GB/T 1-2010", effective=date("2010-12-01"), successions=successions)
    assert statuses(facts, "2021-04-30", "2021-05-01") == ["in_force", "replaced"]


def test_status_with_earlier_edition_said_to_be_successor_is_not_ended_by_it() -> None:
    backwards = Succession("CIE 1:1980", issued=date("1980"))
    facts = EditionFacts("CIE 1:1995", level="international", issued=date("1995"), successions=(backwards,))
    assert statuses(facts, "1996-01-01") == ["in_force"]


@pytest.mark.parametrize("level", ["international", "regional", "foreign"])
def test_status_of_bodies_without_implementation_date_is_in_force_on_issue(level: str) -> None:
    facts = EditionFacts("ISO 1:2015", level=level, issued=date("2015-09-15"))
    assert statuses(facts, "2015-09-14", "2015-09-15", "2015-09-16") == ["draft", "in_force", "in_force"]


def test_status_of_month_only_date_is_unknown_within_that_month() -> None:
    facts = EditionFacts("ISO 1:2015", level="international", issued=date("2015-09"))
    days = ("2015-08-31", "2015-09-01", "2015-09-29", "2015-09-30", "2015-10-01")
    assert statuses(facts, *days) == ["draft", "unknown", "unknown", "in_force", "in_force"]


def test_status_of_year_only_withdrawal_is_unknown_within_that_year() -> None:
    facts = EditionFacts("GB 1-1990", effective=date("1991-01-01"), withdrawn=date("2004"))
    days = ("2003-12-31", "2004-01-01", "2004-12-30", "2004-12-31")
    assert statuses(facts, *days) == ["in_force", "unknown", "unknown", "withdrawn"]


def test_status_issued_without_effective_date_or_word_is_unknown() -> None:
    facts = EditionFacts("GB/T 1-2020", level="national", issued=date("2020-03-31"))
    assert statuses(facts, "2020-03-30", "2020-03-31", "2026-01-01") == ["draft", "unknown", "unknown"]


def test_status_without_any_fact_is_unknown_for_all_time() -> None:
    periods = timeline(EditionFacts("GB/T 1"))
    assert [(period.start, period.status) for period in periods] == [(BEGINNING, Status.UNKNOWN)]


def test_status_by_word_alone_holds_from_the_day_it_was_seen() -> None:
    facts = EditionFacts("GB/T 1-2020", sightings=(said("现行"),))
    assert statuses(facts, "2026-02-28", "2026-03-01", "2026-03-02") == ["unknown", "in_force", "in_force"]


def test_status_by_word_withdrawn_leaves_the_time_before_open() -> None:
    facts = EditionFacts("GB/T 1-2010", effective=date("2010-12-01"), sightings=(said("废止"),))
    days = ("2010-11-30", "2010-12-01", "2026-02-28", "2026-03-01")
    assert statuses(facts, *days) == ["published", "unknown", "unknown", "withdrawn"]


def test_status_word_against_effective_date_gives_way_to_the_date() -> None:
    facts = EditionFacts("GB/T 1-2023", effective=date("2024-07-01"), sightings=(said("即将实施"),))
    assert statuses(facts, "2024-06-30", "2024-07-01", "2026-03-01") == ["published", "in_force", "in_force"]


def test_status_word_in_force_before_effective_date_is_published() -> None:
    facts = EditionFacts("GB/T 1-2023", effective=date("2027-01-01"), sightings=(said("现行"),))
    assert statuses(facts, "2026-03-01") == ["published"]


def test_status_put_off_is_not_in_force_on_its_effective_date() -> None:
    facts = EditionFacts(
        "GB 1-2020", issued=date("2020-01-01"), effective=date("2021-01-01"), sightings=(said("暂不实施"),)
    )
    assert statuses(facts, "2026-03-01") == ["published"]


def test_status_of_two_words_goes_by_the_better_ranked_source() -> None:
    words = (said("废止", rank=30, source="shop"), said("现行", rank=10, source="platform"))
    assert statuses(EditionFacts("GB/T 1-2020", sightings=words), "2026-03-01") == ["in_force"]


def test_status_of_two_words_of_one_rank_goes_by_the_later() -> None:
    words = (said("现行", on=dt.date(2020, 1, 1)), said("废止", on=dt.date(2024, 1, 1), source="newer"))
    assert statuses(EditionFacts("GB/T 1-2010", sightings=words), "2024-01-01") == ["withdrawn"]


def test_status_of_draft_stage_with_date_is_draft() -> None:
    facts = EditionFacts("ISO/CD 1", level="international", issued=date("2024-08"), sightings=(said("30.99"),))
    assert statuses(facts, "2024-09-01", "2026-03-01") == ["draft", "draft"]


def test_status_of_project_given_up_is_draft_then_withdrawn() -> None:
    facts = EditionFacts("ISO/CD 1", level="international", issued=date("2024-08"), sightings=(said("30.98"),))
    assert statuses(facts, "2026-02-28", "2026-03-01") == ["draft", "withdrawn"]


def test_status_withdrawn_before_effective_date_was_never_in_force() -> None:
    facts = EditionFacts(
        "GB 1-2020", issued=date("2020-01-01"), effective=date("2021-01-01"), withdrawn=date("2020-06-01")
    )
    assert statuses(facts, "2020-05-31", "2020-06-01", "2021-01-01") == ["published", "withdrawn", "withdrawn"]


def test_status_issued_after_effective_date_is_in_force_from_the_effective_date() -> None:
    facts = EditionFacts("GB 1-2020", issued=date("2020-06-01"), effective=date("2020-01-01"))
    assert statuses(facts, "2019-12-31", "2020-01-01", "2020-06-01") == ["draft", "in_force", "in_force"]


def test_next_change_names_the_first_period_after_the_date() -> None:
    successor = Succession("GB/T 1-2024", effective=date("2027-07-01"))
    facts = EditionFacts("GB/T 1-2015", effective=date("2016-01-01"), successions=(successor,))
    change = next_change(timeline(facts), SEEN)
    assert change is not None
    assert (change.start, change.status) == (dt.date(2027, 7, 1), Status.REPLACED)
    assert next_change(timeline(facts), dt.date(2027, 7, 1)) is None


@pytest.mark.parametrize(
    ("day", "mandate"), [("2017-03-22", "mandatory"), ("2017-03-23", "recommended"), ("2017-03-24", "recommended")]
)
def test_mandate_changed_without_new_text_is_told_by_date(day: str, mandate: str) -> None:
    change = MandateChange("mandatory", "recommended", date("2017-03-23"))
    facts = EditionFacts("GB/T 1-2008", mandate="recommended", effective=date("2009-01-01"), mandate_changes=(change,))
    assert mandate_on(facts, dt.date.fromisoformat(day)) == mandate
    assert statuses(facts, day) == ["in_force"]


partial_dates = st.one_of(
    st.none(),
    st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)).map(PartialDate.of),
    st.tuples(st.integers(1950, 2050), st.integers(1, 12)).map(lambda pair: PartialDate(*pair)),
    st.integers(1950, 2050).map(PartialDate),
)
days = st.dates(dt.date(1940, 1, 1), dt.date(2060, 1, 1))
sightings = st.builds(
    Sighting,
    word=st.sampled_from(["现行", "废止", "即将实施", "被代替", "60.60", "95.99", "30.98", "暂不实施", "?"]),
    source=st.sampled_from(["a", "b"]),
    rank=st.integers(1, 3),
    seen_on=days,
)
successions = st.builds(
    Succession,
    successor=st.sampled_from(["GB/T 1-2020", "GB/T 2-1999", "ISO 5"]),
    scope=st.sampled_from(list(Scope)),
    effective=partial_dates,
    issued=partial_dates,
    stated_on=partial_dates,
    seen_on=st.one_of(st.none(), days),
    draft=st.booleans(),
)
all_facts = st.builds(
    EditionFacts,
    key=st.just("GB/T 1-2010"),
    level=st.sampled_from(["", "national", "international"]),
    issued=partial_dates,
    effective=partial_dates,
    withdrawn=partial_dates,
    sightings=st.lists(sightings, max_size=3).map(tuple),
    successions=st.lists(successions, max_size=3).map(tuple),
)


@given(all_facts)
def test_timeline_of_any_facts_covers_all_time_in_order_without_repeats(facts: EditionFacts) -> None:
    periods = timeline(facts)
    starts = [period.start for period in periods]
    assert starts[0] == BEGINNING
    assert starts == sorted(set(starts))
    assert all(one.status != other.status for one, other in itertools.pairwise(periods))


@given(all_facts, days)
def test_status_of_any_facts_on_any_date_is_exactly_one(facts: EditionFacts, day: dt.date) -> None:
    periods = timeline(facts)
    holding = [
        period
        for period, end in zip(periods, [*(p.start for p in periods[1:]), dt.date.max], strict=True)
        if period.start <= day < end
    ]
    assert holding == [status_on(periods, day)]


@given(all_facts)
def test_timeline_of_any_facts_never_returns_from_the_end(facts: EditionFacts) -> None:
    ended = [period.status in {Status.REPLACED, Status.WITHDRAWN} for period in timeline(facts)]
    assert ended == sorted(ended)
