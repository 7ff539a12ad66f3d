"""Background work without a broker: rows claimed by one conditional UPDATE, held by a lease, tried again after a fault.

A service starts work by name (`enqueue("checks.run", check=7)`) and never imports the task; `tasks.py` of a
sub-domain declares what runs (`@task("checks.run")`). Work is done at least once, so a task must bear repetition.
"""

from __future__ import annotations

import datetime as dt
import logging
import socket
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from guiju.platform import audit
from guiju.platform.models import Job, User
from guiju.platform.registries import Registry

LEASE: Final = dt.timedelta(seconds=60)
BEAT_SECONDS: Final = 15.0
TRIES: Final = 5
PROGRESS_SECONDS: Final = 0.5
RECURRING_SECONDS: Final = 60.0

log = logging.getLogger(__name__)


@dataclass
class Progress:
    """What a task calls to say how far it is; written at most twice a second."""

    job_id: int
    _written: float = 0.0

    def __call__(self, done: int, total: int | None = None) -> None:
        """`done` of `total` pieces; None where the total is not known."""
        if time.monotonic() - self._written >= PROGRESS_SECONDS or done == total:
            self._written = time.monotonic()
            Job.objects.filter(pk=self.job_id).update(done=done, total=total)


Task = Callable[[dict[str, Any], Progress], None]
tasks: Final[Registry[Task]] = Registry("task")
recurring: Final[dict[str, dt.timedelta]] = {}


def task(kind: str) -> Callable[[Task], Task]:
    """Declare the function that does jobs of `kind`."""
    return lambda function: tasks.add(kind, function)


def enqueue(kind: str, *, once_key: str | None = None, **payload: object) -> Job:
    """Put work in the queue. With `once_key`, a job of that key that exists already is returned instead."""
    if once_key is None:
        return Job.objects.create(kind=kind, payload=payload)
    return Job.objects.get_or_create(once_key=once_key, defaults={"kind": kind, "payload": payload})[0]


def repeat(kind: str, every: dt.timedelta) -> None:
    """Declare that a job of `kind` is wanted once in every such interval."""
    recurring[kind] = every


def enqueue_recurring() -> None:
    """Queue the recurring jobs of the present interval; those queued already stay as they are."""
    for kind, interval in recurring.items():
        turn = int(timezone.now().timestamp() // interval.total_seconds())
        enqueue(kind, once_key=f"{kind} {turn}")


def take_up(key: str, *, actor: User) -> bool:
    """Put a failed job (by its uuid) into the queue again, with all its tries; False where there is none."""
    try:
        failed = Job.objects.filter(uuid=uuid.UUID(key), state=Job.State.FAILED)
    except ValueError:
        return False
    with transaction.atomic():
        queued = failed.update(state=Job.State.QUEUED, due_at=timezone.now(), tries=0, error="", finished_at=None)
        if queued:
            audit.record(action="job.taken_up", subject=("job", key), actor=actor)
    return bool(queued)


def claim(worker: str) -> Job | None:
    """Take the next job that is due, or one whose worker stopped renewing its lease; None when there is none.

    The UPDATE names the state it saw, so of several workers only one gets the row.
    """
    now = timezone.now()
    free = Q(state=Job.State.QUEUED, due_at__lte=now) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    for candidate in Job.objects.filter(free)[:10]:
        seen = Q(state=candidate.state, lease_until=candidate.lease_until, tries=candidate.tries)
        taken = Job.objects.filter(seen, pk=candidate.pk).update(
            state=Job.State.RUNNING, worker=worker, lease_until=now + LEASE, tries=candidate.tries + 1
        )
        if taken:
            return Job.objects.get(pk=candidate.pk)
    return None


def run(job: Job) -> Job:
    """Do a claimed job while renewing its lease, and write how it ended."""
    stop = threading.Event()
    beat = threading.Thread(target=_renew_lease, args=(job.pk, job.worker, stop), daemon=True)
    beat.start()
    try:
        tasks.get(job.kind)(job.payload, Progress(job.pk))
    except Exception as error:  # any fault of a task is kept with its job; the worker goes on
        log.exception("job failed", extra={"job": str(job.uuid), "kind": job.kind, "tries": job.tries})
        _end(job, error=f"{type(error).__name__}: {error}")
    else:
        _end(job, error="")
    finally:
        stop.set()
        beat.join()
    job.refresh_from_db()
    return job


def _end(job: Job, *, error: str) -> None:
    """Done; or queued again later, a little longer after every try; or failed once the tries are used up."""
    now = timezone.now()
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, tries=job.tries)
    if not error:
        mine.update(state=Job.State.DONE, finished_at=now, lease_until=None, error="")
    elif job.tries < TRIES:
        due = now + dt.timedelta(seconds=2**job.tries)
        mine.update(state=Job.State.QUEUED, due_at=due, lease_until=None, error=error)
    else:
        mine.update(state=Job.State.FAILED, finished_at=now, lease_until=None, error=error)


def _renew_lease(job_id: int, worker: str, stop: threading.Event) -> None:
    try:
        while not stop.wait(BEAT_SECONDS):
            Job.objects.filter(pk=job_id, worker=worker).update(lease_until=timezone.now() + LEASE)
    finally:
        connection.close()


def work(*, stop: threading.Event, poll_seconds: float = 0.2, until_empty: bool = False) -> int:
    """Do jobs until `stop` is set (or, with `until_empty`, until none is due); returns how many were done."""
    worker = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
    finished = 0
    looked = 0.0
    while not stop.is_set():
        if time.monotonic() - looked >= RECURRING_SECONDS or not looked:
            looked = time.monotonic()
            enqueue_recurring()
        with transaction.atomic():
            job = claim(worker)
        if job is not None:
            run(job)
            finished += 1
        elif until_empty:
            break
        else:
            stop.wait(poll_seconds)
    return finished
