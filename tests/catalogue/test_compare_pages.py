"""Two standards side by side: what is the same, what differs, what only one has; in any spelling; exported."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client
from lxml import html

from tests.factories import given_standards


@pytest.fixture
def editions(db: None) -> None:
    given_standards(
        {"number": "GB 7000.1-2007", "mandate": "recommended"},
        {
            "number": "GB 7000.1-2015",
            "title_zh": "灯具 第1部分：一般要求与试验",
            "level": "national",
            "mandate": "mandatory",
            "issued": "2015-12-31",
            "effective": "2017-01-01",
            "ics": "29.140.40",
            "adopts": "IEC 60598-1:2014",
            "adoption_degree": "IDT",
        },
        {
            "number": "GB/T 7000.1-2023",
            "title_zh": "灯具 第1部分：一般要求与试验",
            "level": "national",
            "mandate": "recommended",
            "effective": "2026-01-01",
            "ics": "29.140.40; 91.160",
            "replaces": "GB 7000.1-2015",
        },
    )


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def page_at(client: Client, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).content.decode())


def page_of(client: Client, query: str) -> html.HtmlElement:
    return page_at(client, f"/standards/compare?{query}")


def rows(page: html.HtmlElement) -> dict[str, list[str]]:
    return {text(row[0]): [text(cell) for cell in row[1:]] for row in page.xpath("//tbody/tr")}


COMPARED = {
    "状态（2026-06-01）": ["被代替", "现行", "不同"],
    "中文名称": ["灯具 第1部分：一般要求与试验", "灯具 第1部分：一般要求与试验", "相同"],
    "发布日期": ["2015-12-31", "—", "仅一方有"],
    "实施日期": ["2017-01-01", "2026-01-01", "不同"],
    "标准代号": ["GB", "GB", "相同"],
    "标准层级": ["国家标准", "国家标准", "相同"],
    "标准属性": ["强制性", "推荐性", "不同"],
    "ICS": ["29.140.40", "29.140.40 91.160 （仅此项有）", "不同"],
    "代替": ["—", "GB 7000.1-2015", "仅一方有"],
    "被以下标准代替": ["GB/T 7000.1-2023", "—", "仅一方有"],
    "本标准采用": ["IEC 60598-1:2014 等同（IDT）", "—", "仅一方有"],
}


@pytest.mark.usefixtures("editions")
@pytest.mark.parametrize("query", ["a=GB+7000.1-2015&b=GB/T+7000.1-2023", "a=gb7000.1-2015&b=ＧＢ／Ｔ７０００．１"])
def test_comparison_says_of_every_fact_whether_it_differs(client: Client, query: str) -> None:
    page = page_of(client, f"{query}&on=2026-06-01")
    assert rows(page) == COMPARED
    assert list(rows(page)) == list(COMPARED)
    assert [text(head) for head in page.xpath("//thead//th")] == [
        "项目",
        "GB 7000.1-2015",
        "GB/T 7000.1-2023",
        "比对结果",
    ]
    assert "11 项内容中 8 项不同" in text(page.xpath("//main")[0])


@pytest.mark.usefixtures("editions")
def test_comparison_may_show_differences_only(client: Client) -> None:
    shown = rows(page_of(client, "a=GB+7000.1-2015&b=GB/T+7000.1-2023&on=2026-06-01&only=on"))
    assert shown == {label: cells for label, cells in COMPARED.items() if cells[2] != "相同"}


@pytest.mark.usefixtures("editions")
def test_standard_compared_with_itself_differs_in_nothing(client: Client) -> None:
    assert {cells[2] for cells in rows(page_of(client, "a=GB+7000.1-2015&b=GB+7000.1-2015")).values()} == {"相同"}
    assert "没有不同" in text(page_of(client, "a=GB+7000.1-2015&b=GB+7000.1-2015&only=on"))


@pytest.mark.usefixtures("editions")
def test_comparison_offers_the_other_editions(client: Client) -> None:
    page = page_of(client, "a=GB+7000.1-2015&on=2026-06-01")
    assert page.xpath("//form[contains(@class, 'card')]//li/a/@href") == [
        "/standards/compare?a=GB+7000.1-2015&b=GB+7000.1-2007&on=2026-06-01",
        "/standards/compare?a=GB+7000.1-2015&b=GB%2FT+7000.1-2023&on=2026-06-01",
    ]


@pytest.mark.usefixtures("editions")
def test_page_of_a_standard_leads_to_the_comparison_with_its_other_editions(client: Client) -> None:
    page = page_at(client, "/standards/GB_7000.1-2015")
    assert page.xpath("//datalist/option/@value") == ["GB 7000.1-2007", "GB/T 7000.1-2023"]
    (link,) = page.xpath("//ul[contains(@class, 'plain--across')]//a[contains(@href, 'compare')]/@href")
    assert rows(page_at(client, link))["标准属性"] == ["强制性", "推荐性", "不同"]


@pytest.mark.usefixtures("editions")
def test_comparison_is_exported(client: Client) -> None:
    query = "a=GB+7000.1-2015&b=GB/T+7000.1-2023&on=2026-06-01"
    answer = client.get(f"/standards/compare.xlsx?{query}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="GB_7000.1-2015-GB-T_7000.1-2023.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    assert sheet is not None
    given = list(sheet.iter_rows(values_only=True))
    assert given[0] == ("项目", "GB 7000.1-2015", "GB/T 7000.1-2023", "比对结果")
    assert given[8] == ("ICS", "29.140.40", "29.140.40\n91.160", "不同")
    assert len(given) == 12


@pytest.mark.usefixtures("editions")
@pytest.mark.parametrize("query", ["", "a=GB+7000.1-2015", "a=%00&b=%00", "a=GB+7000.1-2015&b=GB+1-1900", "a=x&b=y"])
def test_comparison_without_two_standards_says_what_is_missing(client: Client, query: str) -> None:
    answer = client.get(f"/standards/compare?{query}")
    assert (answer.status_code, client.get(f"/standards/compare.xlsx?{query}").status_code) == (200, 404)
    unknown = page_of(client, query).xpath("//p[contains(@class, 'notice')]/span/a/@href")
    assert unknown == {
        "a=GB+7000.1-2015&b=GB+1-1900": ["/standards?text=GB%201-1900"],
        "a=x&b=y": ["/standards?text=x", "/standards?text=y"],
    }.get(query, [])


@pytest.mark.usefixtures("editions")
def test_comparison_is_only_looked_at(client: Client) -> None:
    assert client.post("/standards/compare").status_code == 405
    assert client.post("/statistics").status_code == 405
