"""Reading the audit trail."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from guiju.platform.models import AuditEntry


def list_entries(
    *,
    who: str = "",
    action: str = "",
    subject: str = "",
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> QuerySet[AuditEntry]:
    """Entries, the latest first, from `since` to before `until`.

    `who` is part of a person's address or name, `action` the beginning of one ("token." or "token.created"), `subject`
    part of what it was done to, or its kind.
    """
    found = AuditEntry.objects.select_related("actor").order_by("-at", "-id")
    if who:
        found = found.filter(Q(actor__email__icontains=who) | Q(actor__first_name__icontains=who))
    if action:
        found = found.filter(action__startswith=action)
    if subject:
        found = found.filter(Q(subject_key__icontains=subject) | Q(subject_type=subject))
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    return found
