"""What holds on every page: the policy, no foreign address, an own page for every fault."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse
from django.utils import timezone
from lxml import html

import guiju
from guiju.catalogue.forms import DEGREES, LEVELS, MANDATES, STATUSES
from guiju.catalogue.rules import Degree, Level, Mandate, Status
from guiju.checks.forms import OUTCOMES
from guiju.platform.models import Source
from tests.factories import given_standards

STATIC: Final = Path(guiju.__file__).parent / "static"
TEMPLATES: Final = Path(guiju.__file__).parent / "templates"
LOADED: Final = re.compile(
    r"""<(?:script|link|img|iframe|use|source|form|input|button)\b[^>]*?\s(?:src|href|action|formaction|srcset)=["']([^"']*)["']"""
    r"""|\bhx-(?:get|post)=["']([^"']*)["']"""
)
PLAIN_LINK: Final = re.compile(r"""<a\b[^>]*?\shref=["']([^"']*)["'][^>]*>""")
INLINE: Final = re.compile(
    r"""<style\b|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)(?![^>]* type="application/(?:ld\+)?json">)|javascript:"""
)
"""A block of JSON is data, which no browser executes."""
ADDRESS_OF_SOURCE: Final = "https://standards.example/list.html"


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("", include("guiju.site.urls")), path("refuse", refuse), path("fail", fail)]
handler400 = "guiju.site.views.bad_request"
handler500 = "guiju.site.views.server_error"


@pytest.fixture
def addresses(client: Client, db: None) -> list[str]:
    """One address of every kind of page."""
    given_standards(
        {"number": "GB 7000.1-2007", "title_zh": "灯具", "effective": "2009-01-01"},
        {"number": "GB 7000.1-2015", "title_zh": "灯具", "effective": "2017-01-01", "replaces": "GB 7000.1-2007"},
    )
    Source.objects.update(url=ADDRESS_OF_SOURCE)
    answered = client.post("/check", {"text": "GB 7000.1-2015\nGB 1-1900", "as_of": "2026-06-01"}).headers["Location"]
    names = (
        "home",
        "about",
        "sources",
        "new_check",
        "standards",
        "statistics",
        "compare",
        "browse",
        "news",
    )
    standard = reverse("standard", args=["GB 7000.1-2007"])
    return [*map(reverse, names), standard, answered, f"{answered}/delete", "/no-such-page"]


def pages(client: Client, addresses: list[str]) -> Iterator[tuple[str, str]]:
    for language, _name in settings.LANGUAGES:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for address in addresses:
            yield f"{language} {address}", client.get(address).content.decode()


def test_no_page_loads_anything_from_another_host(client: Client, addresses: list[str]) -> None:
    foreign = [
        (page, found)
        for page, html in pages(client, addresses)
        for found in LOADED.findall(html)
        if urlsplit("".join(found)).netloc
    ]
    assert foreign == []


def test_pages_link_abroad_to_sources_alone_and_say_so(client: Client, addresses: list[str]) -> None:
    linked = {
        (found[1], 'rel="noreferrer nofollow external"' in found[0])
        for _page, html in pages(client, addresses)
        for found in re.finditer(PLAIN_LINK, html)
        if urlsplit(found[1]).netloc
    }
    assert linked == {(ADDRESS_OF_SOURCE, True)}


def test_no_style_sheet_or_script_of_ours_names_another_host() -> None:
    """What npm brings is not ours; a browser that asks another host for anything fails the tests in a browser."""
    files = [
        file for file in STATIC.rglob("*") if file.suffix in {".css", ".js", ".svg"} and "vendor" not in file.parts
    ]
    assert {file.suffix for file in files} == {".css", ".js", ".svg"}
    found = {
        address
        for file in files
        for address in re.findall(r"""(?:https?:)?//[\w.-]+\.\w+[\w./-]*""", file.read_text(encoding="utf-8"))
    }
    assert found == {"http://www.w3.org/2000/svg"}


def test_no_page_has_a_script_or_style_of_its_own(client: Client, addresses: list[str]) -> None:
    inline = [(page, found) for page, html in pages(client, addresses) for found in INLINE.findall(html)]
    assert inline == []


