"""Statistics: by level, year, age and adoption, as of a date, filtered by the address, exported, in few queries."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.queries.statistics import Statistics, load_statistics
from guiju.catalogue.rules import Status
from guiju.catalogue.rules.figures import (
    Adoption,
    Ages,
    Standing,
    age_on,
    base_holds,
    count_adoptions,
    count_ages,
    percent,
)
from guiju.catalogue.views.figures import figures_of
from tests.factories import given_standards

ON = dt.date(2026, 6, 1)
NATIONAL = {"level": "national"}
INTERNATIONAL = {"level": "international"}


@pytest.fixture
def held(db: None) -> None:
    given_standards(
        {
            "number": "GB 1-1998",
            "issued": "1998-03-01",
            "effective": "1998-09-01",
            "withdrawn": "2010-01-01",
            **NATIONAL,
        },
        {
            "number": "GB/T 2-2015",
            "issued": "2015-06-02",
            "effective": "2016-01-01",
            "ics": "29.140.40",
            "adopts": "IEC 62031:2014",
            "adoption_degree": "IDT",
            **NATIONAL,
        },
        {
            "number": "GB/T 3-2021",
            "issued": "2021-06-01",
            "effective": "2021-12-01",
            "ics": "29.140",
            "adopts": "IEC 62031:2018",
            "adoption_degree": "MOD",
            **NATIONAL,
        },
        {"number": "GB/T 4-2024", "effective": "2024-10-01", **NATIONAL},
        {"number": "GB/T 5-2026", "issued": "2026-05-01", "effective": "2026-12-01", **NATIONAL},
        {
            "number": "JB/T 6-2022",
            "issued": "2022",
            "effective": "2022-10-01",
            "level": "industry",
            "adopts": "IEC 99999:2000",
            "adoption_degree": "IDT",
        },
        {"number": "IEC 62031:2014", "issued": "2014-09-01", **INTERNATIONAL},
        {"number": "IEC 62031:2018", "issued": "2018-02-16", "replaces": "IEC 62031:2014", **INTERNATIONAL},
    )


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def page_of(client: Client, query: str = "") -> html.HtmlElement:
    return html.fromstring(client.get(f"/statistics?on=2026-06-01{query}").content.decode())


def table(page: html.HtmlElement, name: str) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in page.xpath(f"//section[@aria-labelledby='{name}']//tbody/tr")]


def notes(page: html.HtmlElement, name: str) -> list[str]:
    return [text(note) for note in page.xpath(f"//section[@aria-labelledby='{name}']//ul[@class='reasons soft']/li")]


@pytest.mark.usefixtures("held")
def test_statistics_tell_the_whole_in_six_numbers(client: Client) -> None:
    totals = page_of(client).xpath("//dl[@class='totals']/div")
    assert {text(one[0]): text(one[1]) for one in totals} == {
        "收录版本": "8",
        "现行": "5",
        "现行率": "71.4 %",
        "平均标龄（年）": "6.8",
        "标龄中位数（年）": "5",
        "标龄满 5 年": "75.0 %",
    }


@pytest.mark.usefixtures("held")
def test_statistics_count_by_level_and_say_what_the_share_leaves_out(client: Client) -> None:
    page = page_of(client)
    assert table(page, "levels") == [
        ["国家标准", "5", "3", "1", "75.0"],
        ["行业标准", "1", "1", "0", "100.0"],
        ["国际标准", "2", "1", "1", "50.0"],
    ]
    assert notes(page, "levels") == [
        "现行率 = 现行 ÷（现行 + 被代替 + 废止）。即将实施、尚未发布或状态不明的 1 个版本不参与计算。"
    ]
    assert page.xpath("//section[@aria-labelledby='levels']//tbody//a/@href")[0] == (
        "/standards?level=national&on=2026-06-01"
    )


@pytest.mark.usefixtures("held")
def test_statistics_count_by_year_the_newest_first(client: Client) -> None:
    assert table(page_of(client), "years") == [
        ["2026", "1", "0", "0", "—"],
        ["2024", "1", "1", "0", "100.0"],
        ["2022", "1", "1", "0", "100.0"],
        ["2021", "1", "1", "0", "100.0"],
        ["2018", "1", "1", "0", "100.0"],
        ["2015", "1", "1", "0", "100.0"],
        ["2014", "1", "0", "1", "0.0"],
        ["1998", "1", "0", "1", "0.0"],
    ]


@pytest.mark.usefixtures("held")
def test_statistics_count_ages_from_the_date_of_issue_and_say_who_has_none(client: Client) -> None:
    page = page_of(client)
    assert table(page, "ages") == [
        ["0～4 年", "1", "25.0"],
        ["5～9 年", "2", "50.0"],
        ["10～14 年", "1", "25.0"],
        ["15～19 年", "0", "0.0"],
        ["20 年及以上", "0", "0.0"],
    ]
    assert notes(page, "ages")[-1] == "没有发布日期的 1 项标准不计入。"


@pytest.mark.usefixtures("held")
def test_statistics_tell_whether_what_is_adopted_still_holds(client: Client) -> None:
    page = page_of(client)
    assert table(page, "adoption") == [["等同（IDT）", "2", "0", "1", "1"], ["修改（MOD）", "1", "1", "0", "0"]]
    assert notes(page, "adoption")[0].startswith("统计对象为现行的 4 项国内标准，其中 3 项注明采用关系")


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("query", "levels"),
    [
        ("&level=industry&level=international", [["行业标准", "1"], ["国际标准", "2"]]),
        ("&body=gb", [["国家标准", "5"]]),
        ("&ics=29.140", [["国家标准", "2"]]),
        ("&ics=29.140.40&level=national", [["国家标准", "1"]]),
        ("&body=%00&level=nonsense&ccs=", [["国家标准", "5"], ["行业标准", "1"], ["国际标准", "2"]]),
        ("&body=DIN", []),
    ],
)
def test_statistics_are_filtered_by_their_address(client: Client, query: str, levels: list[list[str]]) -> None:
    assert [row[:2] for row in table(page_of(client, query), "levels")] == levels


@pytest.mark.usefixtures("held")
def test_statistics_of_another_day_count_what_held_then(client: Client) -> None:
    page = html.fromstring(client.get("/statistics?on=2005-01-01").content.decode())
    assert table(page, "levels")[0][:4] == ["国家标准", "5", "1", "0"]


@pytest.mark.usefixtures("held")
def test_drawing_says_what_the_table_says(client: Client) -> None:
    page = page_of(client, "&body=GB")
    data = json.loads(page.xpath("//script[@id='drawing-years']/text()")[0])
    by_year = {
        year: values for year, *values in zip(data["labels"], *(one["values"] for one in data["series"]), strict=True)
    }
    assert [one["name"] for one in data["series"]] == ["现行", "被代替或废止", "其他或状态不明", "现行率（%）"]
    assert by_year["1998"] == [0, 1, 0, 0.0]
    assert by_year["1999"] == [0, 0, 0, None]
    assert by_year["2015"] == [1, 0, 0, 100.0]
    assert by_year["2026"] == [0, 0, 1, None]
    assert len(by_year) == 29
    assert page.xpath("//section[@aria-labelledby='ages']//svg//title/text()")[:2] == ["0～4 年: 0", "5～9 年: 1"]


@pytest.mark.usefixtures("held")
def test_every_figure_is_exported_as_filtered(client: Client) -> None:
    answer = client.get("/statistics/levels.xlsx?on=2026-06-01&level=national")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="guiju-statistics-levels-2026-06-01.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [
        ("标准层级", "收录版本", "现行", "被代替或废止", "现行率（%）"),
        ("国家标准", 5, 3, 1, 75),
    ]
    lines = b"".join(client.get("/statistics/adoption.csv?on=2026-06-01")).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["等同（IDT）,2,0,1,1", "修改（MOD）,1,1,0,0"]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("figure", "first"),
    [
        (
            "levels",
            {"level": "国家标准", "editions": 5, "in_force": 3, "ended": 1, "share_in_force_percent": 75.0},
        ),
        ("years", {"year": "2026", "editions": 1, "in_force": 0, "ended": 0, "share_in_force_percent": None}),
        ("ages", {"age": "0～4 年", "in_force": 0, "share_percent": 0.0}),
    ],
)
def test_every_figure_is_read_by_programs(client: Client, figure: str, first: dict[str, object]) -> None:
    answer = client.get(f"/statistics/{figure}.jsonl?on=2026-06-01&level=national")
    assert answer.status_code == 200
    assert json.loads(b"".join(answer).splitlines()[0]) == first


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("address", ["levels.exe", "secrets.csv", "levels.", "levels"])
def test_figure_that_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/statistics/{address}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?on=0001-01-01", "?on=99999-01-01&level=&ics=%00", "?page=x"])
def test_statistics_of_nothing_say_so(client: Client, query: str) -> None:
    answer = client.get(f"/statistics{query}")
    assert answer.status_code == 200
    assert "没有符合筛选条件的收录" in answer.content.decode()


@pytest.mark.usefixtures("held")
def test_statistics_take_two_queries_and_none_until_something_is_imported() -> None:
    def asked(**filters: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            load_statistics(on=ON, **filters)
        return sum("statusperiod" in query["sql"] for query in queries.captured_queries)

    assert [asked(), asked(), asked(body="GB"), asked(body="GB")] == [2, 0, 2, 2]
    given_standards({"number": "GB/T 7-2020"})
    assert asked() == 2
    assert load_statistics(on=ON).whole.held == 9
    assert load_statistics(on=dt.date(1990, 1, 1)).whole.in_force == 0


@pytest.mark.parametrize(
    ("issued", "on", "age"),
    [
        ("2021-06-01", "2026-06-01", 5),
        ("2021-06-02", "2026-06-01", 4),
        ("2020-02-29", "2021-02-28", 0),
        ("2020-02-29", "2021-03-01", 1),
        ("2027-01-01", "2026-06-01", 0),
    ],
)
def test_age_is_counted_in_completed_years(issued: str, on: str, age: int) -> None:
    assert age_on(dt.date.fromisoformat(issued), dt.date.fromisoformat(on)) == age


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 0, None), (0, 3, "0.0"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 800, "0.1"), (1, 2000, "0.1"), (3, 3, "100.0")],
)
def test_share_is_rounded_half_away_from_zero(part: int, whole: int, share: str | None) -> None:
    assert percent(part, whole) == (None if share is None else Decimal(share))


def test_ages_of_nothing_have_no_mean_and_no_share() -> None:
    none = count_ages({None: 3}, ON)
    assert none == Ages((0, 0, 0, 0, 0), 0, 3, 0, None)
    assert (none.mean, none.share_due) == (None, None)


@given(st.dictionaries(st.dates(dt.date(1900, 1, 1), ON), st.integers(1, 1000), min_size=1))
def test_every_standard_is_in_one_band_and_the_median_divides_them(issued: dict[dt.date | None, int]) -> None:
    ages = count_ages(issued, ON)
    assert sum(ages.bands) == ages.dated == sum(issued.values())
    assert ages.median is not None
    younger = sum(count for day, count in issued.items() if day and age_on(day, ON) < ages.median)
    older = sum(count for day, count in issued.items() if day and age_on(day, ON) > ages.median)
    assert max(younger, older) * 2 <= ages.dated


@pytest.mark.parametrize(
    ("statuses", "holds"),
    [
        ({"in_force"}, True),
        ({"in_force", "replaced"}, False),
        ({"withdrawn", None}, False),
        ({"in_force", None}, None),
        ({"published"}, None),
        ({None}, None),
    ],
)
def test_what_is_adopted_holds_where_all_of_it_is_in_force(statuses: set[str | None], holds: bool | None) -> None:
    assert base_holds(statuses) is holds


def test_standard_of_several_degrees_counts_once_under_the_closest() -> None:
    stated = [("A", "NEQ", "in_force"), ("A", "IDT", "in_force"), ("B", "", None), ("C", "MOD", "replaced")]
    assert count_adoptions(stated) == (Adoption("IDT", 1, 1, 0), Adoption("MOD", 1, 0, 1), Adoption("", 1, 0, 0))


def test_thousands_are_set_apart_in_sentences_too() -> None:
    found = Statistics(
        on=ON,
        levels={"national": Standing({Status.DRAFT: 10437})},
        years={None: Standing({Status.IN_FORCE: 9082}), 2020: Standing({Status.IN_FORCE: 1})},
        ages=Ages(bands=(1, 0, 0, 0, 0), dated=1, undated=12985, years=1, median=1),
        adopting=(),
        may_adopt=1172,
    )
    figures = figures_of(found, {})
    assert "10,437 个版本不参与计算" in figures["levels"].notes[0]
    assert "9,082 个版本" in figures["years"].notes[1]
    assert figures["ages"].notes[-1] == "没有发布日期的 12,985 项标准不计入。"
    assert figures["adoption"].notes[0].startswith("统计对象为现行的 1,172 项国内标准，其中 0 项注明采用关系")
