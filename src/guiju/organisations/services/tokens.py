"""Tokens of programs: made, found, revoked.

A secret of 256 random bits is kept as its SHA-256. A slow hash (argon2) makes guessing of what people can remember
dear; nobody guesses 256 bits, and every request would pay for it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from guiju.organisations.models import ApiToken, Organisation
from guiju.organisations.rules.tokens import fault_of
from guiju.platform import audit
from guiju.platform.models import User

MARK: Final = "guiju"
USE_NOTED_EVERY: Final = dt.timedelta(minutes=5)
"""Noting every use would be a write for every read."""


class TokenError(ValueError):
    """A token cannot be made or revoked as asked; the message says why."""


class AlreadyRevoked(TokenError):  # noqa: N818 (reads as what it is)
    """A token was revoked before."""

    def __init__(self, prefix: str, at: dt.datetime) -> None:
        super().__init__(f"token {prefix} was already revoked on {at.isoformat(' ', 'minutes')}")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who calls with a valid token: its prefix, what it may do, for whom it acts.

    `owner` is a person, `organisation` an organisation's id; with neither it is the installation's own.
    """

    prefix: str
    scopes: frozenset[str]
    owner: User | None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a token does not count: unknown, expired, revoked."""

    why: str


def create_token(
    *,
    name: str,
    scopes: Collection[str],
    days: int | None = 365,
    owner: User | None = None,
    organisation: Organisation | None = None,
    actor: User | None = None,
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is told this once; `days` None never expires. Raises `TokenError`.

    Whether `actor` may is for the caller to have asked (`rules.tokens`); a command line asks nobody.
    """
    fault = fault_of(name, scopes, days)
    if fault:
        raise TokenError(fault)
    prefix = secrets.token_hex(4)
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        token = ApiToken.objects.create(
            prefix=prefix,
            digest=digest_of(secret),
            name=name.strip(),
            owner=owner,
            organisation=organisation,
            scopes=sorted(set(scopes)),
            expires_at=timezone.now() + dt.timedelta(days=days) if days is not None else None,
        )
        after: dict[str, object] = {"name": token.name, "scopes": token.scopes}
        if organisation is not None:
            after["organisation"] = str(organisation.uuid)
        audit.record(action="token.created", subject=("token", prefix), actor=actor or owner, after=after)
    return token, secret


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def find_holder(secret: str) -> Holder | Refusal:
    """Who calls with a secret, or why it does not count. The look-up is by the digest, so its time tells nothing."""
    token = ApiToken.objects.select_related("owner", "organisation").filter(digest=digest_of(secret)).first()
    now = timezone.now()
    if token is None or (token.owner is not None and not token.owner.is_active):
        return Refusal("unknown")
    if token.revoked_at is not None:
        return Refusal("revoked")
    if token.expires_at is not None and token.expires_at <= now:
        return Refusal("expired")
    if token.used_at is None or now - token.used_at > USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    acting = token.organisation
    organisation = (acting.merged_into_id or acting.pk) if acting is not None else None
    return Holder(token.prefix, frozenset(token.scopes), token.owner, organisation)


def revoke_token(*, prefix: str, actor: User | None = None, why: str = "") -> ApiToken:
    """End a token for good. Raises `TokenError` where there is none, and for one already revoked, which stays."""
    with transaction.atomic():
        token = ApiToken.objects.select_for_update().filter(prefix=prefix).first()
        if token is None:
            raise TokenError(f"there is no token {prefix}")
        if token.revoked_at is not None:
            raise AlreadyRevoked(prefix, timezone.localtime(token.revoked_at))
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        audit.record(action="token.revoked", subject=("token", prefix), actor=actor, why=why)
    return token
