"""A standards engineer checks her list, as she would."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect

from guiju.platform import jobs
from tests.e2e.conftest import AS_OF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("lighting")]

DIRTY = "ＧＢ　７０００．１－２０１５\ngbt7000.1-2023\nGB 7000.1—2007\nGB/T 99999-2020\n按客户图纸执行"
OUTCOMES = ["被代替", "现行", "被代替", "查无", "未认出编号"]


def paste(page: Page, text: str) -> None:
    page.goto("/")
    page.get_by_text("整份清单查新").click()
    page.get_by_label("标准号，一个或多个").fill(text)
    page.get_by_label("查询日期").fill(AS_OF)
    page.get_by_role("button", name="开始查新").click()


def outcomes_shown(page: Page) -> list[str]:
    return page.locator(".check-table tbody .chip").all_inner_texts()


def make_list(path: Path) -> Path:
    """Two columns of numbers under headings that say nothing: which one is meant has to be asked."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目", "甲", "乙"])
    sheet.append(["路灯", "GB 7000.1-2015", "GB/T 31832-2015"])
    sheet.append(["投光灯", "GB/T 7000.1-2023", "CJJ 45-91"])
    book.save(path)
    return path


def test_pasted_dirty_list_is_answered_line_by_line(page: Page) -> None:
    paste(page, DIRTY)
    expect(page.get_by_role("heading", name="查新结果")).to_be_visible()
    assert outcomes_shown(page) == OUTCOMES
    row = page.locator(".check-table tbody tr").nth(2)
    assert row.locator(".successors a").all_inner_texts() == ["GB 7000.1-2015", "GB/T 7000.1-2023"]


def test_filter_of_answers_lives_in_the_address_and_survives_reload(page: Page) -> None:
    paste(page, DIRTY)
    page.get_by_role("link", name="被代替 2").click()
    assert outcomes_shown(page) == ["被代替", "被代替"]
    assert page.url.endswith("?outcome=replaced")
    page.reload()
    assert outcomes_shown(page) == ["被代替", "被代替"]


def test_uploaded_list_asks_for_its_column_and_comes_back_with_answers(page: Page, tmp_path: Path) -> None:
    page.goto("/check")
    page.locator("input[type=file]").set_input_files(make_list(tmp_path / "路灯清单.xlsx"))
    page.get_by_label("查询日期").fill(AS_OF)
    page.get_by_role("button", name="开始查新").click()
    expect(page.get_by_role("heading", name="哪一列是标准号？")).to_be_visible()
    page.get_by_label("标准号", exact=True).select_option(label="乙 (100 %)")
    page.get_by_role("button", name="开始查新").click()
    assert outcomes_shown(page) == ["现行", "废止"]
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载带结果的原清单").click()
    target = tmp_path / "answered.xlsx"
    waiting.value.save_as(target)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[:5] for row in rows] == [
        ["项目", "甲", "乙", "查新：结论", "查新：标准号"],
        ["路灯", "GB 7000.1-2015", "GB/T 31832-2015", "现行", "GB/T 31832-2015"],
        ["投光灯", "GB/T 7000.1-2023", "CJJ 45-91", "废止", "CJJ 45-1991"],
    ]


def test_open_answers_are_downloaded_as_a_table(page: Page, tmp_path: Path) -> None:
    paste(page, DIRTY)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载（.xlsx）").click()
    target = tmp_path / "open.xlsx"
    waiting.value.save_as(target)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert [row[:4] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        (4, 1, "GB/T 99999-2020", "查无"),
        (5, 1, "按客户图纸执行", "未认出编号"),
    ]


def test_long_list_shows_progress_and_then_its_answers(page: Page) -> None:
    with override_settings(GUIJU_INLINE_LINES=1):
        paste(page, DIRTY)
        expect(page.get_by_text("正在排队等待处理。")).to_be_visible()
        jobs.work(stop=threading.Event(), until_empty=True)
        expect(page.get_by_role("heading", name="查新结果")).to_be_visible()
    assert outcomes_shown(page) == OUTCOMES


def test_check_needs_no_script(open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(java_script_enabled=False).new_page()
    paste(page, DIRTY)
    assert outcomes_shown(page) == OUTCOMES
    page.get_by_role("link", name="只看这些").click()
    assert outcomes_shown(page) == ["查无", "未认出编号"]


def test_check_by_keyboard_alone(page: Page) -> None:
    page.goto("/about")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_label("标准号或名称关键词")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("标准号，一个或多个")).to_be_focused()
    page.keyboard.type("GB/T 31832-2015")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="查新结果")).to_be_visible()
    assert outcomes_shown(page) == ["现行"]


def test_deleted_check_is_gone_after_a_question(page: Page) -> None:
    paste(page, DIRTY)
    address = page.url
    page.get_by_role("link", name="删除本次查新").click()
    page.get_by_role("button", name="永久删除").click()
    expect(page.get_by_role("heading", name="标准查新", level=1)).to_be_visible()
    answer = page.request.get(address)
    assert answer.status == 404


def test_file_dropped_on_the_box_is_taken(page: Page) -> None:
    page.goto("/check")
    data = page.evaluate_handle(
        """() => { const data = new DataTransfer();
        data.items.add(new File(["GB 7000.1-2015\\n"], "list.txt", {type: "text/plain"})); return data; }"""
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": data})
    assert page.locator("input[type=file]").input_value().endswith("list.txt")
    page.get_by_label("查询日期").fill(AS_OF)
    page.get_by_role("button", name="开始查新").click()
    assert outcomes_shown(page) == ["被代替"]
