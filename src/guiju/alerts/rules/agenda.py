"""Alerts as days in a calendar: one entry for what began as one alert, moved by updates, taken back by a cancel."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from guiju.alerts.rules.messages import Kind

ALARM_DAYS: Final = (21, 7, 3)
"""Days before the day on which a calendar reminds."""
_DAY: Final = re.compile(r":(\d{4}-\d\d-\d\d)\Z")


@dataclass(frozen=True, slots=True)
class Dated:
    """An alert as far as a calendar needs it: its id, what it speaks of (an id), its kind and its event."""

    id: int
    references: int | None
    kind: Kind
    event: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A day: `first` and `last` are ids of alerts, `sequence` how often it changed since the first."""

    first: int
    last: int
    day: dt.date
    sequence: int
    is_cancelled: bool


def day_of(event: str) -> dt.date | None:
    """The day that the name of an event ends with, as in "in_force:2027-01-01"."""
    found = _DAY.search(event)
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def entries(alerts: Iterable[Dated], parents: Mapping[int, int | None]) -> list[Entry]:
    """The days that alerts speak of, in order. `parents` says what each alert speaks of, those not among them too."""
    chains: defaultdict[int, list[Dated]] = defaultdict(list)
    for alert in sorted(alerts, key=lambda one: one.id):
        chains[_root(alert.id, parents)].append(alert)
    found = [_entry(root, chain) for root, chain in chains.items()]
    return sorted((one for one in found if one is not None), key=lambda one: (one.day, one.first))


def _entry(root: int, chain: list[Dated]) -> Entry | None:
    """The last day named counts; a cancel names none, or the one it takes back."""
    days = [day for one in chain if (day := day_of(one.event)) is not None]
    if not days:
        return None
    return Entry(root, chain[-1].id, days[-1], len(chain) - 1, chain[-1].kind is Kind.CANCEL)


def _root(alert: int, parents: Mapping[int, int | None]) -> int:
    seen = {alert}
    while (parent := parents.get(alert)) is not None and parent not in seen:
        seen.add(parent)
        alert = parent
    return alert
