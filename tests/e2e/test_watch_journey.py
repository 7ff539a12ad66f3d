"""A colleague is invited, keeps a list, says where to be told, and is told what an official corrects."""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect
from python_calamine import CalamineWorkbook

from guiju.alerts.channels.email import sending as mailing
from guiju.alerts.channels.posting import kept
from guiju.alerts.services import sending
from guiju.models import Membership, OfficialDuty, Organisation
from guiju.organisations.rules.standing import Duty, Role
from guiju.platform import jobs
from tests.alerts.channels.given import LOOPBACK, Receiver, receiving
from tests.factories_people import PASSWORD, given_organisation, given_person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("lighting"),
]

STANDARD = "GB/T 31832-2015"


@dataclass
class Postbox:
    """Every mail that left, in order."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (its name)
        assert isinstance(envelope.content, bytes)
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def latest(self, to: str) -> str:
        """What the latest mail to somebody says."""
        (*_earlier, mail) = [one for one in self.mails if one["To"] == to]
        body = mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def link(self, to: str) -> str:
        """The path of the first link in the latest mail to somebody."""
        found = re.search(r"http://[^/\s]+(/\S+)", self.latest(to))
        assert found, self.latest(to)
        return found[1]


@pytest.fixture
def postbox(settings: LazySettings) -> Iterator[Postbox]:
    """A mail server on this machine."""
    cache.clear()
    mailing.close()  # what another test sent through another backend
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    found = Postbox()
    controller = Controller(found, hostname="127.0.0.1", port=port, ready_timeout=30)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield found
    mailing.close()
    controller.stop()


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    """A program of the organisation's that takes requests on this machine, which the operator allows."""
    settings.GUIJU_WEBHOOK_ALLOW_PRIVATE = LOOPBACK
    with receiving() as found:
        yield found
        kept.clear()


@pytest.fixture
def firm() -> Organisation:
    """A demonstration organisation with one manager; and an official who keeps the catalogue."""
    made = given_organisation("示范照明有限公司（演示）", is_demonstration=True)
    manager = given_person("manager@example.org", password=PASSWORD)
    Membership.objects.create(user=manager, organisation=made, role=Role.MANAGER.value)
    official = given_person("official@example.org", password=PASSWORD)
    OfficialDuty.objects.create(user=official, duty=Duty.CATALOGUE.value)
    return made


