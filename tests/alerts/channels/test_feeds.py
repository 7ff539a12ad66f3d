"""Alerts as Atom and as a calendar, read back by other people's readers."""

from __future__ import annotations

import datetime as dt

import feedparser
import pytest
from django.test import Client
from icalendar import Alarm, Calendar

from guiju.alerts.channels import Sent, channels
from guiju.alerts.models import Address, Notice, Recipient
from guiju.alerts.rules import Kind
from guiju.alerts.rules.agenda import Dated, Entry, day_of, entries
from guiju.platform.models import User
from tests.alerts.channels.given import given_address, given_alert, given_recipient, letter

pytestmark = pytest.mark.django_db

ANCIENT = "2000-01-01"
FAR = "2999-02-01"
FARTHER = "2999-03-01"


@pytest.fixture
def recipient() -> Recipient:
    return given_recipient()


def _calendar(client: Client, address: Address) -> Calendar:
    answer = client.get(f"/alerts/{address.secret}/calendar.ics")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def test_atom_tells_the_newest_first_in_the_language_of_the_address(client: Client, recipient: Recipient) -> None:
    address = given_address("atom", {}, recipient=recipient, language="en")
    first = given_alert(recipient, f"in_force:{FAR}")
    second = given_alert(recipient, f"in_force:{FARTHER}", kind="update", references=first)
    answer = client.get(f"/alerts/{address.secret}/atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert feed.bozo is False
    assert [(one.id, one.title, one.link) for one in feed.entries] == [
        (f"urn:uuid:{second.uuid}", "[Update] try again in 5 seconds", "http://testserver/standards/GB"),
        (f"urn:uuid:{first.uuid}", "try again in 5 seconds", "http://testserver/standards/GB"),
    ]
    assert feed.entries[0].updated == "2026-11-02T01:30:00+00:00"


def test_atom_leaves_out_what_asks_for_nothing(client: Client, recipient: Recipient) -> None:
    address = given_address("atom", {}, recipient=recipient)
    given_alert(recipient, "muted")
    kept = given_alert(recipient, "withdrawn")
    Notice.objects.filter(alert__event="muted").update(is_quiet=True)
    feed = feedparser.parse(client.get(f"/alerts/{address.secret}/atom").content)
    assert [one.id for one in feed.entries] == [f"urn:uuid:{kept.uuid}"]


def test_atom_without_alerts_says_the_same_every_time(client: Client, recipient: Recipient) -> None:
    address = given_address("atom", {}, recipient=recipient)
    contents = [client.get(f"/alerts/{address.secret}/atom").content for _ in range(2)]
    assert contents[0] == contents[1]


def test_alerts_of_others_are_not_in_the_feed(client: Client, recipient: Recipient) -> None:
    address = given_address("atom", {}, recipient=recipient)
    given_alert(given_recipient("somebody else"), f"in_force:{FAR}")
    assert feedparser.parse(client.get(f"/alerts/{address.secret}/atom").content).entries == []


def test_reason_whose_words_are_gone_is_told_by_its_code(client: Client, recipient: Recipient) -> None:
    address = given_address("atom", {}, recipient=recipient)
    given_alert(recipient, "x", headline=["gone.code", {}])
    feed = feedparser.parse(client.get(f"/alerts/{address.secret}/atom").content)
    assert [one.title for one in feed.entries] == ["gone.code"]


@pytest.mark.parametrize("path", ["atom", "calendar.ics"])
def test_secret_that_nobody_has_opens_nothing(client: Client, recipient: Recipient, path: str) -> None:
    paused = given_address("atom", {}, recipient=recipient, is_on=False)
    webhook = given_address("webhook", {}, recipient=recipient)
    secrets = ["x", "%00", paused.secret, webhook.secret]
    assert [client.get(f"/alerts/{one}/{path}").status_code for one in secrets] == [404, 404, 404, 404]


def test_secret_of_the_feed_does_not_open_the_calendar(client: Client, recipient: Recipient) -> None:
    address = given_address("atom", {}, recipient=recipient)
    assert client.get(f"/alerts/{address.secret}/calendar.ics").status_code == 404


def test_calendar_holds_the_day_with_alarms_at_21_7_and_3_days(client: Client, recipient: Recipient) -> None:
    address = given_address("calendar", {}, recipient=recipient, language="en")
    alert = given_alert(recipient, f"in_force:{FAR}", severity=4)
    (event,) = _calendar(client, address).events
    assert (str(event["UID"]), event["SEQUENCE"], event["STATUS"], event["PRIORITY"]) == (
        str(alert.uuid),
        0,
        "CONFIRMED",
        1,
    )
    told = [event.DTSTART, event.DTEND, event.DTSTAMP]
    assert told == [dt.date(2999, 2, 1), dt.date(2999, 2, 2), dt.datetime(2026, 11, 2, 1, 30, tzinfo=dt.UTC)]
    assert event["SUMMARY"] == "try again in 5 seconds"
    alarms = [alarm.TRIGGER for alarm in event.walk("VALARM") if isinstance(alarm, Alarm)]
    assert alarms == [dt.timedelta(days=-21), dt.timedelta(days=-7), dt.timedelta(days=-3)]


def test_day_that_moved_keeps_its_uid_and_counts_up(client: Client, recipient: Recipient) -> None:
    address = given_address("calendar", {}, recipient=recipient)
    first = given_alert(recipient, f"in_force:{FAR}")
    given_alert(recipient, f"in_force:{FARTHER}", kind="update", references=first)
    (event,) = _calendar(client, address).events
    told = (str(event["UID"]), event["SEQUENCE"], event.DTSTART, event["STATUS"])
    assert told == (str(first.uuid), 1, dt.date(2999, 3, 1), "CONFIRMED")


def test_day_taken_back_stays_as_cancelled_without_alarms(client: Client, recipient: Recipient) -> None:
    address = given_address("calendar", {}, recipient=recipient)
    first = given_alert(recipient, f"in_force:{FAR}")
    given_alert(recipient, "in_force_cancelled", kind="cancel", references=first)
    (event,) = _calendar(client, address).events
    told = (str(event["UID"]), event["SEQUENCE"], event.DTSTART, event["STATUS"], list(event.walk("VALARM")))
    assert told == (str(first.uuid), 1, dt.date(2999, 2, 1), "CANCELLED", [])


def test_calendar_leaves_out_what_has_no_day_and_what_is_long_past(client: Client, recipient: Recipient) -> None:
    address = given_address("calendar", {}, recipient=recipient)
    given_alert(recipient, "corrected")
    given_alert(recipient, f"in_force:{ANCIENT}")
    assert _calendar(client, address).events == []


def test_feeds_are_not_kept_by_others_and_not_found_by_search(client: Client, recipient: Recipient) -> None:
    address = given_address("atom", {}, recipient=recipient)
    headers = client.get(f"/alerts/{address.secret}/atom").headers
    told = (headers["Cache-Control"], headers["Referrer-Policy"], headers["X-Robots-Tag"])
    assert told == ("private, max-age=300", "no-referrer", "noindex")


@pytest.mark.parametrize("channel", ["atom", "calendar"])
def test_channel_that_is_fetched_has_nothing_to_send(recipient: Recipient, channel: str) -> None:
    assert channels.get(channel).send(given_address(channel, {}, recipient=recipient), [letter()]) == Sent()


@pytest.mark.parametrize(
    ("event", "day"),
    [
        ("in_force:2027-01-01", dt.date(2027, 1, 1)),
        ("a:b:2027-01-01", dt.date(2027, 1, 1)),
        ("in_force:2027-13-01", None),
        ("in_force:2027-01-01:x", None),
        ("corrected", None),
        ("", None),
    ],
)
def test_day_is_read_from_the_end_of_the_event(event: str, day: dt.date | None) -> None:
    assert day_of(event) == day


def test_update_of_an_update_belongs_to_the_first_whoever_it_speaks_of() -> None:
    first = Dated(1, None, Kind.ALERT, "a:2027-01-01")
    second = Dated(2, 1, Kind.UPDATE, "a:2027-02-01")
    third = Dated(3, 2, Kind.UPDATE, "a:2027-03-01")
    expected = [Entry(1, 3, dt.date(2027, 3, 1), 2, is_cancelled=False)]
    assert entries([third, first, second], {1: None, 2: 1, 3: 2}) == expected


def test_newcomer_who_was_told_only_of_the_update_has_the_day_of_the_first() -> None:
    second = Dated(2, 1, Kind.UPDATE, "a:2027-02-01")
    assert entries([second], {1: None, 2: 1}) == [Entry(1, 2, dt.date(2027, 2, 1), 0, is_cancelled=False)]


@pytest.mark.parametrize(("channel", "path"), [("atom", "atom"), ("calendar", "calendar.ics")])
def test_feed_of_a_closed_account_is_closed(client: Client, recipient: Recipient, channel: str, path: str) -> None:
    address = given_address(channel, {}, recipient=recipient)
    assert client.get(f"/alerts/{address.secret}/{path}").status_code == 200
    User.objects.filter(pk=recipient.user_id or 0).update(is_active=False)
    assert client.get(f"/alerts/{address.secret}/{path}").status_code == 404
