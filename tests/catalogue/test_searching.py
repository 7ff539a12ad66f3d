"""Standards as the search takes them in."""

from __future__ import annotations

import datetime as dt

import pytest

from guiju.catalogue.queries.searching import (
    bilingual_pairs,
    carrying_codes,
    concerned_by,
    of_committees,
    search_documents,
    turned_between,
)
from guiju.catalogue.services.classifying import CodeTitle, save_classifications
from guiju.search.registry import Document, Number
from tests.factories import given_standards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roads() -> None:
    save_classifications(
        codes=[
            CodeTitle("ICS", "29.140.40", "", "Luminaires"),
            CodeTitle("CCS", "K70/79", "电气照明", ""),
            CodeTitle("CCS", "K72", "一般灯具", "General luminaires"),
        ]
    )
    given_standards(
        {
            "number": "GB 7000.203-2013",
            "title_zh": "道路与街路照明灯具",
            "effective": "2015-07-01",
            "ics": "29.140.40",
            "ccs": "K72",
            "adopts": "IEC 60598-2-3:2011",
            "adoption_degree": "IDT",
            "replaces": "GB 7000.5-2005",
        },
        {"number": "IEC 60598-2-3:2011", "title_en": "Luminaires for road lighting", "effective": "2011-01-01"},
        {"number": "GB/T 24827-2009", "title_zh": "道路灯具性能要求"},
        {"number": "GB/T 24827-2026", "title_en": "Performance of road luminaires"},
        {"number": "DB31/T 539-2020", "title_zh": "教室照明设计规范"},
    )


def _document(key: str) -> Document:
    (found,) = search_documents([key])
    return found


def test_document_numbers_tell_what_each_is_to_the_standard() -> None:
    assert _document("GB 7000.203-2013").numbers == (
        Number("own", "GB 7000.203-2013"),
        Number("second", "IEC 60598-2-3:2011"),
        Number("replaces", "GB 7000.5-2005"),
    )


def test_document_codes_come_with_their_ancestors() -> None:
    facets = _document("GB 7000.203-2013").facets
    assert facets["ics"] == ["29", "29.140", "29.140.40"]
    assert facets["ccs"] == ["K", "K70/79", "K72"]
    assert (facets["level"], facets["body"], facets["adoption"]) == (["national"], ["GB"], ["IDT"])


def test_document_without_a_language_borrows_the_title() -> None:
    assert _document("GB 7000.203-2013").borrowed == ("Luminaires for road lighting",)
    assert _document("IEC 60598-2-3:2011").borrowed == ("道路与街路照明灯具",)
    assert _document("GB/T 24827-2026").borrowed == ("道路灯具性能要求",)
    assert _document("DB31/T 539-2020").borrowed == ()


def test_document_is_related_to_its_codes_and_its_region() -> None:
    assert _document("GB 7000.203-2013").related == ("一般灯具", "General luminaires", "Luminaires")
    assert _document("DB31/T 539-2020").related[0] == "上海市地方标准"


def test_document_periods_cover_the_timeline() -> None:
    last = _document("GB 7000.203-2013").periods[-1]
    assert last == ("in_force", dt.date(2015, 7, 1), dt.date.max)


def test_all_documents_are_one_a_standard() -> None:
    assert sorted(document.key for document in search_documents()) == [
        "DB31/T 539-2020",
        "GB 7000.203-2013",
        "GB/T 24827-2009",
        "GB/T 24827-2026",
        "IEC 60598-2-3:2011",
    ]


def test_concerned_by_a_standard_are_other_editions_and_both_sides_of_adoption() -> None:
    assert concerned_by(["GB/T 24827-2026"]) == {"GB/T 24827-2026", "GB/T 24827-2009"}
    assert concerned_by(["IEC 60598-2-3:2011"]) == {"IEC 60598-2-3:2011", "GB 7000.203-2013"}


def test_concerned_by_a_replaced_standard_is_what_replaces_it() -> None:
    assert concerned_by(["GB 7000.5-2005"]) == {"GB 7000.5-2005", "GB 7000.203-2013"}


@pytest.mark.parametrize("code", ["ICS 29.140.40", "CCS K72", "CCS K70/79"])
def test_carrying_codes_are_those_of_the_code_or_within_the_range(code: str) -> None:
    assert carrying_codes([code]) == {"GB 7000.203-2013"}


def test_carrying_codes_of_others_are_none() -> None:
    assert carrying_codes(["ICS 29.140", "CCS K71", "CCS K73/79", "CCS"]) == set()


def test_of_committees_are_their_standards() -> None:
    given_standards({"number": "GB/T 5-2020", "committee": "SAC/TC 224"}, {"number": "GB/T 6-2020"})
    assert of_committees(["SAC/TC 224", "SAC/TC 1"]) == {"GB/T 5-2020"}


def test_turned_between_days_are_those_a_status_began_for() -> None:
    assert "GB 7000.203-2013" in turned_between(dt.date(2015, 6, 30), dt.date(2015, 7, 1))
    assert turned_between(dt.date(2015, 7, 1), dt.date(2015, 7, 31)) == set()


def test_bilingual_pairs_come_from_codes_and_identical_adoptions() -> None:
    assert sorted(bilingual_pairs()) == [
        ("一般灯具", "General luminaires"),
        ("道路与街路照明灯具", "Luminaires for road lighting"),
    ]
