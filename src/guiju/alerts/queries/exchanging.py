"""Alerts issued here to organisations, and organisations' answers to alerts from elsewhere, as they are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, Final

from django.db.models import QuerySet

from guiju.alerts.models import Alert, Notice
from guiju.organisations.queries.exchanging import tell_organisations
from guiju.platform.models import Event

ALERT: Final = "alert"
NOTICE: Final = "notice"
AT_ONCE: Final = 500


def own_alerts_after(after: int, most: int) -> list[int]:
    """Ids of alerts that were issued here to an organisation, in their order."""
    return list(_own().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def own_alerts_of_events(events: Collection[int]) -> set[int]:
    """Ids of such alerts that have new notices."""
    return {pk for ids in _chunked(_subjects(events)) for pk in _own().filter(pk__in=ids).values_list("pk", flat=True)}


def read_alerts(ids: Collection[int]) -> Iterator[dict[str, Any]]:
    """Alerts, and which organisations they concern and why; what concerns a person stays here."""
    for chunk in _chunked(ids):
        told = _told(chunk)
        for alert in Alert.objects.filter(pk__in=chunk).select_related("references").order_by("pk"):
            yield {
                "uuid": str(alert.uuid),
                "kind": alert.kind,
                "references": alert.references.event if alert.references else "",
                "subject": [alert.subject_type, alert.subject_key],
                "event": alert.event,
                "severity": alert.severity,
                "headline": alert.headline,
                "details": alert.details,
                "place": alert.place,
                "at": alert.at.isoformat(),
                "told": told[alert.pk],
            }


def answers_after(after: int, most: int) -> list[int]:
    """Ids of notices of alerts from elsewhere that an organisation has acknowledged, in their order."""
    return list(_answers().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def answers_of_events(events: Collection[int]) -> set[int]:
    """Ids of such notices that were acknowledged."""
    found = (_answers().filter(pk__in=ids).values_list("pk", flat=True) for ids in _chunked(_subjects(events)))
    return {pk for ids in found for pk in ids}


def read_answers(ids: Collection[int]) -> Iterator[dict[str, Any]]:
    """Which organisation acknowledged which alert, and when; not who did it there."""
    for chunk in _chunked(ids):
        notices = list(_answers().filter(pk__in=chunk).select_related("alert", "recipient").order_by("pk"))
        organisations = tell_organisations(_organisation(notice) for notice in notices)
        for notice in notices:
            yield {
                "subject": [notice.alert.subject_type, notice.alert.subject_key],
                "event": notice.alert.event,
                "organisation": organisations[_organisation(notice)],
                "acknowledged_at": notice.acknowledged_at.isoformat() if notice.acknowledged_at else "",
            }


def _own() -> QuerySet[Alert]:
    to_organisations = Notice.objects.filter(recipient__organisation__isnull=False)
    return Alert.objects.filter(origin=None, pk__in=to_organisations.order_by().values("alert_id"))


def _answers() -> QuerySet[Notice]:
    acknowledged = Notice.objects.filter(acknowledged_at__isnull=False, recipient__organisation__isnull=False)
    return acknowledged.filter(alert__origin__isnull=False)


def _told(alerts: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """The notices of organisations, by alert."""
    rows = Notice.objects.filter(alert__in=alerts, recipient__organisation__isnull=False).order_by("pk")
    notices = list(rows.select_related("recipient"))
    organisations = tell_organisations(_organisation(notice) for notice in notices)
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for notice in notices:
        told = {"organisation": organisations[_organisation(notice)], "reasons": notice.reasons}
        found[notice.alert_id].append(told)
    return found


def _organisation(notice: Notice) -> int:
    organisation = notice.recipient.organisation_id
    assert organisation is not None, "only notices of organisations are asked for"
    return organisation


def _subjects(events: Collection[int]) -> set[int]:
    """The rows that events are about."""
    return {
        int(key)
        for ids in _chunked(events)
        for key in Event.objects.filter(pk__in=ids).order_by().values_list("subject_key", flat=True)
    }


def _chunked(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
