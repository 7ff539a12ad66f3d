"""News by week: sections, filters, neighbours, exports; only what is dated to the day."""

from __future__ import annotations

import contextlib
import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.queries.news import count_by_day, list_news, load_revisions, load_successors
from guiju.catalogue.rules.news import Chosen, Section
from guiju.catalogue.rules.weeks import Week, weeks_of_month
from guiju.platform.models import Event
from tests.factories import given_standards

WEEK = "/news/2026-W10"  # 2026-03-02, a Monday, to 2026-03-08


@pytest.fixture
def held(db: None) -> None:
    given_standards(
        {"number": "GB 1-2015", "title_zh": "旧灯具", "effective": "2016-01-01", "ics": "29.140.40"},
        {
            "number": "GB/T 1-2026",
            "title_zh": "新灯具",
            "title_en": "Luminaires",
            "issued": "2025-12-31",
            "effective": "2026-03-02",
            "ics": "29.140.40",
            "replaces": "GB 1-2015",
        },
        {"number": "JB/T 2-2026", "title_zh": "泵", "issued": "2026-03-08", "effective": "2026-10-01", "ics": "23.080"},
        {"number": "JB/T 3-2026", "title_zh": "阀", "issued": "2026-03", "effective": "2026-03"},
        {"number": "JB/T 4-1990", "title_zh": "轴", "effective": "1991-01-01", "withdrawn": "2026-03-08"},
        {"number": "QB/T 5-2026", "title_zh": "灯罩", "issued": "2026-03-01", "effective": "2026-03-09"},
    )
    Event.objects.update(at=dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC))


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def page_of(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content.decode())


def told(page: html.HtmlElement, section: str) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in page.xpath(f"//section[h2[@id='{section}']]//tbody/tr")]


def numbers(client: Client, address: str) -> dict[str, list[str]]:
    page = page_of(client, address)
    names = [section.value for section in Section]
    return {name: [row[1] for row in told(page, name)] for name in names if page.xpath(f"//h2[@id='{name}']")}


@pytest.mark.usefixtures("held")
def test_week_tells_what_happened_from_monday_to_sunday(client: Client) -> None:
    assert numbers(client, WEEK) == {
        "published": ["JB/T 2-2026"],
        "in-force": ["GB/T 1-2026"],
        "ended": ["GB 1-2015", "JB/T 4-1990"],
        "recorded": [],
        "corrected": [],
    }


@pytest.mark.usefixtures("held")
def test_rows_say_the_day_and_what_replaced_the_standard(client: Client) -> None:
    ended = told(page_of(client, WEEK), "ended")
    assert [(row[0], row[1], row[2], row[4]) for row in ended] == [
        ("2026-03-02", "GB 1-2015", "旧灯具", "GB/T 1-2026"),
        ("2026-03-08", "JB/T 4-1990", "轴", ""),
    ]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("level=industry", ["JB/T 2-2026", "JB/T 4-1990"]),
        ("level=industry&level=national", ["JB/T 2-2026", "GB/T 1-2026", "GB 1-2015", "JB/T 4-1990"]),
        ("body=GB", ["GB/T 1-2026", "GB 1-2015"]),
        ("ics=29.140", ["GB/T 1-2026", "GB 1-2015"]),
        ("ics=23&body=JB", ["JB/T 2-2026"]),
        ("section=ended", ["GB 1-2015", "JB/T 4-1990"]),
        ("section=ended&page=99&body=JB", ["JB/T 4-1990"]),
        ("section=nonsense&level=x&ics=%00&page=x", ["JB/T 2-2026", "GB/T 1-2026", "GB 1-2015", "JB/T 4-1990"]),
    ],
)
def test_news_is_filtered_by_its_address(client: Client, query: str, shown: list[str]) -> None:
    assert [number for found in numbers(client, f"{WEEK}?{query}").values() for number in found] == shown


