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
from django.db.models import Q, QuerySet
from django.utils import timezone

from guiju.platform import audit
from guiju.platform.models import ApiToken, User

CHECKS_WRITE: Final = "checks:write"
SCOPES: Final[dict[str, str]] = {CHECKS_WRITE: "create checks, choose their columns, delete them"}
"""What a token may be allowed, and what that means."""
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
    """Who calls with a valid token: its prefix, what it may do, for whom it acts."""

    prefix: str
    scopes: frozenset[str]
    owner: User | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a token does not count: unknown, expired, revoked."""

    why: str


def create_token(
    *, name: str, scopes: Collection[str], days: int | None = 365, owner: User | None = None
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is told this once; `days` None never expires. Raises `TokenError`."""
    unknown = sorted(set(scopes) - SCOPES.keys())
    if unknown:
        raise TokenError(f"there is no scope {', '.join(unknown)}; there are: {', '.join(SCOPES)}")
    if not name.strip().isprintable():
        raise TokenError("the name of a token has no control characters and no line breaks")
    if not name.strip() or (days is not None and not 1 <= days <= 3650):
        raise TokenError("a token needs a name, and expires after 1 to 3650 days or never")
    prefix = secrets.token_hex(4)
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        token = ApiToken.objects.create(
            prefix=prefix,
            digest=digest_of(secret),
            name=name.strip(),
            owner=owner,
            scopes=sorted(set(scopes)),
            expires_at=timezone.now() + dt.timedelta(days=days) if days is not None else None,
        )
        after = {"name": token.name, "scopes": token.scopes}
        audit.record(action="token.created", subject=("token", prefix), actor=owner, after=after)
    return token, secret


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def find_holder(secret: str) -> Holder | Refusal:
    """Who calls with a secret, or why it does not count. The look-up is by the digest, so its time tells nothing."""
    token = ApiToken.objects.select_related("owner").filter(digest=digest_of(secret)).first()
    now = timezone.now()
    if token is None or (token.owner is not None and not token.owner.is_active):
        return Refusal("unknown")
    if token.revoked_at is not None:
        return Refusal("revoked")
    if token.expires_at is not None and token.expires_at <= now:
        return Refusal("expired")
    if token.used_at is None or now - token.used_at > USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return Holder(token.prefix, frozenset(token.scopes), token.owner)


def list_tokens(*, usable: bool = False) -> QuerySet[ApiToken]:
    """All tokens, those that still count if `usable`."""
    if not usable:
        return ApiToken.objects.all()
    return ApiToken.objects.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None)


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
