"""Alerts of another installation issued to the organisations they concern here; their answers noted there."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models.functions import Coalesce

from guiju.alerts.models import Alert, Notice
from guiju.alerts.rules import Concerned, Kind, Message, Severity
from guiju.alerts.services.issuing import Issue, issue, recipient_of
from guiju.kernel.reasons import Reason
from guiju.organisations.queries.exchanging import find_told
from guiju.platform.reasons import render
from guiju.platform.registries import Origin

BATCH: Final = 500

Row = Mapping[str, Any]


def take_in_alerts(rows: Iterable[Row], origin: Origin) -> dict[str, int]:
    """Issue alerts of another installation, with its uuid and moment, in the caller's transaction.

    A fact that was told here before is told to newcomers only. `unknown` counts the notices of organisations that are
    not known here: once they are, a whole export of the stream tells them.
    """
    counts = {"issued": 0, "notices": 0, "unknown": 0}
    waiting: list[tuple[Row, Message]] = []
    for row in rows:
        message = _message(row)
        if message.kind is not Kind.ALERT or len(waiting) == BATCH:  # it may speak of one that waits
            _issue(waiting, origin, counts)
            waiting = []
        waiting.append((row, message))
    _issue(waiting, origin, counts)
    return counts


def take_in_answers(rows: Iterable[Row], origin: Origin) -> dict[str, int]:
    """Note what organisations acknowledged in another installation; what they did here before stands."""
    counts = {"acknowledged": 0, "unchanged": 0, "unknown": 0}
    for row in rows:
        kind, key = map(_text, row["subject"])
        organisation, at = find_told(row["organisation"]), _moment(row["acknowledged_at"])
        told = Notice.objects.filter(
            alert__subject_type=kind, alert__subject_key=key, alert__event=_text(row["event"])
        ).filter(recipient__organisation=organisation, recipient__organisation__isnull=False)
        if not told.exists():
            counts["unknown"] += 1
            continue
        noted = told.filter(acknowledged_at=None).update(acknowledged_at=at, seen_at=Coalesce("seen_at", at))
        counts["acknowledged" if noted else "unchanged"] += 1
    return counts


def _issue(waiting: list[tuple[Row, Message]], origin: Origin, counts: dict[str, int]) -> None:
    issues: list[Issue] = [(message, _concerned(row, counts)) for row, message in waiting]
    held = _held(message for _row, message in waiting)
    counts["notices"] += issue(issues)
    for row, message in waiting:
        alert = _found(fact := _fact(message))
        if fact in held:
            alert.filter(origin=None).update(origin=origin.installation)
        else:  # what takes back a fact that was never told here is not issued
            told = {"uuid": uuid.UUID(_text(row["uuid"])), "at": _moment(row["at"]), "origin": origin.installation}
            counts["issued"] += alert.update(**told)


def _concerned(row: Row, counts: dict[str, int]) -> list[Concerned]:
    found = []
    for told in row["told"]:
        organisation = find_told(told["organisation"])
        if organisation is None:
            counts["unknown"] += 1
        else:
            reasons = tuple(_reason(reason) for reason in told["reasons"])
            found.append(Concerned(recipient_of(organisation=organisation).pk, reasons))
    return found


def _held(messages: Iterable[Message]) -> set[tuple[str, str, str]]:
    return {fact for fact in map(_fact, messages) if _found(fact).exists()}


def _fact(message: Message) -> tuple[str, str, str]:
    return (*message.subject, message.event)


def _found(fact: tuple[str, str, str]) -> Any:  # noqa: ANN401 (a query set that is only narrowed and updated)
    kind, key, event = fact
    return Alert.objects.filter(subject_type=kind, subject_key=key, event=event)


def _message(row: Row) -> Message:
    kind, key = map(_text, row["subject"])
    return Message(
        subject=(kind, key),
        event=_text(row["event"]),
        headline=_reason(row["headline"]),
        details=tuple(_reason(detail) for detail in row["details"]),
        severity=Severity(row["severity"]),
        place=_place(row["place"]),
        kind=Kind(row["kind"]),
        references=_text(row["references"]),
    )


def _reason(told: list[Any]) -> Reason:
    """A reason that can be rendered here; `LookupError` for one whose words this installation does not have."""
    code, params = told
    reason = Reason(_text(code), tuple((_text(name), _text(value)) for name, value in dict(params).items()))
    render(reason, "zh")
    return reason


def _place(told: object) -> str:
    """A path of this site, and nowhere else."""
    place = _text(told)
    if place and (not place.startswith("/") or place.startswith(("//", "/\\"))):
        raise ValueError(f"no path: {place[:80]!r}")
    return place


def _moment(told: object) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(told))
    if moment.tzinfo is None:
        raise ValueError(f"a moment without its zone: {moment}")
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {value!r:.80}")
    return value
