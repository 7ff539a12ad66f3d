"""axe finds nothing serious on the pages of those who have signed in, and none is wider than the narrowest screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from guiju.alerts.models import Address, Notice
from guiju.alerts.rules import Concerned, Message
from guiju.alerts.services.issuing import issue, recipient_of
from guiju.catalogue.rules.noting import NotedFact
from guiju.catalogue.services.noting import say_wrong
from guiju.kernel.reasons import Reason
from guiju.organisations.rules.standing import Administration, Duty
from guiju.platform.models import User
from guiju.watch.rules.items import Mode
from guiju.watch.rules.permissions import Owner
from guiju.watch.services.documents import watch_document
from guiju.watch.services.items import Wording, add_typed, change_item
from guiju.watch.services.lists import Asking, create_list
from tests.e2e.test_accessibility import WIDTHS, serious_faults
from tests.factories_people import Cast, given_cast, given_person, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("neighbours")]

PICTURES = os.environ.get("GUIJU_PICTURES", "")
NUMBERS = "GB 7000.1-2007, GB 7000.1-2015, GB/T 31832-2015, CJJ 45-1991, GB/T 99999-2020"
Places = Mapping[User | None, list[str]]


@pytest.fixture
def places(neighbours: None, tmp_path: Path) -> Places:
    """Who looks at which pages, with something on each of them."""
    cast = given_cast()
    people, security = cast.administrators, Administration.SECURITY
    return {
        None: ["/account/login/", "/account/signup/", "/account/password/reset/", "/organisations"],
        cast.manager: [*of_alerts(cast), *of_watching(cast, tmp_path), *of_organisations(cast), *OF_ACCOUNTS],
        cast.officials[Duty.CATALOGUE]: [*of_corrections(cast), "/officials/organisations"],
        people[security]: ["/administration/people", f"/administration/people/{given_person('he@example.org').uuid}"],
        people[Administration.SYSTEM]: ["/administration/installation", "/outbox"],
        people[Administration.AUDIT]: ["/audit", "/audit?action=no.such.action"],
    }


OF_ACCOUNTS = [
    "/account/",
    "/account/tokens",
    "/account/sessions/",
    "/account/second-factor/",
    "/account/second-factor/totp/activate/",
    "/account/password/change/",
]


def of_alerts(cast: Cast) -> list[str]:
    """An inbox with one notice, and a channel."""
    recipient = recipient_of(user=cast.manager.pk)
    headline = Reason.of("watch.fact.withdrawn.on", number="CJJ 45-1991", on="2007-07-01", by="", name="", days=0)
    place = "/standards/CJJ_45-1991"
    told = Message(subject=("standard", "CJJ 45-1991"), event="withdrawn", headline=headline, place=place)
    issue([(told, [Concerned(recipient.pk, (Reason.of("watch.why.list", name="路灯"),))])])
    url = {"url": "https://erp.example.org/guiju", "secret": "shown once"}
    channel = Address.objects.create(recipient=recipient, channel="webhook", settings=url)
    return [
        "/inbox",
        "/inbox?text=没有这样的提醒",
        f"/inbox/{Notice.objects.get().pk}",
        "/inbox/muted",
        "/inbox/undelivered",
        "/channels",
        f"/channels/{channel.uuid}",
        f"/channels/{channel.uuid}/delete",
        "/channels/new/email",
        "/channels/new/webhook",
        "/channels/new/wecom",
    ]


def of_watching(cast: Cast, folder: Path) -> list[str]:
    """A list of the organisation's with notes, and a document."""
    asking = Asking(cast.manager, "test")
    owner = Owner(organisation=cast.organisation.pk)
    listed = create_list(name="道路照明产品在用标准", owner=owner, asking=asking)
    add_typed(parent=listed, text=NUMBERS, asking=asking)
    item = listed.items.get(key="GB 7000.1-2015")
    wording = Wording(mode=Mode.ASK, note="合同要求", tags=["灯具"], responsible="李强", place_of_use="二车间")
    change_item(item=item, wording=wording, asking=asking)
    path = folder / "Q_ZM 001-2021.txt"
    path.write_text("Q/ZM 001-2021\n规范性引用文件\nGB 7000.1-2007 灯具\n试验按 CJJ 45-1991 进行\n", encoding="utf-8")
    document = watch_document(path=path, name=path.name, owner=owner, asking=asking)
    return [
        "/lists",
        f"/lists/{listed.uuid}",
        f"/lists/{listed.uuid}?status=replaced",
        f"/lists/{listed.uuid}/items/{item.pk}",
        f"/lists/{listed.uuid}/delete",
        "/lists/changes",
        "/lists/searches/new?text=灯具",
        "/documents",
        f"/documents/{document.uuid}",
        "/standards/GB_7000.1-2015",
    ]


def of_organisations(cast: Cast) -> list[str]:
    """The manager's organisation and all that is done there."""
    own = f"/organisations/{cast.organisation.uuid}"
    return ["/organisations", "/organisations/own", "/organisations/new", own, f"{own}/edit", f"{own}/members"]


def of_corrections(cast: Cast) -> list[str]:
    """Somebody has said that a record is wrong."""
    note = say_wrong(key="CJJ 45-1991", fact=NotedFact.STATUS, said="公告已废止。", by=cast.reader)
    return ["/corrections", f"/corrections/{note.uuid}", "/standards/CJJ_45-1991/correct"]


def page_of(context: BrowserContext, who: User | None, language: str = "zh-hans") -> Page:
    """The person's browser, in a language."""
    page = context.new_page()
    page.goto("/about")
    context.clear_cookies()
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}])
    if who is not None:
        session = signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
    return page


def walk(context: BrowserContext, places: Places, language: str = "zh-hans") -> Iterator[tuple[Page, str]]:
    """Every page, each as the person who looks at it."""
    for who, addresses in places.items():
        page = page_of(context, who, language)
        yield from ((page, address) for address in addresses)
        page.close()


@pytest.mark.parametrize(("language", "scheme"), [("zh-hans", "light"), ("en", "dark")])
def test_axe_finds_nothing_serious_on_pages_of_those_signed_in(
    open_context: Callable[..., BrowserContext], places: Places, language: str, scheme: str
) -> None:
    context = open_context(color_scheme=scheme, viewport={"width": WIDTHS[scheme], "height": 800})
    faults = [fault for page, address in walk(context, places, language) for fault in serious_faults(page, address)]
    assert faults == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_those_signed_in_is_refused_or_wider_than_the_narrowest_screen(
    open_context: Callable[..., BrowserContext], places: Places, language: str
) -> None:
    wrong = []
    for page, address in walk(open_context(viewport={"width": 360, "height": 800}), places, language):
        answer = page.goto(address)
        assert answer is not None
        if answer.status != 200 or page.url.partition("/account/login/?")[1]:
            wrong.append(f"{address}: {answer.status} {page.url}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{address}: too wide")
        if PICTURES:
            name = f"{language[:2]}-360-{address.strip('/').replace('/', '_').replace('?', '_')}"
            page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    assert wrong == []
