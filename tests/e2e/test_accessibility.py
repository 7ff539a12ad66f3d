"""axe finds nothing serious on any page, in either language, light or dark, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from tests.e2e.conftest import AS_OF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("neighbours")]

PATHS: Final = (
    "/",
    "/check",
    "/standards",
    "/standards?level=national&status=in_force",
    "/standards?text=没有这样的标准",
    "/standards?text=luminares 灯具&level=national&ics=29.140&year_from=2000&on=2026-06-01",
    "/standards/GB_7000.1-2015",
    "/standards/GB/T_31832-2015?on=2015-09-01",
    "/standards/IEC_60598-1:2014?on=2026-06-01",
    "/standards/GB_7000.1-2015/related/cited_by?on=2026-06-01",
    "/coverage",
    "/coverage?level=national&year_from=2010",
    "/statistics",
    "/statistics?level=national&on=2026-06-01",
    "/standards/compare",
    "/standards/compare?a=GB+7000.1-2015&b=GB/T+7000.1-2023&on=2026-06-01",
    "/browse",
    "/browse/ics",
    "/browse/years",
    "/browse/industries?empty=on",
    "/news",
    "/news/2026-W01",
    "/sources",
    "/about",
    "/api",
)
WIDTHS: Final = {"light": 1280, "dark": 360}


def prepare_checks(page: Page) -> list[str]:
    """A check that is answered, and its question before deleting."""
    page.goto("/check")
    page.locator("textarea").fill("GB 7000.1-2015、GB/T 31832\nGB 7000.9-2010\n见附件")
    page.locator("#as_of").fill(AS_OF)
    page.locator(".check-box button.button--main").click()
    page.locator(".check-table").wait_for()
    return [page.url, f"{page.url}?unresolved=on", f"{page.url}/delete"]


def serious_faults(page: Page, address: str) -> Iterator[str]:
    page.goto(address)
    for found in Axe().run(page).response["violations"]:
        if found["impact"] in {"serious", "critical"}:
            yield from (f"{address}: {found['id']} {node['target']}" for node in found["nodes"])


@pytest.mark.parametrize(("language", "scheme"), [("zh-hans", "light"), ("en", "dark")])
def test_axe_finds_nothing_serious_on_any_page(
    open_context: Callable[..., BrowserContext], language: str, scheme: str
) -> None:
    context = open_context(color_scheme=scheme, viewport={"width": WIDTHS[scheme], "height": 800})
    page = context.new_page()
    page.goto("/")
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}])
    addresses = [*PATHS, *prepare_checks(page)]
    assert [fault for address in addresses for fault in serious_faults(page, address)] == []


def test_no_page_is_wider_than_the_narrowest_screen(open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(viewport={"width": 360, "height": 800}).new_page()
    addresses = [*PATHS, *prepare_checks(page)]
    too_wide = []
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            too_wide.append(address)
    assert too_wide == []


def test_axe_finds_nothing_serious_in_open_suggestions(page: Page) -> None:
    for address in ("/", "/about"):
        page.goto(address)
        page.get_by_role("combobox", name="标准号或名称关键词").press_sequentially("灯具")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.wait_for_load_state("networkidle")
        assert [found["id"] for found in Axe().run(page).response["violations"]] == []


def test_axe_would_find_a_fault(page: Page) -> None:
    """Guards the tests above: an axe that finds nothing anywhere would pass them."""
    page.goto("/about")
    page.evaluate("document.body.append(document.createElement('img'), document.createElement('button'))")
    found = {violation["id"] for violation in Axe().run(page).response["violations"]}
    assert {"image-alt", "button-name"} <= found
