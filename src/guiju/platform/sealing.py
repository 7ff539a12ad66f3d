"""Sealing the audit trail: entries get their place in the chain once the change they tell of is committed.

A place in the chain inside the change's own transaction would make every writer wait for the longest one. So an entry
is written without, and sealed in a short transaction of its own right after; what a crash leaves is sealed by a job
every ten minutes. The order of the chain is the order of sealing: an entry whose row number becomes visible late is not
lost. Two who seal at once take the same number; the unique number lets one through, the other begins anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db import IntegrityError, models, transaction

from guiju.platform.models import AuditEntry
from guiju.platform.rules.chain import BEGINNING, Content, Link, digest_of

TRIES: Final = 20
BATCH: Final = 500


def seal() -> int:
    """Seal every entry that is committed and has no place yet; returns how many."""
    sealed = 0
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                done = _seal_batch()
        except IntegrityError:  # another took the number
            continue
        sealed += done
        if done < BATCH:
            break
    return sealed


def _seal_batch() -> int:
    last = AuditEntry.objects.exclude(number=None).order_by("-number").first()
    number, previous = (last.number or 0, last.digest) if last is not None else (0, BEGINNING)
    waiting = list(AuditEntry.objects.filter(number=None).select_related("actor").order_by("id")[:BATCH])
    for entry in waiting:
        number += 1
        previous = digest_of(number, previous, content_of(entry))
        taken = _writable().filter(pk=entry.pk, number=None).update(number=number, digest=previous)
        if not taken:
            raise IntegrityError("another sealed it")
    return len(waiting)


def _writable() -> models.QuerySet[AuditEntry]:
    """The one way past `AppendedOnly`: an entry's place in the chain is written after the entry."""
    return models.QuerySet(AuditEntry)


def content_of(entry: AuditEntry) -> Content:
    """What an entry says, as its digest is taken over it."""
    return Content(
        at=entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        actor=str(entry.actor.uuid) if entry.actor is not None else "",
        action=entry.action,
        subject=(entry.subject_type, entry.subject_key),
        before=entry.before,
        after=entry.after,
        why=entry.why,
        origin=entry.origin,
    )


def links() -> Iterator[Link]:
    """The chain as it is kept, in the order of its numbers."""
    sealed = AuditEntry.objects.exclude(number=None).select_related("actor").order_by("number")
    for entry in sealed.iterator(BATCH):
        assert entry.number is not None
        yield Link(entry.number, entry.digest, content_of(entry))


def count_unsealed(before: dt.datetime) -> int:
    """Entries from before a moment that never got their place: nothing seals, or somebody took it away."""
    return AuditEntry.objects.filter(number=None, at__lt=before).count()
