"""Alerts on their way through the channels themselves, to receivers that fail: each arrives, once by its key."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from django.conf import LazySettings

from guiju.alerts.channels import posting
from guiju.alerts.channels.email import sending as email
from guiju.alerts.models import AT_ONCE, Address, Delivery
from guiju.alerts.services.issuing import issue
from guiju.alerts.services.sending import resend
from tests.alerts.given import a_mailbox, a_person, a_webhook, concerns, happened, send_all
from tests.alerts.mailing import Mailbox, mailing
from tests.alerts.receivers import Receiver, receiving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receiver(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    settings.GUIJU_WEBHOOK_ALLOW_PRIVATE = [ip_network("127.0.0.0/8")]
    monkeypatch.setattr(posting, "SECONDS", 0.4)
    with receiving(hang=0.8) as found:
        yield found
        posting.kept.clear()


@pytest.fixture
def mailbox(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    monkeypatch.setattr(email, "SECONDS", 0.4)
    email.close()
    with mailing(hang=0.8) as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        yield found


def try_again() -> None:
    """Another round, as if the rest after a fault were over."""
    Address.objects.update(busy_until=None)
    Delivery.objects.filter(state="waiting").update(due_at=AT_ONCE)
    send_all()


def states() -> list[tuple[str, int]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "tries"))


@pytest.mark.parametrize("behaviour", ["500", "429", "503", "refuse to read"])
def test_webhook_that_has_not_taken_it_gets_it_later(receiver: Receiver, behaviour: str) -> None:
    li = a_person()
    a_webhook(li, f"{receiver.url}/1")
    receiver.turns = [behaviour]
    issue([(happened("GB 1", event), concerns(li)) for event in ("e0", "e1")])
    send_all()
    assert list(receiver.taken.values()) == []
    assert states() == [("waiting", 1), ("waiting", 0)]  # the second waits for the first, of the same subject
    try_again()
    assert list(receiver.taken.values()) == [("/1", "GB 1", "e0"), ("/1", "GB 1", "e1")]
    assert (states(), receiver.repeated) == ([("sent", 2), ("sent", 1)], 0)


@pytest.mark.parametrize("behaviour", ["drop", "hang"])
def test_webhook_that_took_it_without_a_word_knows_the_repetition(receiver: Receiver, behaviour: str) -> None:
    li = a_person()
    a_webhook(li, f"{receiver.url}/1")
    receiver.turns = [behaviour]
    issue([(happened("GB 1", "e0"), concerns(li))])
    send_all()
    assert states() == [("waiting", 1)]
    try_again()
    assert list(receiver.taken) == [str(Delivery.objects.get().key)]
    assert (states(), receiver.repeated) == ([("sent", 2)], 1)


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_webhook_that_refuses_leaves_a_dead_letter_that_can_be_sent_again(receiver: Receiver, status: int) -> None:
    li = a_person()
    a_webhook(li, f"{receiver.url}/1")
    receiver.turns = [str(status)]
    issue([(happened("GB 1", "e0"), concerns(li)), (happened("GB 2", "e0"), concerns(li))])
    send_all()
    assert states() == [("dead", 1), ("sent", 1)]
    dead = Delivery.objects.get(state="dead")
    assert str(status) in dead.error
    assert resend(delivery=dead)
    send_all()
    assert list(receiver.taken.values()) == [("/1", "GB 2", "e0"), ("/1", "GB 1", "e0")]
    assert states() == [("sent", 1), ("sent", 1)]


@pytest.mark.parametrize("behaviour", ["451 at the recipient", "452 at the mail", "421 at the mail"])
def test_mail_that_was_not_taken_goes_again(mailbox: Mailbox, behaviour: str) -> None:
    li = a_person()
    a_mailbox(li, "li@example.org")
    mailbox.behave([behaviour])
    issue([(happened("GB 1", event), concerns(li)) for event in ("e0", "e1")])
    send_all()
    assert (mailbox.taken, states()) == ([], [("waiting", 1), ("waiting", 0)])
    try_again()
    assert mailbox.taken == [("li@example.org", "GB 1", "e0"), ("li@example.org", "GB 1", "e1")]
    assert states() == [("sent", 2), ("sent", 1)]


@pytest.mark.parametrize("behaviour", ["drop", "hang"])
def test_mail_that_was_taken_without_a_word_comes_again_under_the_same_name(mailbox: Mailbox, behaviour: str) -> None:
    li = a_person()
    a_mailbox(li, "li@example.org")
    mailbox.behave([behaviour])
    issue([(happened("GB 1", "e0"), concerns(li))])
    send_all()
    assert states() == [("waiting", 1)]
    try_again()
    assert mailbox.taken == [("li@example.org", "GB 1", "e0")] * 2
    assert len(set(mailbox.names)) == 1
    assert states() == [("sent", 2)]


def test_mail_after_a_hang_up_on_a_kept_connection_is_not_lost(mailbox: Mailbox) -> None:
    li = a_person()
    a_mailbox(li, "li@example.org")
    mailbox.behave(["well", "drop"])
    issue([(happened("GB 1", event), concerns(li)) for event in ("e0", "e1", "e2")])
    send_all()
    assert [event for _to, _subject, event in mailbox.taken] == ["e0", "e1", "e1", "e2"]
    assert states() == [("sent", 1)] * 3


def test_mail_that_is_refused_for_good_leaves_a_dead_letter_that_can_be_sent_again(mailbox: Mailbox) -> None:
    li = a_person()
    a_mailbox(li, "li@example.org")
    mailbox.behave(["550 at the mail"])
    issue([(happened("GB 1", "e0"), concerns(li))])
    send_all()
    dead = Delivery.objects.get()
    assert (dead.state, mailbox.taken) == ("dead", [])
    assert "550" in dead.error
    assert resend(delivery=dead)
    send_all()
    assert mailbox.taken == [("li@example.org", "GB 1", "e0")]
