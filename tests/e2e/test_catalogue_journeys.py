"""A librarian looks things up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("lighting")]


SHOWN = "main table tbody th a"


def test_filter_of_the_list_lives_in_the_address_and_survives_reload(page: Page) -> None:
    page.goto("/standards?on=2010-01-01")
    page.get_by_label("标准号或名称关键词").fill("7000.1")
    page.get_by_role("button", name="查询").click()
    expect(page.locator(SHOWN).first).to_have_text(re.compile(r"^GB(/T)? 7000\.1"))
    page.wait_for_load_state("networkidle")  # facets are put in place anew; a click between would meet the old ones
    page.get_by_role("checkbox", name=re.compile("^现行")).check()
    expect(page).to_have_url(re.compile(r"/standards\?text=7000\.1&on=2010-01-01&status=in_force$"))
    expect(page.locator(SHOWN)).to_have_text(["GB 7000.1-2007"])
    page.reload()
    expect(page.locator(SHOWN)).to_have_text(["GB 7000.1-2007"])
    assert page.get_by_role("checkbox", name=re.compile("^现行")).is_checked()


def test_replacement_chain_is_followed_from_record_to_record(page: Page) -> None:
    page.goto("/standards/GB_7000.1-2007?on=2026-06-01")
    expect(page.locator(".ribbon .chip").first).to_have_text("被代替")
    chain = page.locator("section", has=page.get_by_role("heading", name="代替关系")).locator("table")
    assert chain.locator("tbody th a").all_inner_texts() == ["GB 7000.1-2015", "GB/T 7000.1-2023"]
    chain.get_by_role("link", name="GB/T 7000.1-2023").click()
    expect(page).to_have_url(re.compile(r"/standards/GB/T_7000\.1-2023$"))
    expect(page.locator(".identity__number")).to_have_text("GB/T 7000.1—2023")


def test_status_is_asked_for_another_date(page: Page) -> None:
    page.goto("/standards/GB/T_7000.1-2023")
    page.get_by_label("查询日期").fill("2025-12-31")
    page.get_by_role("button", name="查看").click()
    expect(page.locator(".ribbon .chip").first).to_have_text("即将实施")
    expect(page).to_have_url(re.compile(r"\?on=2025-12-31$"))


def test_language_is_switched_and_kept(page: Page) -> None:
    page.goto("/standards/GB/T_31832-2015?on=2026-06-01")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".ribbon .chip").first).to_have_text("In force")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Application technical requirements of LED for urban road lighting"
    )
    expect(page).to_have_url(re.compile(r"/standards/GB/T_31832-2015\?on=2026-06-01$"))
    page.goto("/")
    expect(page.get_by_role("button", name="Find", exact=True)).to_be_visible()
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("button", name="查询")).to_be_visible()
