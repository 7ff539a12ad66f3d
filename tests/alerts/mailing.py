"""A mail server on this machine that reads its mails as a person would, and a mail server that behaves badly."""

from __future__ import annotations

import asyncio
import email
import itertools
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from typing import Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TOLD: Final = re.compile(r"^(?P<subject>GB \d+) 有变化\r?\n事件 (?P<event>\w+)", re.MULTILINE)
"""What a mail says of one alert (`given.happened`); a gathered mail says it of several."""


class Mailbox:
    """Notes what it has taken, in the order of arrival; one that `is_bad` misbehaves at every second turn, in turn."""

    def __init__(self, hang: float, *, is_bad: bool) -> None:
        bad = ("451 at the recipient", "452 at the mail", "421 at the mail", "drop", "hang")
        self.turns: Iterator[str] = itertools.cycle(
            [turn for one in bad for turn in ("well", one)] if is_bad else ["well"]
        )
        self.hang = hang
        self.port = 0
        self.taken: list[tuple[str, str, str]] = []
        self.names: list[str] = []
        self.behaved: set[str] = set()
        self.behaviours: dict[Session, str] = {}

    def behave(self, turns: list[str]) -> None:
        """Misbehave so at the next mails, and well after."""
        self.turns = itertools.chain(turns, itertools.repeat("well"))

    async def handle_RCPT(  # noqa: N802 (the name the server asks for)
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.behaviours[session] = behaviour = next(self.turns)
        self.behaved.add(behaviour)
        if behaviour == "451 at the recipient":
            return "451 4.2.1 Mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (the same)
        behaviour = self.behaviours[session]
        if behaviour[0] in "45":
            return f"{behaviour[:3]} Not taken"
        self._take(envelope)
        # what hangs up, or answers too late, has taken the mail all the same
        if behaviour == "drop":
            assert server.transport is not None
            server.transport.close()
        if behaviour == "hang":
            await asyncio.sleep(self.hang)
        return "250 OK"

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        mail = email.message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("plain",))
        assert body is not None
        told = TOLD.findall(str(body.get_content()))
        self.taken += [(envelope.rcpt_tos[0], subject, event) for subject, event in told]
        self.names.append(str(mail["Message-ID"]))


@contextmanager
def mailing(hang: float = 0.0, *, is_bad: bool = False) -> Iterator[Mailbox]:
    found = Mailbox(hang, is_bad=is_bad)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found.port = int(free.getsockname()[1])
    controller = Controller(found, hostname="127.0.0.1", port=found.port, ready_timeout=30)
    controller.start()
    try:
        yield found
    finally:
        controller.stop()
