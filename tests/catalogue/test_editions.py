"""Editions, chains and coverage as checks and pages ask for them."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from guiju.catalogue.models import StatusPeriod
from guiju.catalogue.queries import (
    StandardNotFound,
    covered_bodies,
    get_edition,
    get_standard,
    list_coverage,
    load_chains,
    load_editions,
    load_editions_by_key,
    load_predecessors,
)
from guiju.catalogue.rules import ChainLink, Scope
from guiju.kernel.dates import parse_date
from guiju.platform.models import ImportRun
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 1)


def lamps(count: int) -> None:
    given_standards(
        *(
            {
                "number": f"GB/T {number}-{year}",
                "status": "现行",
                "effective": f"{year}-01-01",
                "replaces": f"GB/T {number}-{year - 10}",
                "replaced_by": f"GB/T {number}-{year + 10}" if year < 2020 else "",
            }
            for number in range(1000, 1000 + count)
            for year in (2010, 2020)
        )
    )


def test_editions_of_a_number_come_newest_first_with_their_timelines() -> None:
    lamps(1)
    editions = load_editions(["GB/T 1000", "GB/T 9999"])
    assert {key: [edition.key for edition in found] for key, found in editions.items()} == {
        "GB/T 1000": ["GB/T 1000-2020", "GB/T 1000-2010"]
    }
    assert [edition.status_on(TODAY).status for edition in editions["GB/T 1000"]] == ["in_force", "replaced"]


def test_amendment_sheets_and_other_parts_are_no_editions_of_a_number() -> None:
    given_standards({"number": "GB 7000.1-2015"}, {"number": "GB 7000.1-2015/XG1-2020"}, {"number": "GB 7000.201-2008"})
    editions = load_editions(["GB 7000.1", "GB 7000"])
    assert {key: [edition.key for edition in found] for key, found in editions.items()} == {
        "GB 7000.1": ["GB 7000.1-2015"]
    }


@pytest.mark.parametrize("count", [1, 40])
def test_editions_take_the_same_number_of_queries_for_one_and_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lamps(count)
    with django_assert_num_queries(6):
        assert len(load_editions([f"GB/T {number}" for number in range(1000, 1000 + count)])) == count


@pytest.mark.parametrize("count", [1, 40])
def test_chains_take_the_same_number_of_queries_for_one_and_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lamps(count)
    with django_assert_num_queries(5):
        assert len(load_chains([f"GB/T {number}-2010" for number in range(1000, 1000 + count)])) == count


def test_stored_periods_equal_the_timeline_of_the_facts() -> None:
    lamps(3)
    for edition in load_editions_by_key(["GB/T 1000-2010", "GB/T 1001-2020", "GB/T 1002-2010"]).values():
        stored = StatusPeriod.objects.filter(standard=edition.standard_id).values_list("start", "status")
        assert list(stored) == [(period.start, period.status) for period in edition.periods]


def keys(chain: tuple[ChainLink, ...]) -> list[str]:
    return [link.key for link in chain]


def test_chain_runs_to_the_end_in_order_with_dates_and_titles() -> None:
    given_standards(
        {"number": "GB 1-1990", "replaced_by": "GB 1-2000"},
        {"number": "GB 1-2000", "title_zh": "灯", "effective": "2000-07-01", "issued": "2000-01"},
        {"number": "GB/T 1-2010", "replaces": "GB 1-2000"},
        {"number": "GB/T 1-2020", "replaces": "GB/T 1-2010"},
    )
    chain = load_chains(["GB 1-1990"])["GB 1-1990"]
    assert keys(chain) == ["GB 1-2000", "GB/T 1-2010", "GB/T 1-2020"]
    assert chain[0] == ChainLink(
        key="GB 1-2000",
        held=True,
        scope=Scope.WHOLE,
        effective=parse_date("2000-07-01"),
        issued=parse_date("2000-01"),
        title_zh="灯",
        replaces=("GB 1-1990",),
    )
    assert keys(load_chains(["GB/T 1-2010"])["GB/T 1-2010"]) == ["GB/T 1-2020"]
    assert load_chains(["GB/T 1-2020"]) == {"GB/T 1-2020": ()}


def test_chain_crosses_to_another_prefix_and_body_and_to_what_is_not_held() -> None:
    given_standards(
        {"number": "SJ/T 2354-1983", "replaced_by": "GB/T 30000-2013"},
        {"number": "GB/T 30000-2013", "replaced_by": "GB/T 31000-2025"},
    )
    chain = load_chains(["SJ/T 2354-1983"])["SJ/T 2354-1983"]
    assert [(link.key, link.held) for link in chain] == [("GB/T 30000-2013", True), ("GB/T 31000-2025", False)]


def test_chain_of_a_standard_that_is_not_held_follows_what_others_say() -> None:
    given_standards({"number": "GB/T 1-2020", "replaces": "GB/T 1-2010"})
    assert keys(load_chains(["GB/T 1-2010"])["GB/T 1-2010"]) == ["GB/T 1-2020"]


def test_chain_with_split_and_merge_names_each_once_and_says_what_it_replaces() -> None:
    given_standards(
        {"number": "MT/T 9.1-2010", "replaces": "MT/T 9-2000"},
        {"number": "MT/T 9.2-2010", "replaces": "MT/T 9-2000"},
        {"number": "MT/T 9-2025", "replaces": "MT/T 9.1-2010，MT/T 9.2-2010"},
    )
    chain = load_chains(["MT/T 9-2000"])["MT/T 9-2000"]
    assert [(link.key, link.replaces) for link in chain] == [
        ("MT/T 9.1-2010", ("MT/T 9-2000",)),
        ("MT/T 9.2-2010", ("MT/T 9-2000",)),
        ("MT/T 9-2025", ("MT/T 9.1-2010", "MT/T 9.2-2010")),
    ]
    assert load_predecessors("MT/T 9-2025") == ("MT/T 9.1-2010", "MT/T 9.2-2010", "MT/T 9-2000")


def test_chain_in_a_circle_ends() -> None:
    given_standards(
        {"number": "CIE 1:1990", "replaces": "CIE 1:1980"}, {"number": "CIE 1:1980", "replaces": "CIE 1:1990"}
    )
    assert keys(load_chains(["CIE 1:1990"])["CIE 1:1990"]) == ["CIE 1:1980"]


def test_partial_replacement_is_told_apart_and_ends_nothing() -> None:
    given_standards(
        {"number": "GB/T 5-2000", "effective": "2001-01-01"},
        {"number": "GB/T 6-2010", "effective": "2011-01-01", "replaces": "部分代替 GB/T 5-2000"},
        {"number": "GB/T 7-2020", "effective": "2021-01-01", "replaces": "GB/T 5-2000"},
    )
    chain = load_chains(["GB/T 5-2000"])["GB/T 5-2000"]
    assert [(link.key, link.scope) for link in chain] == [("GB/T 7-2020", Scope.WHOLE), ("GB/T 6-2010", Scope.PART)]
    edition = load_editions_by_key(["GB/T 5-2000"])["GB/T 5-2000"]
    assert [edition.status_on(dt.date(year, 6, 1)).status for year in (2020, 2021)] == ["in_force", "replaced"]


def test_draft_that_will_replace_a_standard_is_in_its_chain_as_a_draft_and_ends_nothing() -> None:
    given_standards(
        {"number": "ISO 9:2015", "status": "90.92", "issued": "2015-09-15"},
        {"number": "ISO/FDIS 9", "status": "50.20", "issued": "2025-10", "replaces": "ISO 9:2015"},
    )
    assert [(link.key, link.draft) for link in load_chains(["ISO 9:2015"])["ISO 9:2015"]] == [("ISO/FDIS 9", True)]
    assert load_editions_by_key(["ISO 9:2015"])["ISO 9:2015"].status_on(TODAY).status == "in_force"


def test_chain_does_not_go_on_behind_a_draft_nor_through_a_project_given_up() -> None:
    given_standards(
        {"number": "ISO 9:2015", "status": "90.92", "issued": "2015-09-15"},
        {"number": "ISO/CD 9", "status": "30.98", "replaces": "ISO 9:2015"},
        {"number": "ISO/DIS 9", "status": "40.20", "replaces": "ISO 9:2015"},
        {"number": "ISO 9:2015/Amd 1:2024", "status": "60.60", "replaces": "ISO/DIS 9, ISO/CD 9"},
    )
    assert keys(load_chains(["ISO 9:2015"])["ISO 9:2015"]) == ["ISO/DIS 9"]
    assert keys(load_chains(["ISO/DIS 9"])["ISO/DIS 9"]) == ["ISO 9:2015/Amd 1:2024"]


def test_chain_of_a_standard_is_the_same_when_its_draft_is_asked_for_beside_it() -> None:
    given_standards(
        {"number": "ISO 9:2015", "status": "90.92", "issued": "2015-09-15"},
        {"number": "ISO/DIS 9", "status": "40.20", "replaces": "ISO 9:2015"},
        {"number": "ISO 10:2024", "status": "60.60", "replaces": "ISO/DIS 9"},
    )
    chains = load_chains(["ISO 9:2015", "ISO/DIS 9"])
    assert {key: keys(chain) for key, chain in chains.items()} == {
        "ISO 9:2015": ["ISO/DIS 9"],
        "ISO/DIS 9": ["ISO 10:2024"],
    }


@pytest.mark.parametrize("coming", ["ISO/CD 10840", "ISO/DIS 10840:2026", "ISO 10840"])
def test_standard_whose_next_edition_is_in_the_making_is_in_force_and_its_chain_says_so(coming: str) -> None:
    given_standards(
        {"number": "ISO 10840:2008", "status": "90.92", "issued": "2008-06", "relations": f"updates>{coming}"}
    )
    assert get_edition("ISO 10840:2008").status_on(dt.date(2026, 6, 1)).status == "in_force"
    links = load_chains(["ISO 10840:2008"])["ISO 10840:2008"]
    assert [(link.key, link.draft, link.held) for link in links] == [(coming, True, False)]


def test_standard_replaced_by_the_edition_that_came_of_its_draft_is_replaced() -> None:
    relations = "updates>ISO/DIS 10231|updates>ISO 10231|updates>ISO 10231:2025"
    given_standards(
        {"number": "ISO 10231:2022", "status": "90.92", "issued": "2022-08", "relations": relations},
        {"number": "ISO 10231:2025", "status": "60.60", "issued": "2025-05", "relations": ""},
    )
    edition = get_edition("ISO 10231:2022")
    assert [edition.status_on(dt.date(2025, 4, 30)).status, edition.status_on(dt.date(2026, 6, 1)).status] == [
        "in_force",
        "replaced",
    ]


def test_draft_amendment_that_is_not_on_record_amends_nothing_yet() -> None:
    given_standards(
        {"number": "ISO 9001:2015", "issued": "2015-09", "relations": "updatedBy>ISO 9001:2015/DAmd 1"},
        {"number": "ISO 9002:2015", "issued": "2015-09", "relations": "updatedBy>ISO 9002:2015/Amd 1:2024"},
    )
    amendments = {key: get_edition(key).facts.amendments for key in ("ISO 9001:2015", "ISO 9002:2015")}
    assert {key: [one.key for one in found] for key, found in amendments.items()} == {
        "ISO 9001:2015": [],
        "ISO 9002:2015": ["ISO 9002:2015/Amd 1:2024"],
    }


def test_amendment_with_a_corrigendum_is_in_force_and_corrected() -> None:
    amendment, corrigendum = "ISO 8571-4:1988/Amd 4:1992", "ISO 8571-4:1988/Amd 4:1992/Cor 1:1995"
    given_standards(
        {"number": amendment, "status": "60.60", "issued": "1992-12", "relations": f"updates>{corrigendum}"},
        {"number": corrigendum, "status": "60.60", "issued": "1995", "relations": ""},
        {"number": "ISO 8571-4:1988", "status": "90.93", "issued": "1988-10", "relations": ""},
    )
    edition = get_edition(amendment)
    assert edition.status_on(dt.date(2026, 6, 1)).status == "in_force"
    assert [one.key for one in edition.facts.amendments] == [corrigendum]
    assert load_chains([amendment])[amendment] == ()
    assert [one.key for one in get_edition("ISO 8571-4:1988").facts.amendments] == [amendment, corrigendum]


def test_draft_amendment_amends_nothing_yet() -> None:
    given_standards(
        {"number": "ISO 9:2015", "issued": "2015-09-15", "status": "90.92"},
        {"number": "ISO 9:2015/Amd 1:2024", "issued": "2015", "status": "60.60"},
        {"number": "ISO 9:2015/Amd 2", "issued": "2015", "status": "40.20"},
    )
    sheets = load_editions_by_key(["ISO 9:2015"])["ISO 9:2015"].facts.amendments
    assert [(sheet.key, str(sheet.issued)) for sheet in sheets] == [("ISO 9:2015/Amd 1:2024", "2024")]


def test_two_sources_that_state_one_replacement_make_one_link() -> None:
    given_standards({"number": "GB 1-2000", "replaced_by": "GB 1-2010"}, source="library")
    given_standards({"number": "GB 1-2010", "replaces": "GB 1-2000"}, source="shop")
    assert keys(load_chains(["GB 1-2000"])["GB 1-2000"]) == ["GB 1-2010"]


def test_coverage_tells_count_years_and_sources_of_each_publisher() -> None:
    given_standards({"number": "GB/T 1-1995"}, {"number": "GB 2-2020"}, {"number": "T/CSA 016-2013"}, source="library")
    given_standards({"number": "GB/T 1-1995"}, source="shop")
    coverage = list_coverage()
    assert [(one.body, one.count, one.year_from, one.year_to, one.sources) for one in coverage] == [
        ("GB", 2, 1995, 2020, ("library", "shop")),
        ("T/CSA", 1, 2013, 2013, ("library",)),
    ]
    assert all(one.last_seen is not None for one in coverage)
    assert covered_bodies() == {"GB", "T/CSA"}


def test_coverage_tells_the_day_of_reading_as_it_was_here() -> None:
    given_standards({"number": "GB/T 1-2020"})
    ImportRun.objects.update(finished_at=dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC))
    seen = [one.last_seen for one in list_coverage()]
    assert [moment.date() for moment in seen if moment] == [dt.date(2026, 11, 23)]


def test_standard_that_is_not_held_is_not_found() -> None:
    with pytest.raises(StandardNotFound):
        get_standard("GB/T 1-2020")
