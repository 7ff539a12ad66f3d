"""Text messages, through the gateway's port."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from django.conf import LazySettings

from guiju.alerts.channels import Later, Refused, Sent, channels
from guiju.alerts.channels.posting import Guard, Unanswered, post
from tests.alerts.channels.given import Receiver, given_address, letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(receiver: Receiver, settings: LazySettings) -> Receiver:
    settings.GUIJU_SMS_URL, settings.GUIJU_SMS_TOKEN = receiver.url + "sms", "t0ken"
    settings.GUIJU_WEBHOOK_ALLOW_PRIVATE = []  # the operator's own gateway needs no leave
    return receiver


def test_text_message_is_posted_to_the_gateway_as_documented(gateway: Receiver) -> None:
    address = given_address("sms", {"number": "+8613800000000"}, language="en")
    assert channels.get("sms").send(address, [letter(key="k1", headline="A")]) == Sent("200 ok")
    (got,) = gateway.got
    assert (got.path, got.headers["Authorization"]) == ("/sms", "Bearer t0ken")
    told = {"to": "+8613800000000", "text": "A https://guiju.example/standards/GB", "key": "k1"}
    assert json.loads(got.body) == told


def test_several_letters_make_one_text_message(gateway: Receiver) -> None:
    address = given_address("sms", {"number": "+8613800000000"}, language="en")
    channels.get("sms").send(address, [letter(), letter()])
    assert json.loads(gateway.got[0].body)["text"] == "规矩 Guiju · 2 alerts https://guiju.example/standards/GB"


def test_text_message_is_short_however_long_the_headline_is(gateway: Receiver) -> None:
    address = given_address("sms", {"number": "+8613800000000"}, language="en")
    channels.get("sms").send(address, [letter(headline="标" * 500)])
    assert len(json.loads(gateway.got[0].body)["text"].encode()) <= 300


def test_number_that_nobody_confirmed_gets_nothing(gateway: Receiver) -> None:
    address = given_address("sms", {"number": "+8613800000000"}, language="en", verified_at=None)
    assert channels.get("sms").send(address, [letter()]) == Refused("The number has not been confirmed.")
    assert gateway.got == []


@pytest.mark.parametrize(("status", "expected"), [(429, Later), (503, Later), (400, Refused), (401, Refused)])
def test_answer_of_the_gateway_is_read(gateway: Receiver, status: int, expected: type) -> None:
    gateway.answers = [(status, {}, b"")]
    address = given_address("sms", {"number": "+8613800000000"}, language="en")
    assert type(channels.get("sms").send(address, [letter()])) is expected


def test_without_a_gateway_nothing_is_sent(settings: LazySettings) -> None:
    settings.GUIJU_SMS_URL = ""
    address = given_address("sms", {"number": "+8613800000000"}, language="en")
    expected = Refused("No gateway for text messages is set up here.")
    assert channels.get("sms").send(address, [letter()]) == expected


def test_gateway_for_trying_out_prints_each_text_once(free_port: int) -> None:
    command = [sys.executable, "-m", "guiju.demo.sms_gateway", str(free_port)]
    body = json.dumps({"to": "+8613800000000", "text": "A", "key": "k1"}).encode()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as gateway:
        try:
            assert [_post(free_port, body), _post(free_port, body)] == [202, 202]
        finally:
            gateway.terminate()
        assert gateway.stdout is not None
        assert gateway.stdout.read() == "+8613800000000: A\n"


def _post(port: int, body: bytes) -> int:
    for _ in range(100):
        try:
            return post(f"http://127.0.0.1:{port}/", body, {}, Guard(is_operators=True)).status
        except Unanswered:
            time.sleep(0.1)
    raise AssertionError("the gateway did not come up")
