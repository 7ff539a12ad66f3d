"""Mails, through a real mail server on this machine, read back by Python's own parser of today's rules."""

from __future__ import annotations

import email
import re
import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings

from guiju.alerts.channels import Later, Refused, Sent, channels
from guiju.alerts.channels.email import sending
from guiju.alerts.models import Address
from tests.alerts.channels.given import given_address, letter

pytestmark = pytest.mark.django_db


@dataclass
class Postbox:
    """What came, over which connections, and what is answered to a recipient and to a mail."""

    mails: list[EmailMessage] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    at_recipient: str = "250 OK"
    at_mail: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 (the name the server asks for)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.at_recipient.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (the same)
        assert isinstance(envelope.content, bytes)
        if self.at_mail.startswith("2"):
            self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
            self.sessions.append(session)
        return self.at_mail


@pytest.fixture
def postbox(settings: LazySettings, free_port: int) -> Iterator[Postbox]:
    sending.close()  # what another test sent through another backend
    found = Postbox()
    controller = Controller(found, hostname="127.0.0.1", port=free_port, ready_timeout=30)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    settings.DEFAULT_FROM_EMAIL = "Guiju <guiju@guiju.example>"
    yield found
    sending.close()
    controller.stop()


def _address(**more: Any) -> Address:
    return given_address("email", {"email": "wang@example.org"}, **{"language": "zh-hans", **more})


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_mail_conforms_and_says_everything_in_both_forms(postbox: Postbox) -> None:
    address = _address()
    assert isinstance(channels.get("email").send(address, [letter()]), Sent)
    (mail,) = postbox.mails
    assert [part.defects for part in mail.walk()] == [[], [], []]
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["Subject"] == "GB/T 1.1-2020 将于 2027-01-01 实施"
    assert (mail["From"], mail["To"]) == ("Guiju <guiju@guiju.example>", "wang@example.org")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "zh-Hans"
    end = f"https://guiju.example/alerts/unsubscribe/{address.secret}"
    assert (mail["List-Unsubscribe"].strip(), mail["List-Unsubscribe-Post"]) == (
        f"<{end}>",
        "List-Unsubscribe=One-Click",
    )
    said = ["GB/T 1.1-2020 将于 2027-01-01 实施", "代替 GB/T 1.1-2009", "在清单“灯具”中", end]
    assert [[one in _part(mail, kind) for one in said] for kind in ("plain", "html")] == [[True] * 4] * 2


def test_mail_holds_no_address_of_another_host(postbox: Postbox) -> None:
    channels.get("email").send(_address(), [letter()])
    hosts = re.findall(r"(?:https?:)?//([^/\s\"'<>]+)", _part(postbox.mails[0], "html"))
    assert set(hosts) == {"guiju.example"}


def test_markup_in_a_headline_is_text(postbox: Postbox) -> None:
    channels.get("email").send(_address(), [letter(headline='<img src="https://evil.example/x">')])
    assert "<img" not in _part(postbox.mails[0], "html")


def test_mails_about_one_subject_are_one_thread_and_a_change_answers_what_it_changes(postbox: Postbox) -> None:
    address = _address()
    send = channels.get("email").send
    send(address, [letter(alert="a1")])
    send(address, [letter(alert="a2", references="a1", kind="update")])
    send(address, [letter(alert="b1", subject=("standard", "GB 7000.1-2023"))])
    first, second, other = postbox.mails
    mine = address.uuid.hex[:12]
    assert [mail["Message-ID"] for mail in postbox.mails] == [
        f"<{alert}.{mine}@guiju.example>" for alert in ("a1", "a2", "b1")
    ]
    assert second["In-Reply-To"] == first["Message-ID"]
    root = first["References"]
    assert (first["In-Reply-To"], second["References"]) == (root, f"{root} {first['Message-ID']}")
    assert other["References"] != root
    assert second["Subject"].strip() == "[更新] GB/T 1.1-2020 将于 2027-01-01 实施"


