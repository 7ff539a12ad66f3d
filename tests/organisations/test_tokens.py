"""Tokens: made once, kept as a digest, found, ended."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.utils import timezone

from guiju.models import ApiToken, AuditEntry, User
from guiju.organisations.queries.tokens import list_tokens
from guiju.organisations.rules.scopes import CHECKS_WRITE
from guiju.organisations.services.tokens import (
    AlreadyRevoked,
    Holder,
    Refusal,
    TokenError,
    create_token,
    find_holder,
    revoke_token,
)

pytestmark = pytest.mark.django_db


def test_secret_is_told_once_and_only_its_digest_is_kept() -> None:
    token, secret = create_token(name="nightly check", scopes=[CHECKS_WRITE])
    kept = ApiToken.objects.get()
    assert kept.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret.startswith(f"guiju_{token.prefix}_")
    assert secret.split("_", 2)[2] not in str(vars(kept))
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_key, entry.after) == (
        "token.created",
        token.prefix,
        {"name": "nightly check", "scopes": [CHECKS_WRITE]},
    )


def test_secrets_differ_and_have_256_bits() -> None:
    secrets = {create_token(name="x", scopes=[])[1].split("_", 2)[2] for _ in range(20)}
    assert {len(secret) for secret in secrets} == {43}
    assert len(secrets) == 20


def test_holder_of_a_secret_has_its_scopes() -> None:
    token, secret = create_token(name="x", scopes=[CHECKS_WRITE])
    assert find_holder(secret) == Holder(token.prefix, frozenset({CHECKS_WRITE}), None)
    assert find_holder(secret + "x") == Refusal("unknown")


def test_use_is_noted_but_not_every_time() -> None:
    token, secret = create_token(name="x", scopes=[])
    find_holder(secret)
    first = ApiToken.objects.get().used_at
    find_holder(secret)
    assert ApiToken.objects.get().used_at == first
    ApiToken.objects.update(used_at=timezone.now() - dt.timedelta(minutes=6))
    find_holder(secret)
    noted = ApiToken.objects.get(prefix=token.prefix).used_at
    assert noted is not None
    assert timezone.now() - noted < dt.timedelta(minutes=1)


def test_token_expires_on_its_day() -> None:
    _token, secret = create_token(name="x", scopes=[], days=1)
    ApiToken.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert find_holder(secret) == Refusal("expired")
    assert list(list_tokens(usable=True)) == []


def test_token_without_days_never_expires() -> None:
    assert create_token(name="x", scopes=[], days=None)[0].expires_at is None


def test_revoked_token_stays_revoked_as_it_was() -> None:
    token, secret = create_token(name="x", scopes=[])
    first = revoke_token(prefix=token.prefix, why="lost").revoked_at
    with pytest.raises(AlreadyRevoked, match=f"token {token.prefix} was already revoked on 20"):
        revoke_token(prefix=token.prefix)
    assert ApiToken.objects.get().revoked_at == first
    assert find_holder(secret) == Refusal("revoked")
    assert AuditEntry.objects.filter(action="token.revoked", why="lost").count() == 1


def test_token_of_a_person_who_left_does_not_count() -> None:
    owner = User.objects.create_user("wang")
    _token, secret = create_token(name="x", scopes=[], owner=owner)
    found = find_holder(secret)
    assert isinstance(found, Holder)
    assert found.owner == owner
    User.objects.update(is_active=False)
    assert find_holder(secret) == Refusal("unknown")


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [("", [], 1), ("x\x1b[31m", [], 1), ("x\ny", [], 1), ("x", ["all"], 1), ("x", [], 0), ("x", [], 99999)],
)
def test_token_that_makes_no_sense_is_not_made(name: str, scopes: list[str], days: int) -> None:
    with pytest.raises(TokenError):
        create_token(name=name, scopes=scopes, days=days)
    assert not ApiToken.objects.exists()


def test_revoking_what_is_not_there_is_an_error() -> None:
    with pytest.raises(TokenError, match="there is no token 12345678"):
        revoke_token(prefix="12345678")
