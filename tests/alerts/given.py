"""People with addresses, facts to tell them, and a channel that posts to a receiver of the test's."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth import get_user_model
from django.utils import timezone

from guiju.alerts.channels import Letter, Outcome, Sent, channels
from guiju.alerts.models import Address, Recipient
from guiju.alerts.rules import Concerned, Kind, Message, Severity
from guiju.alerts.services import sending
from guiju.alerts.services.issuing import recipient_of
from guiju.kernel.reasons import Reason, Text
from guiju.platform import reasons
from tests.alerts.receivers import SECRET

reasons.declare(
    {
        "tests.told": Text("%(number)s 有变化", "%(number)s has changed"),
        "tests.event": Text("事件 %(event)s", "Event %(event)s"),
        "tests.because": Text("在您的清单中", "it is on your list"),
    }
)


class Gathering:
    """Keeps what it is given; answers as told, and `Sent` when nothing is left to say."""

    name = "tests-keep"
    title = "keeping"
    most = 10

    def __init__(self) -> None:
        self.messages: list[list[Letter]] = []
        self.answers: list[Outcome] = []

    def send(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        self.messages.append(list(letters))
        return self.answers.pop(0) if self.answers else Sent()


keeping = Gathering()
channels.add("tests-keep", keeping)


def a_person(name: str = "li") -> Recipient:
    return recipient_of(user=get_user_model().objects.create_user(name).pk)


def an_address(recipient: Recipient, channel: str = "tests-keep", **more: object) -> Address:
    return Address.objects.create(recipient=recipient, channel=channel, **more)


def told(
    number: str = "GB 1",
    event: str = "withdrawn",
    *,
    kind: Kind = Kind.ALERT,
    references: str = "",
    severity: Severity = Severity.NOTICE,
) -> Message:
    return Message(
        subject=("standard", number),
        event=event,
        headline=Reason.of("tests.told", number=number),
        kind=kind,
        references=references,
        severity=severity,
        place="/standards/x",
    )


def happened(number: str, event: str) -> Message:
    """A fact whose letter names its event, in the body too."""
    return replace(told(number, event), details=(Reason.of("tests.event", event=event),))


def a_webhook(recipient: Recipient, url: str) -> Address:
    return an_address(recipient, "webhook", settings={"url": url, "secret": SECRET}, verified_at=timezone.now())


def a_mailbox(recipient: Recipient, mailbox: str) -> Address:
    return an_address(recipient, "email", settings={"email": mailbox}, verified_at=timezone.now())


def concerns(*recipients: Recipient) -> list[Concerned]:
    return [Concerned(one.pk, (Reason.of("tests.because"),)) for one in recipients]


def send_all() -> None:
    sending.work(stop=threading.Event(), threads=2, until_empty=True)
