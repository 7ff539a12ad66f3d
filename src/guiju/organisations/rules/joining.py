"""How people come to belong to an organisation, and what must not happen on the way."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Final

from guiju.kernel.reasons import Reason
from guiju.organisations.rules.standing import Role

LINK_HOLDS: Final = dt.timedelta(days=14)
"""How long the link in a mail works."""


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


PUBLIC_DOMAINS: Final = frozenset(
    (
        *(
            "126.com",
            "139.com",
            "163.com",
            "188.com",
            "189.cn",
            "aliyun.com",
            "foxmail.com",
            "gmail.com",
            "hotmail.com",
        ),
        *("hotmail.com", "icloud.com", "live.com", "outlook.com", "proton.me", "protonmail.com", "qq.com"),
        *("sina.cn", "sina.com", "sohu.com", "tom.com", "vip.163.com", "vip.qq.com", "wo.cn", "yahoo.com", "yeah.net"),
    )
)
"""Providers at which anybody gets an address, so that one proves nothing of an organisation."""

_DOMAIN: Final = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def domain_of(address: str) -> str:
    """What stands behind the last @ of an address, in lower case."""
    return address.rpartition("@")[2].strip().lower()


def domain_problem(domain: str) -> Reason | None:
    """Why a domain cannot stand for an organisation."""
    if not _DOMAIN.fullmatch(domain):
        return Reason.of("organisation.no_domain", domain=domain[:100])
    if domain in PUBLIC_DOMAINS:
        return Reason.of("organisation.public_domain", domain=domain)
    return None


def last_manager_problem(held: Role, becomes: Role | None, managers: int) -> Reason | None:
    """Why a member may not leave or change roles (None: leaves): somebody must stay who can let others in."""
    if held is Role.MANAGER and becomes is not Role.MANAGER and managers <= 1:
        return Reason.of("organisation.last_manager")
    return None


def ask_problem(*, is_member: bool, is_waiting: bool, is_claimed: bool, is_claim: bool) -> Reason | None:
    """Why somebody may not ask to join, or to be the first."""
    if is_member:
        return Reason.of("organisation.already_member")
    if is_waiting:
        return Reason.of("organisation.already_asked")
    if is_claim and is_claimed:
        return Reason.of("organisation.already_claimed")
    if not is_claim and not is_claimed:
        return Reason.of("organisation.nobody_there")
    return None
