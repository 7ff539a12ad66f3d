"""What happens to accounts, for the audit trail: signing in and out, failures of both factors, what they are kept by.

allauth and Django say so by signals. Neither a password nor a code is ever recorded; of an address that nobody has
here, it is recorded as it was typed, so that guessing shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from guiju.organisations.queries.people import find_by_address
from guiju.organisations.services.people import subject_of
from guiju.platform import audit
from guiju.platform.models import User

METHODS: Final = "account_authentication_methods"
"""The session's key under which allauth keeps how somebody signed in."""
LONGEST_TYPED: Final = 200
PLAIN: Final[dict[Signal, str]] = {
    account.user_signed_up: "account.signed_up",
    account.password_set: "account.password_set",
    account.password_changed: "account.password_changed",
    account.password_reset: "account.password_reset",
}
ADDRESSES: Final[dict[Signal, str]] = {
    account.email_added: "account.email_added",
    account.email_confirmed: "account.email_confirmed",
    account.email_removed: "account.email_removed",
}
FACTORS: Final[dict[Signal, str]] = {
    second_factor.authenticator_added: "account.second_factor_added",
    second_factor.authenticator_removed: "account.second_factor_removed",
    second_factor.authenticator_reset: "account.second_factor_reset",
}


def _record(action: str, person: User, *, actor: User | None = None, **facts: Mapping[str, Any]) -> None:
    told = {name: dict(value) for name, value in facts.items()}
    audit.record(action=action, subject=subject_of(person), actor=actor, **told)  # type: ignore[arg-type]


@receiver(account.user_logged_in, dispatch_uid="guiju.signed_in")
def note_signed_in(request: HttpRequest, user: User, **_more: object) -> None:
    """By a password, by the issuer, with or without the second factor."""
    methods = [one["method"] for one in request.session.get(METHODS, ())]
    _record("account.signed_in", user, actor=user, after={"by": methods})


@receiver(user_logged_out, dispatch_uid="guiju.signed_out")
def note_signed_out(user: User | None, **_more: object) -> None:
    """Of their own will; nothing where nobody was signed in."""
    if user is not None:
        _record("account.signed_out", user, actor=user)


@receiver(user_login_failed, dispatch_uid="guiju.sign_in_failed")
def note_sign_in_failed(credentials: Mapping[str, Any], **_more: object) -> None:
    """The password was not right, or nobody has the address."""
    typed = str(credentials.get("email") or credentials.get("username") or "").replace("\0", "")[:LONGEST_TYPED]
    person = find_by_address(typed)
    subject = ("account", typed) if person is None else subject_of(person)
    audit.record(action="account.sign_in_failed", subject=subject, actor=None, after={"address": typed})


@receiver(second_factor.authentication_failed, dispatch_uid="guiju.second_factor_failed")
def note_second_factor_failed(user: User, authenticator: Any, **_more: object) -> None:  # noqa: ANN401 (allauth's)
    """The password was right, the code was not."""
    _record("account.second_factor_failed", user, after={"type": authenticator.type})


@receiver(list(PLAIN), dispatch_uid="guiju.account_changed")
def note_account_changed(signal: Signal, user: User, **_more: object) -> None:
    """The account was made, or its password is another."""
    _record(PLAIN[signal], user, actor=user)


@receiver(list(ADDRESSES), dispatch_uid="guiju.address_changed")
def note_address_changed(signal: Signal, email_address: Any, **_more: object) -> None:  # noqa: ANN401 (allauth's)
    """An address came, was shown to be theirs, or went."""
    side = "before" if signal is account.email_removed else "after"
    person = email_address.user
    _record(ADDRESSES[signal], person, actor=person, **{side: {"email": email_address.email}})


@receiver(account.email_changed, dispatch_uid="guiju.main_address_changed")
def note_main_address_changed(user: User, from_email_address: Any, to_email_address: Any, **_more: object) -> None:  # noqa: ANN401 (allauth's)
    """Another address is the one they are written to."""
    before = {"email": from_email_address.email if from_email_address else ""}
    _record("account.email_changed", user, actor=user, before=before, after={"email": to_email_address.email})


@receiver(list(FACTORS), dispatch_uid="guiju.second_factor_changed")
def note_second_factor_changed(signal: Signal, user: User, authenticator: Any, **_more: object) -> None:  # noqa: ANN401 (allauth's)
    """A second factor came, went, or has new recovery codes."""
    _record(FACTORS[signal], user, actor=user, after={"type": authenticator.type})
