"""Cells as lists have them, read into facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.importers import values
from guiju.catalogue.rules import RelationType, Scope
from guiju.catalogue.rules.records import Statement
from guiju.kernel.dates import DateError
from guiju.kernel.docid import parse


def replaced(key: str, *, inward: bool = False, dated: bool = True, scope: Scope = Scope.WHOLE) -> Statement:
    return Statement(RelationType.REPLACES, key, inward=inward, dated=dated, scope=scope)


def adopted(key: str, degree: str, *, dated: bool = True) -> Statement:
    return Statement(RelationType.ADOPTS, key, dated=dated, degree=degree)


@pytest.mark.parametrize(
    ("cell", "statements"),
    [
        ("MT/T 238.2-2008，MT/T 238.3-2006", [replaced("MT/T 238.2-2008"), replaced("MT/T 238.3-2006")]),
        ("DB46/T 197-2010、DB46/T 457-2018", [replaced("DB46/T 197-2010"), replaced("DB46/T 457-2018")]),
        ("SN/T 2249-2009\nSN/T 2250-2009", [replaced("SN/T 2249-2009"), replaced("SN/T 2250-2009")]),
        ("代替DB23/T 2419—2019", [replaced("DB23/T 2419-2019")]),
        ("GB 7000.1-2007; GB 7000.1-2015", [replaced("GB 7000.1-2007"), replaced("GB 7000.1-2015")]),
        (
            "部分代替 GB/T 5700-2008、GB/T 5701-2008；代替 GB/T 5702-2003",
            [
                replaced("GB/T 5700-2008", scope=Scope.PART),
                replaced("GB/T 5701-2008", scope=Scope.PART),
                replaced("GB/T 5702-2003"),
            ],
        ),
        ("GB/T 1-2000（部分）、GB/T 2-2000", [replaced("GB/T 1-2000", scope=Scope.PART), replaced("GB/T 2-2000")]),
        ("被 GB/T 3-2020 代替", [replaced("GB/T 3-2020", inward=True)]),
        ("GB/T 5606-1999、5607-1999", [replaced("GB/T 5606-1999"), replaced("GB/T 5607-1999")]),
        ("QB/T 20-2001,21-2001", [replaced("QB/T 20-2001"), replaced("QB/T 21-2001")]),
        ("QB/T 20-2001、21.1-2002；GB/T 5-2003", [*map(replaced, ("QB/T 20-2001", "QB/T 21.1-2002", "GB/T 5-2003"))]),
        ("QB/T 20-2001,2002-05-01", [replaced("QB/T 20-2001")]),
        ("GB/T 9.1～9.3-2001", [replaced("GB/T 9.1-2001"), replaced("GB/T 9.2-2001"), replaced("GB/T 9.3-2001")]),
        ("SN 0498-95", [replaced("SN 0498-1995")]),
        ("GB 7000.1", [replaced("GB 7000.1", dated=False)]),
        ("无", []),
        ("—", []),
    ],
)
def test_replaced_cell_gives_each_number_with_its_scope(cell: str, statements: list[Statement]) -> None:
    assert list(values.read_replaced(cell)) == statements


@pytest.mark.parametrize(
    ("cell", "unread"),
    [
        ("QB/T 20-2001,21", True),
        ("QB/T 20-2001、21-95", True),
        ("QB/T 20-2001,21-2001", False),
        ("GB/T 5606-1999、5607-1999", False),
        ("QB/T 20-2001, QB/T 21-2001", False),
        ("GB 7000.1-2007（第3章）", False),
        ("QB/T 20-2001,2002-05-01", False),
    ],
)
def test_item_of_digits_that_was_not_read_is_noticed(cell: str, unread: bool) -> None:
    assert values.has_unread_numbers(cell) is unread


@pytest.mark.parametrize(
    ("cell", "degrees", "statements"),
    [
        ("IDT ISO 9001:2015", "", [adopted("ISO 9001:2015", "IDT")]),
        ("ISO 9001:2015,IDT", "", [adopted("ISO 9001:2015", "IDT")]),
        ("IEC 60598-1:2014（MOD）", "", [adopted("IEC 60598-1:2014", "MOD")]),
        ("ISO 9001:2015", "等同采用", [adopted("ISO 9001:2015", "IDT")]),
        (
            "ISO 1189:1986;ISO 1188:1984",
            "等效采用（EQV）",
            [adopted("ISO 1189:1986", "EQV"), adopted("ISO 1188:1984", "EQV")],
        ),
        ("IDT ISO 1:2002, MOD ISO 2:2003", "", [adopted("ISO 1:2002", "IDT"), adopted("ISO 2:2003", "MOD")]),
        ("ISO 1:2002 IDT; ISO 2:2003 NEQ", "", [adopted("ISO 1:2002", "IDT"), adopted("ISO 2:2003", "NEQ")]),
        ("非等效 IEC 598-1", "", [adopted("IEC 598-1", "NEQ", dated=False)]),
        ("ISO 9001:2015", "", [adopted("ISO 9001:2015", "")]),
        ("无", "", []),
    ],
)
def test_adopted_cell_gives_each_standard_with_its_degree(cell: str, degrees: str, statements: list[Statement]) -> None:
    assert list(values.read_adopted(cell, degrees)) == statements


@pytest.mark.parametrize(
    ("own", "cell", "statements"),
    [
        ("IEC 31010:2019", "obsoletes>IEC 31010:2009", [replaced("IEC 31010:2009")]),
        ("IEC 31010:2009", "updates>IEC 31010:2019", [replaced("IEC 31010:2019", inward=True)]),
        ("CIE 15:2018", "updates>CIE 15:2004", [replaced("CIE 15:2004")]),
        (
            "ISO 2:2004",
            "obsoletes>ISO 1:1990|obsoletes>ISO 2:1991|partOf>ISO 3",
            [replaced("ISO 1:1990"), replaced("ISO 2:1991")],
        ),
        ("ISO 1:1990", "obsoletedBy>ISO 1:2000", [replaced("ISO 1:2000", inward=True)]),
        ("ISO 1:1990", "", []),
    ],
)
def test_typed_relations_are_read_by_word_and_year(own: str, cell: str, statements: list[Statement]) -> None:
    assert list(values.read_relations(cell, parse(own))) == statements


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2024-07-01", "2024-07-01"),
        ("2024年7月1日", "2024-07-01"),
        ("2024-7", "2024-07"),
        ("2012", "2012"),
        ("45474", "2024-07-01"),
        ("1704038400000", "2024-01-01"),
        ("无", "None"),
        ("—", "None"),
    ],
)
def test_date_cell_keeps_its_precision(cell: str, text: str) -> None:
    assert str(values.read_date(cell)) == text


@pytest.mark.parametrize("cell", ["待定", "2024-02-30", "2024-13", "发布后六个月"])
def test_date_cell_that_is_no_date_is_an_error(cell: str) -> None:
    with pytest.raises(DateError):
        values.read_date(cell)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("现行", "现行"),
        (" 现行\n有效 ", "现行有效"),
        ('{"active": true}', "active"),
        ('{"active": false, "superseded": true}', "superseded"),
        ('{"active": false}', ""),
        ("无", ""),
    ],
)
def test_status_cell_keeps_the_word_of_the_source(cell: str, word: str) -> None:
    assert values.read_status(cell) == word


@pytest.mark.parametrize(
    ("cell", "mandate"),
    [
        ("强制性", "mandatory"),
        ("推荐性国家标准", "recommended"),
        ("指导性技术文件", "guidance"),
        ("mandatory", "mandatory"),
        ("GB", ""),
    ],
)
def test_mandate_cell_gives_the_mandate(cell: str, mandate: str) -> None:
    assert values.read_mandate(cell) == mandate


def test_codes_of_one_cell_are_told_apart_and_what_is_no_code_left_out() -> None:
    assert values.read_ics("29.140.40; 29.140，31 91.060.10，见附件") == ["29.140.40", "29.140", "31", "91.060.10"]
    assert values.read_ccs("K72, k71/72、Ｋ") == ["K72", "K71/72", "K"]


def test_names_keep_their_order_and_commas_in_brackets() -> None:
    cell = "甲研究所（北京，上海）、乙公司；丙大学 、乙公司。"
    assert values.read_names(cell) == ["甲研究所（北京，上海）", "乙公司", "丙大学"]


def test_title_with_line_breaks_is_one_line() -> None:
    assert values.read_text("灯具\n第1部分：一般要求") == "灯具第1部分：一般要求"
    assert values.read_text("Luminaires -\r\n Part 1") == "Luminaires - Part 1"


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_cell_raises_anything(text: str, degrees: str) -> None:
    list(values.read_replaced(text))
    list(values.read_adopted(text, degrees))
    list(values.read_relations(text, parse("ISO 1:2000")))
    values.read_status(text)
    values.read_ics(text)
    values.read_ccs(text)
    values.read_names(text)
    values.read_level(text)
    values.read_mandate(text)
