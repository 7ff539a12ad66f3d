"""Keeping to the pace of a receiver, counted in the database for all workers together."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from guiju.alerts.models import Pace
from guiju.alerts.rules.pacing import Limit, Turn, take

CONTENDED: Final = 0.2
"""Seconds to wait where others took the turn again and again."""
ROUNDS: Final = 5


def wait_for_turn(kind: str, secret: str, limits: Sequence[Limit]) -> float:
    """Take a turn under every limit at once; 0.0, or the seconds after which to ask again and nothing taken.

    `secret` tells the receiver, as the address of a robot does; it is kept as a digest.
    """
    name = f"{kind}:{hashlib.sha256(secret.encode()).hexdigest()}"
    for _round in range(ROUNDS):
        pace, _made = Pace.objects.get_or_create(name=name)
        now = timezone.now()
        turns = _turns(pace, now, limits)
        wait = max(turn.wait for turn in turns)
        if wait:
            return wait.total_seconds()
        moments = [turn.moment.timestamp() for turn in turns]
        if Pace.objects.filter(pk=pace.pk, turn=pace.turn).update(moments=moments, turn=pace.turn + 1):
            return 0.0
    return CONTENDED


def _turns(pace: Pace, now: dt.datetime, limits: Sequence[Limit]) -> list[Turn]:
    """One turn a limit; moments kept for another number of limits say nothing."""
    kept = [dt.datetime.fromtimestamp(at, dt.UTC) for at in pace.moments]
    moments = kept if len(kept) == len(limits) else [None] * len(limits)
    return [take(moment, now, limit) for moment, limit in zip(moments, limits, strict=True)]
