"""The pages of channels: whose they are, what they ask, what they never show again."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from openpyxl import load_workbook

from guiju.alerts.models import Address, Alert, Delivery, Notice
from guiju.alerts.services.issuing import recipient_of
from guiju.platform.models import AuditEntry, User
from tests.alerts.channels.given import (
    Receiver,
    given_address,
    given_alert,
    given_member,
    given_organisation,
    given_user,
)

pytestmark = pytest.mark.django_db

TIMING = {"language": "en", "cadence": "immediate", "hour": "8", "weekday": "0", "time_zone": "Asia/Shanghai"}


@pytest.fixture
def user() -> User:
    return given_user()


@pytest.fixture
def page(client: Client, user: User) -> Client:
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def _mine(user: User, channel: str = "webhook", **more: Any) -> Address:
    settings = more.pop("settings", {"url": "https://a.example/hook?token=T0KEN", "secret": "S3CRET-S3CRET"})
    return given_address(channel, settings, recipient=recipient_of(user=user.pk), language="en", **more)


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def test_visitor_is_sent_to_sign_in(client: Client, user: User) -> None:
    address = _mine(user)
    for path in ("/channels", "/channels.xlsx", "/channels/new/email", f"/channels/{address.uuid}"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"].partition("?")[2]) == (302, f"next={path}")


def test_empty_list_says_what_to_do(page: Client) -> None:
    text = _text(page.get("/channels"))
    assert "There is no channel yet: choose below" in text
    offered = re.findall(r'href="/channels/new/(\w+)"', text)
    assert offered == ["email", "wecom", "dingtalk", "feishu", "webhook", "atom", "calendar"]


def test_text_messages_are_offered_where_there_is_a_gateway(page: Client, settings: LazySettings) -> None:
    assert page.get("/channels/new/sms").status_code == 404
    settings.GUIJU_SMS_URL = "http://127.0.0.1:1/"
    assert 'href="/channels/new/sms"' in _text(page.get("/channels"))


def test_webhook_is_added_and_its_secret_shown_once(page: Client, user: User, receiver: Receiver) -> None:
    answer = page.post("/channels/new/webhook", {"url": receiver.url + "hook", "label": "ERP", **TIMING})
    address = Address.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/channels/{address.uuid}")
    secret = address.settings["secret"]
    assert len(secret) >= 32
    first, second = (_text(page.get(f"/channels/{address.uuid}")) for _ in range(2))
    assert (secret in first, secret in second) == (True, False)
    assert (address.recipient.user_id, address.label, address.is_on) == (user.pk, "ERP", True)
    entry = AuditEntry.objects.get(action="channel.added")
    assert secret not in json.dumps(entry.after)


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "http://[::1]/", "ftp://a.example/", "https://a b/", "x\x00"])
def test_webhook_to_where_it_may_not_lead_is_refused_at_the_form(page: Client, url: str) -> None:
    answer = page.post("/channels/new/webhook", {"url": url, **TIMING})
    assert (answer.status_code, Address.objects.count()) == (422, 0)
    assert "field__error" in _text(answer)


def test_robot_is_added_and_neither_page_shows_its_address_again(
    page: Client, settings: LazySettings, receiver: Receiver
) -> None:
    url = f"{receiver.url}robot/send?access_token=T0KEN-T0KEN-9876"
    assert page.post("/channels/new/dingtalk", {"url": url, "secret": "SEC-SEC", **TIMING}).status_code == 302
    address = Address.objects.get()
    paths = ("/channels", f"/channels/{address.uuid}", f"/channels/{address.uuid}/change", "/channels.csv")
    answers = [page.get(path) for path in paths]
    texts = [b"".join(answer) if answer.streaming else answer.content for answer in answers]
    assert [b"T0KEN-T0KEN" in text or b"SEC-SEC" in text for text in texts] == [False] * 4
    assert "127.0.0.1 …9876" in texts[0].decode()


def test_change_with_secret_fields_empty_keeps_them(page: Client, receiver: Receiver) -> None:
    url = f"{receiver.url}robot/send?access_token=T0KEN"
    page.post("/channels/new/dingtalk", {"url": url, "secret": "SEC", **TIMING})
    address = Address.objects.get()
    page.post(f"/channels/{address.uuid}/change", {"url": "", "secret": "", "label": "Group", **TIMING})
    address.refresh_from_db()
    assert (address.label, address.settings) == ("Group", {"url": url, "secret": "SEC"})


def test_robot_address_of_another_kind_is_refused(page: Client, receiver: Receiver) -> None:
    answer = page.post("/channels/new/wecom", {"url": f"{receiver.url}robot/send?access_token=T", **TIMING})
    assert answer.status_code == 422
    assert "This is not the address of such a robot" in _text(answer)


def test_mail_is_sent_only_after_its_reader_agreed(page: Client, client: Client) -> None:
    page.post("/channels/new/email", {"email": "li@example.org", **TIMING})
    address = Address.objects.get()
    assert (address.is_on, address.verified_at) == (False, None)
    (asked,) = mail.outbox
    assert asked.to == ["li@example.org"]
    found = re.search(r"http://testserver(/alerts/agree/\S+)", str(asked.body))
    assert found is not None
    reader = Client()
    assert "Yes, send them" in _text(reader.get(found[1]))
    address.refresh_from_db()
    assert address.is_on is False  # mail programs open links by themselves
    assert reader.post(found[1]).status_code == 200
    address.refresh_from_db()
    assert (address.is_on, address.verified_at is not None) == (True, True)


def test_mail_to_another_address_has_to_be_agreed_to_anew(page: Client, user: User) -> None:
    address = _mine(user, "email", settings={"email": "li@example.org"})
    page.post(f"/channels/{address.uuid}/change", {"email": "zhao@example.org", **TIMING})
    address.refresh_from_db()
    assert (address.is_on, address.verified_at, [one.to for one in mail.outbox]) == (
        False,
        None,
        [["zhao@example.org"]],
    )


def test_link_for_the_address_before_a_change_agrees_to_nothing(page: Client) -> None:
    page.post("/channels/new/email", {"email": "li@example.org", **TIMING})
    found = re.search(r"http://testserver(/alerts/agree/\S+)", str(mail.outbox[0].body))
    assert found is not None
    Address.objects.update(settings={"email": "zhao@example.org"})
    assert page.post(found[1]).status_code == 410
    assert page.get("/alerts/agree/x%00y").status_code == 410


def test_asking_again_and_again_is_stopped(page: Client, user: User) -> None:
    address = _mine(user, "email", settings={"email": "li@example.org"}, verified_at=None, is_on=False)
    for _ in range(8):
        page.post(f"/channels/{address.uuid}/prove")
    assert len(mail.outbox) == 5


def test_one_click_ends_the_mails_without_a_form_of_ours(user: User) -> None:
    """RFC 8058: the mail program posts by itself, with no cookie and no CSRF token."""
    address = _mine(user, "email", settings={"email": "li@example.org"})
    alert = given_alert(address.recipient, "x")
    waiting = Delivery.objects.create(notice=Notice.objects.get(alert=alert), address=address)
    program = Client(enforce_csrf_checks=True)
    path = f"/alerts/unsubscribe/{address.secret}"
    assert "Yes, end them" in _text(program.get(path))
    address.refresh_from_db()
    assert address.is_on is True
    answer = program.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    address.refresh_from_db()
    waiting.refresh_from_db()
    assert (answer.status_code, address.is_on, waiting.state) == (200, False, "dropped")
    assert program.post(path).status_code == 200
    assert AuditEntry.objects.filter(action="channel.unsubscribed").count() == 1


def test_secret_of_a_feed_unsubscribes_nothing(user: User) -> None:
    address = _mine(user, "atom", settings={})
    assert Client().post(f"/alerts/unsubscribe/{address.secret}").status_code == 404


def test_test_is_sent_now_and_says_what_the_receiver_answered(page: Client, user: User, receiver: Receiver) -> None:
    receiver.answers = [(200, {}, b"thank you")]
    address = _mine(user, settings={"url": receiver.url, "secret": "S"}, label="ERP")
    answer = page.post(f"/channels/{address.uuid}/test", follow=True)
    assert "The test was sent. Answer: 200 thank you" in _text(answer)
    told = json.loads(receiver.got[0].body)
    assert told["headline"] == "This is a test of the channel “ERP”; nothing has happened."
    assert told["link"] == f"http://testserver/channels/{address.uuid}"
    assert (Alert.objects.count(), Delivery.objects.count()) == (0, 0)


def test_test_that_is_refused_says_why(page: Client, user: User, receiver: Receiver) -> None:
    receiver.answers = [(403, {}, b"not you")]
    address = _mine(user, settings={"url": receiver.url, "secret": "S"})
    answer = page.post(f"/channels/{address.uuid}/test", follow=True)
    assert "It was not taken: answered 403 not you" in _text(answer)


def test_pause_and_go_on(page: Client, user: User) -> None:
    address = _mine(user)
    states = []
    for what in ("pause", "resume"):
        page.post(f"/channels/{address.uuid}/{what}")
        address.refresh_from_db()
        states.append(address.is_on)
    assert states == [False, True]


def test_address_that_nobody_confirmed_cannot_be_switched_on(page: Client, user: User) -> None:
    address = _mine(user, "email", settings={"email": "li@example.org"}, verified_at=None, is_on=False)
    page.post(f"/channels/{address.uuid}/resume")
    address.refresh_from_db()
    assert address.is_on is False


def test_delete_asks_first_and_keeps_the_alerts(page: Client, user: User) -> None:
    address = _mine(user)
    given_alert(address.recipient, "x")
    assert "Delete for good" in _text(page.get(f"/channels/{address.uuid}/delete"))
    assert Address.objects.count() == 1
    assert page.post(f"/channels/{address.uuid}/delete").headers["Location"] == "/channels"
    assert (Address.objects.count(), Notice.objects.count()) == (0, 1)


def test_number_is_confirmed_by_the_code_that_was_sent(
    page: Client, settings: LazySettings, receiver: Receiver
) -> None:
    settings.GUIJU_SMS_URL = receiver.url
    page.post("/channels/new/sms", {"number": "+8613800000000", **TIMING})
    address = Address.objects.get()
    found = re.search(r"\d{6}", json.loads(receiver.got[0].body)["text"])
    assert found is not None
    wrong = f"{(int(found[0]) + 1) % 1_000_000:06d}"
    states = []
    for typed in (wrong, found[0]):
        page.post(f"/channels/{address.uuid}/code", {"code": typed})
        address.refresh_from_db()
        states.append((address.is_on, address.verified_at is not None))
    assert states == [(False, False), (True, True)]


def test_codes_cannot_be_guessed_one_after_another(page: Client, user: User) -> None:
    address = _mine(user, "sms", settings={"number": "+8613800000000"}, verified_at=None, is_on=False)
    texts = [_text(page.post(f"/channels/{address.uuid}/code", {"code": "x"}, follow=True)) for _ in range(6)]
    assert ["Too many tries" in text for text in texts] == [False] * 5 + [True]


@pytest.mark.parametrize(("role", "status"), [("manager", 200), ("editor", 404), ("reader", 404)])
def test_channels_of_an_organisation_are_its_managers(page: Client, user: User, role: str, status: int) -> None:
    organisation = given_organisation()
    given_member(user, organisation, role)
    settings = {"url": "https://a.example/", "secret": "S"}
    address = given_address("webhook", settings, recipient=recipient_of(organisation=organisation.pk))
    assert page.get(f"/channels/{address.uuid}").status_code == status
    assert (organisation.name in _text(page.get("/channels"))) is (status == 200)


@pytest.mark.parametrize("what", ["", "/change", "/delete"])
def test_channel_of_somebody_else_is_not_there(page: Client, what: str) -> None:
    address = _mine(given_user("somebody else"))
    assert page.get(f"/channels/{address.uuid}{what}").status_code == 404


@pytest.mark.parametrize("what", ["change", "test", "prove", "code", "pause", "resume", "delete"])
def test_nothing_is_done_to_a_channel_of_somebody_else(page: Client, what: str) -> None:
    address = _mine(given_user("somebody else"))
    assert page.post(f"/channels/{address.uuid}/{what}", TIMING).status_code == 404
    address.refresh_from_db()
    assert address.is_on is True


def test_channel_for_an_organisation_one_does_not_manage_is_not_added(page: Client, receiver: Receiver) -> None:
    other = given_organisation()
    answer = page.post("/channels/new/webhook", {"url": receiver.url, "whose": str(other.pk), **TIMING})
    assert (answer.status_code, Address.objects.count()) == (422, 0)


def test_channel_for_an_organisation_one_manages_is_added(page: Client, user: User, receiver: Receiver) -> None:
    organisation = given_organisation()
    given_member(user, organisation)
    page.post("/channels/new/webhook", {"url": receiver.url, "whose": str(organisation.pk), **TIMING})
    assert Address.objects.get().recipient.organisation_id == organisation.pk


def test_list_is_filtered_and_exported_as_filtered(page: Client, user: User) -> None:
    _mine(user, label="One")
    _mine(user, label="Two", is_on=False)
    text = _text(page.get("/channels?state=paused"))
    assert (">Two<" in text, ">One<" in text) == (True, False)
    answer = page.get("/channels.xlsx?state=paused")
    rows = list(load_workbook(io.BytesIO(b"".join(answer))).worksheets[0].iter_rows(values_only=True))
    assert [row[:5] for row in rows] == [
        ("Name", "Channel", "Where", "Whose", "State"),
        ("Two", "Webhook", "https://a.example/hook?…", "mine", "paused"),
    ]


def test_letters_that_did_not_arrive_are_shown_with_why(page: Client, user: User) -> None:
    address = _mine(user)
    alert = given_alert(address.recipient, "x")
    notice = Notice.objects.get(alert=alert)
    Delivery.objects.create(notice=notice, address=address, state="dead", tries=9, error="answered 500 no")
    text = _text(page.get(f"/channels/{address.uuid}"))
    assert [word in text for word in ("Did not arrive", "answered 500 no", "not everything arrived")] == [True] * 3


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/channels?state=%00&kind=x", 200),
        ("/channels.xlsx?state=%F0", 200),
        ("/channels/new/nothing", 404),
        ("/channels/new/email?whose=%00", 200),
        ("/channels/00000000-0000-0000-0000-000000000000", 404),
    ],
)
def test_junk_is_no_fault(page: Client, path: str, status: int) -> None:
    answer = page.get(path)
    answer.close()
    assert answer.status_code == status


@pytest.mark.parametrize(
    "junk",
    [
        {"hour": "99"},
        {"weekday": "x"},
        {"time_zone": "../etc/passwd"},
        {"time_zone": "\x00"},
        {"language": "tlh"},
        {"cadence": "hourly"},
        {"quiet_from": "25:00"},
        {"quiet_from": "22:00", "quiet_until": ""},
        {"label": "x" * 101},
        {"whose": "\x00"},
        {"whose": "9" * 30},
        {"email": "a@example.org\r\nBcc: b@example.org"},
        {"email": ""},
    ],
)
def test_junk_in_the_form_is_said_and_nothing_kept(page: Client, junk: dict[str, str]) -> None:
    answer = page.post("/channels/new/email", {"email": "li@example.org", **TIMING, **junk})
    assert (answer.status_code, Address.objects.count(), mail.outbox) == (422, 0, [])
