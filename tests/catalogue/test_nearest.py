"""Which edition a year that is not held, or another form of publication, leads to; and back from the edition."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from lxml import html

from guiju.catalogue.queries.questions import find_answer
from guiju.platform.reasons import render
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 3, 1)


def given_held(*held: str) -> None:
    given_standards(*({"number": number, "issued": "2010-05-01"} for number in held))


def leads_to(named: str) -> tuple[str, str]:
    """How what is adopted was found, and what was."""
    given_standards({"number": "GB/T 50001", "effective": "2020-07-01", "adopts": f"IDT {named}"})
    answer = find_answer("GB/T 50001", on=ON)
    assert answer is not None
    (link,) = answer.adopts
    return link.state.match.value, link.state.edition.key if link.state.edition else ""


def adopters(asked: str) -> list[tuple[str, str, str]]:
    answer = find_answer(asked, on=ON)
    assert answer is not None
    return [(link.subject, link.object, link.state.match.value) for link in answer.adopted_by]


PLAIN, AMENDED, NEWER = "IEC 60001:2010", "IEC 60001:2010+AMD1:2014", "IEC 60001:2018"


@pytest.mark.parametrize(
    ("held", "named", "found"),
    [
        ((PLAIN, AMENDED, NEWER), f"{AMENDED} CSV", ("form", AMENDED)),
        ((PLAIN, AMENDED, NEWER, f"{AMENDED} CSV"), f"{AMENDED} CSV", ("exact", f"{AMENDED} CSV")),
        ((PLAIN, f"{AMENDED} CSV", NEWER), AMENDED, ("form", f"{AMENDED} CSV")),
        ((PLAIN, AMENDED, NEWER), "IEC 60001:2010 RLV", ("form", PLAIN)),
        (("IEC 60001:2010 EXV", NEWER), PLAIN, ("form", "IEC 60001:2010 EXV")),
        ((PLAIN, NEWER), f"{AMENDED} CSV", ("nearest", PLAIN)),
        ((PLAIN, f"{AMENDED} CSV", NEWER), "IEC 60001:2015", ("nearest", f"{AMENDED} CSV")),
        ((f"{AMENDED} CSV",), "IEC 60001", ("undated", f"{AMENDED} CSV")),
        ((PLAIN, f"{PLAIN} RLV"), "IEC 60001 CSV", ("undated", PLAIN)),
        ((PLAIN, AMENDED, NEWER), "IEC 60001:2011", ("nearest", PLAIN)),
        ((PLAIN, AMENDED, NEWER), "IEC 60001:2014", ("nearest", AMENDED)),
        ((PLAIN, AMENDED, f"{AMENDED}+AMD2:2016"), "IEC 60001:2010+A1:2014", ("nearest", AMENDED)),
        ((PLAIN, AMENDED), "IEC 60001:2010+A1+A2", ("nearest", AMENDED)),
        ((PLAIN, AMENDED), "IEC 60001:2005", ("nearest", PLAIN)),
        (("IEC 60002:2010 CSV",), AMENDED, ("none", "")),
    ],
)
def test_adopted_edition_is_found_exactly_then_in_another_form_then_nearest(
    held: tuple[str, ...], named: str, found: tuple[str, str]
) -> None:
    given_held(*held)
    assert leads_to(named) == found


def test_another_form_is_told_as_such_and_is_no_newer_edition() -> None:
    given_held(AMENDED, f"{AMENDED} RLV")
    given_standards({"number": "GB/T 50001", "effective": "2020-07-01", "adopts": f"IDT {AMENDED} CSV"})
    answer = find_answer("GB/T 50001", on=ON)
    assert answer is not None
    (link,) = answer.adopts
    assert (link.state.newest, link.state.current) == (None, True)
    assert render(link.state.reasons[0], "en") == (
        "IEC 60001:2010+AMD1:2014 CSV is not held; the same edition in another form of publication: "
        "IEC 60001:2010+AMD1:2014"
    )


def test_edition_of_which_only_another_form_is_held_is_answered_by_its_number() -> None:
    given_held(f"{AMENDED} CSV")
    given_standards({"number": "GB/T 50001", "effective": "2020-07-01", "adopts": f"IDT {AMENDED}"})
    assert adopters("IEC 60001") == [("GB/T 50001", AMENDED, "form")]


# back from the edition


@pytest.mark.parametrize(
    ("held", "named", "found"),
    [
        ("IEC 60077:2005+AMD1:2008", "IEC 60077:2005", "nearest"),
        ("ISO 60078:2005", "ISO 60078:2006", "nearest"),
        (AMENDED, "IEC 60001:2011", "nearest"),
        (AMENDED, "IEC 60001:2010+A1+A2", "nearest"),
        (AMENDED, "IEC 60001:2010+A1:2014", "nearest"),
        (AMENDED, f"{AMENDED} CSV", "form"),
        (f"{AMENDED} CSV", AMENDED, "form"),
        (f"{AMENDED} CSV", "IEC 60001", "undated"),
        ("GB/T 50002-2005", "GB/T 50002-2007", "nearest"),
    ],
)
def test_edition_lists_who_names_a_year_to_which_it_is_the_nearest(held: str, named: str, found: str) -> None:
    given_held(held)
    given_standards({"number": "GB/T 50015-2020", "effective": "2020-07-01", "adopts": f"IDT {named}"})
    assert adopters(held) == [("GB/T 50015-2020", named, found)]


def given_adopters_of_every_year() -> None:
    given_held("IEC 60001:2010", "IEC 60001:2018", "IEC 60001-1:2010", "IEC 600012:2010")
    named = ("2010", "2012", "2018", "2019", "2005", "2018/AMD1:2020")
    adopted = (*(f"IEC 60001:{year}" for year in named), "IEC 60001-1:2012", "IEC 600012:2012", "IEC 60001")
    given_standards(
        *(
            {"number": f"GB/T {number}-2020", "effective": "2020-07-01", "adopts": f"IDT {name}"}
            for number, name in enumerate(adopted, start=50001)
        )
    )


def test_dated_statement_is_counted_for_one_edition_only() -> None:
    given_adopters_of_every_year()
    undated = ("GB/T 50009-2020", "IEC 60001", "undated")
    assert adopters("IEC 60001:2010") == [
        ("GB/T 50001-2020", "IEC 60001:2010", "exact"),
        undated,
        ("GB/T 50002-2020", "IEC 60001:2012", "nearest"),
        ("GB/T 50005-2020", "IEC 60001:2005", "nearest"),
    ]
    assert adopters("IEC 60001:2018") == [
        ("GB/T 50003-2020", "IEC 60001:2018", "exact"),
        undated,
        ("GB/T 50004-2020", "IEC 60001:2019", "nearest"),
    ]


def test_page_of_an_edition_tells_apart_who_names_another_year_and_who_means_another_edition(client: Client) -> None:
    given_adopters_of_every_year()
    assert adopted_by(client, "IEC_60001:2010") == [
        ("GB/T 50001-2020", ""),
        ("GB/T 50009-2020", "不注日期，指最新版本 IEC 60001:2018"),
        ("GB/T 50002-2020", "库中无 IEC 60001:2012，按编号取最接近的版本 IEC 60001:2010"),
        ("GB/T 50005-2020", "库中无 IEC 60001:2005，按编号取最接近的版本 IEC 60001:2010"),
    ]
    assert adopted_by(client, "IEC_60001:2018") == [
        ("GB/T 50003-2020", ""),
        ("GB/T 50009-2020", ""),
        ("GB/T 50004-2020", "库中无 IEC 60001:2019，按编号取最接近的版本 IEC 60001:2018"),
    ]


def adopted_by(client: Client, address: str) -> list[tuple[str, str]]:
    """Every row of the page's list: the number, and what is remarked."""
    page = html.fromstring(client.get(f"/standards/{address}?on=2026-06-01").content.decode())
    rows = [([*row.iter("a")], [*row.iter("li")]) for row in page.iterfind(".//div[@id='adopted_by']//tbody/tr")]
    return [(words_of(links[:1]), words_of(remarks)) for links, remarks in rows]


def words_of(elements: list[html.HtmlElement]) -> str:
    return " ".join("".join(element.itertext()).strip() for element in elements)


def test_citation_of_a_year_that_is_not_held_is_listed_and_judged_at_the_nearest_edition() -> None:
    given_held("IEC 60001:2010", "IEC 60001:2018")
    given_standards({"number": "GB/T 50001-2020", "effective": "2020-07-01", "cites": "IEC 60001:2012"})
    answer = find_answer("IEC 60001:2010", on=ON)
    assert answer is not None
    assert [(link.subject, link.dated, link.state.current) for link in answer.cited_by] == [
        ("GB/T 50001-2020", True, False)
    ]


def test_amendment_of_a_year_that_is_not_held_amends_no_other_edition() -> None:
    given_held("IEC 60001:2010")
    given_standards({"number": "IEC 60001:2012/AMD1:2014", "issued": "2014-05-01", "amends": "IEC 60001:2012"})
    answer = find_answer("IEC 60001:2010", on=ON)
    assert answer is not None
    assert answer.amended_by == ()
