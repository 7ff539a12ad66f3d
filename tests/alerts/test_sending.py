"""Letters leave in order, are tried again after a fault, and are given up after so many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import timezone

from guiju.alerts.channels import Later, Refused
from guiju.alerts.models import AT_ONCE, Address, Delivery
from guiju.alerts.rules.retrying import wait_after
from guiju.alerts.services.claiming import claim_address, claim_letters
from guiju.alerts.services.issuing import issue
from guiju.alerts.services.sending import resend
from guiju.alerts.services.timing import retime
from tests.alerts.given import a_person, an_address, concerns, keeping, send_all, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    keeping.messages.clear()
    keeping.answers.clear()
    yield
    keeping.answers.clear()


def sent() -> list[list[str]]:
    return [[f"{letter.subject[1]} {letter.event}" for letter in message] for message in keeping.messages]


def states() -> list[tuple[str, int]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "tries"))


def rest_is_over() -> None:
    Address.objects.update(busy_until=None)
    Delivery.objects.filter(state="waiting").update(due_at=AT_ONCE)


def test_letter_is_written_in_the_language_of_its_address(settings: LazySettings) -> None:
    settings.GUIJU_SITE_URL = "https://guiju.test"
    li = a_person()
    an_address(li, language="en")
    an_address(li)
    issue([(told(), concerns(li))])
    send_all()
    english, chinese = sorted((message[0] for message in keeping.messages), key=lambda letter: letter.headline)
    assert (english.headline, english.reasons) == ("GB 1 has changed", ("it is on your list",))
    assert (chinese.headline, chinese.reasons) == ("GB 1 有变化", ("在您的清单中",))
    assert (english.link, english.kind, english.references) == ("https://guiju.test/standards/x", "alert", None)
    assert {english.key, chinese.key} == {str(key) for key in Delivery.objects.values_list("key", flat=True)}
    assert states() == [("sent", 1)] * 2


def test_few_letters_go_one_by_one_and_many_together() -> None:
    li = a_person()
    an_address(li)
    issue([(told(f"GB {n}"), concerns(li)) for n in range(5)])
    send_all()
    issue([(told(f"GB {n}"), concerns(li)) for n in range(10, 22)])
    send_all()
    assert [len(message) for message in keeping.messages] == [1, 1, 1, 1, 1, 10, 2]


def test_digest_goes_together_when_it_is_due() -> None:
    li = a_person()
    an_address(li, cadence="weekly")
    issue([(told(f"GB {n}"), concerns(li)) for n in range(3)])
    send_all()
    assert keeping.messages == []
    Delivery.objects.update(due_at=timezone.now())
    send_all()
    assert sent() == [["GB 0 withdrawn", "GB 1 withdrawn", "GB 2 withdrawn"]]


def test_nothing_leaves_in_quiet_hours_even_what_was_due_before() -> None:
    li = a_person()
    local = timezone.localtime()
    begins, ends = (local - dt.timedelta(hours=1)).time(), (local + dt.timedelta(hours=1)).time()
    address = an_address(li)
    issue([(told(), concerns(li))])
    Address.objects.update(quiet_from=begins, quiet_until=ends)
    send_all()
    assert (keeping.messages, states()) == ([], [("waiting", 0)])
    left = Delivery.objects.get().due_at - timezone.now()
    assert dt.timedelta(minutes=59) < left <= dt.timedelta(hours=1)
    Address.objects.update(quiet_from=None)
    address.refresh_from_db()
    retime(address=address)
    send_all()
    assert states() == [("sent", 1)]


def test_fault_is_kept_and_tried_again_later() -> None:
    keeping.answers = [Later(0, "no line")]
    li = a_person()
    an_address(li)
    issue([(told(), concerns(li))])
    send_all()
    found = Delivery.objects.get()
    assert (found.state, found.tries, found.error) == ("waiting", 1, "no line")
    assert dt.timedelta(0) < found.due_at - timezone.now() <= dt.timedelta(seconds=2)
    send_all()
    assert len(keeping.messages) == 1
    rest_is_over()
    send_all()
    assert states() == [("sent", 2)]
    assert len({message[0].key for message in keeping.messages}) == 1


def test_receiver_that_asks_for_time_gets_it() -> None:
    keeping.answers = [Later(120, "HTTP 429")]
    li = a_person()
    an_address(li)
    issue([(told("GB 1"), concerns(li)), (told("GB 2"), concerns(li))])
    send_all()
    found = Delivery.objects.order_by("pk").first()
    assert found is not None
    rests = Address.objects.get().busy_until
    assert rests is not None
    for moment in (found.due_at, rests):
        assert dt.timedelta(seconds=110) < moment - timezone.now() <= dt.timedelta(seconds=120)
    assert states() == [("waiting", 1), ("waiting", 0)]


def test_receiver_whose_pace_is_kept_has_no_fault() -> None:
    keeping.answers = [Later(30, "too many", is_fault=False)]
    li = a_person()
    an_address(li)
    issue([(told(), concerns(li))])
    send_all()
    assert (states(), Address.objects.get().faults) == ([("waiting", 0)], 0)
    assert dt.timedelta(seconds=25) < Delivery.objects.get().due_at - timezone.now() <= dt.timedelta(seconds=30)


def test_letter_waits_for_an_earlier_one_of_its_subject_and_for_no_other() -> None:
    li = a_person()
    an_address(li)
    issue([(told("GB 1", "a"), concerns(li))])
    issue([(told("GB 1", "b"), concerns(li)), (told("GB 2", "a"), concerns(li))])
    keeping.answers = [Later(0, "no line")]
    send_all()
    Address.objects.update(busy_until=None)
    Delivery.objects.filter(tries=1).update(due_at=timezone.now() + dt.timedelta(hours=1))
    send_all()
    assert sent() == [["GB 1 a"], ["GB 2 a"]]
    rest_is_over()
    send_all()
    assert sent()[2:] == [["GB 1 a"], ["GB 1 b"]]


def test_letter_is_given_up_after_so_many_tries_and_lets_the_next_go(settings: LazySettings) -> None:
    settings.GUIJU_DELIVERY_TRIES = 2
    li = a_person()
    an_address(li)
    issue([(told("GB 1", "a"), concerns(li))])
    issue([(told("GB 1", "b"), concerns(li))])
    keeping.answers = [Later(0, "no line"), Later(0, "no line still")]
    for _ in range(3):
        send_all()
        rest_is_over()
    assert states() == [("dead", 2), ("sent", 1)]
    dead = Delivery.objects.get(state="dead")
    assert dead.error == "no line still"
    assert resend(delivery=dead)
    assert not resend(delivery=dead)
    send_all()
    assert states() == [("sent", 1), ("sent", 1)]


def test_refused_letter_is_given_up_at_once() -> None:
    keeping.answers = [Refused("HTTP 410")]
    li = a_person()
    an_address(li)
    issue([(told("GB 1"), concerns(li)), (told("GB 2"), concerns(li))])
    send_all()
    assert states() == [("dead", 1), ("sent", 1)]


def test_letters_to_an_address_switched_off_are_dropped() -> None:
    li = a_person()
    an_address(li)
    issue([(told(), concerns(li))])
    Address.objects.update(is_on=False)
    send_all()
    assert states() == [("dropped", 0)]


@pytest.mark.parametrize("channel", ["gone", "tests-keep"])
def test_channel_that_is_not_there_or_fails_is_a_fault_like_another(
    channel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "send", None)
    li = a_person()
    an_address(li, channel)
    issue([(told(), concerns(li))])
    send_all()
    assert states() == [("waiting", 1)]


def test_address_is_taken_by_one() -> None:
    li = a_person()
    an_address(li)
    issue([(told(), concerns(li))])
    assert claim_address() is not None
    assert claim_address() is None


@pytest.mark.parametrize("moved", [dt.timedelta(seconds=-1), dt.timedelta(days=2)])
def test_address_whose_worker_ended_is_taken_again_whatever_the_clock_did(moved: dt.timedelta) -> None:
    li = a_person()
    an_address(li)
    issue([(told(), concerns(li))])
    first = claim_address()
    assert first is not None
    assert [one.state for one in claim_letters(first)] == ["sending"]
    Address.objects.update(busy_until=timezone.now() + moved)
    send_all()
    assert states() == [("sent", 1)]
    assert claim_letters(first) == []


def test_worker_that_lost_its_claim_sends_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    li = a_person()
    an_address(li)
    issue([(told(f"GB {n}"), concerns(li)) for n in range(3)])
    plain = keeping.send

    def losing(address: Address, letters: list[object]) -> object:
        Address.objects.update(worker="another")
        return plain(address, letters)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(keeping, "send", losing)
    Address.objects.update(busy_until=None)
    send_all()
    assert len(keeping.messages) == 1


@pytest.mark.parametrize(
    ("tries", "chance", "asked", "seconds"),
    [(1, 1.0, 0, 2), (1, 0.0, 0, 1), (5, 1.0, 0, 32), (5, 1.0, 40, 40), (40, 1.0, 0, 3600), (1, 0.0, 99999, 3600)],
)
def test_wait_grows_and_obeys(tries: int, chance: float, asked: float, seconds: float) -> None:
    assert wait_after(tries, chance=chance, asked=asked) == seconds