def sign_in(page: Page, address: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("电子邮箱").fill(address)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(re.compile(r"/inbox$"))


def invite(page: Page, firm: Organisation, address: str) -> None:
    page.goto(f"/organisations/{firm.uuid}/members")
    card = page.get_by_role("region", name="邀请")
    card.get_by_label("电子邮箱").fill(address)
    card.get_by_label("角色").select_option(Role.EDITOR.value)
    card.get_by_role("button", name="发送邀请").click()
    expect(card.get_by_role("listitem")).to_contain_text(address)


def accept(page: Page, postbox: Postbox, address: str) -> None:
    """Whoever has no account yet makes one on the way, and comes back to the invitation."""
    invitation = postbox.link(address)
    page.goto(invitation)
    page.get_by_role("link", name="注册一个").click()
    page.get_by_label("电子邮箱").fill(address)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("密码（再次输入）").fill(PASSWORD)
    page.get_by_role("button", name="注册账号").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("请查收邮件")
    page.goto(postbox.link(address))
    page.get_by_role("button", name="是的，确认").click()
    sign_in(page, address)
    page.goto(invitation)
    page.get_by_role("button", name="加入").click()
    expect(page.get_by_text("您已加入示范照明有限公司（演示）。")).to_be_visible()


def make_list(page: Page, firm: Organisation, tmp_path: Path) -> str:
    """One list, of what was pasted and of what a file says; its address."""
    page.goto("/lists")
    page.get_by_label("名称", exact=True).fill("路灯")
    page.get_by_label("归属").select_option(label=firm.name)
    page.get_by_label("标准号，一个或多个").fill("gb7000.1-2007\nGB／T 31832—2015")
    page.get_by_role("button", name="创建清单").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("路灯")
    upload = tmp_path / "标准清单.csv"
    upload.write_text("序号,标准号,名称\n1,CJJ 45-1991,城市道路照明设计标准\n2,GB/T 31832-2015,\n", encoding="utf-8")
    page.get_by_label("或文件").set_input_files(upload)
    page.get_by_role("button", name="加入", exact=True).click()
    expect(page.get_by_text("已加入 1 项标准。")).to_be_visible()
    return page.url.partition("#")[0]


def numbers(page: Page) -> list[str]:
    texts = page.locator("tbody th.cell-number").all_inner_texts()
    return [text.split("\n")[0].replace("\u200b", "") for text in texts]


def add_webhook(page: Page, receiver: Receiver) -> str:
    """An address of a program; returns the secret that is shown once."""
    page.goto("/channels/new/webhook")
    page.get_by_label("地址", exact=True).fill(receiver.url)
    page.get_by_role("button", name="保存").click()
    secret = page.locator("#secret").inner_text()
    page.reload()
    expect(page.locator("#secret")).to_have_count(0)
    return secret


def add_mail(page: Page, postbox: Postbox, address: str) -> None:
    page.goto("/channels/new/email")
    page.get_by_label("电子邮箱").fill(address)
    page.get_by_role("button", name="保存").click()
    page.goto(postbox.link(address))
    page.get_by_role("button", name="是，同意接收").click()
    expect(page.get_by_role("status").first).to_contain_text(address)


def withdraw(page: Page, key: str) -> None:
    """What an official writes who has read that a standard is withdrawn."""
    page.goto(f"/standards/{key}")
    page.get_by_role("link", name="更正此记录").click()
    page.get_by_label("状态").fill("废止")
    page.get_by_label("废止日期").fill("2025-12-01")
    page.get_by_label("依据（出处）").fill("示范公告（演示）")
    page.get_by_label("更正理由").fill("目录中尚为现行")
    page.get_by_role("button", name="更正", exact=True).click()
    expect(page.get_by_text("记录已更正")).to_be_visible()


def work() -> None:
    """What the worker does, until nothing is due."""
    stop = threading.Event()
    jobs.work(stop=stop, until_empty=True)
    sending.work(stop=stop, threads=1, until_empty=True)


def test_colleague_is_invited_keeps_a_list_and_is_told_of_a_withdrawal(
    page: Page,
    open_context: Callable[..., BrowserContext],
    firm: Organisation,
    postbox: Postbox,
    receiver: Receiver,
    tmp_path: Path,
) -> None:
    li = "li@example.org"
    sign_in(page, "manager@example.org")
    invite(page, firm, li)

    hers = open_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    accept(hers, postbox, li)
    listed = make_list(hers, firm, tmp_path)
    assert numbers(hers) == ["CJJ 45-1991", "GB 7000.1-2007", STANDARD]
    hers.goto(f"{listed}?status=replaced&status=withdrawn")
    assert numbers(hers) == ["CJJ 45-1991", "GB 7000.1-2007"]
    expect(hers.get_by_role("button", name="不再通知我")).to_be_visible()
    secret = add_webhook(hers, receiver)
    add_mail(hers, postbox, li)
    work()
    assert (receiver.got, len(postbox.mails)) == ([], 3)

    official = open_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(official, "official@example.org")
    withdraw(official, "GB/T_31832-2015")
    work()

    (received,) = receiver.got
    signed = received.headers["Guiju-Timestamp"].encode() + b"." + received.body
    digits = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert received.headers["Guiju-Signature"] == f"v1={digits}"
    told = json.loads(received.body)
    headline = f"{STANDARD} 已废止，自 2025-12-01 起"
    assert (told["subject"], told["headline"]) == ({"type": "standard", "key": STANDARD}, headline)
    assert told["reasons"] == ["在清单“路灯”中"]
    assert headline in postbox.latest(li)

    hers.goto("/inbox")
    own = hers.get_by_role("row").filter(has_text=headline, has_not_text=firm.name)
    own.get_by_role("link").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text(headline)
    expect(hers.get_by_role("region", name="与您相关的原因")).to_contain_text("在清单“路灯”中")
    hers.get_by_role("button", name="确认处理").click()
    expect(hers.get_by_text("li@example.org 已于")).to_be_visible()

    hers.goto(listed)
    assert numbers(hers) == ["CJJ 45-1991", "GB 7000.1-2007", STANDARD]
    hers.locator("summary", has_text="导出").click()
    with hers.expect_download() as download:
        hers.get_by_role("link", name=".xlsx").click()
    rows = CalamineWorkbook.from_path(download.value.path()).get_sheet_by_index(0).to_python()
    assert [(row[0], row[4]) for row in rows[1:]] == [
        ("CJJ 45-1991", "废止"),
        ("GB 7000.1-2007", "被代替"),
        (STANDARD, "废止"),
    ]
