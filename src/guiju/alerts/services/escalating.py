"""Handing on: what an organisation has not seen for so many working hours goes to whom it said."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.alerts.models import EscalationStep, Notice, Recipient
from guiju.alerts.rules import Severity, permissions
from guiju.alerts.rules.escalating import working_hours
from guiju.alerts.rules.messages import as_json
from guiju.alerts.services.delivering import deliver
from guiju.kernel.reasons import Reason
from guiju.organisations.rules.standing import Standing
from guiju.platform import audit
from guiju.platform.models import User

LOOK_BACK: Final = dt.timedelta(days=60)
"""What is older is not handed on: steps that are new do not bring up the past."""


def hand_on() -> int:
    """Take every step that is due; returns how many notices were handed on. Doing it again does nothing."""
    by_owner: defaultdict[int, list[EscalationStep]] = defaultdict(list)
    for step in EscalationStep.objects.select_related("to").order_by("hours"):
        by_owner[step.organisation_id].append(step)
    return sum(_hand_on(owner, steps) for owner, steps in by_owner.items())


def _hand_on(owner: int, steps: Sequence[EscalationStep]) -> int:
    now, zone = timezone.now(), ZoneInfo(timezone.get_default_timezone_name())
    unseen = Notice.objects.filter(
        recipient__organisation=owner,
        seen_at=None,
        acknowledged_at=None,
        is_quiet=False,
        steps__lt=len(steps),
        alert__severity__gte=min(step.least for step in steps),
        alert__at__gte=now - LOOK_BACK,
    )
    count = 0
    for notice in unseen.select_related("alert", "recipient__organisation").order_by("pk").iterator():
        hours = working_hours(notice.alert.at, now, zone)
        due = [step for step in steps[notice.steps :] if step.hours <= hours]
        count += sum(_take(notice, step, place) for place, step in enumerate(due, start=notice.steps + 1))
    return count


@transaction.atomic
def _take(notice: Notice, step: EscalationStep, place: int) -> int:
    """Take one step for one notice, unless it was taken or the notice has been seen meanwhile."""
    mine = Notice.objects.filter(pk=notice.pk, steps=place - 1, seen_at=None)
    if not mine.update(steps=place, escalated_at=timezone.now()):
        return 0
    if notice.alert.severity < step.least:
        return 0
    owner = notice.recipient.organisation
    reason = Reason.of("alert.handed_on", whose=owner.name if owner else "", hours=step.hours)
    handed, is_new = Notice.objects.get_or_create(
        alert=notice.alert,
        recipient=step.to,
        defaults={"reasons": [as_json(reason), *notice.reasons], "escalated_from": notice},
    )
    if is_new:
        deliver(handed)
    return int(is_new)


@transaction.atomic
def set_steps(
    *, standing: Standing, actor: User, organisation: int, steps: Sequence[tuple[int, Severity, Recipient]]
) -> None:
    """Say whom an organisation (by id) hands on to: (working hours, least severity, recipient).

    `PermissionDenied` for who may not.
    """
    if not permissions.may_plan(standing, organisation):
        raise PermissionDenied
    before = [
        _told(step.hours, step.least, step.to) for step in EscalationStep.objects.filter(organisation=organisation)
    ]
    EscalationStep.objects.filter(organisation=organisation).delete()
    EscalationStep.objects.bulk_create(
        [EscalationStep(organisation_id=organisation, hours=hours, least=least, to=to) for hours, least, to in steps]
    )
    audit.record(
        action="alert.steps_set",
        subject=("organisation", str(organisation)),
        actor=actor,
        before={"steps": before},
        after={"steps": [_told(*step) for step in steps]},
    )


def _told(hours: int, least: int, to: Recipient) -> dict[str, object]:
    return {"hours": hours, "least": int(least), "to": str(to)}
