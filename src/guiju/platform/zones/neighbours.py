"""Which installations are believed, and what each may send."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from guiju.kernel.packages import PackageError
from guiju.platform import audit
from guiju.platform.models import User, Zone
from guiju.platform.registries import exchanges
from guiju.platform.zones.identity import Card, find_identity, fingerprint_of


def register_zone(*, card: Card, streams: Sequence[str], actor: User | None = None, why: str = "") -> Zone:
    """Believe packages that are signed with the card's key, of these streams only; a new key replaces the old one.

    `LookupError` for a stream that does not exist, `PackageError` for this installation's own card.
    """
    for stream in streams:
        exchanges.get(stream)
    must_be_another(card)
    with transaction.atomic():
        held = Zone.objects.select_for_update().filter(uuid=card.installation).first()
        facts = {
            "name": card.name,
            "public_key": card.public_key,
            "streams": sorted(set(streams)),
            "is_trusted": True,
        }
        zone, _made = Zone.objects.update_or_create(uuid=card.installation, defaults=facts)
        _tell("exchange.trust", zone, _told(held) if held else None, actor, why)
    return zone


def must_be_another(card: Card) -> None:
    """`PackageError` for this installation's own card."""
    own = find_identity()
    if own is not None and own.installation == card.installation:
        raise PackageError("own_card")


def distrust_zone(*, installation: str, actor: User | None = None, why: str = "") -> Zone:
    """Take nothing more from an installation; what came from it stays. `PackageError` where it is not known.

    `installation` is its uuid or the beginning of it.
    """
    with transaction.atomic():
        found = [zone for zone in Zone.objects.select_for_update() if str(zone.uuid).startswith(installation)]
        if len(found) != 1 or not installation:
            raise PackageError("no_zone", installation=installation)
        (zone,) = found
        before = _told(zone)
        zone.is_trusted = False
        zone.save(update_fields=["is_trusted"])
        _tell("exchange.distrust", zone, before, actor, why)
    return zone


def list_zones() -> list[Zone]:
    """Every installation registered here, those no longer trusted too."""
    return list(Zone.objects.all())


def _tell(action: str, zone: Zone, before: dict[str, object] | None, actor: User | None, why: str) -> None:
    subject = ("zone", str(zone.uuid))
    audit.record(action=action, subject=subject, actor=actor, before=before, after=_told(zone), why=why)


def _told(zone: Zone) -> dict[str, object]:
    return {
        "name": zone.name,
        "fingerprint": fingerprint_of(zone.public_key),
        "streams": zone.streams,
        "trusted": zone.is_trusted,
    }
