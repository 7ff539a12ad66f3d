"""What a standard's own page shows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from guiju.catalogue.queries import Related, get_record
from guiju.kernel.reasons import Reason
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 3, 1)


def states(related: tuple[Related, ...]) -> list[tuple[str, str, bool | None, str | None]]:
    return [
        (one.key, one.state.match, one.state.current, one.state.newest.key if one.state.newest else None)
        for one in related
    ]


def test_record_tells_relations_both_ways() -> None:
    given_standards(
        {"number": "GB/T 1-2020", "replaces": "GB/T 1-2010", "adopts": "IDT ISO 1:2018", "cites": "GB/T 2"},
        {"number": "GB/T 3-2022", "cites": "GB/T 1-2020"},
        {"number": "GB/T 4-2022", "cites": "GB/T 1"},
        {"number": "GB/T 1-2030", "replaces": "GB/T 1-2020"},
    )
    relations = get_record("GB/T 1-2020", on=ON).relations
    assert {name: [(one.key, one.dated) for one in found] for name, found in relations.items()} == {
        "replaces": [("GB/T 1-2010", True)],
        "adopts": [("ISO 1:2018", True)],
        "cites": [("GB/T 2", False)],
        "replaced_by": [("GB/T 1-2030", True)],
        "cited_by": [("GB/T 3-2022", True), ("GB/T 4-2022", False)],
    }
    assert [one.degree for one in relations["adopts"]] == ["IDT"]


def test_adopted_edition_that_is_in_force_is_current() -> None:
    given_standards({"number": "GB/T 1-2020", "adopts": "ISO 1:2018"}, {"number": "ISO 1:2018", "issued": "2018-05-01"})
    assert states(get_record("GB/T 1-2020", on=ON).relations["adopts"]) == [("ISO 1:2018", "exact", True, None)]


def test_adopted_edition_with_a_newer_one_in_force_is_not_current() -> None:
    given_standards(
        {"number": "GB/T 1-2020", "adopts": "ISO 1:2018"},
        {"number": "ISO 1:2018", "issued": "2018-05-01"},
        {"number": "ISO 1:2024", "issued": "2024-05-01", "replaces": "ISO 1:2018"},
    )
    adopts = get_record("GB/T 1-2020", on=ON).relations["adopts"]
    assert states(adopts) == [("ISO 1:2018", "exact", False, "ISO 1:2024")]
    adopted_by = get_record("ISO 1:2018", on=ON).relations["adopted_by"]
    assert [one.key for one in adopted_by] == ["GB/T 1-2020"]


def test_adopted_year_that_is_not_held_goes_by_the_nearest_edition_and_says_so() -> None:
    given_standards(
        {"number": "GB/T 1-2012", "adopts": "IEC 61000-3-2:2009"},
        {"number": "IEC 61000-3-2:2005", "issued": "2005-11-28", "withdrawn": "2014-05-26", "status": "REVISED"},
        {"number": "IEC 61000-3-2:2018", "issued": "2018-01-26", "status": "PUBLISHED"},
    )
    adopts = get_record("GB/T 1-2012", on=ON).relations["adopts"]
    assert states(adopts) == [("IEC 61000-3-2:2009", "nearest", False, "IEC 61000-3-2:2018")]
    assert adopts[0].state.reasons[0] == Reason.of(
        "reference.nearest", key="IEC 61000-3-2:2009", nearest="IEC 61000-3-2:2005"
    )


def test_adopted_standard_that_is_not_held_is_neither_current_nor_stale() -> None:
    given_standards({"number": "GB/T 1-2012", "adopts": "ISO 1:2009"})
    assert states(get_record("GB/T 1-2012", on=ON).relations["adopts"]) == [("ISO 1:2009", "none", None, None)]


def test_undated_reference_means_the_newest_edition_in_force() -> None:
    given_standards(
        {"number": "GB/T 1-2012", "cites": "GB/T 2"},
        {"number": "GB/T 2-2000", "effective": "2001-01-01"},
        {"number": "GB/T 2-2010", "effective": "2011-01-01", "replaces": "GB/T 2-2000"},
        {"number": "GB/T 2-2025", "effective": "2027-01-01", "replaces": "GB/T 2-2010"},
    )
    cited = get_record("GB/T 1-2012", on=ON).relations["cites"]
    assert states(cited) == [("GB/T 2", "undated", True, None)]
    assert cited[0].state.edition is not None
    assert cited[0].state.edition.key == "GB/T 2-2010"


def test_undated_reference_to_a_number_withdrawn_without_successor_is_not_current() -> None:
    given_standards(
        {"number": "GB/T 1-2012", "cites": "GB/T 2"},
        {"number": "GB/T 2-2000", "effective": "2001-01-01", "withdrawn": "2017-12-15"},
    )
    assert states(get_record("GB/T 1-2012", on=ON).relations["cites"]) == [("GB/T 2", "undated", False, None)]


def test_record_shows_every_source_and_what_they_disagree_about() -> None:
    given_standards({"number": "GB/T 1-2020", "effective": "2021-01-01", "备注": "甲"}, source="official list")
    given_standards({"number": "GBT1-2020", "effective": "2021-07-01"}, source="shop")
    record = get_record("GB/T 1-2020", on=ON)
    assert [(view.source, view.raw_number, view.raw) for view in record.sources] == [
        ("official list", "GB/T 1-2020", {"number": "GB/T 1-2020", "effective": "2021-01-01", "备注": "甲"}),
        ("shop", "GBT1-2020", {"number": "GBT1-2020", "effective": "2021-07-01"}),
    ]
    assert [(conflict.field, conflict.values, conflict.why.code) for conflict in record.conflicts] == [
        ("effective", (("official list", "2021-01-01"), ("shop", "2021-07-01")), "conflict.rank")
    ]


def test_history_is_in_order_of_time() -> None:
    given_standards(
        {
            "number": "GB/T 5000-2008",
            "issued": "2008-06-01",
            "effective": "2009-01-01",
            "former_number": "GB 5000-2008",
            "mandate_changed": "2017-03-23",
        },
        {"number": "GB/T 5000-2008/XG1-2012", "effective": "2012-10-01"},
        {"number": "GB/T 5000-2024", "effective": "2025-01-01", "replaces": "GB/T 5000-2008"},
    )
    history = get_record("GB/T 5000-2008", on=ON).history
    assert [(entry.shown, entry.what, entry.key) for entry in history] == [
        ("2008-06-01", "published", ""),
        ("2009-01-01", "in_force", ""),
        ("2012-10-01", "amended", "GB/T 5000-2008/XG1-2012"),
        ("2017-03-23", "mandate_changed", "GB 5000-2008"),
        ("2025-01-01", "replaced", ""),
    ]


def test_history_tells_of_issue_partial_replacement_and_review() -> None:
    given_standards(
        {"number": "ISO 1:2010", "issued": "2010-03", "level": "international", "status": "90.93"},
        {"number": "GB/T 1-2010", "issued": "2010-03-15", "effective": "2010-03-01", "status": "现行"},
        {"number": "GB/T 2-2020", "effective": "2020-05-01", "replaces": "部分代替 GB/T 1-2010"},
    )
    seen = timezone.localdate().isoformat()
    told = {key: get_record(key, on=ON).history for key in ("ISO 1:2010", "GB/T 1-2010")}
    assert [(entry.shown, entry.what, entry.key) for entry in told["ISO 1:2010"]] == [
        ("2010-03-01", "unknown", ""),
        ("2010-03-31", "in_force", ""),
        (seen, "confirmed", "official list"),
    ]
    assert [(entry.shown, entry.what, entry.key) for entry in told["GB/T 1-2010"]] == [
        ("2010-03-01", "in_force", ""),
        ("2010-03-15", "issued", ""),
        ("2020-05-01", "replaced_in_part", "GB/T 2-2020"),
    ]
