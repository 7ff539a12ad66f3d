"""Which edition a year that is not held, or another form of publication, leads to; and back from the edition."""

from __future__ import annotations

import datetime as dt

import pytest

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