@pytest.mark.usefixtures("held")
def test_catalogue_tells_what_it_recorded_and_corrected(client: Client) -> None:
    given_standards(
        {
            "number": "GB/T 1-2026",
            "title_zh": "新灯具 要求",
            "issued": "2025-12-30",
            "effective": "2026-03-02",
            "ics": "29.140.40",
            "replaces": "GB 1-2015",
        },
        {"number": "GB 6-2026", "title_zh": "镜"},
    )
    Event.objects.filter(at__gte=timezone.now() - dt.timedelta(hours=1)).update(
        at=dt.datetime(2026, 3, 3, 16, 30, tzinfo=dt.UTC)  # half past midnight in Shanghai
    )
    page = page_of(client, WEEK)
    assert told(page, "recorded") == [["2026-03-04", "GB 6-2026", "镜", "状态不明"]]
    corrected = told(page, "corrected")
    assert [(row[0], row[1]) for row in corrected] == [("2026-03-04", "GB/T 1-2026")]
    assert {"发布日期", "中文名称"} <= set(corrected[0][4].split("，"))


@pytest.mark.usefixtures("held")
def test_weeks_lead_to_their_neighbours_with_the_filters_kept(client: Client) -> None:
    page = page_of(client, f"{WEEK}?body=GB&page=7")
    assert page.xpath("//a[@rel='prev' or @rel='next']/@href") == ["/news/2026-W09?body=GB", "/news/2026-W11?body=GB"]
    assert page_of(client, "/news/1900-W01").xpath("//a[@rel='prev']") == []
    assert page_of(client, "/news/2199-W52").xpath("//a[@rel='next']") == []


@pytest.mark.usefixtures("held")
def test_month_counts_each_of_its_weeks(client: Client) -> None:
    rows = told(page_of(client, WEEK), "month")
    assert rows == [
        ["02-23 – 03-01", "1", "0", "0"],
        ["03-02 – 03-08", "1", "1", "2"],
        ["03-09 – 03-15", "0", "1", "0"],
        ["03-16 – 03-22", "0", "0", "0"],
        ["03-23 – 03-29", "0", "0", "0"],
        ["03-30 – 04-05", "0", "0", "0"],
    ]


@pytest.mark.usefixtures("held")
def test_export_holds_what_the_page_tells(client: Client) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/news/2026-W10.xlsx?body=GB")))).active
    assert sheet is not None
    rows = [(*row[:5], row[6], row[8]) for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ("事项", "日期", "标准号", "标准名称", "英文名称", "标准层级", "代替标准"),
        ("实施", "2026-03-02", "GB/T 1-2026", "新灯具", "Luminaires", "国家标准", None),
        ("被代替或废止", "2026-03-02", "GB 1-2015", "旧灯具", None, "国家标准", "GB/T 1-2026"),
    ]
    lines = b"".join(client.get("/news/2026-W10.csv?section=published")).decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [["发布", "2026-03-08", "JB/T 2-2026"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/news/2026-W54",
        "/news/2025-W53",
        "/news/0000-W01",
        "/news/99999-W01",
        "/news/x",
        "/news/%00",
        "/news/2026-W10.exe",
    ],
)
def test_what_is_no_week_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_week_without_news_says_so(client: Client) -> None:
    page = page_of(client, "/news")
    assert page.xpath("//h2[@id='published']/following-sibling::p/text()") == ["本周没有。"]
    assert f"第 {timezone.localdate().isocalendar().week} 周" in text(page)
    assert client.post("/news").status_code == 405


@pytest.mark.usefixtures("held")
def test_long_sections_are_cut_and_told_in_full_by_themselves(client: Client) -> None:
    given_standards(*({"number": f"QB/T {number}-2026", "issued": "2026-03-05"} for number in range(100, 160)))
    page = page_of(client, WEEK)
    assert len(told(page, "published")) == 20
    assert page.xpath("//section[h2[@id='published']]/p/a/@href") == ["/news/2026-W10?section=published"]
    assert len(told(page_of(client, "/news/2026-W10?section=published&page=2"), "published")) == 11


