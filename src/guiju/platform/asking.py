"""Where a request comes from."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The caller's address behind as many proxies as the settings name; "unknown" where it is none."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    proxies: int = settings.GUIJU_PROXIES
    told_by = hops[-proxies] if proxies and len(hops) >= proxies else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(told_by))
    except ValueError:
        return "unknown"


def counted_address_of(request: HttpRequest) -> str:
    """The caller's address as requests are counted by: of IPv6 the network a subscriber has."""
    told_by = address_of(request)
    return str(ip_network((told_by, 64), strict=False)) if ":" in told_by else told_by
