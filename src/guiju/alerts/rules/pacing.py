"""How fast a receiver may be sent to: a bucket of tokens that never lets more through than the receiver allows.

A bucket that holds `most` and fills up within the period would let twice as many through in one period: all at once,
and again as many while it fills. Receivers that count strictly block for that. So the bucket holds `burst`, and fills
with the rest over the period: in no period of that length do more than `most` go.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` messages in any `seconds`, of which `burst` (fewer than `most`) may go at once."""

    most: int
    seconds: float
    burst: int

    @property
    def interval(self) -> dt.timedelta:
        """The time in which one token comes back."""
        return dt.timedelta(seconds=self.seconds / (self.most - self.burst))


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a message may go: the bucket's next moment if so, else how long to wait."""

    moment: dt.datetime
    wait: dt.timedelta = dt.timedelta()


def take(moment: dt.datetime | None, now: dt.datetime, limit: Limit) -> Turn:
    """Take a token. `moment` is when the bucket will be full again; None for one never used.

    A moment further ahead than the bucket can be is that of a clock set back, and is not waited for.
    """
    room = limit.interval * limit.burst
    full = min(max(moment or now, now), now + room)
    after = full + limit.interval
    if after > now + room:
        return Turn(full, after - now - room)
    return Turn(after)
