"""Who sends to which address: an address is taken by one conditional UPDATE, its letters by another.

One worker at a time sends to an address, so what is told of one subject arrives in order. A claim has a name of its
own and ends by itself; a worker that was slow, or whose clock is wrong, finds its claim gone and lets the rest be.
Whatever it had sent already comes again under the same key.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from guiju.alerts.channels import SECONDS
from guiju.alerts.models import AT_ONCE, Address, Delivery
from guiju.alerts.rules.retrying import LONGEST
from guiju.alerts.rules.timing import after_quiet
from guiju.alerts.services.timing import timing_of

LEASE: Final = dt.timedelta(seconds=60)
WORK: Final = LEASE.total_seconds() - SECONDS - 10
"""Seconds after which a claim begins no further letter, for that may take `SECONDS`."""
MOST: Final = 50
"""Letters of one claim."""
FAR: Final = dt.timedelta(seconds=LONGEST) + 2 * LEASE
"""Nobody is busy, or waits after a fault, for so long: the clock was wrong when that was written down."""
_LOOKED_AT: Final = 20

WAITING, SENDING = Delivery.State.WAITING, Delivery.State.SENDING


def claim_address() -> Address | None:
    """Take an address that has letters to send, or whose worker did not come back; None when there is none."""
    now = timezone.now()
    free = Q(busy_until=None) | Q(busy_until__lte=now) | Q(busy_until__gt=now + FAR)
    for candidate in _candidates(now):
        claim = uuid.uuid4().hex
        if Address.objects.filter(free, pk=candidate).update(worker=claim, busy_until=now + LEASE):
            return Address.objects.get(pk=candidate)
    return None


def _candidates(now: dt.datetime) -> list[int]:
    """Addresses that are not taken: those left behind, then those with letters that are due."""
    taken = Address.objects.filter(busy_until__gt=now, busy_until__lte=now + FAR)
    left = Address.objects.filter(busy_until__isnull=False).exclude(pk__in=list(taken.values_list("pk", flat=True)))
    due = Delivery.objects.filter(state=WAITING, due_at__lte=now).exclude(address__in=taken.values("pk"))
    found = due.order_by().values_list("address", flat=True).distinct()[:_LOOKED_AT]
    return [*left.order_by().values_list("pk", flat=True)[:_LOOKED_AT], *found]


@transaction.atomic
def claim_letters(address: Address) -> list[Delivery]:
    """Take what is due for a claimed address, oldest first; nothing in its quiet hours, or where the claim is gone.

    What another worker had under way when it ended is taken again. A letter waits for those of its subject that were
    issued before and wait longer.
    """
    now = timezone.now()
    if not Address.objects.select_for_update().filter(pk=address.pk, worker=address.worker).exists():
        return []
    letters = Delivery.objects.filter(address=address).order_by("pk")
    letters.filter(state=SENDING).update(state=WAITING)
    if not address.is_on:
        letters.filter(state=WAITING).update(state=Delivery.State.DROPPED)
    ends = after_quiet(now, timing_of(address))
    if ends > now:
        letters.filter(state=WAITING, due_at__lt=ends).update(due_at=ends)
    chosen = _in_order(address, now)
    letters.filter(pk__in=chosen).update(state=SENDING, worker=address.worker)
    return list(letters.filter(pk__in=chosen).select_related("notice__alert__references"))


def _in_order(address: Address, now: dt.datetime) -> list[int]:
    """The letters that are due; those behind one that is not become due with it."""
    waiting = Delivery.objects.filter(address=address, state=WAITING).order_by()
    due = list(waiting.filter(due_at__lte=now).order_by("pk").values_list("pk", "subject")[: 10 * MOST])
    later = waiting.filter(due_at__gt=now, subject__in={subject for _pk, subject in due}).order_by("-pk")
    held = {subject: (pk, until) for pk, subject, until in later.values_list("pk", "subject", "due_at")}
    for subject, (first, until) in held.items():
        waiting.filter(subject=subject, pk__gt=first, due_at__lte=now).update(due_at=until)
    return [pk for pk, subject in due if subject not in held or pk < held[subject][0]][:MOST]


def be_due(further: dt.timedelta) -> None:
    """Have what waits after a fault, or behind what does, for longer than so much from now, go at once."""
    retried = Q(tries__gt=0) | Q(address__cadence=Address.Cadence.IMMEDIATE)
    Delivery.objects.filter(retried, state=WAITING, due_at__gt=timezone.now() + further).update(due_at=AT_ONCE)


def holds(address: Address) -> bool:
    """Whether the claim is still ours."""
    return Address.objects.filter(pk=address.pk, worker=address.worker).exists()


def leave(address: Address, letters: Iterable[Delivery]) -> None:
    """Leave letters that were not begun to the next claim."""
    mine = Delivery.objects.filter(pk__in=[one.pk for one in letters], state=SENDING, worker=address.worker)
    mine.update(state=WAITING)


def free(address: Address) -> None:
    """Leave the address to anybody; its last try went well."""
    Address.objects.filter(pk=address.pk, worker=address.worker).update(busy_until=None, faults=0)


def rest(address: Address, seconds: float, *, is_fault: bool) -> None:
    """Leave the address alone for a while, after a fault or to keep its pace."""
    until = timezone.now() + dt.timedelta(seconds=seconds)
    mine = Address.objects.filter(pk=address.pk, worker=address.worker)
    mine.update(busy_until=until, faults=address.faults + is_fault)
