"""A delivery as the letter its channel is given: in the address's language, with a link that works anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from guiju.alerts.channels import Letter
from guiju.alerts.models import Address, Delivery, Notice
from guiju.alerts.rules.messages import Kept, from_json
from guiju.kernel.reasons import Language
from guiju.platform.reasons import render


def language_of(address: Address) -> Language:
    """The language an address is written to in."""
    return "zh" if address.language.startswith("zh") else "en"


def write(delivery: Delivery, address: Address) -> Letter:
    """The letter; `LookupError` for a reason that nobody declared."""
    notice, alert, language = delivery.notice, delivery.notice.alert, language_of(address)
    return Letter(
        key=str(delivery.key),
        notice=notice.pk,
        alert=str(alert.uuid),
        kind=alert.kind,
        severity=alert.severity,
        subject=(alert.subject_type, alert.subject_key),
        event=alert.event,
        headline=render(from_json(alert.headline), language),
        details=_said(alert.details, language),
        reasons=_said(notice.reasons, language),
        link=settings.GUIJU_SITE_URL + (alert.place or place_of(notice)),
        at=alert.at,
        references=str(alert.references.uuid) if alert.references else None,
    )


def place_of(notice: Notice) -> str:
    """The path of a notice's page."""
    return f"/inbox/{notice.pk}"


def _said(reasons: Iterable[Kept], language: Language) -> tuple[str, ...]:
    return tuple(render(from_json(kept), language) for kept in reasons)
