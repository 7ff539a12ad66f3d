"""The sending worker: letters leave, and how it went is written down before the next one does."""

from __future__ import annotations

import datetime as dt
import logging
import random
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F
from django.urls import get_resolver
from django.utils import timezone

from guiju.alerts.channels import Later, Outcome, Refused, Sent, channels, hang_up
from guiju.alerts.models import AT_ONCE, Address, Delivery
from guiju.alerts.rules.retrying import LONGEST_REST, is_given_up, wait_after
from guiju.alerts.services.claiming import FAR, WORK, be_due, claim_address, claim_letters, free, holds, leave, rest
from guiju.alerts.services.writing import write

POLL_SECONDS: Final = 0.2
MIND_SECONDS: Final = 60.0
FLOOD: Final = 5
"""More letters than these at once are gathered, as far as the channel can, wherever it is they go."""

log = logging.getLogger(__name__)


def work(*, stop: threading.Event, threads: int | None = None, until_empty: bool = False) -> None:
    """Send until `stop` is set (or, with `until_empty`, until nothing is due), to so many addresses at a time.

    An address whose receiver does not answer holds up one thread, and for a while only.
    """
    get_resolver().reverse_dict  # noqa: B018 (mails name pages: the addresses of the site are read before the first)
    looking = _Looking(stop, until_empty)
    several = [threading.Thread(target=_send, args=(looking,)) for _ in range(threads or settings.GUIJU_SENDERS)]
    for thread in several:
        thread.start()
    for thread in several:
        thread.join()


def _ahead() -> float:
    """How far the clock that people set is ahead of the one that nobody does."""
    return timezone.now().timestamp() - time.monotonic()


@dataclass
class _Looking:
    """One thread at a time looks for work, so that idle threads cost nothing."""

    stop: threading.Event
    until_empty: bool
    lock: threading.Lock = field(default_factory=threading.Lock)
    ahead: float = field(default_factory=_ahead)
    minded: float = float("-inf")

    def next(self) -> Address | None:
        """The next address, taken; None when it is time to end."""
        with self.lock:
            while not self.stop.is_set():
                self._mind_the_clock()
                address = claim_address()
                if address is not None or self.until_empty:
                    return address
                self.stop.wait(POLL_SECONDS)
        return None

    def _mind_the_clock(self) -> None:
        """Where the clock was set back, or was wrong when it was written down, nobody waits for that.

        What is held by quiet hours as well is held anew when it is taken.
        """
        ahead, self.ahead = self.ahead, _ahead()
        if self.ahead < ahead - 1:
            be_due(dt.timedelta(0))
        elif time.monotonic() - self.minded > MIND_SECONDS:
            self.minded = time.monotonic()
            be_due(FAR)


def _send(looking: _Looking) -> None:
    try:
        while True:
            try:
                address = looking.next()
                if address is None:
                    return
                send_to(address, looking.stop)
            except Exception:  # the store is away for a while, or too busy; whatever it was, the worker goes on
                log.exception("sending was interrupted")
                connection.close()
                looking.stop.wait(1)
    finally:
        hang_up()
        connection.close()


def send_to(address: Address, stop: threading.Event) -> None:
    """Send what is due for a claimed address, until its claim gets old, or a fault."""
    began = time.monotonic()
    letters = claim_letters(address)
    for done, group in _groups(address, letters):
        is_late = time.monotonic() - began > WORK
        if stop.is_set() or is_late or (done > 0 and not holds(address)):  # `claim_letters` has just seen to the first
            leave(address, letters[done:])
            break
        outcome = _try(address, group)
        written = _write_down(address, group, outcome)
        if isinstance(outcome, Later) or not written:
            leave(address, letters[done + len(group) :])
            rest(address, _seconds(address.faults + 1, outcome, longest=LONGEST_REST), is_fault=_is_fault(outcome))
            return
        address.faults = 0
    free(address)


def _groups(address: Address, letters: Sequence[Delivery]) -> Iterator[tuple[int, Sequence[Delivery]]]:
    """The letters as they go out, each group with the number of letters before it."""
    gathered = address.cadence != Address.Cadence.IMMEDIATE or len(letters) > FLOOD
    size = channels.get(address.channel).most if gathered and address.channel in channels else 1
    return ((place, letters[place : place + size]) for place in range(0, len(letters), size))


def _try(address: Address, group: Sequence[Delivery]) -> Outcome:
    try:
        return channels.get(address.channel).send(address, [write(one, address) for one in group])
    except DatabaseError:
        raise
    except Exception as error:  # any fault of a channel is kept with its letters; the worker goes on
        log.exception("a channel failed", extra={"channel": address.channel, "address": str(address.uuid)})
        return Later(0, f"{type(error).__name__}: {error}")


def _write_down(address: Address, group: Sequence[Delivery], outcome: Outcome) -> bool:
    """Keep how it went; whether the claim was still ours."""
    now, state = timezone.now(), Delivery.State
    mine = Delivery.objects.filter(pk__in=[one.pk for one in group], state=state.SENDING, worker=address.worker)
    tried = F("tries") + 1
    if isinstance(outcome, Sent):
        return bool(mine.update(state=state.SENT, sent_at=now, tries=tried, error=""))
    if isinstance(outcome, Refused):
        return bool(mine.update(state=state.DEAD, tries=tried, error=outcome.why))
    due = now + dt.timedelta(seconds=_seconds(max(one.tries for one in group) + 1, outcome))
    if not outcome.is_fault:
        return bool(mine.update(state=state.WAITING, due_at=due, error=""))
    spent = [one.pk for one in group if is_given_up(one.tries + 1, settings.GUIJU_DELIVERY_TRIES)]
    dead = mine.filter(pk__in=spent).update(state=state.DEAD, tries=tried, error=outcome.why) if spent else 0
    return bool(dead + mine.update(state=state.WAITING, tries=tried, due_at=due, error=outcome.why))


def _seconds(tries: int, outcome: Outcome, **longest: float) -> float:
    if isinstance(outcome, Later) and not outcome.is_fault:
        return outcome.seconds
    asked = outcome.seconds if isinstance(outcome, Later) else 0.0
    return wait_after(tries, chance=random.random(), asked=asked, **longest)  # noqa: S311 (so as not to meet again)


def _is_fault(outcome: Outcome) -> bool:
    return not isinstance(outcome, Later) or outcome.is_fault


def resend(*, delivery: Delivery) -> bool:
    """Send a dead letter again, as if it had never been tried; whether it was dead."""
    dead = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.DEAD)
    return bool(dead.update(state=Delivery.State.WAITING, tries=0, due_at=AT_ONCE, error=""))
