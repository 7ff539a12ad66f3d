"""The page of a standard: cited in every form, its neighbours drawn and followed; and what the catalogue covers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("neighbours")]


def save(page: Page, link: Locator, target: Path) -> Path:
    with page.expect_download() as waiting:
        link.click()
    waiting.value.save_as(target / waiting.value.suggested_filename)
    return target / waiting.value.suggested_filename


def chosen(page: Page, kind: str) -> Locator:
    """A kind of file in the opened menu of the list."""
    page.locator("summary", has_text="导出").click()
    return page.get_by_role("link", name=kind)


def cited(page: Page, form: str) -> Locator:
    """The opened part of the page that has the citation in a form."""
    part = page.locator("details", has=page.get_by_text(form, exact=True))
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


@pytest.mark.parametrize(
    ("form", "copied"),
    [
        ("GB/T 7714", "LED城市道路照明应用技术要求: GB/T 31832—2015[S]."),
        ("RIS", "TY  - STAND\nTI  - LED城市道路照明应用技术要求\n"),
        ("BibTeX", "@standard{GB/T_31832-2015,\n  title = {{LED城市道路照明应用技术要求}},\n"),
    ],
)
def test_citation_is_copied(page: Page, form: str, copied: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/standards/GB/T_31832-2015")
    part = cited(page, form)
    part.get_by_role("button", name="复制").click()
    expect(part.locator("[data-copied]")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()").replace("\r", "")
    assert text[: len(copied)] == copied


def test_citations_are_downloaded_for_a_reference_manager(page: Page, tmp_path: Path) -> None:
    page.goto("/standards/GB/T_31832-2015")
    files = {
        form: save(page, cited(page, form).get_by_role("link"), tmp_path)
        for form in ("GB/T 7714", "BibTeX", "RIS", "CSL-JSON")
    }
    assert {form: path.name for form, path in files.items()} == {
        "GB/T 7714": "GB-T_31832-2015.txt",
        "BibTeX": "GB-T_31832-2015.bib",
        "RIS": "GB-T_31832-2015.ris",
        "CSL-JSON": "GB-T_31832-2015.json",
    }
    (item,) = json.loads(files["CSL-JSON"].read_text(encoding="utf-8"))
    assert (item["type"], item["number"], item["issued"]) == (
        "standard",
        "GB/T 31832-2015",
        {"date-parts": [[2015, 7, 3]]},
    )


def test_english_page_cites_in_english(page: Page, tmp_path: Path) -> None:
    page.goto("/standards/GB/T_31832-2015")
    page.get_by_role("button", name="English").click()
    path = save(page, cited(page, "RIS").get_by_role("link"), tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[1:3] == [
        "TI  - Application technical requirements of LED for urban road lighting",
        "TT  - LED城市道路照明应用技术要求",
    ]


@pytest.fixture
def plain_page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page as it is without scripts: the drawings are the page's own."""
    return open_context(java_script_enabled=False).new_page()


def test_overtaken_adoption_is_seen_and_followed_in_the_drawing(plain_page: Page) -> None:
    page = plain_page
    page.goto("/standards/GB_7000.1-2015?on=2026-06-01")
    drawing = page.get_by_role("region", name="采标图示，内容同下表")
    box = drawing.locator("svg > g", has_text="IEC 60598-1:2014")
    assert box.locator("text").all_text_contents() == ["IEC 60598-1:2014", "被代替", "IDT · 已非现行"]
    expect(page.locator("#adopts tbody tr")).to_contain_text("现行版本为 IEC 60598-1:2020")
    box.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/standards/IEC_60598-1:2014$"))
    chain = page.locator("section", has=page.get_by_role("heading", name="代替关系"))
    chain.locator("tbody").get_by_role("link", name="IEC 60598-1:2020").click()
    expect(page.locator(".scope")).to_have_text("This part specifies general requirements for luminaires.")


def test_long_list_of_citing_standards_is_opened_and_exported(plain_page: Page, tmp_path: Path) -> None:
    page = plain_page
    page.goto("/standards/GB_7000.1-2015?on=2026-06-01")
    drawing = page.get_by_role("region", name="引用关系图示，内容同下表")
    assert drawing.locator("svg > g").last.text_content().split() == ["另有", "18", "项"]  # type: ignore[union-attr]
    page.get_by_role("link", name="完整列表还有 3 项").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("被以下标准引用 23")
    assert page.locator("tbody tr").count() == 23
    path = save(page, chosen(page, "Excel"), tmp_path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:5] == ["GB/T 40001-2024", None, "现行", "注日期引用", "已非现行"]


def test_coverage_is_filtered_and_its_bars_lead_to_the_list(page: Page, tmp_path: Path) -> None:
    page.goto("/sources")
    page.get_by_role("link", name=re.compile("分年收录情况")).click()
    page.get_by_role("link", name="国家标准 27").click()
    expect(page).to_have_url(re.compile(r"/coverage\?level=national$"))
    page.get_by_label("年份自").fill("2000")
    page.get_by_label("标准代号").fill("GB")
    page.get_by_role("button", name="查看").click()
    expect(page).to_have_url(re.compile(r"/coverage\?level=national&body=GB&year_from=2000$"))
    page.get_by_text("表格形式").click()
    rows = page.locator("section", has=page.locator("#years")).locator("tbody tr")
    counted = {row.split("\t")[0]: row.split("\t")[1] for row in rows.all_inner_texts()}
    assert {year: count for year, count in counted.items() if count != "0"} == {
        "2007": "1",
        "2015": "2",
        "2023": "1",
        "2024": "23",
    }
    path = save(page, chosen(page, "CSV"), tmp_path)
    assert path.read_text(encoding="utf-8-sig").splitlines()[1] == "GB,国家标准,国家标准,2007,1"
    page.get_by_role("link", name="2015: 2").click()
    expect(page).to_have_url(re.compile(r"/standards\?body=GB&year_from=2015&year_to=2015$"))
    assert page.locator("main table tbody th a").all_inner_texts() == ["GB 7000.1-2015", "GB/T 31832-2015"]
