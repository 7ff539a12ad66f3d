"""The chain of the audit trail: what it proves, and what is recognised."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable

import pytest
from django.db import connection, models, transaction
from django.utils import timezone

from guiju.platform import audit, jobs, sealing
from guiju.platform.models import AppendOnlyError, AuditEntry, User
from guiju.platform.rules.chain import BEGINNING, Break, Content, Verdict, digest_of, follow

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 5, 1, 4, tzinfo=dt.UTC)


def given_entries(count: int) -> list[AuditEntry]:
    """Entries a, b, c …, sealed in that order."""
    for number in range(count):
        audit.record(action=chr(97 + number), subject=("thing", "1"), actor=None)
    sealing.seal()
    return list(AuditEntry.objects.order_by("number"))


def tamper() -> models.QuerySet[AuditEntry]:
    """What somebody with the database in hand can do."""
    return models.QuerySet(AuditEntry)


def test_digest_is_taken_over_entry_number_and_the_digest_before() -> None:
    content = Content("2026-05-01T04:00:00.000000+00:00", "", "a", ("thing", "1"), None, {"名": 1}, "why", "here")
    text = (
        '{"action":"a","actor":"","after":{"名":1},"at":"2026-05-01T04:00:00.000000+00:00","before":null,"number":1,'
        f'"origin":"here","previous":"{BEGINNING}","subject":["thing","1"],"why":"why"}}'
    )
    assert digest_of(1, BEGINNING, content) == hashlib.sha256(text.encode()).hexdigest()


def test_entries_are_sealed_in_order_and_the_chain_holds() -> None:
    entries = given_entries(3)
    assert [(entry.number, entry.action) for entry in entries] == [(1, "a"), (2, "b"), (3, "c")]
    assert follow(sealing.links()) == Verdict(3, entries[2].digest, None, met=True)
    assert sealing.seal() == 0


def test_empty_chain_holds() -> None:
    assert follow(sealing.links()) == Verdict(0, BEGINNING, None, met=True)


@pytest.mark.parametrize(
    "change",
    [
        {"action": "x"},
        {"after": {"role": "manager"}},
        {"why": "x"},
        {"origin": "x"},
        {"at": NOON},
        {"subject_key": "2"},
        {"digest": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changed_entry_is_named(change: dict[str, object]) -> None:
    entries = given_entries(4)
    tamper().filter(pk=entries[2].pk).update(**change)
    assert follow(sealing.links()) == Verdict(2, entries[1].digest, Break(3, "changed"), met=True)


def test_entry_given_to_another_person_is_named() -> None:
    somebody = User.objects.create_user("somebody")
    entries = given_entries(2)
    tamper().filter(pk=entries[1].pk).update(actor=somebody)
    assert follow(sealing.links()).broken == Break(2, "changed")


def test_removed_entry_leaves_a_gap_that_is_named() -> None:
    entries = given_entries(4)
    tamper().filter(pk=entries[1].pk).delete()
    assert follow(sealing.links()).broken == Break(2, "missing")


def test_entries_that_changed_places_are_named() -> None:
    entries = given_entries(3)
    tamper().filter(pk=entries[1].pk).update(number=99)
    tamper().filter(pk=entries[2].pk).update(number=2)
    tamper().filter(pk=entries[1].pk).update(number=3)
    assert follow(sealing.links()).broken == Break(2, "changed")


def test_inserted_entry_is_named() -> None:
    entries = given_entries(2)
    tamper().create(action="b2", subject_type="thing", subject_key="1", number=3, digest=entries[1].digest)
    assert follow(sealing.links()).broken == Break(3, "changed")


def test_cut_end_is_recognised_by_the_digest_kept_on_paper() -> None:
    kept = given_entries(3)[2].digest
    assert follow(sealing.links(), expected=kept).met
    given_entries(1)
    assert follow(sealing.links(), expected=kept).met
    tamper().filter(number__gte=3).delete()
    assert follow(sealing.links(), expected=kept) == Verdict(2, follow(sealing.links()).last, None, met=False)


def test_whole_chain_made_anew_does_not_meet_the_digest_kept_on_paper() -> None:
    kept = given_entries(3)[2].digest
    tamper().filter(number=1).update(why="never happened", number=None)
    tamper().exclude(number=None).update(number=None)
    sealing.seal()
    assert follow(sealing.links(), expected=kept).broken is None
    assert not follow(sealing.links(), expected=kept).met


def test_entry_that_lost_its_place_is_counted() -> None:
    entries = given_entries(2)
    tamper().filter(pk=entries[1].pk).update(number=None)
    assert sealing.count_unsealed(timezone.now()) == 1
    assert sealing.count_unsealed(entries[1].at) == 0


def test_entry_cannot_be_changed_or_removed_through_the_model() -> None:
    entry = given_entries(1)[0]
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.filter(pk=entry.pk).update(why="x")
    assert AuditEntry.objects.get().why == ""


def test_entry_knows_where_the_request_or_the_command_came_from() -> None:
    with audit.coming_from("192.0.2.7"):
        audit.record(action="a", subject=("thing", "1"), actor=None)
        audit.record(action="b", subject=("thing", "1"), actor=None, origin="job")
    audit.record(action="c", subject=("thing", "1"), actor=None)
    assert dict(AuditEntry.objects.values_list("action", "origin")) == {"a": "192.0.2.7", "b": "job", "c": ""}


@pytest.mark.django_db(transaction=True)
def test_entry_is_sealed_right_after_its_change_is_committed() -> None:
    with transaction.atomic():
        audit.record(action="a", subject=("thing", "1"), actor=None)
        assert AuditEntry.objects.get().number is None
    assert AuditEntry.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_entry_of_a_change_that_is_taken_back_leaves_no_gap() -> None:
    audit.record(action="a", subject=("thing", "1"), actor=None)
    with transaction.atomic():
        audit.record(action="b", subject=("thing", "1"), actor=None)
        transaction.set_rollback(True)
    audit.record(action="c", subject=("thing", "1"), actor=None)
    assert list(AuditEntry.objects.order_by("number").values_list("number", "action")) == [(1, "a"), (2, "c")]


@pytest.mark.django_db(transaction=True)
def test_worker_seals_what_a_crash_left() -> None:
    AuditEntry.objects.create(action="a", subject_type="thing", subject_key="1")
    jobs.enqueue("platform.seal")
    jobs.work(stop=threading.Event(), until_empty=True)
    assert AuditEntry.objects.get(action="a").number == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain() -> None:
    """Four writers, two of them sealing what the others wrote: every entry once, no number twice, the chain holds."""
    _at_once(*[lambda name=name: _write(str(name), 25) for name in range(4)])
    sealing.seal()
    verdict = follow(sealing.links())
    assert (verdict.entries, verdict.broken) == (100, None)
    assert AuditEntry.objects.filter(number=None).count() == 0


def _write(name: str, count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            audit.record(action=name, subject=("thing", str(number)), actor=None)


def _at_once(*works: Callable[[], None]) -> None:
    faults: list[BaseException] = []

    def do(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:  # noqa: BLE001 (raised again below, in the test's own thread)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
