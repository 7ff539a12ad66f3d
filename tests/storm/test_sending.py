"""Workers killed at any moment, clocks that are wrong, a receiver that behaves badly: every alert arrives in order."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.alerts.receivers import SEED, receiving

SENDING = Path(__file__).parent / "sending.py"
ADDRESSES, SUBJECTS = 6, 8
EVENTS = ["e0", "e1", "e2", "e3"]

NewStore = Callable[[str], Mapping[str, str]]


def check_everything_arrives(new_store: NewStore, kills: int) -> None:
    environment = new_store("alerts")
    with receiving(faults=0.3, hang=0.6) as receiver:
        asked = [sys.executable, str(SENDING), receiver.url, *map(str, (ADDRESSES, SUBJECTS, kills, SEED))]
        run = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)
    assert json.loads(run.stdout) == {"sent": ADDRESSES * SUBJECTS * len(EVENTS)}, run.stderr
    arrived: dict[tuple[str, str], list[str]] = {}
    for address, subject, event in receiver.taken.values():
        arrived.setdefault((address, subject), []).append(event)
    assert arrived == {(f"/{a}", f"GB {s}"): EVENTS for a in range(ADDRESSES) for s in range(SUBJECTS)}
    assert set(receiver.behaved) == {"well", "500", "429", "drop", "hang", "refuse to read"}
    assert receiver.repeated > 0  # what a receiver must know by its key did come again


def test_alerts_arrive_whatever_is_killed_fifteen_times(new_store: NewStore) -> None:
    check_everything_arrives(new_store, kills=15)


@pytest.mark.storm
def test_alerts_arrive_whatever_is_killed_two_hundred_times(new_store: NewStore) -> None:
    check_everything_arrives(new_store, kills=200)
