"""Issuing: a fact becomes an alert, the alert a notice for everyone concerned, the notice a delivery to each address.

All of it happens in the caller's transaction, beside the change it tells of, so neither is ever without the other.
Rows are written in order and those that are there already are left alone, so that two who tell the same fact at the
same time neither tell it twice nor stand in each other's way.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from guiju.alerts.channels import PULLED
from guiju.alerts.models import Address, Alert, Delivery, Notice, Recipient
from guiju.alerts.queries.pieces import pieces
from guiju.alerts.rules import Concerned, Kind, Message
from guiju.alerts.rules.messages import Kept, as_json
from guiju.alerts.services.muting import muted_among
from guiju.alerts.services.replacing import addresses_reached, silence, told_before
from guiju.alerts.services.telling import tell_issued
from guiju.alerts.services.timing import due_at
from guiju.platform.inserting import insert

Issue = tuple[Message, Sequence[Concerned]]
Fact = tuple[str, str, str]


class Issued(NamedTuple):
    """An alert of the present call, and what it takes the place of."""

    id: int
    message: Message
    references: int | None


class Told(NamedTuple):
    """A new notice."""

    id: int
    alert: int
    recipient: int
    is_quiet: bool


def recipient_of(*, user: int | None = None, organisation: int | None = None) -> Recipient:
    """The recipient that stands for a person or an organisation (one of them, by id), made where there is none yet."""
    if user is not None:
        return Recipient.objects.get_or_create(user_id=user)[0]
    assert organisation is not None, "one of the two"
    return Recipient.objects.get_or_create(organisation_id=organisation)[0]


@transaction.atomic
def issue(issues: Iterable[Issue]) -> int:
    """Tell everyone concerned; returns how many notices are new. A fact told before is told to newcomers only.

    An update or a cancel goes to those who were told what it speaks of as well, and what still waits of that is not
    sent any more. Where that was never issued, an update is told as news, and a cancel not at all.
    """
    messages: dict[Fact, Message] = {}
    concerned: dict[Fact, dict[int, list[Kept]]] = {}
    for message, several in issues:
        messages.setdefault(_fact(message), message)
        concerned.setdefault(_fact(message), {}).update(
            {one.recipient: [as_json(reason) for reason in one.reasons] for one in several}
        )
    issued = _alerts(messages)
    wanted = {alert.id: concerned[fact] for fact, alert in issued.items()}
    later = {alert.id: alert.references for alert in issued.values() if alert.references is not None}
    for alert, recipient, reasons in told_before(later):
        wanted[alert].setdefault(recipient, reasons)
    silence(later)
    notices = _notices({alert.id: alert.message for alert in issued.values()}, wanted)
    _hand_over(notices, {alert.id: alert for alert in issued.values()}, later)
    tell_issued({notice.alert for notice in notices})
    return len(notices)


def _fact(message: Message) -> Fact:
    return (*message.subject, message.event)


def _alerts(messages: Mapping[Fact, Message]) -> dict[Fact, Issued]:
    """The alert of every message, made where there is none yet: what others speak of comes before them."""
    known = _known(messages)
    issued: dict[Fact, Issued] = {}
    left = dict(sorted(messages.items()))
    while left:
        ready = {fact: one for fact, one in left.items() if _spoken_of(one) not in left or _spoken_of(one) == fact}
        ready = ready or dict(left)  # some that speak of one another, and of nothing that was issued
        known |= _add({fact: one for fact, one in ready.items() if fact not in known}, known)
        for fact, one in ready.items():
            if fact in known:
                issued[fact] = Issued(known[fact], one, known.get(_spoken_of(one)))
            del left[fact]
    return issued


def _spoken_of(message: Message) -> Fact:
    return (*message.subject, message.references)


def _add(messages: Mapping[Fact, Message], known: Mapping[Fact, int]) -> dict[Fact, int]:
    now = timezone.now()
    rows = []
    for fact, one in messages.items():
        references = known.get(_spoken_of(one)) if one.references else None
        if one.kind is Kind.CANCEL and references is None:
            continue
        kind = one.kind if references is not None else Kind.ALERT
        details = [as_json(detail) for detail in one.details]
        told = (kind.value, references, *fact, one.severity.value, as_json(one.headline), details, one.place, now)
        rows.append((uuid.uuid4(), *told))
    insert(Alert, _ALERT, rows, unless_there=True)
    return {fact: found for fact, found in _known(messages).items() if fact in messages} if rows else {}


def _known(facts: Collection[Fact]) -> dict[Fact, int]:
    """Every alert of the subjects, by its fact."""
    found: dict[Fact, int] = {}
    for piece in pieces({key for _type, key, _event in facts}):
        rows = Alert.objects.filter(subject_key__in=piece)
        found |= {(one, key, event): id_ for id_, one, key, event in rows.values_list("id", *_FACT)}
    return found


def _notices(alerts: Mapping[int, Message], wanted: Mapping[int, Mapping[int, list[Kept]]]) -> list[Told]:
    """What is new in somebody's inbox."""
    there = _told(wanted)
    fresh = sorted((alert, recipient) for alert, several in wanted.items() for recipient in several)
    fresh = [one for one in fresh if one not in there]
    muted = muted_among([(recipient, *alerts[alert].subject) for alert, recipient in fresh])
    rows = [
        (alert, recipient, wanted[alert][recipient], (recipient, *alerts[alert].subject) in muted, 0)
        for alert, recipient in fresh
    ]
    insert(Notice, _NOTICE, rows, unless_there=True)
    ids = _told({alert for alert, _recipient in fresh})
    return [Told(ids[row[0], row[1]], row[0], row[1], row[3]) for row in rows]