@pytest.mark.usefixtures("held")
def test_a_week_asks_the_same_few_questions_however_much_happened(client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(WEEK)
        return len(queries)

    few = asked()
    given_standards(*({"number": f"QB/T {number}-2026", "issued": "2026-03-05"} for number in range(100, 120)))
    assert asked() == few <= 18


@pytest.mark.usefixtures("held")
def test_dates_known_to_the_month_are_no_news_of_a_week() -> None:
    first, end = dt.date(2026, 3, 1), dt.date(2026, 4, 30)
    assert "JB/T 3-2026" not in [one.key for one in list_news(Section.PUBLISHED, first, end)]
    assert count_by_day(Section.IN_FORCE, first, end, Chosen(body="JB")) == {}


@pytest.mark.usefixtures("held")
def test_end_on_the_last_day_of_a_month_is_told_where_a_source_states_that_day() -> None:
    given_standards(
        {"number": "GB 8-2000", "effective": "2000-07-01", "withdrawn": "2026-03-31"},
        {"number": "GB 9-2000", "effective": "2000-07-01", "withdrawn": "2026-03"},
        {"number": "GB 10-2000", "effective": "2000-07-01"},
        {"number": "GB 10-2026", "effective": "2026-03-31", "replaces": "GB 10-2000"},
        {"number": "GB 11-2000", "effective": "2000-07-01"},
        {"number": "GB 11-2026", "effective": "2026-03", "replaces": "GB 11-2000"},
    )
    ended = list_news(Section.ENDED, dt.date(2026, 3, 31), dt.date(2026, 4, 1))
    assert [one.key for one in ended] == ["GB 8-2000", "GB 10-2000"]


@pytest.mark.usefixtures("held")
def test_successors_are_those_that_replace_directly() -> None:
    given_standards({"number": "GB/T 1-2030", "effective": "2030-01-01", "replaces": "GB/T 1-2026"})
    assert load_successors(["GB 1-2015", "GB/T 1-2026", "JB/T 4-1990"]) == {
        "GB 1-2015": ("GB/T 1-2026",),
        "GB/T 1-2026": ("GB/T 1-2030",),
        "JB/T 4-1990": (),
    }


@pytest.mark.usefixtures("held")
def test_revision_counts_how_often_the_dates_changed() -> None:
    found = list(list_news(Section.IN_FORCE, dt.date(2026, 3, 2), dt.date(2026, 3, 3)))
    assert load_revisions(found)["GB/T 1-2026"].times == 0
    given_standards({"number": "GB/T 1-2026", "effective": "2026-04-01"})
    given_standards({"number": "GB/T 1-2026", "effective": "2026-05-01"})
    assert load_revisions(found)["GB/T 1-2026"].times == 2


@pytest.mark.parametrize(
    ("date", "name"),
    [
        (dt.date(2026, 3, 2), "2026-W10"),
        (dt.date(2026, 3, 8), "2026-W10"),
        (dt.date(2026, 1, 1), "2026-W01"),
        (dt.date(2027, 1, 3), "2026-W53"),
        (dt.date(2024, 12, 30), "2025-W01"),
    ],
)
def test_week_is_named_as_iso_8601_does(date: dt.date, name: str) -> None:
    assert str(Week.of(date)) == name
    assert Week.named(name) == Week.of(date)


@given(st.dates(dt.date(1901, 1, 1), dt.date(2198, 12, 31)))
def test_every_day_lies_in_its_week_and_in_a_week_of_its_month(date: dt.date) -> None:
    week = Week.of(date)
    assert week.monday <= date <= week.sunday < week.end
    assert week in weeks_of_month(date)
    assert week.before is not None
    assert week.before.after == week
    assert Week.named(str(week)) == week


@given(st.text(max_size=12))
def test_only_weeks_are_weeks(name: str) -> None:
    with contextlib.suppress(ValueError):
        assert str(Week.named(name)) == name
