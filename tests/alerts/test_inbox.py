"""The inbox: each sees what is theirs, and what they do with it is kept."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from guiju.alerts.models import Delivery, Mute, Notice, Recipient
from guiju.alerts.rules import Kind, Severity
from guiju.alerts.services.issuing import issue, recipient_of
from guiju.organisations.models import Administrator, Membership, Organisation
from guiju.platform.models import AuditEntry
from tests.alerts.given import a_person, an_address, concerns, told

pytestmark = pytest.mark.django_db


def signed_in(recipient: Recipient) -> Client:
    client = Client()
    assert recipient.user is not None
    client.force_login(recipient.user)
    return client


def a_house(name: str, **roles: Recipient) -> Recipient:
    """An organisation whose members have the roles named."""
    house = Organisation.objects.create(name=name, folded_name=name)
    for role, one in roles.items():
        assert one.user is not None
        Membership.objects.create(user=one.user, organisation=house, role=role)
    return recipient_of(organisation=house.pk)


def a_notice(
    recipient: Recipient, number: str = "GB 1", event: str = "withdrawn", severity: Severity = Severity.NOTICE
) -> Notice:
    issue([(told(number, event, severity=severity), concerns(recipient))])
    return Notice.objects.get(recipient=recipient, alert__subject_key=number, alert__event=event)


def text_of(client: Client, address: str) -> str:
    client.cookies["django_language"] = "en"
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/inbox", "/inbox.xlsx", "/inbox/1", "/inbox/muted", "/inbox/undelivered", "/outbox"]
)
def test_inbox_asks_visitors_to_sign_in(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={address}")


def test_inbox_shows_what_is_ones_own_and_the_organisations(client: Client) -> None:
    li, wang = a_person("li"), a_person("wang")
    house = a_house("Lamp works (demonstration)", reader=li)
    for n, one in enumerate((li, wang, house), start=1):
        a_notice(one, f"GB {n}")
    page = text_of(signed_in(li), "/inbox")
    assert [f"GB {n} has changed" in page for n in (1, 2, 3)] == [True, False, True]
    assert "Lamp works (demonstration)" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"GB 1", "GB 2"}),
        ("?unread=on", {"GB 2"}),
        ("?severity=3", {"GB 2"}),
        ("?text=gb+1", {"GB 1"}),
        ("?whose=me", {"GB 1", "GB 2"}),
        ("?whose=nobody", {"GB 1", "GB 2"}),
        ("?severity=999&page=zz&text=%00", {"GB 1", "GB 2"}),
    ],
)
def test_filters_of_the_inbox_hold_for_page_and_file(query: str, expected: set[str]) -> None:
    li = a_person()
    Notice.objects.filter(pk=a_notice(li, "GB 1").pk).update(seen_at=timezone.now())
    a_notice(li, "GB 2", severity=Severity.ACTION)
    client = signed_in(li)
    page = text_of(client, f"/inbox{query}")
    assert {number for number in ("GB 1", "GB 2") if f"{number} has changed" in page} == expected
    answer = client.get(f"/inbox.xlsx{query}")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    assert sheet is not None
    assert {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == expected


def test_notice_of_somebody_else_is_not_there() -> None:
    li, wang = a_person("li"), a_person("wang")
    number = a_notice(wang).pk
    client = signed_in(li)
    assert client.get(f"/inbox/{number}").status_code == 404
    assert client.get(f"/inbox/{10**30}").status_code == 404
    for what in ("seen", "acknowledge", "mute"):
        assert client.post(f"/inbox/{number}/{what}").status_code == 404
        assert client.get(f"/inbox/{number}/{what}").status_code == 405
    assert Notice.objects.get().seen_at is None


def test_notice_tells_why_and_what_was_told_before() -> None:
    li = a_person()
    a_notice(li, event="a")
    issue([(told(event="b", kind=Kind.UPDATE, references="a"), [])])
    page = text_of(signed_in(li), f"/inbox/{Notice.objects.earliest('pk').pk}")
    assert "it is on your list" in page
    assert "A later alert has replaced this one" in page
    assert page.count("GB 1 has changed</li>") == 1


def test_acknowledgement_keeps_who_and_when_and_leaves_a_trail() -> None:
    li = a_person()
    found = a_notice(li)
    client = signed_in(li)
    for _ in range(2):
        assert client.post(f"/inbox/{found.pk}/acknowledge").status_code == 302
    found.refresh_from_db()
    assert (found.acknowledged_by, found.seen_at, found.acknowledged_at is not None) == (
        li.user,
        found.acknowledged_at,
        True,
    )
    entry = AuditEntry.objects.get(action="alert.acknowledged")
    assert (entry.actor, entry.subject_key) == (li.user, "GB 1")


def test_reader_reads_and_editor_answers_for_the_organisation() -> None:
    li, wang = a_person("li"), a_person("wang")
    number = a_notice(a_house("Lamp works (demonstration)", reader=li, editor=wang)).pk
    for what in ("acknowledge", "seen", "mute"):
        assert signed_in(li).post(f"/inbox/{number}/{what}").status_code == 403
    assert "Acknowledge</button>" not in text_of(signed_in(li), f"/inbox/{number}")
    assert signed_in(wang).post(f"/inbox/{number}/acknowledge").status_code == 302


def test_seen_is_said_by_post_and_counts_down() -> None:
    li = a_person()
    first = a_notice(li, "GB 1")
    a_notice(li, "GB 2")
    client = signed_in(li)
    assert client.get("/inbox/unread").json() == {"unread": 2}
    text_of(client, f"/inbox/{first.pk}")
    assert client.get("/inbox/unread").json() == {"unread": 2}
    assert client.post(f"/inbox/{first.pk}/seen", headers={"HX-Request": "true"}).status_code == 204
    assert client.get("/inbox/unread").json() == {"unread": 1}
    assert client.post("/inbox/seen?text=GB+1").status_code == 302
    assert client.get("/inbox/unread").json() == {"unread": 1}
    assert client.post("/inbox/seen").status_code == 302
    assert client.get("/inbox/unread").json() == {"unread": 0}


def test_muting_is_until_a_day_and_can_be_ended() -> None:
    li = a_person()
    found = a_notice(li)
    client = signed_in(li)
    today = timezone.localdate()
    for bad in ("", "yesterday", str(today - dt.timedelta(days=1)), "9999-12-31"):
        assert client.post(f"/inbox/{found.pk}/mute", {"until": bad}).status_code == 422
    assert client.post(f"/inbox/{found.pk}/mute", {"until": str(today)}).status_code == 302
    muted = Mute.objects.get()
    assert (muted.subject_key, muted.until) == ("GB 1", today)
    assert "GB 1" in text_of(client, "/inbox/muted")
    assert signed_in(a_person("wang")).post(f"/inbox/muted/{muted.pk}/end").status_code == 404
    assert client.post(f"/inbox/muted/{muted.pk}/end").status_code == 302
    assert Mute.objects.count() == 0


def test_letter_given_up_is_shown_to_its_owner_and_sent_again() -> None:
    li = a_person()
    an_address(li, label="robot")
    a_notice(li)
    Delivery.objects.update(state="dead", tries=30, error="HTTP 410")
    letter = Delivery.objects.get()
    assert signed_in(a_person("wang")).post(f"/inbox/undelivered/{letter.pk}").status_code == 404
    client = signed_in(li)
    assert "HTTP 410" in text_of(client, "/inbox/undelivered")
    assert client.post(f"/inbox/undelivered/{letter.pk}").status_code == 302
    assert list(Delivery.objects.values_list("state", "tries")) == [("waiting", 0)]
    assert AuditEntry.objects.get().action == "alert.sent_again"


def test_counts_of_the_outbox_are_for_the_system_administrator() -> None:
    li, root = a_person("li"), a_person("root")
    assert root.user is not None
    Administrator.objects.create(user=root.user, administration="system")
    assert signed_in(li).get("/outbox").status_code == 404
    assert "Outbox" in text_of(signed_in(root), "/outbox")


def test_stream_tells_what_is_new_since_the_last_time_and_ends(client: Client) -> None:
    assert client.get("/inbox/stream").status_code == 204
    li = a_person()
    mine = signed_in(li)
    assert mine.get("/inbox/stream").content.decode() == (
        'retry: 5000\n\nid: 0-0\nevent: inbox\ndata: {"unread": 0, "new": false}\n\n'
    )
    number = a_notice(li).pk
    assert mine.get("/inbox/stream", headers={"Last-Event-ID": "0-0"}).content.decode() == (
        f'retry: 5000\n\nid: {number}-1\nevent: inbox\ndata: {{"unread": 1, "new": true}}\n\n'
    )
    answer = mine.get("/inbox/stream", headers={"Last-Event-ID": f"{number}-1"})
    assert answer.content == b"retry: 5000\n\n"
    assert answer.headers["Content-Type"] == "text/event-stream"


def test_badge_counts_on_every_page_for_those_signed_in(client: Client) -> None:
    li = a_person()
    a_notice(li)
    assert "data-inbox" not in text_of(client, "/about")
    assert 'aria-live="polite">1</b>' in text_of(signed_in(li), "/about")


def test_empty_inbox_says_what_to_do_next() -> None:
    assert "Keep a list of standards" in text_of(signed_in(a_person()), "/inbox")


def test_inbox_of_thousands_asks_the_store_little(django_assert_max_num_queries: object) -> None:
    li = a_person()
    issue([(told(f"GB {n}"), concerns(li)) for n in range(2000)])
    client = signed_in(li)
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # a fixture of pytest-django
        client.get("/inbox")
    assert get_user_model().objects.count() == 1
