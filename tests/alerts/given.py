"""People with addresses, facts to tell them, and a channel that posts to a receiver of the test's."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model

from guiju.alerts.channels import Later, Letter, Outcome, Refused, Sent, channels
from guiju.alerts.models import Address, Recipient
from guiju.alerts.rules import Concerned, Kind, Message, Severity
from guiju.alerts.services import sending
from guiju.alerts.services.issuing import recipient_of
from guiju.kernel.reasons import Reason, Text
from guiju.platform import reasons

reasons.declare(
    {
        "tests.told": Text("%(number)s 有变化", "%(number)s has changed"),
        "tests.because": Text("在您的清单中", "it is on your list"),
    }
)
WAIT: Final = 3.0


class Posting:
    """Posts each letter by itself, its key and place in a header; a receiver may keep it waiting for three seconds."""

    name = "tests-post"
    title = "posting"
    most = 1

    def send(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        (letter,) = letters
        where = urlsplit(address.settings["url"])
        connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=WAIT)
        try:
            headers = {"Idempotency-Key": letter.key, "Subject": letter.subject[1], "Event": letter.event}
            connection.request("POST", where.path, letter.headline.encode(), headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            return Later(0, f"{type(error).__name__}")
        finally:
            connection.close()
        if answer.status < 300:
            return Sent()
        if answer.status in {429, 503} or answer.status >= 500:
            return Later(float(answer.headers.get("Retry-After", 0)), f"HTTP {answer.status}")
        return Refused(f"HTTP {answer.status}")


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
channels.add("tests-post", Posting())
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


def concerns(*recipients: Recipient) -> list[Concerned]:
    return [Concerned(one.pk, (Reason.of("tests.because"),)) for one in recipients]


def send_all() -> None:
    sending.work(stop=threading.Event(), threads=2, until_empty=True)
