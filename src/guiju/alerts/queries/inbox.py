"""What was told to somebody, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max, Q, QuerySet

from guiju.alerts.models import Alert, Delivery, Mute, Notice, Recipient
from guiju.alerts.rules import permissions
from guiju.organisations.rules.standing import Standing

MOST_COUNTED: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the inbox shows. `whose` is "me" or an organisation's uuid; empty words ask for nothing."""

    unread: bool = False
    severity: int | None = None
    whose: str = ""
    text: str = ""


def recipients_of(standing: Standing) -> QuerySet[Recipient]:
    """Those in whose place somebody reads: themselves and their organisations."""
    return Recipient.objects.filter(_theirs(standing)).select_related("organisation")


def list_notices(standing: Standing, asked: Asked) -> QuerySet[Notice]:
    """The notices somebody may read, newest first."""
    found = _readable(standing)
    if asked.unread:
        found = found.filter(_UNREAD)
    if asked.severity is not None:
        found = found.filter(alert__severity__gte=asked.severity)
    if asked.whose == "me":
        found = found.filter(recipient__user=standing.user)
    elif asked.whose:
        found = found.filter(recipient__organisation__uuid=asked.whose)
    if asked.text:
        found = found.filter(alert__subject_key__icontains=asked.text)
    return found


def count_unread(standing: Standing) -> int:
    """How many notices ask to be read, a hundred at most."""
    return len(_readable(standing).filter(_UNREAD).order_by().values_list("pk")[:MOST_COUNTED])


def newest(standing: Standing) -> int:
    """The number of the newest notice; 0 where there is none."""
    return _readable(standing).order_by().aggregate(last=Max("pk"))["last"] or 0


def find_notice(standing: Standing, number: int) -> Notice | None:
    """A notice by its number, where they may read it."""
    return _readable(standing).filter(pk=number).first()


def may_answer(standing: Standing, notice: Notice) -> bool:
    """Whether they may acknowledge, mark and mute."""
    owner = notice.recipient
    return permissions.may_answer(standing, user=owner.user_id, organisation=owner.organisation_id)


def history_of(alert: Alert) -> list[Alert]:
    """What was told of the same matter, oldest first: the chain of alerts that speak of one another."""
    same = Alert.objects.filter(subject_type=alert.subject_type, subject_key=alert.subject_key)
    by_id = {one.pk: one for one in same}
    root = _root(alert, by_id)
    return [one for number, one in sorted(by_id.items()) if _root(one, by_id) == root]


def _root(alert: Alert, by_id: dict[int, Alert]) -> int:
    while alert.references_id in by_id and alert.references_id != alert.pk:
        alert = by_id[alert.references_id]
    return alert.pk


def list_mutes(standing: Standing, today: dt.date) -> QuerySet[Mute]:
    """What is muted today for those they read for."""
    found = Mute.objects.filter(recipient__in=recipients_of(standing), until__gte=today)
    return found.select_related("recipient__organisation")


def list_undelivered(standing: Standing) -> QuerySet[Delivery]:
    """Letters that were given up, of those whose inbox they answer, newest first."""
    owners = [one.pk for one in recipients_of(standing) if _answers(standing, one)]
    dead = Delivery.objects.filter(state=Delivery.State.DEAD, address__recipient__in=owners)
    return dead.select_related("address", "notice__alert", "notice__recipient__organisation").order_by("-pk")


def count_deliveries() -> dict[str, int]:
    """How many letters of the whole installation are in which state."""
    counted = dict.fromkeys(Delivery.State.values, 0)
    rows = Delivery.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return counted | dict(rows)


def _answers(standing: Standing, owner: Recipient) -> bool:
    return permissions.may_answer(standing, user=owner.user_id, organisation=owner.organisation_id)


def _readable(standing: Standing) -> QuerySet[Notice]:
    owners = list(recipients_of(standing).order_by().values_list("pk", flat=True))
    return Notice.objects.filter(recipient__in=owners).select_related(
        "alert", "recipient__organisation", "acknowledged_by"
    )


def _theirs(standing: Standing) -> Q:
    if standing.user is None:
        return Q(pk=None)
    organisations = [one for one in standing.roles if permissions.may_read(standing, user=None, organisation=one)]
    return Q(user=standing.user) | Q(organisation__in=organisations)


_UNREAD: Final = Q(seen_at=None, is_quiet=False)
