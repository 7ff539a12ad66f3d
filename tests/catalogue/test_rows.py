"""Any row gives a record or the problems that keep it out, and every reason has its words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.importers.fields import HEADINGS
from guiju.catalogue.importers.mapping import guess_mapping
from guiju.catalogue.importers.rows import RowReader
from guiju.catalogue.reasons import TEXTS
from guiju.catalogue.rules.records import ReadRecord, RejectedRow, Statement, digest_of
from guiju.catalogue.rules.words import RelationType
from guiju.platform.reasons import render

FIELDS = tuple(HEADINGS)


def reader() -> RowReader:
    return RowReader(FIELDS, {name: place for place, name in enumerate(FIELDS)})


def read(**cells: str) -> ReadRecord | RejectedRow:
    return reader().read(2, [cells.get(name, "") for name in FIELDS])


def taken(**cells: str) -> ReadRecord:
    row = read(**cells)
    assert isinstance(row, ReadRecord)
    return row


def test_every_field_is_the_heading_of_itself() -> None:
    assert guess_mapping(FIELDS, [["GB/T 1-2020"] + [""] * (len(FIELDS) - 1)]).columns == {
        name: name for name in FIELDS
    }


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("GB/T19001—2016", "GB/T 19001-2016"),
        ("gbt19001-2016", "GB/T 19001-2016"),
        ("GB/T 19001-2016/ISO 9001:2015", "GB/T 19001-2016"),
        ("GB 50010-2010（代替 GB 50010-2002）", "GB 50010-2010"),
        ("GB 7000.1-2015 灯具", "GB 7000.1-2015"),
    ],
)
def test_number_cell_leads_to_its_key(cell: str, key: str) -> None:
    assert taken(number=cell).key == key


def test_amendment_sheet_said_to_replace_its_edition_amends_it() -> None:
    record = taken(number="GB/T 1-2014/XG1-2020", replaces="GB/T 1-2014")
    assert set(record.all_statements) == {Statement(RelationType.AMENDS, "GB/T 1-2014")}


def test_edition_said_to_be_updated_by_its_corrigendum_is_corrected_and_not_replaced() -> None:
    record = taken(number="ISO 9001:2008", relations="updates>ISO 9001:2008/Cor 1:2009|updates>ISO 9001:2015")
    assert record.statements == (
        Statement(RelationType.CORRECTS, "ISO 9001:2008/Cor 1:2009", inward=True),
        Statement(RelationType.REPLACES, "ISO 9001:2015", inward=True),
    )


AMENDMENT = "ISO 8571-4:1988/Amd 4:1992"
CORRIGENDUM = "ISO 8571-4:1988/Amd 4:1992/Cor 1:1995"


def test_amendment_said_to_be_updated_by_its_own_corrigendum_is_corrected_and_not_replaced() -> None:
    record = taken(number=AMENDMENT, relations=f"updates>{CORRIGENDUM}")
    assert record.statements == (Statement(RelationType.CORRECTS, CORRIGENDUM, inward=True),)


def test_corrigendum_of_an_amendment_corrects_it_and_its_edition() -> None:
    record = taken(number=CORRIGENDUM, replaces=AMENDMENT)
    assert set(record.all_statements) == {
        Statement(RelationType.CORRECTS, AMENDMENT),
        Statement(RelationType.CORRECTS, "ISO 8571-4:1988"),
    }


def test_sheet_that_replaces_another_sheet_of_its_edition_does_replace_it() -> None:
    record = taken(number="GB/T 1-2014/XG2-2022", replaces="GB/T 1-2014/XG1-2020")
    assert record.statements == (Statement(RelationType.REPLACES, "GB/T 1-2014/XG1-2020"),)


@pytest.mark.parametrize(("issued", "kept"), [("2015", "2024"), ("2024-02", "2024-02"), ("", None)])
def test_amendment_dated_before_its_own_year_goes_by_its_number(issued: str, kept: str | None) -> None:
    assert taken(number="ISO 9001:2015/Amd 1:2024", issued=issued).facts.get("issued") == kept


def test_former_number_that_differs_in_more_than_the_mandate_is_no_change_of_mandate() -> None:
    assert taken(number="GB/T 1-2008", former_number="GB 2-2008").changed_mandate is None


def test_rows_that_differ_in_spelling_and_unread_columns_only_say_the_same() -> None:
    columns = ("number", "title", "备注")
    rows = RowReader(columns, {"number": 0, "title": 1})
    one, other = rows.read(2, ("GB/T 1-2020", "灯", "甲")), rows.read(3, ("ＧＢ/Ｔ1—2020", "灯", "乙"))
    assert isinstance(one, ReadRecord)
    assert isinstance(other, ReadRecord)
    assert digest_of(one) == digest_of(other)


cells = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["GB/T 1-2020", "无", "2024-07-01", "45474", "1e309", "99999999999999", "=1+1", "ISO 9001:2015/Amd 1"]
    ),
)


@given(st.lists(cells, min_size=len(FIELDS), max_size=len(FIELDS)))
def test_any_row_is_read_or_refused_with_problems_that_can_be_told(row: list[str]) -> None:
    found = reader().read(7, row)
    if isinstance(found, RejectedRow):
        assert found.cells == tuple(row)
        assert all(render(problem.reason, "zh") and render(problem.reason, "en") for problem in found.problems)
        assert found.problems
    else:
        assert found.key
        assert len(digest_of(found)) == 64


@pytest.mark.parametrize("code", TEXTS)
def test_reason_has_the_same_values_in_both_languages(code: str) -> None:
    placeholders = [sorted(re.findall(r"%\((\w+)\)s", text)) for text in TEXTS[code]]
    assert placeholders[0] == placeholders[1]


def test_cells_of_which_only_some_numbers_were_read_are_counted() -> None:
    reading = reader()
    cells = {"number": "QB/T 20-2026", "replaces": "QB/T 20-2001,21", "cites": "QB/T 1-2001,2-2001"}
    assert isinstance(reading.read(2, [cells.get(name, "") for name in FIELDS]), ReadRecord)
    assert +reading.partly == {"replaces": 1}