def test_every_page_carries_the_policy_and_its_language(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        answer = client.get(address)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"], address
        assert '<html lang="zh-Hans">' in answer.content.decode(), address
        assert "<title>" in answer.content.decode(), address


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.site.test_pages")
def test_faults_have_their_own_pages(client: Client) -> None:
    client.raise_request_exception = False
    shown = {
        address: (answer.status_code, re.findall(r"<h1>(.*?)</h1>", answer.content.decode()))
        for address in ("/no-such-page", "/refuse", "/fail")
        for answer in [client.get(address)]
    }
    assert shown == {
        "/no-such-page": (404, ["没有这个页面"]),
        "/refuse": (403, ["您无权查看此页"]),
        "/fail": (500, ["系统出错了"]),
    }


@pytest.mark.django_db
def test_form_without_its_token_is_refused_on_a_page_of_its_own() -> None:
    answer = Client(enforce_csrf_checks=True).post("/check", {"text": "GB 1-2000"})
    assert answer.status_code == 403
    assert "<h1>表单已失效</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_text_beyond_the_limit_is_refused_on_a_page_of_its_own(client: Client) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        answer = client.post("/check", {"text": "GB 1-2000\n" * 200}, content_type="application/x-www-form-urlencoded")
        form = client.post("/check", {"text": "GB 1-2000\n" * 200})
    assert (answer.status_code, form.status_code) == (413, 413)
    assert "<h1>一次提交的内容过大</h1>" in form.content.decode()


@pytest.mark.django_db
def test_empty_catalogue_says_what_to_do_next(client: Client) -> None:
    assert "guiju demo load" in client.get("/standards").content.decode()
    assert "尚未导入任何数据。" in client.get("/").content.decode()


@pytest.mark.django_db
def test_robots_are_asked_to_leave_checks_alone(client: Client) -> None:
    expected = b"User-agent: *\nDisallow: /check/\nDisallow: /report/\nDisallow: /verify/\n\nSitemap: http://testserver/sitemap.xml\n"
    assert client.get("/robots.txt").content == expected


@pytest.mark.django_db
def test_start_page_tells_what_ended_on_a_stated_date_alone(client: Client) -> None:
    today = timezone.localdate()
    begun, ended = (today - dt.timedelta(days=days) for days in (30, 10))
    given_standards(
        {"number": "GB/T 1-2000", "effective": "2000-07-01"},
        {"number": "GB/T 1-2020", "effective": begun.isoformat(), "replaces": "GB/T 1-2000"},
        {"number": "GB/T 2-2000", "effective": "2000-07-01", "withdrawn": ended.isoformat()},
        {"number": "GB/T 3-2000", "effective": "2000-07-01", "replaced_by": "GB/T 3-2020"},
        {"number": "GB/T 4-2000", "effective": "2000-07-01", "status": "废止"},
    )
    html = client.get("/").content.decode()
    shown = {
        name: re.findall(r'<time datetime="([^"]*)".*?<a class="standard-number"[^>]*>([^<]*)<', part, re.DOTALL)
        for name, part in re.findall(r'<section class="card" aria-labelledby="(\w+)">(.*?)</section>', html, re.DOTALL)
    }
    assert shown == {
        "week": [],
        "next": [],
        "ended": [(ended.isoformat(), "GB/T 2-2000"), (begun.isoformat(), "GB/T 1-2000")],
        "lately": [(begun.isoformat(), "GB/T 1-2020")],
        "where": [],
    }


@pytest.mark.django_db
def test_start_page_tells_what_changed_in_the_last_seven_days_and_where_it_stands(client: Client) -> None:
    today = timezone.localdate()
    day, before = (today - dt.timedelta(days=days) for days in (6, 7))
    given_standards(
        {"number": "GB/T 1-2000", "effective": "2000-07-01"},
        {"number": "GB/T 1-2020", "effective": day.isoformat(), "replaces": "GB/T 1-2000"},
        {"number": "GB/T 2-2020", "effective": before.isoformat()},
    )
    week: Any = html.fromstring(client.get("/").content.decode()).xpath("//section[@aria-labelledby='week']//li")
    assert [" ".join(row.text_content().split()) for row in week] == [
        f"{day} GB/T 1-2020 现行",
        f"{day} GB/T 1-2000 被代替",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", []),
        ("/check", [("page", "标准查新")]),
        ("/standards", [("page", "标准库")]),
        ("/standards/GB_1-2000", [("true", "标准库")]),
    ],
)
def test_menu_says_where_one_is(client: Client, address: str, current: list[tuple[str, str]]) -> None:
    given_standards({"number": "GB 1-2000", "effective": "2000-07-01"})
    menu = client.get(address).content.decode().split('<ul class="menu">')[1].split("</ul>")[0]
    assert re.findall(r'aria-current="(\w+)">([^<]*)<', menu) == current


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/standards/%00", 404),
        ("/check/%00", 404),
        ("/standards?text=%00&body=%00&on=%00", 200),
        ("/standards/" + "(" * 5000, 404),
        ("/standards?on=9999-12-31&year_from=99999999999999999999", 200),
        ("/standards?ics=%25&ccs=%27", 200),
        ("/standards?ics=%00&committee=%00&body=%00&level=%00", 200),
        ("/standards?year_from=0&year_to=99999&page=-1&order=best&status=&level=", 200),
        ("/standards?year_from=2020&year_to=2010&page=99999999999999999999", 200),
        ("/standards?text=%22%22%22-%20-%22&page=x", 200),
        ("/standards?" + "&".join(f"body=B{number}" for number in range(400)), 200),
        ("/standards?ics=" + "9." * 3000 + "&ccs=//////", 200),
        ("/standards?text=" + "(" * 5000, 200),
        ("/standards/suggest?text=%00", 200),
        ("/standards/suggest", 200),
        ("/standards/suggest?text=" + "9" * 5000, 200),
        ("/standards.xlsx?page=x&year_from=0&ics=%00", 200),
    ],
)
def test_hostile_addresses_are_answered_without_a_fault(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    answer.close()
    assert answer.status_code == status


def test_every_word_with_a_shape_finds_it_on_the_page() -> None:
    drawn = set(re.findall(r'<symbol id="s-(\w+)"', (TEMPLATES / "guiju/_symbols.html").read_text(encoding="utf-8")))
    named = {word.symbol for word in (*STATUSES.values(), *OUTCOMES.values())}
    called = {
        name
        for file in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% symbol "(\w+)" %}', file.read_text(encoding="utf-8"))
    }
    assert drawn == named | called


def test_no_two_outcomes_and_no_two_states_share_a_shape() -> None:
    for words in (STATUSES, OUTCOMES):
        assert len({word.symbol for word in words.values()}) == len(words)


def test_every_value_of_the_catalogue_has_a_word() -> None:
    assert (set(STATUSES), set(LEVELS), set(MANDATES), set(DEGREES)) == (
        set(Status),
        set(Level),
        set(Mandate),
        set(Degree),
    )
