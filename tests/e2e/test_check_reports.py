"""A standards office completes a check, makes a report of it, has it approved; a third party verifies it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings, settings
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import AS_OF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("lighting")]

LIST = "GB 7000.1-2015\nGB/T 31832-2015\n按客户图纸执行"


@pytest.fixture(autouse=True)
def files(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def check_list(page: Page) -> str:
    page.goto("/check")
    page.locator("textarea").fill(LIST)
    page.locator("#as_of").fill(AS_OF)
    page.locator(".check-box button.button--main").click()
    page.locator(".check-table").wait_for()
    return page.url


def draft(page: Page, check: str) -> str:
    page.goto(f"{check}/report")
    page.locator("#id_client").fill("示范照明有限公司")
    page.locator("#id_searched_by").fill("王敏")
    page.locator("form.card button.button--main").click()
    page.locator("#approve_approved_by").wait_for()
    return page.url


def approve(page: Page) -> str:
    """Approve the draft shown; the code of the report."""
    page.locator("#approve_checked_by").fill("李强")
    page.locator("#approve_approved_by").fill("赵宁")
    page.locator("form[action$='/approve'] button").click()
    page.locator(".seal").wait_for()
    return page.locator(".seal dd").nth(1).inner_text()


def save(page: Page, name: str, target: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    waiting.value.save_as(target)
    return target


def test_open_line_is_completed_reported_approved_and_verified(
    page: Page, open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    check_list(page)
    page.get_by_role("link", name="补全", exact=True).click()
    table = save(page, "下载未决清单（.xlsx）", tmp_path / "open.xlsx")
    book = openpyxl.load_workbook(table)
    sheet = book.active
    assert sheet is not None
    sheet["G2"], sheet["H2"] = "CJJ 45-91", "图纸第 3 页"
    book.save(table)
    page.get_by_label("填好的表").set_input_files(table)
    page.get_by_label("补全人").fill("王敏")
    page.get_by_role("button", name="交回").click()
    expect(page.get_by_text("已收下 1 行")).to_be_visible()
    assert page.locator(".check-table tbody .chip").all_inner_texts() == ["被代替", "现行", "废止"]

    page.get_by_role("link", name="出具报告").click()
    page.get_by_label("委托单位").fill("示范照明有限公司")
    page.get_by_label("查新人").fill("王敏")
    page.get_by_role("button", name="生成草稿").click()
    expect(page.get_by_text("批准后编号")).to_be_visible()
    code = approve(page)
    paper = pypdf.PdfReader(save(page, "PDF", tmp_path / "report.pdf"))
    words = re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in paper.pages))
    assert code in words
    assert "图纸第3页" in words

    stranger = open_context().new_page()
    stranger.goto("/verify")
    stranger.get_by_label("验证码").fill(code.lower())
    stranger.get_by_role("button", name="查看保存的结果").click()
    expect(stranger.get_by_role("heading", name="经本系统批准，内容未变")).to_be_visible()
    checksum = re.search(r"[0-9a-f]{64}", words)
    assert checksum is not None
    stranger.get_by_label("您手中报告上的校验值").fill(checksum[0])
    stranger.get_by_role("button", name="比对").click()
    expect(stranger.get_by_text("校验值相同：您手中的报告由这一结果生成。")).to_be_visible()


def test_correction_is_seen_by_whoever_verifies_the_report_it_replaces(page: Page) -> None:
    first = draft(page, check_list(page))
    code = approve(page)
    page.get_by_text("更正本报告").click()
    page.get_by_label("更正原因").fill("委托单位名称有误")
    page.get_by_role("button", name="起草更正报告").click()
    page.locator("#id_client").fill("示范照明集团")
    page.get_by_role("button", name="保存草稿").click()
    approve(page)
    page.goto(f"/verify/{code}")
    expect(page.get_by_role("heading", name="已被更正报告代替")).to_be_visible()
    page.get_by_role("link", name="查看更正报告").click()
    expect(page.get_by_role("heading", name="经本系统批准，内容未变")).to_be_visible()
    page.goto(first)
    expect(page.get_by_text("已被更正报告代替", exact=True)).to_be_visible()


def test_list_checked_again_shows_what_changed(page: Page) -> None:
    page.goto("/check")
    page.locator("textarea").fill("GB/T 7000.1-2023\nGB/T 31832-2015")
    page.locator("#as_of").fill("2025-06-01")
    page.locator(".check-box button.button--main").click()
    page.locator("#again-as_of").fill(AS_OF)
    page.get_by_role("button", name="再查一次").click()
    page.get_by_role("link", name="自 2025-06-01 的查新以来的变化").click()
    rows = page.locator("main tbody tr")
    assert rows.count() == 1
    assert rows.nth(0).locator(".chip").all_inner_texts() == ["即将实施", "现行"]


def addresses_of_all(page: Page) -> list[str]:
    check = check_list(page)
    waiting = draft(page, check)
    done = draft(page, check)
    code = approve(page)
    page.goto(check)
    page.locator("form[action$='/again'] button").click()
    page.locator(".check-table").wait_for()
    changes = f"{page.url}/differences"
    return [check, f"{check}/completed", f"{check}/report", waiting, done, changes, "/verify", f"/verify/{code}"]


def serious_faults(page: Page, address: str) -> Iterator[str]:
    page.goto(address)
    for found in Axe().run(page).response["violations"]:
        if found["impact"] in {"serious", "critical"}:
            yield from (f"{address}: {found['id']} {node['target']}" for node in found["nodes"])
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield f"{address}: wider than the screen"


@pytest.mark.parametrize(
    ("scheme", "width", "language"), [("light", 1280, "en"), ("dark", 360, "zh-hans"), ("light", 360, "en")]
)
def test_pages_of_reports_are_accessible_and_fit_the_screen(
    open_context: Callable[..., BrowserContext], scheme: str, width: int, language: str
) -> None:
    context = open_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto("/verify")
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}])
    addresses = addresses_of_all(page)
    assert [fault for address in addresses for fault in serious_faults(page, address)] == []
