"""What is told, as pure values: who speaks makes a `Message` and says whom it concerns and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from guiju.kernel.reasons import Reason


class Kind(StrEnum):
    """The life cycle of OASIS CAP: told first, told anew, taken back."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


class Severity(IntEnum):
    """How much a message asks of its reader."""

    REFERENCE = 1
    NOTICE = 2
    ACTION = 3
    URGENT = 4


@dataclass(frozen=True, slots=True)
class Message:
    """A fact to be told.

    `subject` is (type, key), as ("standard", "GB/T 1.1-2020"); `event` names the fact, unique for its subject, as
    "in_force:2027-01-01". `references` is the event of the same subject that an update or a cancel speaks of. `place`
    is the path of the subject's page.
    """

    subject: tuple[str, str]
    event: str
    headline: Reason
    details: tuple[Reason, ...] = ()
    severity: Severity = Severity.NOTICE
    place: str = ""
    kind: Kind = Kind.ALERT
    references: str = ""


@dataclass(frozen=True, slots=True)
class Concerned:
    """A recipient (by id) whom a message concerns, and why."""

    recipient: int
    reasons: tuple[Reason, ...]


Kept = list[Any]
"""A reason as the store keeps it: its code, then its values by name."""


def as_json(reason: Reason) -> Kept:
    """A reason as it is kept."""
    return [reason.code, dict(reason.params)]


def from_json(kept: Kept) -> Reason:
    """A reason as it was."""
    return Reason.of(kept[0], **kept[1])
