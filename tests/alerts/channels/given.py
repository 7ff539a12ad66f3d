"""Receivers on this machine, and letters for them."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from guiju.alerts.channels import Letter
from guiju.alerts.models import Address, Alert, Notice, Recipient
from guiju.alerts.services.issuing import recipient_of
from guiju.organisations.models import Membership, Organisation
from guiju.platform.models import User

LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
MOMENT = dt.datetime(2026, 11, 2, 1, 30, tzinfo=dt.UTC)


@dataclass
class Received:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes
    connection: int


@dataclass
class Receiver:
    """What came, and what is answered: status, headers, body; the last answer goes on."""

    port: int = 0
    got: list[Received] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=lambda: [(200, {}, b"ok")])
    raw: Callable[[Any], None] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def next(self) -> tuple[int, dict[str, str], bytes]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(Received(self.path, dict(self.headers), body, self.client_address[1]))
            if receiver.raw is not None:
                receiver.raw(self)
                self.close_connection = True
                return
            status, headers, answer = receiver.next()
            self.send_response(status)
            for name, told in headers.items():
                self.send_header(name, told)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: Any) -> None: ...

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: Any) -> None:
        """A client that went away is no fault of the receiver."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()
    server = _Server(("127.0.0.1", 0), _handler(receiver))
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def given_user(name: str = "wang", **more: Any) -> User:
    return User.objects.create(username=name, password=make_password("a long one"), **more)


def given_organisation(name: str = "Demonstration Lamps") -> Organisation:
    return Organisation.objects.create(name=name, folded_name=name.lower())


def given_member(user: User, organisation: Organisation, role: str = "manager") -> None:
    Membership.objects.create(user=user, organisation=organisation, role=role)


def given_recipient(name: str = "li") -> Recipient:
    return recipient_of(user=given_user(name).pk)


def given_address(channel: str, settings: dict[str, Any], **more: Any) -> Address:
    recipient = more.pop("recipient", None) or given_recipient()
    return Address.objects.create(
        recipient=recipient, channel=channel, settings=settings, **{"verified_at": timezone.now(), **more}
    )


def letter(**more: Any) -> Letter:
    told: dict[str, Any] = {
        "key": str(uuid4()),
        "notice": 1,
        "alert": str(uuid4()),
        "kind": "alert",
        "severity": 2,
        "subject": ("standard", "GB/T 1.1-2020"),
        "event": "in_force:2027-01-01",
        "headline": "GB/T 1.1-2020 将于 2027-01-01 实施",
        "details": ("代替 GB/T 1.1-2009",),
        "reasons": ("在清单“灯具”中",),
        "link": "https://guiju.example/standards/GB",
        "at": MOMENT,
        "references": None,
    }
    return Letter(**{**told, **more})


def given_alert(recipient: Recipient, event: str, **more: Any) -> Alert:
    """An alert and its notice; the words are those of a reason that is always declared."""
    told: dict[str, Any] = {
        "subject_type": "standard",
        "subject_key": "GB/T 1.1-2020",
        "event": event,
        "headline": ["problem.wait", {"seconds": "5"}],
        "place": "/standards/GB",
        "at": MOMENT,
    }
    alert = Alert.objects.create(**{**told, **more})
    Notice.objects.create(alert=alert, recipient=recipient)
    return alert
