"""Which places of the network a person's webhook may lead to: public ones, and those the operator has named.

Whoever adds a webhook chooses where this server sends a request. Without a rule that would open every inner service of
the operator's network to them (server-side request forgery), so what is not plainly public is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

Network = IPv4Network | IPv6Network
Place = IPv4Address | IPv6Address

NOT_PUBLIC: Final = (
    IPv4Network("168.63.129.16/32"),  # under which a cloud serves the secrets of a machine; those of others are inner
    IPv4Network("192.0.0.0/24"),  # what Python's own table says of the rest of these changed over its versions
    IPv4Network("192.88.99.0/24"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("2001::/23"),
    IPv6Network("2002::/16"),
    IPv6Network("3fff::/20"),
    IPv6Network("5f00::/16"),
)
"""Ranges of the IANA registries for special purposes, beside those that `ipaddress` knows."""
TRANSLATED: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))
"""IPv6 ranges whose last four bytes are an IPv4 address (RFC 6052, RFC 8215, RFC 4291)."""


def is_reachable(text: str, allowed: Iterable[Network]) -> bool:
    """Whether a request may go to an address in digits; `allowed` are the operator's own networks.

    An IPv4 address inside an IPv6 one counts as what it is. Raises `ValueError` for what is no address.
    """
    place = _inner(ip_address(text.partition("%")[0]))
    return is_named(place, allowed) or _is_public(place)


def is_private(text: str, allowed: Iterable[Network]) -> bool:
    """Whether an address in digits lies in a network the operator has named."""
    return is_named(_inner(ip_address(text.partition("%")[0])), allowed)


def is_named(place: Place, allowed: Iterable[Network]) -> bool:
    """Whether an address lies in one of the networks."""
    return any(place.version == network.version and place in network for network in allowed)


def _is_public(place: Place) -> bool:
    if place.is_multicast or place.is_reserved or not place.is_global or is_named(place, NOT_PUBLIC):
        return False
    return isinstance(place, IPv4Address) or not (place.is_site_local or _is_translated(place))


def _inner(place: Place) -> Place:
    """The IPv4 address that an IPv6 one stands for, or the address itself."""
    if isinstance(place, IPv6Address):
        if place.ipv4_mapped:
            return place.ipv4_mapped
        if _is_translated(place) and int(place) > 0xFFFF:
            return IPv4Address(int(place) & 0xFFFFFFFF)
    return place


def _is_translated(place: IPv6Address) -> bool:
    return any(place in network for network in TRANSLATED)