def _told(alerts: Collection[int]) -> dict[tuple[int, int], int]:
    """The notices of alerts, by alert and recipient."""
    found: dict[tuple[int, int], int] = {}
    for piece in pieces(alerts):
        rows = Notice.objects.filter(alert__in=piece).order_by().values_list("alert_id", "recipient_id", "id")
        found |= {(alert, recipient): id_ for alert, recipient, id_ in rows}
    return found


def _hand_over(notices: Sequence[Told], alerts: Mapping[int, Issued], later: Mapping[int, int]) -> None:
    """A delivery for every address of every recipient; a cancel only to where something of what it cancels may be."""
    addresses = _addresses({notice.recipient for notice in notices if not notice.is_quiet})
    cancels = {id_ for id_ in later if alerts[id_].message.kind is Kind.CANCEL}
    reached = addresses_reached({id_: later[id_] for id_ in cancels})
    rows = [
        (uuid.uuid4(), notice.id, address, "waiting", " ".join(alerts[notice.alert].message.subject), due, 0, "", "")
        for notice in notices
        if not notice.is_quiet
        for address, due in addresses.get(notice.recipient, ())
        if notice.alert not in cancels or (notice.alert, address) in reached
    ]
    insert(Delivery, _DELIVERY, rows, unless_there=True)


def _addresses(recipients: Collection[int]) -> dict[int, list[tuple[int, object]]]:
    """The addresses that are on, but of closed accounts, each with the moment when what is issued now may go there."""
    now = timezone.now()
    found: dict[int, list[tuple[int, object]]] = {}
    for piece in pieces(recipients):
        rows = Address.objects.filter(recipient__in=piece, is_on=True).exclude(channel__in=PULLED)
        for address in rows.exclude(recipient__user__is_active=False):
            found.setdefault(address.recipient_id, []).append((address.pk, due_at(address, now)))
    return found


_FACT: Final = ("subject_type", "subject_key", "event")
_ALERT: Final = ("uuid", "kind", "references", *_FACT, "severity", "headline", "details", "place", "at")
_NOTICE: Final = ("alert", "recipient", "reasons", "is_quiet", "steps")
_DELIVERY: Final = ("key", "notice", "address", "state", "subject", "due_at", "tries", "worker", "error")
