"""Registries, reasons, events, audit."""

from __future__ import annotations

import pytest
from django.db import transaction

from guiju.kernel.reasons import Reason, Text
from guiju.platform import audit, events, jobs, reasons
from guiju.platform.models import AuditEntry, Event, Job, User
from guiju.platform.registries import AlreadyRegistered, Registry


def test_registry_gives_what_was_declared_in_order() -> None:
    registry: Registry[int] = Registry("number")
    registry.add("two", 2)
    registry.add("one", 1)
    assert list(registry) == [("two", 2), ("one", 1)]
    assert registry.get("one") == 1


def test_registry_takes_the_same_declaration_again_and_refuses_another() -> None:
    registry: Registry[str] = Registry("word")
    registry.add("a", "first")
    assert registry.add("a", registry.get("a")) == "first"
    with pytest.raises(AlreadyRegistered, match="word 'a' is declared twice"):
        registry.add("a", "second")


def test_registry_names_what_there_is_when_asked_for_something_else() -> None:
    registry: Registry[int] = Registry("number")
    registry.add("one", 1)
    with pytest.raises(LookupError, match="no number named 'two'; there are: one"):
        registry.get("two")


def test_every_declared_reason_has_the_same_placeholders_in_both_languages() -> None:
    def placeholders(text: str) -> set[str]:
        """A value that is itself a word comes in both languages, as %(name_zh)s and %(name_en)s."""
        return {piece.split(")")[0].removesuffix("_zh").removesuffix("_en") for piece in text.split("%(")[1:]}

    different = [code for code, text in reasons.texts if placeholders(text.zh) != placeholders(text.en)]
    assert different == []
    assert {code.partition(".")[0] for code, _ in reasons.texts} >= {"docid", "sheets", "status", "import", "check"}


def test_render_fills_a_reason_in_either_language() -> None:
    reasons.declare({"tests.replaced": Text("由 %(key)s 代替", "replaced by %(key)s")})
    reason = Reason.of("tests.replaced", key="GB/T 1.1-2020")
    assert reasons.render(reason, "zh") == "由 GB/T 1.1-2020 代替"
    assert reasons.render(reason, "en") == "replaced by GB/T 1.1-2020"
    assert reasons.render_all((reason, reason), "zh") == "由 GB/T 1.1-2020 代替；由 GB/T 1.1-2020 代替"


@pytest.mark.django_db
def test_emit_keeps_events_and_one_job_for_each_subscriber() -> None:
    events.subscribe("tests.happened", "tests.take_up")
    stored = events.emit(
        [
            events.Happening("tests.happened", ("standard", "GB/T 1.1-2020"), {"n": 1}),
            events.Happening("tests.unheard", ("standard", "GB/T 1.1-2020")),
            events.Happening("tests.happened", ("standard", "GB/T 1.2-2020")),
        ]
    )
    assert list(Event.objects.values_list("name", "subject_key")) == [
        ("tests.happened", "GB/T 1.1-2020"),
        ("tests.unheard", "GB/T 1.1-2020"),
        ("tests.happened", "GB/T 1.2-2020"),
    ]
    assert [(job.kind, job.payload) for job in Job.objects.all()] == [
        ("tests.take_up", {"events": [stored[0].pk, stored[2].pk]})
    ]


@pytest.mark.django_db
def test_emit_many_gives_each_subscriber_the_events_of_this_call_alone() -> None:
    events.subscribe("tests.happened", "tests.take_up")
    events.emit([events.Happening("tests.happened", ("standard", "GB/T 1.1-2020"))])
    Job.objects.all().delete()
    events.emit_many(
        events.Happening(name, ("standard", key), {"fact": "title_zh"})
        for name, key in (
            ("tests.happened", "GB 1-2000"),
            ("tests.unheard", "GB 2-2000"),
            ("tests.happened", "GB 3-2000"),
        )
    )
    held = {event.subject_key: event for event in Event.objects.all()}
    assert list(held) == ["GB/T 1.1-2020", "GB 1-2000", "GB 2-2000", "GB 3-2000"]
    assert (held["GB 2-2000"].name, held["GB 2-2000"].payload) == ("tests.unheard", {"fact": "title_zh"})
    assert [(job.kind, job.payload) for job in Job.objects.all()] == [
        ("tests.take_up", {"events": [held["GB 1-2000"].pk, held["GB 3-2000"].pk]})
    ]


@pytest.mark.django_db
def test_emit_many_of_nothing_that_is_followed_queues_no_job() -> None:
    events.emit_many([])
    events.emit_many([events.Happening("tests.unheard", ("standard", "GB 1-2000"))])
    assert (Event.objects.count(), Job.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_record_keeps_who_what_before_after_why_and_where() -> None:
    person = User.objects.create_user("li")
    audit.record(
        action="source.rank",
        subject=("source", "sac"),
        actor=person,
        before={"rank": 50},
        after={"rank": 1},
        why="official",
        origin="127.0.0.1",
    )
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_type, entry.subject_key, entry.actor, entry.before, entry.after) == (
        "source.rank",
        "source",
        "sac",
        person,
        {"rank": 50},
        {"rank": 1},
    )
    assert (entry.why, entry.origin) == ("official", "127.0.0.1")


@pytest.mark.django_db
def test_enqueued_work_of_a_change_that_fails_is_not_left_behind() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 (both steps are the transaction)
        jobs.enqueue("tests.take_up")
        raise ZeroDivisionError
    assert Job.objects.count() == 0
