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
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for event in events:
        for kind in _subscribers[event.name]:
            wanted[kind].append(event.pk)
    for kind, ids in wanted.items():
        jobs.enqueue(kind, events=ids)
    return events


def emit_many(happenings: Iterable[Happening]) -> None:
    """Store many events of one transaction: as `emit` does, and four times as fast where nobody follows them."""
    stored = list(happenings)
    if any(_subscribers.get(happening.name) for happening in stored):
        emit(stored)
        return
    now = timezone.now()
    insert(Event, _COLUMNS, ((now, h.name, *h.subject, h.payload) for h in stored))


_COLUMNS: Final = ("at", "name", "subject_type", "subject_key", "payload")
