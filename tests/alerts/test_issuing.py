"""A fact is told once to everyone it concerns, and what is taken back is not sent any more."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from guiju.alerts.models import AT_ONCE, Alert, Delivery, Mute, Notice
from guiju.alerts.rules import Kind
from guiju.alerts.services.issuing import issue
from guiju.alerts.services.muting import mute
from guiju.platform.models import User
from tests.alerts.given import a_person, an_address, concerns, keeping, send_all, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget() -> None:
    keeping.messages.clear()
    keeping.answers.clear()


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_fact_becomes_a_notice_and_a_delivery_to_every_address() -> None:
    li, wang = a_person("li"), a_person("wang")
    an_address(li)
    an_address(li)
    an_address(wang, is_on=False)
    assert issue([(told(), concerns(li, wang))]) == 2
    notices = list(Notice.objects.order_by("recipient").values_list("recipient", "reasons", "is_quiet"))
    assert notices == [(li.pk, [["tests.because", {}]], False), (wang.pk, [["tests.because", {}]], False)]
    rows = list(Delivery.objects.values_list("notice__recipient", "state", "subject", "due_at"))
    assert rows == [(li.pk, "waiting", "standard GB 1", AT_ONCE)] * 2
    assert len(set(Delivery.objects.values_list("key", flat=True))) == 2


def test_nothing_leaves_for_a_closed_account() -> None:
    li, wang = a_person("li"), a_person("wang")
    an_address(li)
    kept = an_address(wang)
    User.objects.filter(pk=li.user_id or 0).update(is_active=False)
    assert issue([(told(), concerns(li, wang))]) == 2
    assert list(Delivery.objects.values_list("address", flat=True)) == [kept.pk]


def test_fact_told_again_is_told_to_newcomers_only() -> None:
    li, wang = a_person("li"), a_person("wang")
    an_address(li)
    assert issue([(told(), concerns(li))]) == 1
    an_address(li)
    assert issue([(told(), concerns(li, wang))]) == 1
    assert (Alert.objects.count(), Notice.objects.count(), Delivery.objects.count()) == (1, 2, 1)


def test_fact_given_twice_in_one_call_unites_those_concerned() -> None:
    li, wang = a_person("li"), a_person("wang")
    assert issue([(told(), concerns(li)), (told(), concerns(wang, li))]) == 2
    assert Alert.objects.count() == 1


def test_nothing_to_tell_is_no_fault() -> None:
    assert issue([]) == 0


def test_alert_of_nobody_is_kept() -> None:
    assert issue([(told(), [])]) == 0
    assert Alert.objects.count() == 1


def test_update_goes_to_those_who_were_told_and_stops_what_still_waits() -> None:
    li, wang = a_person("li"), a_person("wang")
    an_address(li)
    an_address(wang)
    issue([(told(event="draft:1"), concerns(li))])
    assert issue([(told(event="draft:2", kind=Kind.UPDATE, references="draft:1"), concerns(wang))]) == 2
    first, second = Alert.objects.order_by("pk")
    assert (second.kind, second.references) == ("update", first)
    assert list(Notice.objects.order_by("pk").values_list("alert", "recipient", "is_quiet")) == [
        (first.pk, li.pk, True),
        (second.pk, li.pk, False),
        (second.pk, wang.pk, False),
    ]
    assert states() == ["dropped", "waiting", "waiting"]


def test_cancel_of_what_never_left_is_not_sent_either() -> None:
    li = a_person("li")
    an_address(li)
    issue([(told(event="a"), concerns(li))])
    assert issue([(told(event="b", kind=Kind.CANCEL, references="a"), [])]) == 1
    assert states() == ["dropped"]


def test_cancel_follows_what_was_sent() -> None:
    li = a_person("li")
    an_address(li)
    issue([(told(event="a"), concerns(li))])
    Delivery.objects.update(state="sent")
    issue([(told(event="b", kind=Kind.CANCEL, references="a"), [])])
    assert states() == ["sent", "waiting"]


def test_cancel_after_an_update_silences_both() -> None:
    li = a_person("li")
    an_address(li)
    issue([(told(event="a"), concerns(li))])
    Delivery.objects.update(state="sent")
    issue([(told(event="b", kind=Kind.UPDATE, references="a"), [])])
    issue([(told(event="c", kind=Kind.CANCEL, references="a"), [])])
    assert states() == ["sent", "dropped", "waiting"]
    assert list(Notice.objects.order_by("pk").values_list("is_quiet", flat=True)) == [True, True, False]


def test_update_of_what_was_never_issued_is_news_and_a_cancel_nothing() -> None:
    li = a_person("li")
    assert issue([(told(event="b", kind=Kind.UPDATE, references="a"), concerns(li))]) == 1
    assert issue([(told(event="d", kind=Kind.CANCEL, references="c"), concerns(li))]) == 0
    assert list(Alert.objects.values_list("kind", "references")) == [("alert", None)]


def test_alert_and_its_update_in_one_call_are_chained() -> None:
    li = a_person("li")
    update = told(event="a2", kind=Kind.UPDATE, references="b1")
    assert issue([(update, concerns(li)), (told(event="b1"), concerns(li))]) == 2
    assert Alert.objects.get(event="a2").references == Alert.objects.get(event="b1")


def test_facts_that_speak_of_one_another_end() -> None:
    one = told(event="a", kind=Kind.UPDATE, references="b")
    other = told(event="b", kind=Kind.UPDATE, references="a")
    assert issue([(one, concerns(a_person())), (other, [])]) >= 1
    assert Alert.objects.count() == 2


@pytest.mark.parametrize(("key", "days", "sent"), [("GB 1", 0, 0), ("", 5, 0), ("GB 2", 5, 1), ("GB 1", -1, 1)])
def test_muted_subject_stays_in_the_inbox_and_is_not_sent(key: str, days: int, sent: int) -> None:
    li = a_person("li")
    an_address(li)
    until = timezone.localdate() + dt.timedelta(days=days)
    Mute.objects.create(recipient=li, subject_type="standard", subject_key=key, until=until)
    assert issue([(told(), concerns(li))]) == 1
    assert (Notice.objects.get().is_quiet, Delivery.objects.count()) == (sent == 0, sent)


def test_muting_drops_what_waits() -> None:
    li = a_person("li")
    an_address(li)
    issue([(told("GB 1"), concerns(li)), (told("GB 2"), concerns(li))])
    mute(recipient=li, subject_type="standard", subject_key="GB 1", until=timezone.localdate())
    assert states() == ["dropped", "waiting"]


def test_what_the_caller_takes_back_was_never_told() -> None:
    li = a_person("li")
    with transaction.atomic():
        issue([(told(), concerns(li))])
        transaction.set_rollback(True)
    assert Alert.objects.count() == 0


def test_digest_address_is_due_at_its_hour() -> None:
    li = a_person("li")
    an_address(li, cadence="daily", hour=8)
    issue([(told(), concerns(li))])
    due = Delivery.objects.get().due_at
    assert due > timezone.now()
    assert due.astimezone(timezone.get_default_timezone()).hour == 8


@pytest.mark.django_db(transaction=True)
def test_address_of_a_zone_that_is_none_is_sent_to_all_the_same() -> None:
    li = a_person("li")
    an_address(li, time_zone="Nowhere/None")
    issue([(told(), concerns(li))])
    send_all()
    assert len(keeping.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_issuers_of_the_same_facts_at_the_same_time_tell_each_once() -> None:
    people = [a_person(f"p{n}") for n in range(20)]
    for one in people:
        an_address(one)
    facts = [told(f"GB {n}") for n in range(30)]
    counted: list[int] = []
    start = threading.Barrier(4)

    def one_issuer(turn: int) -> None:
        try:
            start.wait()
            ordered = facts if turn % 2 else facts[::-1]
            counted.append(issue([(fact, concerns(*people)) for fact in ordered]))
        finally:
            connection.close()

    threads = [threading.Thread(target=one_issuer, args=(turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counted) == 4
    assert (Alert.objects.count(), Notice.objects.count(), Delivery.objects.count()) == (30, 600, 600)
