"""The change log as the index reads it: the events after its mark, by what they are about (`platform.following`)."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Final

from django.utils import timezone

from guiju.platform import following
from guiju.platform.following import Gap
from guiju.platform.following import snapshot as _snapshot
from guiju.platform.models import Event

AT_ONCE: Final = 20_000


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


@dataclass(frozen=True)
class Changes:
    """What happened since a mark: keys by subject type, and the mark that follows."""

    keys: dict[str, set[str]]
    mark: Mark
    more: bool = False


def is_behind(mark: Mark) -> bool:
    """Whether there may be anything new: one look at an index of the database."""
    return following.last_number() > mark.last or bool(mark.gaps) or mark.day < timezone.localdate().isoformat()


def count_behind(mark: Mark) -> int:
    """How many events are not taken in."""
    return Event.objects.filter(id__gt=mark.last).count()


def mark_now() -> Mark:
    """Where an index stands that is about to read every record."""
    _oldest, ends = _snapshot()
    last = following.last_number()
    return Mark(last, timezone.localdate().isoformat(), following.gaps_before(last, ends))


def read_changes(mark: Mark) -> Changes:
    """The next events after a mark, `AT_ONCE` at most, with those that filled a gap."""
    found = following.read(mark.last, mark.gaps, snapshot=_snapshot(), limit=AT_ONCE)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for row in found.rows:
        keys[row.subject_type].add(row.subject_key)
    return Changes(dict(keys), Mark(found.last, mark.day, found.gaps), more=found.more)
