"""Deleting checks: at a person's wish, or when their time is over."""

from __future__ import annotations

import datetime as dt
import shutil

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guiju.checks.models import Check, Report
from guiju.checks.services.intake import folder_of
from guiju.checks.services.reporting import delete_draft
from guiju.platform import audit
from guiju.platform.models import User


def delete_check(*, check: Check, actor: User | None = None, why: str = "") -> None:
    """Delete a check, its answers, its files and the drafts of its reports; approved reports stay as they are."""
    folder = folder_of(check)
    with transaction.atomic():
        drafts = Report.objects.filter(parent=check, state=Report.State.DRAFT)
        drafts.update(job=None)  # a worker approving one finds it gone
        for draft in drafts:
            delete_draft(report=draft, actor=actor)
        audit.record(action="check.deleted", subject=("check", str(check.uuid)), actor=actor, why=why)
        check.delete()
    shutil.rmtree(folder, ignore_errors=True)


def delete_expired_checks() -> int:
    """Delete the checks that are older than GUIJU_KEEP_CHECKS_DAYS (0: none); returns how many.

    A check that a younger one repeats stays as long as that one does, for the differences are told from both.
    """
    days: int = settings.GUIJU_KEEP_CHECKS_DAYS
    if days == 0:
        return 0
    limit = timezone.now() - dt.timedelta(days=days)
    needed = Check.objects.filter(created_at__gte=limit, earlier__isnull=False).values("earlier")
    expired = list(Check.objects.filter(created_at__lt=limit).exclude(pk__in=needed))
    for check in expired:
        delete_check(check=check, why="expired")
    return len(expired)
