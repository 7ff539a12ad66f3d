"""Following the table of events: nothing is missed, whatever the order in which transactions end.

A follower remembers the last event it took in. On SQLite that is enough: one transaction writes at a time, so numbers
become visible in their order. On PostgreSQL an event may become visible after one with a larger number. Numbers that
were not there yet are therefore remembered as gaps, each with the transactions under way when it was seen, and asked
for again until all of these have ended; then whoever took the number has either shown it or rolled back.

So every event comes at least once, in order of number, but for those that showed late, which come when they show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone

from guiju.platform.models import Event

MOST_GAPS: Final = 100
LOOK_BACK: Final = dt.timedelta(days=1)
"""No transaction lasts longer."""

Snapshot = tuple[int | None, int | None]


class Gap(NamedTuple):
    """Numbers of events not seen yet; `ends` is the first transaction that began after they were missed."""

    first: int
    last: int
    ends: int


class Row(NamedTuple):
    """An event: its number, and what it is about."""

    id: int
    subject_type: str
    subject_key: str
    name: str
    at: dt.datetime


@dataclass(frozen=True)
class Read:
    """The events after a place, those that filled a gap first, and the place that follows."""

    rows: tuple[Row, ...]
    last: int
    gaps: tuple[Gap, ...]
    more: bool


def last_number() -> int:
    """The number of the last event; 0 where nothing has happened."""
    return Event.objects.aggregate(last=Max("id"))["last"] or 0


def gaps_before(last: int, ends: int | None) -> tuple[Gap, ...]:
    """The numbers missing up to the last one, for who has read everything else; none where writers take turns."""
    if ends is None:
        return ()
    recent = Event.objects.filter(at__gte=timezone.now() - LOOK_BACK, id__lte=last).order_by("id")
    ids = list(recent.values_list("id", flat=True))
    return merged(_gaps(ids, ids[0] - 1 if ids else last, ends))


def read(last: int, gaps: tuple[Gap, ...], *, snapshot: Snapshot, limit: int) -> Read:
    """The next events after a place, `limit` at most and as many that were late.

    The snapshot must have been taken before.
    """
    oldest, ends = snapshot
    late = _rows(reduce(or_, (Q(id__range=(gap.first, gap.last)) for gap in gaps)), limit) if gaps else []
    found = _rows(Q(id__gt=last), limit)
    left = [*_still_open(gaps, late, oldest, cut=len(late) == limit)]
    if ends is not None:
        left += _gaps([row.id for row in found], last, ends)
    further = len(found) == limit or (bool(gaps) and len(late) == limit)
    return Read((*late, *found), found[-1].id if found else last, merged(left), further)


def _rows(asked: Q, limit: int) -> list[Row]:
    found: Any = Event.objects.filter(asked).order_by("id").values_list(*Row._fields)[:limit]
    return [Row(*row) for row in found]


def _gaps(ids: Iterable[int], before: int, ends: int) -> Iterator[Gap]:
    """The numbers missing between those that are there."""
    for one in ids:
        if one > before + 1:
            yield Gap(before + 1, one - 1, ends)
        before = one


def _still_open(gaps: Iterable[Gap], late: list[Row], oldest: int | None, *, cut: bool) -> Iterator[Gap]:
    """What is left of the gaps: without the numbers that came, and without gaps whose transactions have all ended.

    Where not all that came late was read, what lies behind the last one read stays open whatever has ended.
    """
    seen = [row.id for row in late]
    behind = seen[-1] if cut else None
    for gap in gaps:
        if behind is not None and gap.last > behind:
            yield gap._replace(first=max(gap.first, behind + 1))
        if oldest is not None and oldest < gap.ends:
            end = gap.last if behind is None else min(gap.last, behind)
            came = [one for one in seen if gap.first <= one <= end]
            yield from _gaps([*came, end + 1], gap.first - 1, gap.ends)


def merged(gaps: Iterable[Gap], most: int = MOST_GAPS) -> tuple[Gap, ...]:
    """Few enough to ask for: many become one stretch, whose events are then taken in twice, which does no harm."""
    found = sorted(gaps)
    if len(found) <= most:
        return tuple(found)
    return (Gap(found[0].first, max(gap.last for gap in found), max(gap.ends for gap in found)),)


def snapshot() -> Snapshot:
    """The oldest transaction under way and the first that has not begun; None where writers take turns."""
    if connection.vendor != "postgresql":
        return None, None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(now.it)::text, pg_snapshot_xmax(now.it)::text"
            " FROM (SELECT pg_current_snapshot() AS it) AS now"
        )
        oldest, ends = cursor.fetchone()
    return int(oldest), int(ends)
