"""What a reader does with what was told: see it, acknowledge it."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.alerts.models import Delivery, Notice
from guiju.alerts.queries.inbox import may_answer
from guiju.alerts.services import sending
from guiju.organisations.rules.standing import Standing
from guiju.platform import audit
from guiju.platform.models import User


def mark_seen(*, standing: Standing, notices: Collection[Notice]) -> int:
    """Note that notices were seen, those that they may answer for; returns how many were not before."""
    theirs = [one.pk for one in notices if may_answer(standing, one)]
    return Notice.objects.filter(pk__in=theirs, seen_at=None).update(seen_at=timezone.now())


@transaction.atomic
def acknowledge(*, standing: Standing, actor: User, notice: Notice, origin: str = "") -> bool:
    """Note who has taken the matter up, and when; whether nobody had before. `PermissionDenied` for who may not."""
    _require(standing, notice)
    now = timezone.now()
    mine = Notice.objects.filter(pk=notice.pk)
    mine.filter(seen_at=None).update(seen_at=now)
    fresh = mine.filter(acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=actor)
    if fresh:
        subject = (notice.alert.subject_type, notice.alert.subject_key)
        after = {"alert": str(notice.alert.uuid), "event": notice.alert.event}
        audit.record(action="alert.acknowledged", subject=subject, actor=actor, after=after, origin=origin)
    return bool(fresh)


@transaction.atomic
def send_again(*, standing: Standing, actor: User, delivery: Delivery, origin: str = "") -> bool:
    """Send a letter that was given up once more; whether it was dead. `PermissionDenied` for who may not."""
    _require(standing, delivery.notice)
    sent = sending.resend(delivery=delivery)
    if sent:
        subject = (delivery.notice.alert.subject_type, delivery.notice.alert.subject_key)
        after = {"address": str(delivery.address.uuid), "key": str(delivery.key)}
        audit.record(action="alert.sent_again", subject=subject, actor=actor, after=after, origin=origin)
    return sent


def _require(standing: Standing, notice: Notice) -> None:
    if not may_answer(standing, notice):
        raise PermissionDenied
