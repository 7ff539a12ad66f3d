"""Issuing: a fact becomes an alert, the alert a notice for everyone concerned, the notice a delivery to each address.

All of it happens in the caller's transaction, beside the change it tells of, so neither is ever without the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from guiju.alerts.models import Address, Alert, Delivery, Notice, Recipient
from guiju.alerts.rules import Concerned, Message
from guiju.alerts.services.telling import tell_issued
from guiju.kernel.reasons import Reason

BATCH = 1000

Issue = tuple[Message, Sequence[Concerned]]


def recipient_of(*, user: int | None = None, organisation: int | None = None) -> Recipient:
    """The recipient that stands for a person or an organisation (one of them, by id), made where there is none yet."""
    if user is not None:
        return Recipient.objects.get_or_create(user_id=user)[0]
    assert organisation is not None, "one of the two"
    return Recipient.objects.get_or_create(organisation_id=organisation)[0]


@transaction.atomic
def issue(issues: Iterable[Issue]) -> int:
    """Tell everyone concerned; returns how many notices are new. A fact told before is told to newcomers only."""
    found = list(issues)
    alerts = _alerts([message for message, _concerned in found])
    wanted = {
        (alerts[_fact(message)].pk, one.recipient): one.reasons for message, concerned in found for one in concerned
    }
    there = set(Notice.objects.filter(alert__in={alert for alert, _ in wanted}).values_list("alert_id", "recipient_id"))
    fresh = [
        Notice(alert_id=alert, recipient_id=recipient, reasons=[as_json(reason) for reason in reasons])
        for (alert, recipient), reasons in wanted.items()
        if (alert, recipient) not in there
    ]
    notices = Notice.objects.bulk_create(fresh, batch_size=BATCH)
    _hand_over(notices)
    tell_issued({notice.alert_id for notice in notices})
    return len(notices)


def as_json(reason: Reason) -> list[Any]:
    """A reason as it is kept: its code, then its values by name."""
    return [reason.code, dict(reason.params)]


def _fact(message: Message) -> tuple[str, str, str]:
    return (*message.subject, message.event)


def _alerts(messages: Sequence[Message]) -> dict[tuple[str, str, str], Alert]:
    """The alert of every message, made where there is none yet."""
    keys = {message.subject[1] for message in messages}
    earlier = {
        (alert.subject_type, alert.subject_key, alert.event): alert
        for alert in Alert.objects.filter(subject_key__in=keys)
    }
    fresh = {_fact(message): message for message in messages if _fact(message) not in earlier}
    made = Alert.objects.bulk_create(
        [
            Alert(
                kind=message.kind.value,
                references=earlier.get((*message.subject, message.references)),
                subject_type=message.subject[0],
                subject_key=message.subject[1],
                event=message.event,
                severity=message.severity.value,
                headline=as_json(message.headline),
                details=[as_json(detail) for detail in message.details],
                place=message.place,
            )
            for message in fresh.values()
        ],
        batch_size=BATCH,
    )
    return earlier | dict(zip(fresh, made, strict=True))


def _hand_over(notices: Sequence[Notice]) -> None:
    """A delivery for every address of every recipient."""
    addresses: defaultdict[int, list[Address]] = defaultdict(list)
    for address in Address.objects.filter(recipient__in={n.recipient_id for n in notices}, is_on=True):
        addresses[address.recipient_id].append(address)
    Delivery.objects.bulk_create(
        [Delivery(notice=notice, address=address) for notice in notices for address in addresses[notice.recipient_id]],
        batch_size=BATCH,
    )
