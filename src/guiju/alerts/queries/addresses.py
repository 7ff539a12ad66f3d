"""Whose channels there are, how they stand, and what did not arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from guiju.alerts.models import Address, Delivery
from guiju.alerts.rules.keeping import managed, may_keep
from guiju.organisations.rules.standing import Standing

MOST_SHOWN: Final = 50


def list_addresses(standing: Standing) -> QuerySet[Address]:
    """The channels that are somebody's to keep: their own first, each with `waiting`, `dead` and `last_sent`."""
    if standing.user is None or standing.scopes is not None:
        return Address.objects.none()
    mine = Q(recipient__user=standing.user) | Q(recipient__organisation__in=managed(standing))
    found = Address.objects.filter(mine).select_related("recipient__organisation")
    return _counted(found).order_by("recipient__organisation__name", "id")


def find_address(standing: Standing, uuid: UUID) -> Address | None:
    """A channel that is theirs to keep, or None, whether there is none or it is somebody else's."""
    found = _counted(Address.objects.select_related("recipient__organisation").filter(uuid=uuid)).first()
    return found if found is not None and may_keep_address(standing, found) else None


def may_keep_address(standing: Standing, address: Address) -> bool:
    """Whether a channel is somebody's to keep."""
    return may_keep(standing, user=address.recipient.user_id, organisation=address.recipient.organisation_id)


def find_by_secret(secret: str, channels: Iterable[str]) -> Address | None:
    """The channel of these kinds that a secret opens, if it is on and not of a closed account."""
    found = Address.objects.select_related("recipient__organisation").filter(secret=secret, channel__in=list(channels))
    found = found.filter(is_on=True).exclude(recipient__user__is_active=False)
    return found.first() if "\0" not in secret else None


def last_errors(addresses: Sequence[Address]) -> dict[int, str]:
    """What the last try to each address came to, where it failed and nothing has arrived since."""
    rows = Delivery.objects.filter(address__in=addresses).exclude(error="").exclude(state=Delivery.State.SENT)
    return dict(rows.order_by("id").values_list("address_id", "error"))


def list_dead(address: Address) -> QuerySet[Delivery]:
    """The letters that were given up, the newest first."""
    dead = Delivery.objects.filter(address=address, state=Delivery.State.DEAD)
    return dead.select_related("notice__alert").order_by("-id")


def _counted(addresses: QuerySet[Address]) -> QuerySet[Address]:
    return addresses.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state__in=[Delivery.State.WAITING, Delivery.State.SENDING])),
        dead=Count("deliveries", filter=Q(deliveries__state=Delivery.State.DEAD)),
        last_sent=Max("deliveries__sent_at"),
    )


def find_to_end(secret: str) -> Address | None:
    """The mail address whose mails a secret ends, on or off already."""
    return Address.objects.filter(secret=secret, channel="email").first() if "\0" not in secret else None
