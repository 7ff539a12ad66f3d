"""Silence: a recipient hears nothing of a subject, or of a type of subjects, up to and including a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from guiju.alerts.models import Delivery, Mute, Notice, Recipient
from guiju.alerts.queries.pieces import pieces


@transaction.atomic
def mute(*, recipient: Recipient, subject_type: str, subject_key: str = "", until: dt.date) -> Mute:
    """Be silent; what waits of the subject stays in the inbox and is not sent. An empty key mutes the whole type."""
    muted, _made = Mute.objects.update_or_create(
        recipient=recipient, subject_type=subject_type, subject_key=subject_key, defaults={"until": until}
    )
    concerned = Notice.objects.filter(recipient=recipient, alert__subject_type=subject_type)
    if subject_key:
        concerned = concerned.filter(alert__subject_key=subject_key)
    waiting = Delivery.objects.filter(notice__in=concerned, state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.DROPPED)
    return muted


def unmute(*, mute: Mute) -> None:
    """Hear of the subject again, from now on."""
    mute.delete()


def muted_among(asked: Collection[tuple[int, str, str]]) -> set[tuple[int, str, str]]:
    """Those of (recipient, subject type, subject key) that are muted today."""
    found: set[tuple[int, str, str]] = set()
    for piece in pieces({recipient for recipient, *_subject in asked}):
        active = Mute.objects.filter(recipient__in=piece, until__gte=timezone.localdate())
        found |= set(active.values_list("recipient_id", "subject_type", "subject_key"))
    return {one for one in asked if one in found or (one[0], one[1], "") in found} if found else set()
