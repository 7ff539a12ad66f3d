"""What the pages of channels begin with: who asks, and which channel they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from guiju.alerts.channels import channels
from guiju.alerts.channels.forms import FORMS
from guiju.alerts.forms import CADENCES, WEEKDAYS
from guiju.alerts.models import Address
from guiju.alerts.queries.addresses import find_address, last_errors
from guiju.organisations.queries.standing import standing_of
from guiju.platform.models import User


@dataclass(frozen=True, slots=True)
class State:
    """How a channel stands: word, colour and shape."""

    key: str
    text: str
    tone: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A channel as a page shows it."""

    address: Address
    kind: str
    where: str
    whose: str
    state: State
    timing: str
    waiting: int
    dead: int
    last_sent: object
    error: str


def signed_in(request: HttpRequest) -> User:
    """Whoever is signed in; the views behind it are for them alone."""
    assert isinstance(request.user, User), "login_required has seen to that"
    return request.user


def get_address(request: HttpRequest, uuid: UUID) -> Address:
    """The channel, if it is theirs to keep; else there is none."""
    found = find_address(standing_of(signed_in(request)), uuid)
    if found is None or found.channel not in FORMS:
        raise Http404
    return found


def shown(addresses: Sequence[Any]) -> list[Shown]:
    """Channels (with the counts of `queries.addresses`) as pages show them."""
    errors = last_errors(addresses)
    return [_shown(one, errors.get(one.pk, "")) for one in addresses if one.channel in FORMS]


def state_of(address: Address, *, dead: int) -> State:
    """On, paused, to be confirmed, or on and failing."""
    if address.verified_at is None:
        return State("unconfirmed", _("to be confirmed"), "soon", "clock")
    if not address.is_on:
        return State("paused", _("paused"), "open", "draft")
    if dead:
        return State("failing", _("not everything arrived"), "bad", "cross")
    return State("on", _("on"), "good", "check")


def timing_of(address: Address) -> str:
    """When it is sent to, in words."""
    parts = [str(CADENCES[Address.Cadence(address.cadence)])]
    if address.cadence == Address.Cadence.WEEKLY:
        parts.append(str(WEEKDAYS[address.weekday]))
    if address.cadence != Address.Cadence.IMMEDIATE:
        parts.append(f"{address.hour:02d}:00")
    if address.quiet_from is not None and address.quiet_until is not None:
        parts.append(
            _("quiet %(begin)s to %(end)s")
            % {"begin": f"{address.quiet_from:%H:%M}", "end": f"{address.quiet_until:%H:%M}"}
        )
    if address.time_zone != timezone.get_default_timezone_name():
        parts.append(address.time_zone)
    return " · ".join(parts)


def _shown(one: Any, error: str) -> Shown:  # noqa: ANN401 (an address with its counts annotated)
    organisation = one.recipient.organisation
    return Shown(
        address=one,
        kind=_(channels.get(one.channel).title),
        where=FORMS[one.channel].where(one.settings),
        whose=organisation.name if organisation else _("mine"),
        state=state_of(one, dead=one.dead),
        timing=timing_of(one),
        waiting=one.waiting,
        dead=one.dead,
        last_sent=one.last_sent,
        error=error,
    )
