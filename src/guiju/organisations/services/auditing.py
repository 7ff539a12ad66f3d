"""The audit rows of organisations, all under the organisation's uuid."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from guiju.organisations.models import Organisation
from guiju.platform import audit
from guiju.platform.models import AuditEntry, User


def note(
    action: str,
    organisation: Organisation,
    actor: User | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
    origin: str = "",
) -> None:
    """Write one entry about an organisation."""
    audit.record(
        action=action,
        subject=("organisation", str(organisation.uuid)),
        actor=actor,
        before=before,
        after=after,
        why=why,
        origin=origin,
    )


def count_since(action: str, organisation: Organisation, within: dt.timedelta) -> int:
    """How many entries of a kind there are about an organisation of late."""
    told = AuditEntry.objects.filter(subject_type="organisation", subject_key=str(organisation.uuid))
    return told.filter(action=action, at__gt=timezone.now() - within).count()
