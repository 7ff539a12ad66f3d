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

MAILS_WITHIN: Final = dt.timedelta(hours=1)
MOST_INVITATIONS: Final = 100
"""Of one organisation within an hour: nobody's mailbox is filled, and the mail server stays in good repute."""
MOST_LINKS: Final = 5
"""That one person asks for, or that go to one address or domain, within an hour."""


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


PUBLIC_DOMAINS: Final = frozenset(
    (
        *("126.com", "139.com", "163.com", "163.net", "188.com", "189.cn", "21cn.com", "263.net", "aliyun.com"),
        *("eyou.com", "foxmail.com", "qq.com", "sina.cn", "sina.com", "sina.com.cn", "sohu.com", "sogou.com"),
        *("tom.com", "wo.cn", "wo.com.cn", "yeah.net"),
        *("aol.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com"),
        *("icloud.com", "live.cn", "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "naver.com"),
        *("outlook.com", "pm.me", "proton.me", "protonmail.com", "tutanota.com", "web.de", "yahoo.cn", "yahoo.co.jp"),
        *("yahoo.com", "yahoo.com.cn", "yahoo.com.hk", "yandex.com", "yandex.ru", "ymail.com", "zoho.com"),
    )
)
"""Providers at which anybody gets an address, there or below (vip.163.com): one proves nothing of an organisation."""
SHARED_ENDINGS: Final = frozenset(("ac", "com", "edu", "gov", "mil", "net", "org"))
"""What stands before a country's letters where many share an ending, as in com.cn."""

_DOMAIN: Final = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def domain_of(address: str) -> str:
    """What stands behind the last @ of an address, in lower case."""
    return address.rpartition("@")[2].strip().lower()


def domain_problem(domain: str) -> Reason | None:
    """Why a domain cannot stand for an organisation."""
    if not _DOMAIN.fullmatch(domain):
        return Reason.of("organisation.no_domain", domain=domain[:100])
    parts = domain.split(".")
    shared = len(parts) == 2 and parts[0] in SHARED_ENDINGS and len(parts[1]) == 2
    if shared or any(".".join(parts[start:]) in PUBLIC_DOMAINS for start in range(len(parts))):
        return Reason.of("organisation.public_domain", domain=domain)
    return None


def mail_problem(*counts: tuple[int, int]) -> Reason | None:
    """Why no further mail is sent now; each count is how many were sent, and how many may be."""
    return Reason.of("organisation.too_many_mails") if any(sent >= most for sent, most in counts) else None


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
