"""A real browser on a real server with a real database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.factories import given_standards

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread that also writes the test's data

CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AS_OF = "2026-06-01"
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser contexts that note every console error, script fault and request to another host."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []
    own_host = urlsplit(live_server.url).netloc

    def watch(page: Page) -> None:
        page.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on(
            "request",
            lambda request: (
                faults.append(f"request: {request.url}")
                if request.url.startswith("http") and urlsplit(request.url).netloc != own_host
                else None
            ),
        )

    def open_one(**options: object) -> BrowserContext:
        context = chromium.new_context(base_url=live_server.url, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        context.on("page", watch)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page as most people have it: in Chinese, with scripts."""
    return open_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def lighting(live_server: LiveServer) -> None:
    """A few standards whose dates and relations the tests below spell out."""
    given_standards(
        {
            "number": "GB 7000.1-2007",
            "title_zh": "灯具 第1部分：一般要求与试验",
            "title_en": "Luminaires - Part 1: General requirements and tests",
            "status": "作废",
            "effective": "2009-01-01",
        },
        {
            "number": "GB 7000.1-2015",
            "title_zh": "灯具 第1部分：一般要求与试验",
            "effective": "2017-01-01",
            "replaces": "GB 7000.1-2007",
        },
        {
            "number": "GB/T 7000.1-2023",
            "title_zh": "灯具 第1部分：一般要求与试验",
            "title_en": "Luminaires - Part 1: General requirements and tests",
            "status": "即将实施",
            "issued": "2023-12-28",
            "effective": "2026-01-01",
            "replaces": "GB 7000.1-2015",
        },
        {
            "number": "GB/T 31832-2015",
            "title_zh": "LED城市道路照明应用技术要求",
            "title_en": "Application technical requirements of LED for urban road lighting",
            "status": "现行",
            "issued": "2015-07-03",
            "effective": "2016-01-01",
        },
        {
            "number": "CJJ 45-1991",
            "title_zh": "城市道路照明设计标准",
            "effective": "1992-01-01",
            "withdrawn": "2007-07-01",
        },
    )


@pytest.fixture
def neighbours(lighting: None) -> None:
    """What the lighting standards adopt and who cites them: one edition that is overtaken, one list that is long."""
    given_standards(
        {"number": "IEC 60598-1:2014", "level": "international", "issued": "2014-05-26", "title_en": "Luminaires"},
        {
            "number": "IEC 60598-1:2020",
            "level": "international",
            "issued": "2020-08-17",
            "title_en": "Luminaires",
            "replaces": "IEC 60598-1:2014",
            "scope": "<p>This part specifies general requirements for luminaires.</p>",
        },
        {"number": "GB/T 7000.1-2023", "adopts": "IEC 60598-1:2020", "adoption_degree": "MOD"},
        {"number": "GB 7000.1-2015", "adopts": "IEC 60598-1:2014", "adoption_degree": "IDT"},
        *(
            {"number": f"GB/T {number}-2024", "effective": "2025-01-01", "cites": "GB 7000.1-2015"}
            for number in range(40001, 40024)
        ),
        source="library",
    )
