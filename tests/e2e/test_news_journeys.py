"""An engineer looks around, reads the news of a week and subscribes to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from guiju.catalogue.services.classifying import CodeTitle, save_classifications
from tests.factories import given_standards

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("lighting")]


def test_feed_of_the_week_holds_the_standard_that_the_page_shows(page: Page) -> None:
    page.goto("/news/2026-W01")
    section = page.locator("section", has=page.get_by_role("heading", name=re.compile("^实施")))
    shown = section.locator("tbody th a").all_inner_texts()
    assert shown == ["GB/T 7000.1-2023"]
    page.get_by_role("link", name="国家标准", exact=True).click()
    expect(page).to_have_url(re.compile(r"/news/2026-W01\?level=national$"))
    link = page.locator("#subscribe + * ~ dl a").filter(has_text="in-force.atom")
    answer = page.request.get(link.get_attribute("href") or "")
    feed: Any = feedparser.parse(answer.body())
    assert not feed.bozo
    assert f"{shown[0]} 灯具 第1部分：一般要求与试验" in [entry.title for entry in feed.entries]
    entry = next(entry for entry in feed.entries if entry.title.startswith(shown[0]))
    page.goto(entry.link)
    expect(page.locator(".identity__number")).to_have_text("GB/T 7000.1—2023")


def test_calendar_of_a_standard_is_offered_on_its_page(page: Page) -> None:
    page.goto("/standards/GB/T_7000.1-2023")
    link = page.get_by_role("link", name="本标准的日期")
    calendar: Any = Calendar.from_ical(page.request.get(link.get_attribute("href") or "").body())
    days = [(event.start.isoformat(), str(event["summary"]).partition(":")[0]) for event in calendar.walk("VEVENT")]
    assert days == [("2023-12-28", "发布"), ("2026-01-01", "实施")]


def test_weeks_are_walked_and_what_ended_leads_to_its_successor(page: Page) -> None:
    page.goto("/news/2026-W02")
    page.get_by_role("link", name="前一周").click()
    expect(page).to_have_url(re.compile(r"/news/2026-W01$"))
    ended = page.locator("section", has=page.get_by_role("heading", name=re.compile("^被代替或废止")))
    row = ended.locator("tbody tr", has_text="GB 7000.1-2015")
    row.get_by_role("link", name="GB/T 7000.1-2023").click()
    expect(page.locator(".identity__number")).to_have_text("GB/T 7000.1—2023")


def test_codes_are_walked_down_to_the_list_of_standards(page: Page) -> None:
    save_classifications(codes=[CodeTitle("ICS", "29", "", "Electrical engineering")])
    given_standards({"number": "GB/T 31832-2015", "ics": "29.140.40"}, source="library")
    page.goto("/")
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="浏览").click()
    page.get_by_role("link", name="ICS").click()
    page.get_by_role("row", name="29 Electrical engineering").get_by_role("link", name="29", exact=True).click()
    page.get_by_role("link", name="29.140", exact=True).click()
    expect(page).to_have_url(re.compile(r"/browse/ics/29/29\.140$"))
    page.get_by_role("row", name="29.140.40").get_by_role("link", name="29.140.40", exact=True).click()
    expect(page).to_have_url(re.compile(r"/standards\?ics=29\.140\.40$"))
    expect(page.locator("main table tbody th a")).to_have_text(["GB/T 31832-2015"])


def test_table_is_searched_without_script(open_context: Callable[..., BrowserContext]) -> None:
    plain = open_context(java_script_enabled=False).new_page()
    plain.goto("/browse/industries")
    plain.get_by_label("代码或名称").fill("烟草")
    plain.get_by_label(re.compile("同时显示")).check()
    plain.get_by_role("button", name="查看").click()
    expect(plain.locator("tbody tr:not(.group) th")).to_have_text(["YC"])
