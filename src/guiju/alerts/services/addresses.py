"""Channels are added, changed, tried, paused and deleted by whose they are; receivers agree, and end it at will."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings as site
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.alerts.channels import Letter, Outcome, Refused, channels
from guiju.alerts.channels.pacing import wait_for_turn
from guiju.alerts.channels.proving import send_code, send_link
from guiju.alerts.models import Address, Delivery
from guiju.alerts.queries.addresses import may_keep_address
from guiju.alerts.rules import Kind, Severity
from guiju.alerts.rules.keeping import may_keep
from guiju.alerts.rules.pacing import Limit
from guiju.alerts.rules.proving import code, is_code
from guiju.alerts.services.issuing import recipient_of
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.standing import Standing
from guiju.platform import audit
from guiju.platform.models import User

SALT: Final = "guiju.channel"
LINK_SECONDS: Final = 3 * 24 * 3600
TESTS: Final = (Limit(most=20, seconds=600, burst=10),)
PROOFS: Final = (Limit(most=10, seconds=3600, burst=5),)
TYPED: Final = (Limit(most=10, seconds=3600, burst=5),)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a channel is to be: `settings` as its own form has them, `timing` the fields of `Address` that say when.

    `needs_proof`: nothing is sent before the receiver has agreed.
    """

    settings: Mapping[str, Any]
    timing: Mapping[str, Any]
    needs_proof: bool = False


@transaction.atomic
def add_address(*, actor: User, organisation: int | None, channel: str, wanted: Wanted) -> Address:
    """Add a channel for oneself, or for an organisation one manages; `PermissionDenied` for another's."""
    user = actor.pk if organisation is None else None
    if not may_keep(standing_of(actor), user=user, organisation=organisation):
        raise PermissionDenied
    address = Address.objects.create(
        recipient=recipient_of(user=user, organisation=organisation),
        channel=channel,
        settings=dict(wanted.settings),
        is_on=not wanted.needs_proof,
        verified_at=None if wanted.needs_proof else timezone.now(),
        **wanted.timing,
    )
    _record("added", address, actor)
    return address


@transaction.atomic
def change_address(*, actor: User, address: Address, wanted: Wanted) -> Address:
    """Change a channel. Where it leads elsewhere and the receiver has to agree, it is off until they do."""
    _check(actor, address)
    if wanted.needs_proof and dict(wanted.settings) != address.settings:
        address.is_on, address.verified_at = False, None
    address.settings = dict(wanted.settings)
    for name, told in wanted.timing.items():
        setattr(address, name, told)
    address.save()
    _record("changed", address, actor)
    return address


@transaction.atomic
def switch_address(*, actor: User, address: Address, on: bool) -> None:
    """Pause a channel, or go on; one whose receiver has not agreed stays off."""
    _check(actor, address)
    Address.objects.filter(pk=address.pk).update(is_on=on and address.verified_at is not None)
    _record("resumed" if on else "paused", address, actor)


@transaction.atomic
def delete_address(*, actor: User, address: Address) -> None:
    """Delete a channel and what waits for it; the alerts themselves stay in the inbox."""
    _check(actor, address)
    _record("deleted", address, actor)
    address.delete()


def try_address(*, actor: User, address: Address, link: str, headline: str) -> Outcome | None:
    """Send a test at once and say what came of it; None where too many were sent."""
    _check(actor, address)
    if wait_for_turn("test", str(actor.pk), TESTS):
        return None
    now = timezone.now()
    name = str(uuid.uuid4())
    letter = Letter(
        key=name,
        notice=0,
        alert=name,
        kind=Kind.ALERT.value,
        severity=Severity.REFERENCE.value,
        subject=("test", str(address.uuid)),
        event=f"test:{now.isoformat()}",
        headline=headline,
        details=(),
        reasons=(),
        link=link,
        at=now,
        references=None,
    )
    return channels.get(address.channel).send(address, [letter])


def ask_for_proof(*, actor: User, address: Address, root: str) -> Outcome | None:
    """Ask the receiver to agree, by mail or text message; None where too many were asked.

    `root` is scheme and host of this installation.
    """
    _check(actor, address)
    told = address.settings.get("email") or address.settings.get("number", "")
    if wait_for_turn("proof", str(actor.pk), PROOFS) or wait_for_turn("proof", told, PROOFS):
        return None
    if address.channel == "email":
        return send_link(address, root, signing.dumps([str(address.uuid), told], salt=SALT))
    if address.channel == "sms":
        return send_code(address, code(site.SECRET_KEY, _subject(address), time.time()))
    return Refused("")


def find_by_link(token: str) -> Address | None:
    """The address a link of `ask_for_proof` speaks of, if the link is younger than three days and still its own."""
    try:
        name, told = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Address.objects.filter(uuid=name, channel="email", settings__email=told).first()


@transaction.atomic
def agree(*, address: Address) -> None:
    """The receiver agrees, by the link that was sent there; the first time, the channel goes on."""
    if address.verified_at is None:
        Address.objects.filter(pk=address.pk).update(verified_at=timezone.now(), is_on=True)
        _record("confirmed", address, None)


def agree_by_code(*, actor: User, address: Address, typed: str) -> bool | None:
    """The holder of the number has told the code; None where too many were tried."""
    _check(actor, address)
    if wait_for_turn("code", str(address.uuid), TYPED):
        return None
    if not is_code(site.SECRET_KEY, _subject(address), time.time(), typed):
        return False
    agree(address=address)
    return True


@transaction.atomic
def unsubscribe(*, address: Address) -> None:
    """The receiver wants no more of it: the channel is off until they agree again; what waits is not sent."""
    if Address.objects.filter(pk=address.pk, is_on=True).update(is_on=False, verified_at=None):
        waiting = Delivery.objects.filter(address=address, state=Delivery.State.WAITING)
        waiting.update(state=Delivery.State.DROPPED)
        _record("unsubscribed", address, None)


def _subject(address: Address) -> str:
    return f"{address.uuid}:{address.settings.get('number', '')}"


def _check(actor: User, address: Address) -> None:
    standing: Standing = standing_of(actor)
    if not may_keep_address(standing, address):
        raise PermissionDenied


def _record(what: str, address: Address, actor: User | None) -> None:
    """Settings hold secrets, so that they changed is noted, not what they are."""
    audit.record(
        action=f"channel.{what}",
        subject=("channel", str(address.uuid)),
        actor=actor,
        after={"channel": address.channel, "label": address.label, "recipient": address.recipient_id},
    )
