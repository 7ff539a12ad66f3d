"""Background work: claimed once, tried again, never lost."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from guiju.platform import jobs
from guiju.platform.models import Job

ran: list[dict[str, Any]] = []


@jobs.task("tests.note")
def note(payload: dict[str, Any], progress: jobs.Progress) -> None:
    ran.append(payload)
    progress(1, 1)


@jobs.task("tests.fail")
def fail(payload: dict[str, Any], progress: jobs.Progress) -> None:
    raise RuntimeError(payload["why"])


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "recurring", {})
    ran.clear()
    yield
    ran.clear()


def work_off() -> int:
    return jobs.work(stop=threading.Event(), until_empty=True)


@pytest.mark.django_db(transaction=True)
def test_work_does_what_is_due_and_notes_that_it_is_done() -> None:
    job = jobs.enqueue("tests.note", number=7)
    assert work_off() == 1
    job.refresh_from_db()
    assert ran == [{"number": 7}]
    assert (job.state, job.done, job.total, job.error) == (Job.State.DONE, 1, 1, "")


@pytest.mark.django_db(transaction=True)
def test_work_leaves_what_is_not_yet_due() -> None:
    job = jobs.enqueue("tests.note")
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() + dt.timedelta(hours=1))
    assert work_off() == 0
    assert ran == []


@pytest.mark.django_db
def test_enqueue_with_a_once_key_makes_one_job() -> None:
    assert jobs.enqueue("tests.note", once_key="a").pk == jobs.enqueue("tests.note", once_key="a").pk
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_failing_job_is_queued_again_with_its_error_then_failed() -> None:
    job = jobs.enqueue("tests.fail", why="no ink")
    states = []
    for _ in range(jobs.TRIES):
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
        work_off()
        job.refresh_from_db()
        states.append((job.state, job.tries, job.error))
    expected = [(Job.State.QUEUED, n, "RuntimeError: no ink") for n in range(1, jobs.TRIES)]
    assert states == [*expected, (Job.State.FAILED, jobs.TRIES, "RuntimeError: no ink")]


@pytest.mark.django_db(transaction=True)
def test_a_job_of_an_unknown_kind_fails_and_says_so() -> None:
    job = jobs.enqueue("tests.nobody")
    Job.objects.filter(pk=job.pk).update(tries=jobs.TRIES - 1)
    work_off()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.error.startswith("LookupError: \"no task named 'tests.nobody'") or job.error.startswith(
        "LookupError: no task named 'tests.nobody'"
    )


@pytest.mark.django_db
def test_a_job_whose_worker_died_is_claimed_by_another() -> None:
    job = jobs.enqueue("tests.note")
    assert jobs.claim("first") == job
    assert jobs.claim("second") is None
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    taken = jobs.claim("second")
    assert taken is not None
    assert (taken.pk, taken.worker, taken.tries) == (job.pk, "second", 2)


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_cannot_end_the_job() -> None:
    jobs.enqueue("tests.note")
    first = jobs.claim("first")
    assert first is not None
    Job.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    jobs.claim("second")
    jobs.run(first)
    assert Job.objects.get().state == Job.State.RUNNING


@pytest.mark.django_db(transaction=True)
def test_many_workers_do_every_job_once() -> None:
    for number in range(40):
        jobs.enqueue("tests.note", number=number)

    def one_worker() -> None:
        try:
            work_off()
        finally:
            connection.close()

    threads = [threading.Thread(target=one_worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(payload["number"] for payload in ran) == list(range(40))
    assert set(Job.objects.values_list("state", "tries")) == {(Job.State.DONE, 1)}


@pytest.mark.django_db(transaction=True)
def test_recurring_work_is_done_once_in_its_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "recurring", {"tests.note": dt.timedelta(days=1)})
    assert (work_off(), work_off()) == (1, 0)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert work_off() == 1
