"""What a channel is: it takes letters to an address and says how that went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from guiju.alerts.models import Address
from guiju.platform.registries import Registry


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice on its way, in the words of its address's language.

    `key` is the same at every try, so that a receiver knows a repetition; `notice` and `alert` (uuid) are what it
    tells. `kind` and `severity` are those of `rules`. `references` is the uuid of the alert that an update or a cancel
    speaks of. `link` is absolute.
    """

    key: str
    notice: int
    alert: str
    kind: str
    severity: int
    subject: tuple[str, str]
    event: str
    headline: str
    details: tuple[str, ...]
    reasons: tuple[str, ...]
    link: str
    at: dt.datetime
    references: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """The receiver has taken the letters; what it answered, where it answers in words."""

    answer: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; to be tried again after `seconds` (0: as the outbox thinks fit), and why.

    Where it `is_fault` the try counts; it is none where the channel keeps to the pace of its receiver.
    """

    seconds: float
    why: str
    is_fault: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """Never; why."""

    why: str


Outcome = Sent | Later | Refused


class Channel(Protocol):
    """A way to reach people. Named as its folder; `title` is marked with `gettext_noop`.

    `most` letters go in one message. `send` answers within `SECONDS`, whatever the receiver does, and may be called
    from several threads at once. What it raises counts as `Later`.
    """

    name: str
    title: str
    most: int

    def send(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        """Take the letters, oldest first, to the address."""
        ...


SECONDS: Final = 20.0
channels: Final[Registry[Channel]] = Registry("channel")
