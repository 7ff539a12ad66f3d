"""Workers killed at any moment, wrong clocks, receivers that behave badly: every alert arrives, and in order."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tests.alerts.mailing import mailing
from tests.alerts.receivers import SEED, receiving

SENDING = Path(__file__).parent / "sending.py"
PEOPLE, SUBJECTS = 4, 8
EVENTS = ["e0", "e1", "e2", "e3"]

NewStore = Callable[[str], Mapping[str, str]]


def check_everything_arrives(new_store: NewStore, kills: int) -> None:
    environment = dict(new_store("alerts"))
    with receiving(faults=0.3, hang=0.6) as receiver, mailing(hang=0.6, is_bad=True) as mailbox:
        environment |= {
            "GUIJU_EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
            "GUIJU_WEBHOOK_ALLOW_PRIVATE": "127.0.0.0/8",
        }
        asked = [sys.executable, str(SENDING), receiver.url, *map(str, (PEOPLE, SUBJECTS, kills, SEED))]
        run = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)
    assert json.loads(run.stdout) == {"sent": 2 * PEOPLE * SUBJECTS * len(EVENTS)}, run.stderr
    assert in_order(receiver.taken.values()) == expected("/{}")
    assert in_order(dict.fromkeys(mailbox.taken)) == expected("p{}@example.org")  # the first time each was read
    assert set(receiver.behaved) == {"well", "500", "429", "503", "drop", "hang", "refuse to read"}
    assert mailbox.behaved == {"well", "451 at the recipient", "452 at the mail", "421 at the mail", "drop", "hang"}
    assert receiver.repeated > 0  # what a receiver must know by its key did come again


def in_order(arrived: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for address, subject, event in arrived:
        found.setdefault((address, subject), []).append(event)
    return found


def expected(address: str) -> dict[tuple[str, str], list[str]]:
    return {(address.format(n), f"GB {s}"): EVENTS for n in range(PEOPLE) for s in range(SUBJECTS)}


def test_alerts_arrive_whatever_is_killed_fifteen_times(new_store: NewStore) -> None:
    check_everything_arrives(new_store, kills=15)


@pytest.mark.storm
def test_alerts_arrive_whatever_is_killed_two_hundred_times(new_store: NewStore) -> None:
    check_everything_arrives(new_store, kills=200)
