"""Notes that a record is wrong (纠错): of what they speak, and who decides on them."""

from __future__ import annotations

from enum import StrEnum

from guiju.kernel.docid import parse
from guiju.organisations.rules.standing import Duty, Standing


class NotedFact(StrEnum):
    """Which fact of a record is said to be wrong."""

    NUMBER = "number"
    TITLE = "title"
    STATUS = "status"
    DATES = "dates"
    RELATIONS = "relations"
    CLASSES = "classes"
    OTHER = "other"


class NoteState(StrEnum):
    """Waiting for an official, found right, or found wrong."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


def may_decide(who: Standing, key: str) -> bool:
    """An official of the catalogue; on a local standard one whose region holds it."""
    region = region_of(key)
    if region:
        return who.has_duty(Duty.CATALOGUE, region)
    return may_see_queue(who)


def may_see_queue(who: Standing) -> bool:
    """Whether the person is an official of the catalogue anywhere."""
    return any(duty is Duty.CATALOGUE for duty, _region in who.duties)


def region_of(key: str) -> str:
    """The region of a local standard by its prefix (DB50 is 500000, GB/T 2260); empty for any other."""
    body = parse(key).body
    digits = body.removeprefix("DB") if body.startswith("DB") else ""
    return digits.ljust(6, "0") if digits.isdigit() and len(digits) in {2, 4, 6} else ""
