"""Coverage: by publisher and year, drawn and listed, filtered by the address, exported; counted once an import."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.queries import list_coverage
from guiju.catalogue.queries.coverage import list_coverage_by_year
from guiju.catalogue.queries.sources import list_disagreements
from guiju.catalogue.rules.coverage import YearCoverage, missing_publishers
from guiju.catalogue.services import change_rank
from guiju.catalogue.views.bar_chart import draw_bars, span_of, steps_of
from tests.factories import given_standards


@pytest.fixture
def held(db: None) -> None:
    given_standards(
        {"number": "GB 1-1998"},
        {"number": "GB/T 2-2015"},
        {"number": "GB/T 3-2015"},
        {"number": "JB/T 4-2020"},
        {"number": "ISO/IEC 27001:2022"},
        {"number": "ISO/IEC 9999"},
    )


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def page_of(client: Client, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).content.decode())


def publishers(page: html.HtmlElement) -> list[list[str]]:
    rows = page.xpath("//section[h2[@id='publishers']]//tbody/tr")
    return [[text(row[0]), text(row[1]), text(row[2]), text(row[3])] for row in rows]


def years(page: html.HtmlElement) -> dict[str, str]:
    return {text(row[0]): text(row[1]) for row in page.xpath("//section[h2[@id='years']]//tbody/tr")}


@pytest.mark.usefixtures("held")
def test_coverage_lists_publishers_with_their_editions_and_years(client: Client) -> None:
    assert publishers(page_of(client, "/coverage")) == [
        ["GB", "国家标准 收录很少", "3", "1998–2015"],
        ["ISO/IEC", "国际标准化组织 / 国际电工委员会 收录很少", "2", "2022"],
        ["JB", "机械行业标准 收录很少", "1", "2020"],
    ]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("query", "prefixes", "counted"),
    [
        ("body=gb", ["GB"], {"1998": "1", "2015": "2"}),
        ("level=industry", ["JB"], {"2020": "1"}),
        ("year_from=2000&year_to=2020", ["GB", "JB"], {"2015": "2", "2020": "1"}),
        ("body=GB&year_from=2000", ["GB"], {"2015": "2"}),
        ("body=DIN", [], {}),
        ("level=nonsense&year_from=x", ["GB", "ISO/IEC", "JB"], {"1998": "1", "2015": "2", "2020": "1", "2022": "1"}),
    ],
)
def test_coverage_is_filtered_by_its_address(
    client: Client, query: str, prefixes: list[str], counted: dict[str, str]
) -> None:
    page = page_of(client, f"/coverage?{query}")
    assert [row[0] for row in publishers(page)] == prefixes
    assert {year: count for year, count in years(page).items() if count != "0"} == counted


@pytest.mark.usefixtures("held")
def test_bars_say_what_the_table_says_and_lead_to_the_list(client: Client) -> None:
    page = page_of(client, "/coverage?body=GB")
    bars = page.xpath("//svg[@role='group']//title/text()")
    assert [bar for bar in bars if not bar.endswith(": 0")] == ["1998: 1", "2015: 2"]
    assert page.xpath("//svg[@role='group']/a/@href") == [
        "/standards?body=GB&year_from=1998&year_to=1998",
        "/standards?body=GB&year_from=2015&year_to=2015",
    ]


@pytest.mark.usefixtures("held")
def test_coverage_says_what_is_missing(client: Client) -> None:
    page = page_of(client, "/coverage")
    missing = {text(found[0]): text(found[1]) for found in page.xpath("//section[h2[@id='missing']]/details")}
    assert missing["行业标准 76"].startswith("AQ 安全生产 ； BB 包装")
    assert missing["地方标准 34"].startswith("DB11 北京市 ； DB12 天津市")
    assert missing["国际标准 12"].startswith("CISPR 国际无线电干扰特别委员会 ； IECEE")


@pytest.mark.usefixtures("held")
def test_coverage_is_exported_as_filtered(client: Client) -> None:
    answer = client.get("/coverage.xlsx?year_from=2015")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [
        ("标准代号", "发布机构", "标准层级", "年份", "收录版本"),
        ("GB", "国家标准", "国家标准", "2015", 2),
        ("ISO/IEC", "国际标准化组织 / 国际电工委员会", "国际标准", "2022", 1),
        ("JB", "机械行业标准", "行业标准", "2020", 1),
    ]
    lines = b"".join(client.get("/coverage.csv?body=ISO")).decode("utf-8-sig").splitlines()
    assert [line.rpartition(",")[0].rpartition(",")[2] for line in lines[1:]] == ["", "2022"]
    assert client.get("/coverage.exe").status_code == 404


@pytest.mark.django_db
def test_coverage_of_nothing_says_so(client: Client) -> None:
    assert "没有符合筛选条件的收录" in text(page_of(client, "/coverage"))


def asked(question: Callable[[], object], about: str) -> int:
    """How many queries over a table a question takes."""
    with CaptureQueriesContext(connection) as queries:
        question()
    return sum("GROUP BY" in query["sql"] and about in query["sql"] for query in queries.captured_queries)


@pytest.mark.django_db
def test_counts_are_kept_until_something_is_imported() -> None:
    given_standards({"number": "GB 1-1998"})
    assert [one.count for one in list_coverage_by_year()] == [1]
    assert asked(list_coverage_by_year, "guiju_standard") == 0
    given_standards({"number": "GB 2-1998"})
    assert [one.count for one in list_coverage_by_year()] == [2]
    given_standards({"number": "GB 1-1998"}, source="library")
    assert [one.sources for one in list_coverage()] == [("library", "official list")]


@pytest.mark.django_db
def test_disagreements_are_looked_for_again_when_a_rank_changes() -> None:
    given_standards({"number": "GB 1-1998", "title_zh": "灯"}, source="official list")
    given_standards({"number": "GB 1-1998", "title_zh": "灯具"}, source="library")
    assert list_disagreements()[0].conflicts[0].values[0] == ("official list", "灯")
    change_rank(key="library", rank=1)
    assert list_disagreements()[0].conflicts[0].values[0] == ("library", "灯具")


def test_years_outside_a_span_fall_out_with_those_without_a_year() -> None:
    held = YearCoverage("GB", 7, {0: 1, 1998: 2, 2015: 4})
    assert held.between(None, None) == held
    assert held.between(2000, None) == YearCoverage("GB", 4, {2015: 4})
    assert held.between(None, 1998) == YearCoverage("GB", 2, {1998: 2})


@pytest.mark.parametrize(
    ("held", "level", "code", "missing"),
    [
        ({"ISO/IEC"}, "international", "IEC", False),
        ({"ISO"}, "international", "IEC", True),
        ({"DB5001"}, "local", "DB50", False),
        ({"DBJ50"}, "local", "DB50", False),
        ({"DB"}, "local", "DB50", True),
        ({"DB50"}, "industry", "DB", True),
        ({"DGJ08"}, "local", "DB31", False),
        ({"BS EN ISO"}, "foreign", "BS", False),
    ],
)
def test_publisher_is_missing_where_no_prefix_names_it(held: set[str], level: str, code: str, missing: bool) -> None:
    assert (code in [found[0] for found in missing_publishers(held)[level]]) is missing


def test_long_spans_are_counted_by_decade_short_ones_by_year() -> None:
    counted = {0: 9, 1985: 1, 1989: 2, 2021: 4}
    assert [(step.label, step.count) for step in steps_of(counted, (1985, 2021))] == [
        ("1980–89", 3),
        ("1990–99", 0),
        ("2000–09", 0),
        ("2010–19", 0),
        ("2020–29", 4),
    ]
    assert [(step.label, step.count) for step in steps_of({2020: 1, 2022: 5}, (2020, 2022))] == [
        ("2020", 1),
        ("2021", 0),
        ("2022", 5),
    ]


@given(st.dictionaries(st.integers(1850, 2199), st.integers(1, 10**6), min_size=1))
def test_every_count_is_drawn_inside_the_picture(counted: dict[int, int]) -> None:
    chart = draw_bars(steps_of(counted, span_of(counted)))
    assert sum(bar.count for bar in chart.bars) == sum(counted.values())
    assert all(bar.y + bar.height == chart.foot and bar.y > 0 for bar in chart.bars)
    assert all((bar.height > 0) == (bar.count > 0) for bar in chart.bars)
