"""The signed webhook, against a receiver on this machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json

import pytest
from django.conf import LazySettings

from guiju.alerts.channels import Later, Refused, Sent, channels
from guiju.alerts.channels.posted import retry_after
from guiju.alerts.models import Address
from tests.alerts.channels.given import Receiver, given_address, letter

pytestmark = pytest.mark.django_db


def _address(receiver: Receiver) -> Address:
    return given_address("webhook", {"url": f"{receiver.url}hook?a=1", "secret": "s3cret"}, language="en")


def test_webhook_sends_the_alert_signed_as_documented(receiver: Receiver) -> None:
    one = letter(key="0b9e", alert="a1", references="a0", kind="update", headline="实施日期改为 2027-02-01")
    assert channels.get("webhook").send(_address(receiver), [one]) == Sent("200 ok")
    (got,) = receiver.got
    assert got.path == "/hook?a=1"
    assert got.headers["Guiju-Delivery"] == "0b9e"
    signed = got.headers["Guiju-Timestamp"].encode() + b"." + got.body
    assert got.headers["Guiju-Signature"] == "v1=" + hmac.new(b"s3cret", signed, hashlib.sha256).hexdigest()
    assert json.loads(got.body) == {
        "form": 1,
        "delivery": "0b9e",
        "alert": "a1",
        "references": "a0",
        "kind": "update",
        "severity": 2,
        "subject": {"type": "standard", "key": "GB/T 1.1-2020"},
        "event": "in_force:2027-01-01",
        "headline": "实施日期改为 2027-02-01",
        "details": ["代替 GB/T 1.1-2009"],
        "reasons": ["在清单“灯具”中"],
        "link": "https://guiju.example/standards/GB",
        "at": "2026-11-02T01:30:00+00:00",
    }


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (204, {}, Sent("204")),
        (301, {}, Refused("answered 301 no; redirects are not followed")),
        (400, {}, Refused("answered 400 no")),
        (410, {}, Refused("answered 410 no")),
        (408, {}, Later(0, "answered 408 no")),
        (429, {"Retry-After": "7"}, Later(7, "answered 429 no")),
        (500, {}, Later(0, "answered 500 no")),
        (503, {"Retry-After": "120"}, Later(120, "answered 503 no")),
    ],
)
def test_webhook_reads_the_status_as_an_outcome(
    receiver: Receiver, status: int, headers: dict[str, str], expected: object
) -> None:
    receiver.answers = [(status, headers, b"" if status == 204 else b"no")]
    assert channels.get("webhook").send(_address(receiver), [letter()]) == expected


def test_webhook_to_a_place_that_stopped_being_allowed_is_refused(receiver: Receiver, settings: LazySettings) -> None:
    address = _address(receiver)
    settings.GUIJU_WEBHOOK_ALLOW_PRIVATE = []
    outcome = channels.get("webhook").send(address, [letter()])
    assert outcome == Refused("127.0.0.1 leads to an inner network, which this server does not reach.")
    assert receiver.got == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0.0),
        ("30", 30.0),
        ("-5", 0.0),
        ("soon", 0.0),
        ("99999999999999999999", 86400.0),
        ("Mon, 02 Nov 2026 01:30:10 GMT", 10.0),
        ("Mon, 02 Nov 2026 01:29:00 GMT", 0.0),
        ("Mon, 02 Nov 2026 01:30:10", 10.0),
        ("²", 0.0),
    ],
)
def test_retry_after_is_read_as_seconds(text: str, seconds: float) -> None:
    assert retry_after(text, dt.datetime(2026, 11, 2, 1, 30, tzinfo=dt.UTC)) == seconds
