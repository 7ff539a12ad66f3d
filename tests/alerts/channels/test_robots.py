"""The robots of WeCom, DingTalk and Feishu, against a receiver on this machine."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from guiju.alerts.channels import Later, Refused, Sent, channels
from guiju.alerts.channels.dingtalk.sending import DingtalkChannel
from guiju.alerts.channels.feishu.sending import FeishuChannel
from guiju.alerts.channels.pacing import wait_for_turn
from guiju.alerts.channels.wecom.sending import WecomChannel
from guiju.alerts.models import Address, Pace
from guiju.alerts.rules.pacing import Limit, take
from tests.alerts.channels.given import Receiver, given_address, letter

PATHS = {
    "wecom": "cgi-bin/webhook/send?key=k-12345678",
    "dingtalk": "robot/send?access_token=t-12345678",
    "feishu": "open-apis/bot/v2/hook/h-12345678",
}
FINE = {"wecom": b'{"errcode":0,"errmsg":"ok"}', "dingtalk": b'{"errcode":0,"errmsg":"ok"}', "feishu": b'{"code":0}'}


def _address(receiver: Receiver, channel: str, secret: str = "", **more: Any) -> Address:
    receiver.answers = [(200, {}, FINE[channel])]
    return given_address(
        channel, {"url": receiver.url + PATHS[channel], "secret": secret}, **{"language": "en", **more}
    )


def _text(receiver: Receiver, place: int = -1) -> str:
    told = json.loads(receiver.got[place].body)
    return str(told["content"]["text"] if "msg_type" in told else told["text"]["content"])


@pytest.mark.django_db
@pytest.mark.parametrize("channel", PATHS)
def test_robot_says_headline_details_reasons_and_link(receiver: Receiver, channel: str) -> None:
    address = _address(receiver, channel)
    assert isinstance(channels.get(channel).send(address, [letter(severity=4)]), Sent)
    assert receiver.got[0].path == "/" + PATHS[channel]
    assert _text(receiver) == (
        "[Urgent] GB/T 1.1-2020 将于 2027-01-01 实施\n代替 GB/T 1.1-2009\n"
        "Why you are told: 在清单“灯具”中\nhttps://guiju.example/standards/GB"
    )


@pytest.mark.django_db
def test_dingtalk_signs_in_its_address(receiver: Receiver) -> None:
    channels.get("dingtalk").send(_address(receiver, "dingtalk", "SEC1"), [letter()])
    asked = parse_qs(urlsplit(receiver.got[0].path).query)
    digest = hmac.new(b"SEC1", f"{asked['timestamp'][0]}\nSEC1".encode(), hashlib.sha256).digest()
    assert asked == {
        "access_token": ["t-12345678"],
        "timestamp": asked["timestamp"],
        "sign": [base64.b64encode(digest).decode()],
    }


@pytest.mark.django_db
def test_feishu_signs_in_its_body(receiver: Receiver) -> None:
    channels.get("feishu").send(_address(receiver, "feishu", "SEC1"), [letter()])
    told = json.loads(receiver.got[0].body)
    digest = hmac.new(f"{told['timestamp']}\nSEC1".encode(), b"", hashlib.sha256).digest()
    assert told["sign"] == base64.b64encode(digest).decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("channel", "answer", "expected"),
    [
        ("wecom", b'{"errcode":45009,"errmsg":"freq"}', Later(60.0, 'answered {"errcode":45009,"errmsg":"freq"}')),
        ("wecom", b'{"errcode":93000}', Refused('answered {"errcode":93000}')),
        ("wecom", b'{"errcode":-1}', Later(0.0, 'answered {"errcode":-1}')),
        ("dingtalk", b'{"errcode":130101}', Later(600.0, 'answered {"errcode":130101}')),
        ("dingtalk", b'{"errcode":310000}', Refused('answered {"errcode":310000}')),
        ("feishu", b'{"code":9499}', Later(60.0, 'answered {"code":9499}')),
        ("feishu", b'{"code":19021}', Refused('answered {"code":19021}')),
        (
            "feishu",
            b'{"StatusCode":0}',
            Sent('200 {"StatusCode":0}'),
        ),
        ("feishu", b'{"code":true}', Later(0.0, 'The answer is not that of a robot: {"code":true}')),
        ("wecom", b"<html>sign in</html>", Later(0.0, "The answer is not that of a robot: <html>sign in</html>")),
        ("wecom", b"[1]", Later(0.0, "The answer is not that of a robot: [1]")),
    ],
)
def test_robot_that_answers_200_is_believed_by_its_body(
    receiver: Receiver, channel: str, answer: bytes, expected: object
) -> None:
    address = _address(receiver, channel)
    receiver.answers = [(200, {}, answer)]
    assert channels.get(channel).send(address, [letter()]) == expected


@pytest.mark.django_db
def test_robot_over_its_limit_waits_without_counting_as_a_fault_and_sends_nothing(receiver: Receiver) -> None:
    address = _address(receiver, "wecom")
    outcomes = [channels.get("wecom").send(address, [letter()]) for _ in range(6)]
    assert [type(one) for one in outcomes] == [Sent] * 5 + [Later]
    last = outcomes[-1]
    assert isinstance(last, Later)
    assert (last.is_fault, 0 < last.seconds <= 4) == (False, True)
    assert len(receiver.got) == 5


@pytest.mark.django_db
def test_two_addresses_with_one_robot_share_its_allowance(receiver: Receiver) -> None:
    address = _address(receiver, "wecom")
    other = _address(receiver, "wecom", recipient=address.recipient)
    outcomes = [channels.get("wecom").send(one, [letter()]) for one in [address, other] * 3]
    assert [type(one) for one in outcomes] == [Sent] * 5 + [Later]


@pytest.mark.django_db
def test_pace_keeps_no_secret(receiver: Receiver) -> None:
    channels.get("wecom").send(_address(receiver, "wecom"), [letter()])
    assert [("k-12345678" in name, name[:6]) for name in Pace.objects.values_list("name", flat=True)] == [
        (False, "wecom:")
    ]


@pytest.mark.django_db
def test_several_letters_make_one_message_grouped_by_subject_the_gravest_first(receiver: Receiver) -> None:
    letters = [
        letter(headline="A1", subject=("standard", "A"), details=(), reasons=(), link="https://g.example/a"),
        letter(headline="B", subject=("standard", "B"), details=(), reasons=(), link="https://g.example/b", severity=3),
        letter(headline="A2", subject=("standard", "A"), details=(), reasons=(), link="https://g.example/a"),
    ]
    channels.get("wecom").send(_address(receiver, "wecom"), letters)
    assert _text(receiver) == (
        "规矩 Guiju · 3 alerts\n\nB\nhttps://g.example/b\n\nA1\nhttps://g.example/a\nA2\nhttps://g.example/a"
    )


@pytest.mark.django_db
def test_message_too_long_for_the_robot_says_how_many_more_there_are(receiver: Receiver) -> None:
    """Every sign here takes three bytes; the limit of WeCom is one of bytes."""
    letters = [letter(headline="标" * 100, link=f"https://g.example/{n}") for n in range(50)]
    channels.get("wecom").send(_address(receiver, "wecom", language="zh-hans"), letters)
    text = _text(receiver)
    assert len(text.encode()) <= 2048
    told = text.count("标" * 100)
    assert text.splitlines()[-1].endswith("https://g.example/inbox")
    assert str(50 - told) in text.splitlines()[-1]


@pytest.mark.django_db
def test_one_letter_too_long_keeps_its_link(receiver: Receiver) -> None:
    channels.get("wecom").send(_address(receiver, "wecom"), [letter(headline="标" * 2000)])
    assert len(_text(receiver).encode()) <= 2048
    assert _text(receiver).endswith("…\nhttps://guiju.example/standards/GB")


@pytest.mark.django_db
def test_robot_on_a_host_without_robots_is_refused(receiver: Receiver, settings: LazySettings) -> None:
    settings.GUIJU_ROBOT_HOSTS = ["qyapi.weixin.qq.com"]
    outcome = channels.get("wecom").send(_address(receiver, "wecom"), [letter()])
    assert outcome == Refused("There are no robots at 127.0.0.1.")
    assert receiver.got == []


LIMITS = [limit for channel in (WecomChannel, DingtalkChannel, FeishuChannel) for limit in channel.limits]


@given(st.lists(st.floats(0, 20), min_size=50, max_size=300), st.sampled_from(LIMITS))
def test_no_period_ever_holds_more_than_the_limit(pauses: list[float], limit: Limit) -> None:
    now = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    moment, sent = None, []
    for pause in pauses:
        now += dt.timedelta(seconds=pause * limit.seconds / 60)
        turn = take(moment, now, limit)
        if not turn.wait:
            moment = turn.moment
            sent.append(now)
    period = dt.timedelta(seconds=limit.seconds)
    assert max(len([one for one in sent if begin <= one < begin + period]) for begin in sent) <= limit.most


def test_limit_lets_a_burst_through_and_then_one_an_interval() -> None:
    limit, now = Limit(most=20, seconds=60, burst=5), dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    moment, waits = None, []
    for _ in range(6):
        turn = take(moment, now, limit)
        moment = turn.moment
        waits.append(turn.wait.total_seconds())
    assert waits == [0, 0, 0, 0, 0, 4]


def test_clock_set_back_does_not_keep_a_receiver_waiting_for_long() -> None:
    limit, now = Limit(most=20, seconds=60, burst=5), dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    assert take(now + dt.timedelta(days=300), now, limit).wait == dt.timedelta(seconds=4)


@pytest.mark.django_db
def test_turn_refused_by_one_limit_is_not_taken_from_the_other() -> None:
    limits = (Limit(most=100, seconds=6000, burst=20), Limit(most=5, seconds=1000, burst=1))
    assert wait_for_turn("x", "s", limits) == 0.0
    before = Pace.objects.get().moments
    assert wait_for_turn("x", "s", limits) > 0
    assert Pace.objects.get().moments == before
