"""When what is issued now may go to an address."""

from __future__ import annotations

import datetime as dt
import logging
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils import timezone

from guiju.alerts.models import AT_ONCE, Address, Delivery
from guiju.alerts.rules.timing import Cadence, Timing, next_moment

log = logging.getLogger(__name__)


def timing_of(address: Address) -> Timing:
    """What an address asks for; the installation's own time zone where its zone is none."""
    return Timing(
        zone=_zone(address.time_zone),
        quiet_from=address.quiet_from,
        quiet_until=address.quiet_until,
        cadence=Cadence(address.cadence),
        hour=address.hour,
        weekday=address.weekday,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        log.warning("an address names a time zone that is none", extra={"zone": name})
        return ZoneInfo(timezone.get_default_timezone_name())


def due_at(address: Address, now: dt.datetime) -> dt.datetime:
    """When a delivery issued now is due."""
    moment = next_moment(now, timing_of(address))
    return AT_ONCE if moment == now else moment


@transaction.atomic
def retime(*, address: Address) -> None:
    """Have what waits for an address go by its new hours. Call it where they are changed, in the same transaction."""
    waiting = Delivery.objects.filter(address=address, state=Delivery.State.WAITING)
    waiting.update(due_at=due_at(address, timezone.now()))
