"""What happened: kept in the transaction of the change, delivered afterwards as a job to everyone who subscribed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from guiju.platform import jobs
from guiju.platform.inserting import insert
from guiju.platform.models import Event


@dataclass(frozen=True)
class Happening:
    """An event before it is stored."""

    name: str
    subject: tuple[str, str]
    payload: dict[str, Any] = field(default_factory=dict)


_subscribers: Final[defaultdict[str, set[str]]] = defaultdict(set)


def subscribe(name: str, job_kind: str) -> None:
    """Have jobs of `job_kind` take up every event called `name`; the job's payload is `{"events": [ids]}`."""
    _subscribers[name].add(job_kind)


def emit(happenings: Iterable[Happening]) -> list[Event]:
    """Store events and one job for each subscriber. Call it inside the transaction that makes the change."""
    events = Event.objects.bulk_create(
        [
            Event(name=h.name, subject_type=h.subject[0], subject_key=h.subject[1], payload=h.payload)
            for h in happenings
        ],
        batch_size=1000,
    )
    _hand_over((event.name, event.pk) for event in events)
    return events


def emit_many(happenings: Iterable[Happening]) -> None:
    """Store many events of one transaction: as `emit` does, and about four times as fast."""
    now, last = timezone.now(), _last()
    insert(Event, _COLUMNS, ((now, h.name, *h.subject, h.payload) for h in happenings))
    followed = [name for name, kinds in _subscribers.items() if kinds]
    # later than all that was there, at this very moment: those just stored
    stored = Event.objects.filter(pk__gt=last, at=now, name__in=followed).order_by("pk").values_list("name", "pk")
    _hand_over(stored.iterator(chunk_size=5000))


def _last() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _hand_over(stored: Iterable[tuple[str, int]]) -> None:
    """One job for each subscriber, with the ids of the events it follows."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for name, pk in stored:
        for kind in _subscribers.get(name, ()):
            wanted[kind].append(pk)
    for kind, ids in wanted.items():
        jobs.enqueue(kind, events=ids)


_COLUMNS: Final = ("at", "name", "subject_type", "subject_key", "payload")
