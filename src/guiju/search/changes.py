"""The change log as the index reads it: nothing is missed, whatever the order in which transactions end.

The index remembers the last event it took in. On SQLite that is enough: one transaction writes at a time, so numbers
become visible in their order. On PostgreSQL an event may become visible after one with a larger number. Numbers that
were not there yet are therefore remembered as gaps, each with the transactions under way when it was seen, and asked
for again until all of these have ended; then whoever took the number has either shown it or rolled back.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone

from guiju.platform.models import Event

AT_ONCE: Final = 20_000
MOST_GAPS: Final = 100
LOOK_BACK: Final = dt.timedelta(days=1)
"""No transaction lasts longer."""


class Gap(NamedTuple):
    """Numbers of events not seen yet; `ends` is the first transaction that began after they were missed."""

    first: int
    last: int
    ends: int


@dataclass(frozen=True)
class Mark:
    """How far the index has come: the last event, the gaps before it, and the day its weights are of."""

    last: int
    day: str
    gaps: tuple[Gap, ...] = ()

    def dump(self) -> str:
        """As the index keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Mark:
        """From what the index keeps; an index without a mark has taken in nothing."""
        told = json.loads(text or "{}")
        gaps = tuple(Gap(*gap) for gap in told.get("gaps", ()))
        return cls(int(told.get("last", 0)), str(told.get("day", dt.date.min.isoformat())), gaps)


class Row(NamedTuple):
    """An event: its number, and what it is about."""

    id: int
    subject_type: str
    subject_key: str


@dataclass(frozen=True)
class Changes:
    """What happened since a mark: keys by subject type, and the mark that follows."""

    keys: dict[str, set[str]]
    mark: Mark
    more: bool = False


def is_behind(mark: Mark) -> bool:
    """Whether there may be anything new: one look at an index of the database."""
    latest = Event.objects.aggregate(last=Max("id"))["last"] or 0
    return latest > mark.last or bool(mark.gaps) or mark.day < timezone.localdate().isoformat()


def count_behind(mark: Mark) -> int:
    """How many events are not taken in."""
    return Event.objects.filter(id__gt=mark.last).count()


def mark_now() -> Mark:
    """Where an index stands that is about to read every record."""
    _oldest, ends = _snapshot()
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    gaps: tuple[Gap, ...] = ()
    if ends is not None:
        recent = Event.objects.filter(at__gte=timezone.now() - LOOK_BACK, id__lte=last).order_by("id")
        ids = list(recent.values_list("id", flat=True))
        gaps = tuple(_gaps(ids, ids[0] - 1 if ids else last, ends))
    return Mark(last, timezone.localdate().isoformat(), _merged(gaps))


def read_changes(mark: Mark) -> Changes:
    """The next events after a mark, `AT_ONCE` at most, with those that filled a gap."""
    oldest, ends = _snapshot()
    late = _rows(reduce(or_, (Q(id__range=(gap.first, gap.last)) for gap in mark.gaps))) if mark.gaps else []
    found = _rows(Q(id__gt=mark.last))
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for row in (*late, *found):
        keys[row.subject_type].add(row.subject_key)
    gaps = [*_still_open(mark.gaps, {row.id for row in late}, oldest)]
    if ends is not None:
        gaps += _gaps([row.id for row in found], mark.last, ends)
    last = found[-1].id if found else mark.last
    return Changes(dict(keys), Mark(last, mark.day, _merged(gaps)), more=len(found) == AT_ONCE)


def _rows(asked: Q) -> list[Row]:
    return [Row(*row) for row in Event.objects.filter(asked).order_by("id").values_list(*Row._fields)[:AT_ONCE]]


def _gaps(ids: Iterable[int], before: int, ends: int) -> Iterator[Gap]:
    """The numbers missing between those that are there."""
    for one in ids:
        if one > before + 1:
            yield Gap(before + 1, one - 1, ends)
        before = one


def _still_open(gaps: Iterable[Gap], seen: set[int], oldest: int | None) -> Iterator[Gap]:
    """What is left of the gaps: without the numbers that came, and without gaps whose transactions have all ended."""
    for gap in gaps:
        if oldest is not None and oldest < gap.ends:
            came = sorted(one for one in seen if gap.first <= one <= gap.last)
            yield from _gaps([*came, gap.last + 1], gap.first - 1, gap.ends)


def _merged(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Few enough to ask for: many become one stretch, whose events are then taken in twice, which does no harm."""
    found = sorted(gaps)
    if len(found) <= MOST_GAPS:
        return tuple(found)
    return (Gap(found[0].first, max(gap.last for gap in found), max(gap.ends for gap in found)),)


def _snapshot() -> tuple[int | None, int | None]:
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
