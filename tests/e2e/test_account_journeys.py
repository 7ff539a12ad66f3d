"""A person makes an account, confirms the address by mail, signs in, adds a second factor, and signs out elsewhere."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "鲁班用规矩画圆 1234"
PICTURES = os.environ.get("GUIJU_PICTURES", "")


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Mails are files, as on a server without a mail server; nobody was counted before."""
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", str(tmp_path / "outbox"))
    cache.clear()
    return tmp_path / "outbox"


def link_in(outbox: Path) -> str:
    """The path of the link in the latest mail."""
    latest = max(outbox.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name))
    found = re.findall(r"http://[^/\s]+(/\S+)", latest.read_text(encoding="utf-8"))
    assert found, latest.read_text(encoding="utf-8")
    return str(found[0])


def digits_of(secret: str) -> str:
    """What an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def picture(page: Page, name: str) -> None:
    """Kept where somebody asks for pictures."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def sign_up(page: Page, outbox: Path, email: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="登录").click()
    picture(page, "login")
    page.get_by_role("link", name="注册一个").click()
    page.get_by_label("电子邮箱").fill(email)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("密码（再次输入）").fill(PASSWORD)
    picture(page, "signup")
    page.get_by_role("button", name="注册账号").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("请查收邮件")
    picture(page, "sent")
    page.goto(link_in(outbox))
    picture(page, "confirm")
    page.get_by_role("button", name="是的，确认").click()


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("电子邮箱").fill(email)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def test_sign_up_second_factor_and_sign_out_elsewhere(
    page: Page, outbox: Path, open_context: Callable[..., BrowserContext]
) -> None:
    sign_up(page, outbox, "wang@example.org")
    sign_in(page, "wang@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("收件箱")
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("wang@example.org")
    page.get_by_label("同事看到的姓名").fill("王工")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("王工")
    picture(page, "overview")

    page.get_by_role("link", name="双因素").first.click()
    picture(page, "factor")
    page.get_by_role("link", name="开启").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("请确认是您本人")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    picture(page, "again")
    page.get_by_role("button", name="继续").click()
    secret = page.locator("#key").inner_text()
    page.get_by_label("验证码", exact=False).fill(digits_of(secret))
    picture(page, "totp")
    page.get_by_role("button", name="开启").click()
    expect(page.locator(".codes li")).to_have_count(10)
    picture(page, "codes")
    code = page.locator(".codes li").first.inner_text()

    phone = open_context(viewport={"width": 360, "height": 740}).new_page()
    sign_in(phone, "wang@example.org")
    expect(phone.get_by_role("heading", level=1)).to_have_text("双因素认证")
    picture(phone, "authenticate-360")
    phone.get_by_label("验证码", exact=False).fill("000000")
    phone.get_by_role("button", name="登录", exact=True).click()
    expect(phone.get_by_text("验证码不正确")).to_be_visible()
    phone.get_by_label("验证码", exact=False).fill(code)
    phone.get_by_role("button", name="登录", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("收件箱")
    phone.goto("/account/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("王工")
    picture(phone, "overview-360")

    page.goto("/account/sessions/")
    expect(page.locator("tbody tr")).to_have_count(2)
    picture(page, "sessions")
    page.get_by_role("button", name="退出其他所有登录").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    phone.goto("/account/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("登录")


def test_forgotten_password_is_set_anew_by_a_link_that_works_once(page: Page, outbox: Path) -> None:
    sign_up(page, outbox, "li@example.org")
    page.goto("/account/password/reset/")
    page.get_by_label("电子邮箱").fill("li@example.org")
    picture(page, "reset")
    page.get_by_role("button", name="发送链接").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("请查收邮件")
    time.sleep(0.01)
    link = link_in(outbox)
    page.goto(link)
    for label in ("新密码", "新密码（再次输入）"):
        page.get_by_label(label, exact=True).fill(PASSWORD + "5")
    picture(page, "reset-set")
    page.get_by_role("button", name="设置密码").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("密码已更改")
    page.goto(link)
    expect(page.get_by_text("此链接已失效")).to_be_visible()
