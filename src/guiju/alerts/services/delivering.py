"""A notice on its way to every address of its recipient."""

from __future__ import annotations

from django.utils import timezone

from guiju.alerts.models import Address, Delivery, Notice
from guiju.alerts.services.timing import due_at


def deliver(notice: Notice) -> None:
    """Put one notice into the outbox, once an address. Many at once are `issuing`'s."""
    now, alert = timezone.now(), notice.alert
    subject = f"{alert.subject_type} {alert.subject_key}"
    on = Address.objects.filter(recipient=notice.recipient_id, is_on=True)
    addresses = on.exclude(recipient__user__is_active=False)  # nothing leaves for a closed account
    Delivery.objects.bulk_create(
        [Delivery(notice=notice, address=one, subject=subject, due_at=due_at(one, now)) for one in addresses],
        ignore_conflicts=True,
    )