def test_mail_sent_again_bears_the_same_message_id(postbox: Postbox) -> None:
    address, one = _address(), [letter(), letter()]
    for _ in range(2):
        channels.get("email").send(address, one)
    assert postbox.mails[0]["Message-ID"] == postbox.mails[1]["Message-ID"]


def test_several_letters_make_one_mail_in_the_language_of_the_address(postbox: Postbox) -> None:
    letters = [letter(headline="A", subject=("standard", "A")), letter(headline="B", subject=("standard", "B"))]
    channels.get("email").send(_address(language="en"), letters)
    (mail,) = postbox.mails
    assert mail["Subject"] == "规矩 Guiju · 2 alerts"
    assert mail["In-Reply-To"] is None
    assert [word in _part(mail, "plain") for word in ("A\n", "B\n", "Why you are told:")] == [True, True, True]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_headline_with_a_line_end_adds_no_header(postbox: Postbox, end: str) -> None:
    channels.get("email").send(_address(), [letter(headline=f"A{end}Bcc: all@example.org")])
    (mail,) = postbox.mails
    assert (mail["Subject"], mail["Bcc"]) == ("A Bcc: all@example.org", None)


def test_address_with_a_line_end_sends_nothing(postbox: Postbox) -> None:
    """No form lets one in; should it come in by another way, no mail is written."""
    address = given_address("email", {"email": "a@example.org\nBcc: b@example.org"}, language="en")
    assert channels.get("email").send(address, [letter()]) == Refused("No mail can be written to this address.")
    assert postbox.mails == []


def test_address_that_nobody_confirmed_gets_nothing(postbox: Postbox) -> None:
    outcome = channels.get("email").send(_address(verified_at=None, language="en"), [letter()])
    assert outcome == Refused("The address has not been confirmed.")
    assert postbox.mails == []


def test_mails_go_over_one_connection(postbox: Postbox) -> None:
    address = _address()
    for _ in range(5):
        channels.get("email").send(address, [letter()])
    assert (len(postbox.sessions), len({id(session) for session in postbox.sessions})) == (5, 1)


def test_connection_that_was_lost_is_opened_again(postbox: Postbox) -> None:
    address = _address()
    channels.get("email").send(address, [letter()])
    sending._of_thread.connection.connection.sock.shutdown(socket.SHUT_RDWR)
    assert isinstance(channels.get("email").send(address, [letter()]), Sent)
    assert (len(postbox.mails), len({id(session) for session in postbox.sessions})) == (2, 2)


@pytest.mark.parametrize(
    ("at_recipient", "at_mail", "expected"),
    [
        ("550 no such user", "250 OK", Refused("the mail server answered 550 no such user")),
        ("450 try later", "250 OK", Later(0.0, "the mail server answered 450 try later")),
        ("250 OK", "554 spam", Refused("the mail server answered 554 spam")),
        ("250 OK", "452 full", Later(0.0, "the mail server answered 452 full")),
    ],
)
def test_answer_of_the_mail_server_is_read(postbox: Postbox, at_recipient: str, at_mail: str, expected: object) -> None:
    postbox.at_recipient, postbox.at_mail = at_recipient, at_mail
    address = _address(language="en")
    assert channels.get("email").send(address, [letter()]) == expected
    postbox.at_recipient = postbox.at_mail = "250 OK"
    assert isinstance(channels.get("email").send(address, [letter()]), Sent)


def test_mail_server_that_is_away_is_tried_later(settings: LazySettings, free_port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    assert isinstance(channels.get("email").send(_address(), [letter()]), Later)


def test_mail_server_that_refuses_our_password_is_tried_later(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong setting here is no reason to give up every mail."""

    def refuse(*_args: Any, **_options: Any) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", refuse)
    assert isinstance(channels.get("email").send(_address(), [letter()]), Later)
