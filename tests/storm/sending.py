"""Two workers that send, killed at random moments and begun anew, each with a clock of its own.

    python sending.py URL ADDRESSES SUBJECTS KILLS SEED

Every person has a webhook and a mailbox. Issues alerts while it goes on, then lets the workers finish. Prints what
stands in the outbox as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from typing import Final

import django

django.setup()

from django.db import connection  # noqa: E402 (after the set-up)
from django.urls import get_resolver  # noqa: E402 (as above)
from django.utils import timezone  # noqa: E402 (as above)

from guiju.alerts.channels import posting  # noqa: E402 (as above)
from guiju.alerts.channels.email import sending as email  # noqa: E402 (as above)
from guiju.alerts.models import Address, Delivery  # noqa: E402 (as above)
from guiju.alerts.rules import retrying  # noqa: E402 (as above)
from guiju.alerts.services import claiming, sending  # noqa: E402 (as above)
from guiju.alerts.services.issuing import issue  # noqa: E402 (as above)
from tests.alerts import given  # noqa: E402 (as above)

EVENTS: Final = 4
JUMPS: Final = (0, 0, 0, -7200, 7200)


def monkey(module: str, name: str, value: float) -> None:
    setattr(sys.modules[module], name, value)


posting.SECONDS = 0.3  # type: ignore[misc]  # what hangs is given up quickly
email.SECONDS = 0.3  # type: ignore[misc,assignment]  # the same
retrying.FIRST = 0.02  # type: ignore[misc]  # faults are many, the test is short
claiming.LEASE = dt.timedelta(seconds=3)  # type: ignore[misc]  # as are kills
sending.MIND_SECONDS = 1.0  # type: ignore[misc]  # and clocks that are wrong
monkey("guiju.alerts.services.sending", "WORK", 1.5)  # what is left of it


def main(url: str, addresses: int, subjects: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (moments of a test, repeatable)
    people = [given.a_person(f"p{n}") for n in range(addresses)]
    for n, person in enumerate(people):
        given.a_webhook(person, f"{url}/{n}")
        given.a_mailbox(person, f"p{n}@example.org")
    get_resolver().reverse_dict  # noqa: B018 (once, before workers are forked that have it then)
    workers = [fork(chance), fork(chance)]
    rounds = max(kills, EVENTS)
    for turn in range(rounds):
        for event in range(turn * EVENTS // rounds, (turn + 1) * EVENTS // rounds):
            issue([(given.happened(f"GB {n}", f"e{event}"), given.concerns(*people)) for n in range(subjects)])
        time.sleep(chance.uniform(0.02, 0.4))
        if turn < kills:
            place = chance.randrange(2)
            kill(workers[place])
            workers[place] = fork(chance)
    wait_until_sent()
    for worker in workers:
        kill(worker)
    print(json.dumps(Counter(Delivery.objects.values_list("state", flat=True))))


def fork(chance: random.Random) -> int:
    """A worker; its clock may be wrong by hours."""
    jump = dt.timedelta(seconds=chance.choice(JUMPS))
    connection.close()
    child = os.fork()
    if child == 0:
        now = timezone.now
        timezone.now = lambda: now() + jump
        try:
            sending.work(stop=threading.Event(), threads=3)
        finally:
            os._exit(1)
    return child


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def wait_until_sent() -> None:
    """Until nothing waits; a fault that left something behind shows in what is printed."""
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        if not Delivery.objects.filter(state__in=["waiting", "sending"]).exists():
            return
        time.sleep(0.1)
    stuck = list(Address.objects.values_list("pk", "worker", "busy_until", "faults"))
    print(stuck, timezone.now(), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], *(int(one) for one in sys.argv[2:6]))
