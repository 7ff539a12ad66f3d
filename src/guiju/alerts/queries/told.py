"""What a recipient was told, in words, for programs that fetch it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from guiju.alerts.models import Alert, Notice, Recipient
from guiju.alerts.rules import Kind
from guiju.alerts.rules.agenda import Dated, Entry, entries
from guiju.kernel.reasons import Language, Reason
from guiju.platform.reasons import render

MOST_TOLD: Final = 100
MOST_DATED: Final = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words; `place` is the path of the page it leads to."""

    alert: uuid.UUID
    kind: Kind
    severity: int
    headline: str
    details: tuple[str, ...]
    reasons: tuple[str, ...]
    place: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a recipient's calendar: `uid` stays whatever happens to it."""

    uid: uuid.UUID
    entry: Entry
    told: Told


def list_told(recipient: Recipient, language: Language) -> list[Told]:
    """The newest notices, the newest first; not those that ask for nothing, muted or replaced."""
    notices = Notice.objects.filter(recipient=recipient, is_quiet=False).select_related("alert").order_by("-id")
    return [_told(notice, language) for notice in notices[:MOST_TOLD]]


def list_days(recipient: Recipient, language: Language, since: dt.date) -> list[Day]:
    """The days from a date on that a recipient's alerts speak of."""
    newest = Notice.objects.filter(recipient=recipient).select_related("alert").order_by("-id")[:MOST_DATED]
    notices = {notice.alert_id: notice for notice in newest}
    dated = [
        Dated(one.alert_id, one.alert.references_id, Kind(one.alert.kind), one.alert.event) for one in notices.values()
    ]
    found = [one for one in entries(dated, _parents(dated)) if one.day >= since]
    uids = dict(Alert.objects.filter(pk__in=[one.first for one in found]).values_list("pk", "uuid"))
    return [Day(uids[one.first], one, _told(notices[one.last], language)) for one in found]


def _parents(dated: Collection[Dated]) -> dict[int, int | None]:
    """What every alert speaks of, and what that speaks of."""
    parents = {one.id: one.references for one in dated}
    while missing := {one for one in parents.values() if one is not None} - parents.keys():
        parents |= dict(Alert.objects.filter(pk__in=missing).values_list("pk", "references_id"))
    return parents


def _told(notice: Notice, language: Language) -> Told:
    alert = notice.alert
    return Told(
        alert=alert.uuid,
        kind=Kind(alert.kind),
        severity=alert.severity,
        headline=_said(alert.headline, language),
        details=tuple(_said(one, language) for one in alert.details),
        reasons=tuple(_said(one, language) for one in notice.reasons),
        place=alert.place or f"/inbox/{notice.pk}",
        at=alert.at,
    )


def _said(kept: list[Any], language: Language) -> str:
    """A reason in words; the code alone where its words are gone with the program that knew them."""
    try:
        return render(Reason(kept[0], tuple(kept[1].items())), language)
    except LookupError:
        return str(kept[0])
