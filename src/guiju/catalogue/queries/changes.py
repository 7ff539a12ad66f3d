"""What changed in the catalogue since a place in the table of events."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.platform import following
from guiju.platform.following import Gap, Row

SUBJECT = "standard"


@dataclass(frozen=True, slots=True)
class Place:
    """How far a follower has come: the last event, and the numbers before it that had not shown."""

    last: int = 0
    gaps: tuple[Gap, ...] = ()


class PlaceGone(LookupError):  # noqa: N818 (reads as what happened)
    """The place lies behind the last event: it was given by another database, or by this one before a restore."""


def place_now() -> Place:
    """Where a follower stands that has just read the whole catalogue, or is about to: take it before you read."""
    _oldest, ends = following.snapshot()
    last = following.last_number()
    return Place(last, following.gaps_before(last, ends))


def read_standard_changes(place: Place, limit: int) -> tuple[list[Row], Place, bool]:
    """Events of standards after a place, the place that follows, and whether there may be more; `PlaceGone`."""
    if place.last and place.last > following.last_number():
        raise PlaceGone(place.last)
    found = following.read(place.last, place.gaps, snapshot=following.snapshot(), limit=limit)
    rows = [row for row in found.rows if row.subject_type == SUBJECT]
    return rows, Place(found.last, found.gaps), found.more
