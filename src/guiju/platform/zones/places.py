"""How far a stream has been exported: a walk over all that was there at the beginning, then the table of events."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, NamedTuple, Self

from guiju.platform import following
from guiju.platform.following import Gap, Row
from guiju.platform.registries import Stream

AT_ONCE: Final = 20_000
"""Events read at once."""


@dataclass(frozen=True, slots=True)
class Place:
    """The last event taken in, the gaps before it, and the last record of the walk; None once that is over."""

    last: int
    gaps: tuple[Gap, ...] = ()
    walked: int | None = None

    @classmethod
    def beginning(cls) -> Self:
        """Before all records; what happens from now on is told by the events."""
        _oldest, ends = following.snapshot()
        last = following.last_number()
        return cls(last, following.gaps_before(last, ends), walked=0)

    @classmethod
    def load(cls, told: dict[str, Any]) -> Self:
        """From what `dump` gave."""
        return cls(told["last"], tuple(Gap(*gap) for gap in told["gaps"]), told["walked"])

    def dump(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


class Portion(NamedTuple):
    """The next records of a stream and the place after them; without records the stream has nothing more."""

    ids: Collection[int]
    place: Place


def next_portion(stream: Stream, place: Place, most: int) -> Portion:
    """The next records after a place, about `most`: those of one event are never parted."""
    if place.walked is not None:
        ids = stream.ids_after(place.walked, most)
        if ids:
            return Portion(ids, replace(place, walked=max(ids)))
        place = replace(place, walked=None)
    while True:
        ids, place, more = _changed(stream, place, most)
        if ids or not more:
            return Portion(ids, place)


def _changed(stream: Stream, place: Place, most: int) -> tuple[Collection[int], Place, bool]:
    """Records of the next events: of fewer events where those of many would be too many."""
    limit = AT_ONCE
    while True:
        found = following.read(place.last, place.gaps, snapshot=following.snapshot(), limit=limit)
        ids = stream.ids_of_events(_concerning(stream, found.rows))
        if len(ids) <= most or limit == 1:
            return ids, Place(found.last, found.gaps), found.more
        limit = max(1, limit // 10)


def _concerning(stream: Stream, rows: Collection[Row]) -> list[int]:
    return [row.id for row in rows if row.subject_type in stream.subjects]
