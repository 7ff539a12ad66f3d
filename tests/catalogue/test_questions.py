"""The catalogue's questions: chain, adoption and references both ways, for an edition and for a number."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guiju.catalogue.answers import answer_as_dict
from guiju.catalogue.queries.graphs import load_graph
from guiju.catalogue.queries.questions import StandardAnswer, find_answer, list_meant
from guiju.catalogue.queries.stale import iter_stale
from guiju.catalogue.rules.links import Link
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 3, 1)


def answer(text: str, on: dt.date = ON) -> StandardAnswer:
    found = find_answer(text, on=on)
    assert found is not None
    return found


def ends(links: tuple[Link, ...]) -> list[tuple[str, str, str, bool | None]]:
    return [(link.subject, link.object, link.state.match.value, link.state.current) for link in links]


def edges(key: str) -> list[tuple[str, str, str]]:
    return [(edge.old, edge.new, edge.scope.value) for edge in load_graph(key).edges]


def stale(body: str = "", on: dt.date = ON) -> list[tuple[str, str, str]]:
    return [(link.subject, link.type.value, link.object) for link in iter_stale(on=on, body=body)]


# the replacement chain as a graph


def given_split_and_merge() -> None:
    given_standards(
        {"number": "GB/T 1-1990", "effective": "1990-10-01"},
        {"number": "GB/T 2-1991", "effective": "1991-10-01"},
        {"number": "GB/T 1-2000", "effective": "2000-10-01", "replaces": "GB/T 1-1990; GB/T 2-1991"},
        {"number": "GB/T 1.1-2010", "effective": "2010-10-01", "replaces": "GB/T 1-2000"},
        {"number": "GB/T 1.2-2010", "effective": "2010-10-01", "replaces": "部分代替 GB/T 1-2000"},
        {"number": "GB/T 1.1-2020", "effective": "2020-10-01", "replaces": "GB/T 1.1-2010"},
    )


@pytest.mark.parametrize("key", ["GB/T 1-1990", "GB/T 2-1991", "GB/T 1-2000", "GB/T 1.2-2010", "GB/T 1.1-2020"])
def test_graph_is_the_same_from_wherever_one_asks(key: str) -> None:
    given_split_and_merge()
    graph = load_graph(key)
    assert [node.key for node in graph.nodes] == [
        "GB/T 1-1990",
        "GB/T 2-1991",
        "GB/T 1-2000",
        "GB/T 1.1-2010",
        "GB/T 1.2-2010",
        "GB/T 1.1-2020",
    ]
    assert [(edge.old, edge.new, edge.scope.value) for edge in graph.edges] == [
        ("GB/T 1-1990", "GB/T 1-2000", "whole"),
        ("GB/T 1-2000", "GB/T 1.1-2010", "whole"),
        ("GB/T 1-2000", "GB/T 1.2-2010", "part"),
        ("GB/T 1.1-2010", "GB/T 1.1-2020", "whole"),
        ("GB/T 2-1991", "GB/T 1-2000", "whole"),
    ]
    assert (graph.splits, graph.merges, graph.complete) == (("GB/T 1-2000",), ("GB/T 1-2000",), True)


def test_graph_of_a_standard_that_stands_alone_is_itself() -> None:
    given_standards({"number": "GB/T 1-1990"})
    graph = load_graph("GB/T 1-1990")
    assert ([node.key for node in graph.nodes], graph.edges) == (["GB/T 1-1990"], ())


def test_graph_names_what_is_not_held_and_walks_a_circle_once() -> None:
    given_standards(
        {"number": "GB/T 1-2000", "replaces": "GB/T 1-1990", "replaced_by": "GB/T 2-2010"},
        {"number": "GB/T 2-2010", "replaced_by": "GB/T 1-2000"},
    )
    graph = load_graph("GB/T 2-2010")
    assert [(node.key, node.edition is not None) for node in graph.nodes] == [
        ("GB/T 1-1990", False),
        ("GB/T 1-2000", True),
        ("GB/T 2-2010", True),
    ]
    assert len(graph.edges) == 3


def test_graph_leaves_out_what_dates_contradict() -> None:
    given_standards(
        {"number": "GB/T 1-2010", "issued": "2010-01-01", "effective": "2010-06-01", "replaces": "GB/T 1-2000"},
        {"number": "GB/T 1-2000", "issued": "2000-01-01", "effective": "2000-06-01", "replaces": "GB/T 1-2010"},
    )
    assert edges("GB/T 1-2000") == [("GB/T 1-2000", "GB/T 1-2010", "whole")]


def test_graph_spells_a_former_number_as_today() -> None:
    given_standards(
        {
            "number": "GB/T 5-2008",
            "effective": "2009-01-01",
            "former_number": "GB 5-2008",
            "mandate_changed": "2017-03-23",
        },
        {"number": "GB/T 5-2020", "effective": "2020-10-01", "replaces": "GB 5-2008"},
    )
    assert edges("GB/T 5-2020") == [("GB/T 5-2008", "GB/T 5-2020", "whole")]
    assert edges("GB/T 5-2008") == [("GB/T 5-2008", "GB/T 5-2020", "whole")]


# adoption


def given_adopters() -> None:
    given_standards(
        {"number": "ISO 1:2008", "issued": "2008-05-01"},
        {"number": "ISO 1:2018", "issued": "2018-05-01", "replaces": "ISO 1:2008"},
        {"number": "GB/T 1-2010", "effective": "2010-10-01", "adopts": "IDT ISO 1:2008"},
        {"number": "GB/T 1-2020", "effective": "2020-10-01", "adopts": "MOD ISO 1:2018", "replaces": "GB/T 1-2010"},
        {"number": "GB/T 2-2021", "effective": "2021-10-01", "adopts": "NEQ ISO 1"},
        {"number": "GB/T 3-2004", "effective": "2004-10-01", "adopts": "IDT ISO 1:2000"},
        {"number": "GB/T 4-2004", "effective": "2004-10-01", "adopts": "IDT ISO 11:2000"},
    )


def test_number_asked_undated_gives_adopters_of_every_edition_told_apart() -> None:
    given_adopters()
    found = answer("ISO 1")
    assert (found.by_number, found.edition.key) == (True, "ISO 1:2018")
    assert ends(found.adopted_by) == [
        ("GB/T 1-2010", "ISO 1:2008", "exact", False),
        ("GB/T 1-2020", "ISO 1:2018", "exact", True),
        ("GB/T 2-2021", "ISO 1", "undated", True),
        ("GB/T 3-2004", "ISO 1:2000", "nearest", False),
    ]
    assert [link.degree for link in found.adopted_by] == ["IDT", "MOD", "NEQ", "IDT"]
    assert [link.status for link in found.adopted_by] == ["replaced", "in_force", "in_force", "in_force"]


def test_edition_asked_gives_its_own_adopters_those_without_a_year_and_those_it_is_nearest_to() -> None:
    given_adopters()
    assert ends(answer("ISO 1:2008").adopted_by) == [
        ("GB/T 1-2010", "ISO 1:2008", "exact", False),
        ("GB/T 2-2021", "ISO 1", "undated", True),
        ("GB/T 3-2004", "ISO 1:2000", "nearest", False),
    ]


def test_adopted_edition_that_is_not_held_is_judged_by_the_nearest_and_said_so() -> None:
    given_adopters()
    (link,) = answer("GB/T 3-2004").adopts
    assert (link.state.match.value, link.state.edition.key if link.state.edition else "", link.state.current) == (
        "nearest",
        "ISO 1:2008",
        False,
    )
    assert link.state.reasons[0].code == "reference.nearest"


# references


def given_citations() -> None:
    given_standards(
        {"number": "GB/T 10.1-2000", "effective": "2000-10-01"},
        {"number": "GB/T 10.1-2015", "effective": "2015-10-01", "replaces": "GB/T 10.1-2000"},
        {"number": "GB/T 21-2001", "effective": "2001-10-01", "withdrawn": "2017-12-15", "cites": "GB/T 10.1-2000"},
        {"number": "GB/T 22-2002", "effective": "2002-10-01", "cites": "GB/T 10.1-2000; GB/T 21-2001; GB/T 99"},
        {"number": "GB/T 23-2016", "effective": "2016-10-01", "cites": "GB/T 10.1-2015"},
        {"number": "GB/T 24-2016", "effective": "2016-10-01", "cites": "GB/T 10.1"},
        {"number": "GB/T 25-2016", "effective": "2016-10-01", "cites": "GB/T 10（所有部分）"},
        {"number": "GB/T 26-2016", "effective": "2016-10-01", "cites": "GB/T 10.11-2000"},
    )


def test_number_is_cited_by_all_that_name_any_edition_of_it() -> None:
    given_citations()
    found = answer_as_dict(answer("GB/T 10.1"))["cited_by"]
    assert [(one["standard"], one["names"], one["status"], one["stale"]) for one in found["dated"]] == [
        ("GB/T 21-2001", "GB/T 10.1-2000", "withdrawn", "yes"),
        ("GB/T 22-2002", "GB/T 10.1-2000", "in_force", "yes"),
        ("GB/T 23-2016", "GB/T 10.1-2015", "in_force", "no"),
    ]
    assert [(one["standard"], one["names"], one["stale"]) for one in found["undated"]] == [
        ("GB/T 24-2016", "GB/T 10.1", "no"),
        ("GB/T 25-2016", "GB/T 10(all parts)", "unknown"),
    ]


@pytest.mark.parametrize(
    ("key", "dated"), [("GB/T 10.1-2000", ["GB/T 21-2001", "GB/T 22-2002"]), ("GB/T 10.1-2015", ["GB/T 23-2016"])]
)
def test_undated_citation_of_a_number_is_found_for_every_edition(key: str, dated: list[str]) -> None:
    given_citations()
    found = answer_as_dict(answer(key))["cited_by"]
    assert [one["standard"] for one in found["dated"]] == dated
    assert [one["standard"] for one in found["undated"]] == ["GB/T 24-2016", "GB/T 25-2016"]


def test_own_references_tell_which_are_stale() -> None:
    given_citations()
    cites = answer_as_dict(answer("GB/T 22-2002"))["cites"]
    assert [(one["names"], one["stale"], one["newest"]) for one in cites["dated"]] == [
        ("GB/T 10.1-2000", "yes", "GB/T 10.1-2015"),
        ("GB/T 21-2001", "yes", None),
    ]
    assert [(one["names"], one["stale"], one["leads_to"]) for one in cites["undated"]] == [("GB/T 99", "unknown", None)]


def test_citation_under_a_former_number_counts() -> None:
    given_standards(
        {
            "number": "GB/T 5-2008",
            "effective": "2009-01-01",
            "former_number": "GB 5-2008",
            "mandate_changed": "2017-03-23",
        },
        {"number": "GB/T 6-2010", "effective": "2010-01-01", "cites": "GB 5-2008"},
        {"number": "GB/T 7-2010", "effective": "2010-01-01", "cites": "GB 5"},
    )
    assert [link.subject for link in answer("GB/T 5-2008").cited_by] == ["GB/T 6-2010", "GB/T 7-2010"]
    assert [link.subject for link in answer("GB/T 5").cited_by] == ["GB/T 6-2010", "GB/T 7-2010"]


# what is asked


@pytest.mark.parametrize(
    ("asked", "by_number", "key"),
    [
        ("gbt5-2008", False, "GB/T 5-2008"),
        ("GB 5-2008", False, "GB/T 5-2008"),
        ("GB 5", True, "GB/T 5-2008"),
        ("GB/T 5", True, "GB/T 5-2008"),
        ("GB/T 5—2008/ISO 5:2001", False, "GB/T 5-2008"),
    ],
)
def test_standard_is_found_in_any_spelling_and_under_its_former_number(asked: str, by_number: bool, key: str) -> None:
    given_standards(
        {
            "number": "GB/T 5-2008",
            "effective": "2009-01-01",
            "former_number": "GB 5-2008",
            "mandate_changed": "2017-03-23",
        },
    )
    found = answer(asked)
    assert (found.by_number, found.edition.key) == (by_number, key)


def test_undated_question_leads_with_the_edition_in_force_and_lists_the_others() -> None:
    given_standards(
        {"number": "GB/T 2-2000", "effective": "2001-01-01"},
        {"number": "GB/T 2-2010", "effective": "2011-01-01", "replaces": "GB/T 2-2000"},
        {"number": "GB/T 2-2025", "effective": "2027-01-01", "issued": "2025-12-01", "replaces": "GB/T 2-2010"},
    )
    told = answer_as_dict(answer("GB/T 2"))
    assert (told["key"], told["status"]) == ("GB/T 2-2010", "in_force")
    assert told["next"] == {"on": "2027-01-01", "status": "replaced"}
    assert [(one["key"], one["status"]) for one in told["editions"]] == [
        ("GB/T 2-2025", "published"),
        ("GB/T 2-2010", "in_force"),
        ("GB/T 2-2000", "replaced"),
    ]


@pytest.mark.parametrize("asked", ["GB/T 2-2001", "GB/T 3", "没有编号", "", "GB/T 2（所有部分）"])
def test_what_is_not_held_has_no_answer(asked: str) -> None:
    given_standards({"number": "GB/T 2-2000", "effective": "2001-01-01"})
    assert find_answer(asked, on=ON) is None


def test_question_without_answer_offers_what_comes_near() -> None:
    given_standards({"number": "GB/T 2200-2000", "title": "灯具的一般要求"})
    assert [one.key for one in list_meant("GB/T 2200-2001")] == ["GB/T 2200-2000"]
    assert [one.key for one in list_meant("灯具的一般要求")] == ["GB/T 2200-2000"]


def test_conflicts_and_sources_are_told() -> None:
    given_standards({"number": "GB/T 1-2020", "effective": "2021-01-01", "status": "现行"}, source="official list")
    given_standards({"number": "GBT1-2020", "effective": "2021-07-01"}, source="shop")
    told = answer_as_dict(answer("GB/T 1-2020"))
    assert [(one["source"], one["number"], one["status_word"]) for one in told["sources"]] == [
        ("official list", "GB/T 1-2020", "现行"),
        ("shop", "GBT1-2020", ""),
    ]
    assert [(one["fact"], one["values"]) for one in told["conflicts"]] == [
        ("effective", [{"source": "official list", "value": "2021-01-01"}, {"source": "shop", "value": "2021-07-01"}])
    ]


# across the catalogue


def test_stale_references_are_those_of_standards_in_force() -> None:
    given_citations()
    given_adopters()
    assert stale() == [
        ("GB/T 22-2002", "cites", "GB/T 10.1-2000"),
        ("GB/T 22-2002", "cites", "GB/T 21-2001"),
        ("GB/T 3-2004", "adopts", "ISO 1:2000"),
    ]


def test_stale_references_are_asked_of_a_date() -> None:
    given_citations()
    assert stale(on=dt.date(2016, 1, 1)) == [
        ("GB/T 21-2001", "cites", "GB/T 10.1-2000"),
        ("GB/T 22-2002", "cites", "GB/T 10.1-2000"),
    ]


def test_undated_reference_to_a_number_that_ended_is_stale() -> None:
    given_standards(
        {"number": "GB/T 2-2000", "effective": "2001-01-01", "withdrawn": "2017-12-15"},
        {"number": "GB/T 1-2012", "effective": "2012-10-01", "cites": "GB/T 2"},
    )
    assert stale() == [("GB/T 1-2012", "cites", "GB/T 2")]


def test_stale_references_of_one_publisher() -> None:
    given_standards(
        {"number": "GB/T 2-2000", "effective": "2001-01-01", "withdrawn": "2017-12-15"},
        {"number": "GB/T 1-2012", "effective": "2012-10-01", "cites": "GB/T 2"},
        {"number": "GBZ 1-2012", "effective": "2012-10-01", "cites": "GB/T 2"},
        {"number": "QB/T 1-2012", "effective": "2012-10-01", "cites": "GB/T 2-2000"},
    )
    assert stale("GB") == [("GB/T 1-2012", "cites", "GB/T 2")]
    assert stale("GBZ") == [("GBZ 1-2012", "cites", "GB/T 2")]
    assert stale("QB") == [("QB/T 1-2012", "cites", "GB/T 2-2000")]


def test_statement_of_two_sources_is_one_stale_reference() -> None:
    given_standards({"number": "GB/T 2-2000", "effective": "2001-01-01", "withdrawn": "2017-12-15"})
    for source in ("official list", "shop"):
        given_standards({"number": "GB/T 1-2012", "effective": "2012-10-01", "cites": "GB/T 2"}, source=source)
    assert [link.sources for link in iter_stale(on=ON)] == [("official list", "shop")]


def test_stale_references_take_the_same_queries_for_few_and_for_many() -> None:
    def count(first: int, last: int) -> int:
        given_standards(
            {"number": "GB/T 2-2000", "effective": "2001-01-01", "withdrawn": "2017-12-15"},
            *({"number": f"GB/T {n}-2012", "effective": "2012-10-01", "cites": "GB/T 2"} for n in range(first, last)),
        )
        with CaptureQueriesContext(connection) as queries:
            assert len(stale()) == last - 100
        return len(queries)

    assert count(100, 110) == count(110, 400)
