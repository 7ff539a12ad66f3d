"""Somebody looks for a standard: half a number, a word, a typo; narrows down, opens, takes the list away."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("neighbours")]

BOX = "标准号或名称关键词"


def found(page: Page) -> list[str]:
    return page.locator("#found table tbody th a").all_inner_texts()


def type_slowly(page: Page, text: str) -> None:
    page.get_by_label(BOX).press_sequentially(text, delay=15)


def test_dirty_number_finds_its_standard_from_the_start_page(page: Page) -> None:
    page.goto("/")
    page.get_by_label(BOX).fill("ｇｂ７０００．１－２０１５")
    page.get_by_role("button", name="查询").click()
    expect(page).to_have_url(re.compile(r"/standards\?text="))
    assert found(page)[0] == "GB 7000.1-2015"
    expect(page.get_by_text("标准号 GB 7000.1-2015")).to_be_visible()


def test_chinese_word_is_found_while_it_is_typed_and_marked(page: Page) -> None:
    page.goto("/standards")
    type_slowly(page, "道路照明")
    expect(page.locator("#found mark").first).to_have_text("道路照明")
    expect(page).to_have_url(re.compile(r"/standards\?text=%E9%81%93%E8%B7%AF%E7%85%A7%E6%98%8E$"))
    assert found(page) == ["GB/T 31832-2015", "CJJ 45-1991"]
    expect(page.get_by_label(BOX)).to_be_focused()
    expect(page.locator("#said")).to_have_text("找到 2 项")
    page.reload()
    assert found(page) == ["GB/T 31832-2015", "CJJ 45-1991"]


def test_english_word_with_a_typo_is_found_and_the_right_one_offered(page: Page) -> None:
    page.goto("/standards")
    page.get_by_label(BOX).fill("luminares requirments")
    page.get_by_label(BOX).press("Enter")
    expect(page.locator("#found mark").first).to_be_visible()
    assert found(page)[0] == "GB/T 7000.1-2023"
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name=re.compile("luminaires")).click()
    expect(page.get_by_label(BOX)).to_have_value(re.compile("luminaires"))


def test_list_is_narrowed_opened_and_gone_back_to(page: Page) -> None:
    page.goto("/standards?on=2026-06-01")
    page.get_by_role("checkbox", name=re.compile("国际标准")).check()
    page.get_by_role("link", name=re.compile("标准层级 国际标准")).wait_for()
    page.get_by_role("checkbox", name=re.compile("^现行")).check()
    expect(page.locator("#count")).to_have_text("共 1 项，状态截至 2026-06-01")
    expect(page).to_have_url(re.compile(r"on=2026-06-01&.*status=in_force"))
    page.get_by_role("link", name="IEC 60598-1:2020").click()
    expect(page.locator(".identity__number")).to_have_text("IEC 60598-1:2020")
    page.go_back()
    assert found(page) == ["IEC 60598-1:2020"]
    page.get_by_role("link", name=re.compile("当日状态 现行")).click()
    expect(page.locator("#count")).to_have_text("共 2 项，状态截至 2026-06-01")
    page.go_back()
    expect(page.locator("#count")).to_have_text("共 1 项，状态截至 2026-06-01")
    assert page.get_by_role("checkbox", name=re.compile("^现行")).is_checked()


def test_found_list_is_taken_away_as_a_workbook(page: Page, tmp_path: Path) -> None:
    page.goto("/standards?text=道路照明&on=2026-06-01")
    page.locator("summary", has_text="导出").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=".xlsx").click()
    target = tmp_path / "found.xlsx"
    waiting.value.save_as(target)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert [row[:4] for row in sheet.iter_rows(values_only=True)] == [
        ("标准号", "中文名称", "英文名称", "状态（2026-06-01）"),
        (
            "GB/T 31832-2015",
            "LED城市道路照明应用技术要求",
            "Application technical requirements of LED for urban road lighting",
            "现行",
        ),
        ("CJJ 45-1991", "城市道路照明设计标准", None, "废止"),
    ]


def test_suggestion_is_chosen_by_keyboard_alone(page: Page) -> None:
    page.goto("/about")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name=BOX)
    expect(box).to_be_focused()
    page.keyboard.type("gb7000.1", delay=15)
    page.get_by_role("option").first.wait_for()
    expect(box).to_have_attribute("aria-expanded", "true")
    suggested = [" ".join(option.split()) for option in page.get_by_role("option").all_inner_texts()]
    assert suggested[0] == "GB/T 7000.1-2023 现行 灯具 第1部分：一般要求与试验"
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".identity__number")).to_have_text("GB/T 7000.1—2023")


def test_suggestion_is_chosen_by_mouse_on_the_start_page(page: Page) -> None:
    page.goto("/")
    type_slowly(page, "城市道路")
    page.get_by_role("option", name=re.compile("CJJ 45-1991")).click()
    expect(page.locator(".identity__number")).to_have_text("CJJ 45—1991")


def test_text_still_being_composed_is_not_searched_for(page: Page) -> None:
    page.goto("/standards")
    box = page.get_by_label(BOX)
    box.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "deng", "selectionStart": 4, "selectionEnd": 4})
    page.wait_for_timeout(600)
    expect(page).to_have_url(re.compile(r"/standards$"))
    session.send("Input.insertText", {"text": "灯具"})
    expect(page).to_have_url(re.compile(r"text=%E7%81%AF%E5%85%B7$"))


def test_several_lines_pasted_on_the_start_page_are_a_list_to_check(page: Page) -> None:
    page.goto("/")
    page.get_by_label(BOX).focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text", "GB 7000.1-2015\\nGB/T 31832-2015\\n");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.get_by_label("标准号，一个或多个")).to_have_value("GB 7000.1-2015\nGB/T 31832-2015")
    page.get_by_role("button", name="开始查新").click()
    expect(page.get_by_role("heading", name="查新结果")).to_be_visible()


def test_search_needs_no_script(open_context: Callable[..., BrowserContext], tmp_path: Path) -> None:
    page = open_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/")
    page.get_by_label(BOX).fill("gb／t 31832")
    page.get_by_role("button", name="查询").click()
    assert found(page) == ["GB/T 31832-2015"]
    page.get_by_label(BOX).fill("luminares")
    page.get_by_role("checkbox", name=re.compile("国家标准")).check()
    page.get_by_role("button", name="应用").click()
    assert found(page)[0] == "GB/T 7000.1-2023"
    expect(page).to_have_url(re.compile("text=luminares.*level=national"))
    page.locator("summary", has_text="导出").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=".xlsx").click()
    waiting.value.save_as(tmp_path / "found.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "found.xlsx").active
    assert sheet is not None
    assert sheet["A2"].value == "GB/T 7000.1-2023"
    page.get_by_role("link", name="GB/T 7000.1-2023").click()
    expect(page.locator(".identity__number")).to_have_text("GB/T 7000.1—2023")


def test_filters_fold_away_on_a_telephone_and_stay_open_while_choosing(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(viewport={"width": 360, "height": 780}).new_page()
    page.goto("/standards")
    national = page.get_by_role("checkbox", name=re.compile("国家标准"))
    expect(national).to_be_hidden()
    page.get_by_text("筛选", exact=True).click()
    national.check()
    page.get_by_role("link", name=re.compile("标准层级 国家标准")).wait_for()
    expect(national).to_be_visible()
    expect(national).to_be_checked()
