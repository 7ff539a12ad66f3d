"""What the audit trail says of signing in, and of what accounts are kept by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from guiju.models import AuditEntry, User
from guiju.organisations.rules.standing import Administration
from tests.factories_people import PASSWORD, given_administrator, given_person, signed_in

pytestmark = pytest.mark.django_db

EMAIL = "wang@example.org"
OTHER = "a circle drawn with 规 and 矩"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _nobody_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def wang() -> User:
    return given_person(EMAIL, password=PASSWORD)


def _sign_in(client: Client, password: str = PASSWORD, login: str = EMAIL) -> Any:
    return client.post("/account/login/", {"login": login, "password": password}, REMOTE_ADDR="192.0.2.7")


def _code() -> str:
    """What the application on the telephone shows now; the counters are the last, the present and the next."""
    _last, now, _next = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(SECRET, now)))


def told() -> list[tuple[str, str, object, object]]:
    """Action, actor, before and after of what accounts did, the first first."""
    rows = AuditEntry.objects.filter(action__startswith="account.").order_by("id")
    return [(row.action, row.actor.email if row.actor else "", row.before, row.after) for row in rows]


def test_signing_in_and_out_is_recorded_with_how_and_from_where(client: Client, wang: User) -> None:
    _sign_in(client)
    client.post("/account/logout/")
    assert told() == [
        ("account.signed_in", EMAIL, None, {"by": ["password"]}),
        ("account.signed_out", EMAIL, None, None),
    ]
    first = AuditEntry.objects.get(action="account.signed_in")
    assert (first.subject_type, first.subject_key, first.origin) == ("person", str(wang.uuid), "192.0.2.7")


def test_failed_sign_in_is_recorded_under_the_person_and_never_with_the_password(client: Client, wang: User) -> None:
    _sign_in(client, "not the password", "Wang@example.org")
    entry = AuditEntry.objects.get(action="account.sign_in_failed")
    assert (entry.actor, entry.subject_key, entry.origin) == (None, str(wang.uuid), "192.0.2.7")
    assert entry.after == {"address": EMAIL}


def test_failed_sign_in_of_an_address_nobody_has_is_recorded_as_typed(client: Client) -> None:
    _sign_in(client, "not the password", "nobody@example.org")
    entry = AuditEntry.objects.get(action="account.sign_in_failed")
    assert (entry.subject_type, entry.subject_key) == ("account", "nobody@example.org")


def test_sign_in_that_is_refused_for_its_form_is_not_recorded(client: Client, wang: User) -> None:
    _sign_in(client, PASSWORD, "no address")
    client.post("/account/login/", {"login": EMAIL + "\0", "password": PASSWORD})
    assert told() == []


def test_wrong_code_of_the_second_factor_is_recorded_and_the_right_one_signs_in(client: Client, wang: User) -> None:
    TOTP.activate(wang, SECRET)
    assert _sign_in(client).headers["Location"].startswith("/account/second-factor/authenticate/")
    client.post("/account/second-factor/authenticate/", {"code": "no code"})
    client.post("/account/second-factor/authenticate/", {"code": _code()})
    assert told() == [
        ("account.second_factor_failed", "", None, {"type": "totp"}),
        ("account.signed_in", EMAIL, None, {"by": ["password", "mfa"]}),
    ]


@pytest.mark.django_db(transaction=True)  # allauth tells of it once it is committed
def test_second_factor_and_its_codes_are_recorded_as_they_come_and_go(wang: User) -> None:
    browser = signed_in(wang)
    session = browser.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    for path, given in (
        ("totp/activate/", {"code": _code()}),
        ("recovery-codes/generate/", {}),
        ("totp/deactivate/", {}),
    ):
        browser.post(f"/account/second-factor/{path}", given)
    assert [(action, who, after) for action, who, _before, after in told()] == [
        ("account.second_factor_added", EMAIL, {"type": "totp"}),
        ("account.second_factor_added", EMAIL, {"type": "recovery_codes"}),
        ("account.second_factor_reset", EMAIL, {"type": "recovery_codes"}),
        ("account.second_factor_removed", EMAIL, {"type": "totp"}),
        ("account.second_factor_removed", EMAIL, {"type": "recovery_codes"}),
    ]


def test_changed_password_is_recorded_without_it(wang: User) -> None:
    given = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    signed_in(wang).post("/account/password/change/", given)
    assert told() == [("account.password_changed", EMAIL, None, None)]


def test_forgotten_password_is_recorded_when_it_is_set_anew(client: Client, wang: User) -> None:
    client.post("/account/password/reset/", {"email": EMAIL})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1]).headers["Location"]
    client.post(form, {"password1": OTHER, "password2": OTHER})
    assert told() == [("account.password_reset", EMAIL, None, None)]


def test_another_address_is_recorded_when_it_is_asked_for_and_when_it_holds(wang: User) -> None:
    browser = signed_in(wang)
    browser.post("/account/email/", {"email": "wang@example.com", "action_add": ""})
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", str(mail.outbox[0].body))
    assert link is not None
    browser.post(link[1])
    assert [(action, before, after) for action, _who, before, after in told()] == [
        ("account.email_added", None, {"email": "wang@example.com"}),
        ("account.email_confirmed", None, {"email": "wang@example.com"}),
        ("account.email_changed", {"email": EMAIL}, {"email": "wang@example.com"}),
    ]


def test_trail_shows_sign_ins_to_the_audit_administrator(client: Client, wang: User) -> None:
    _sign_in(client)
    _sign_in(Client(), "not the password")
    audit = signed_in(given_administrator(Administration.AUDIT, "audit@example.org"))
    shown = audit.get("/audit?what=account.").content.decode()
    assert re.findall(r"<code>(account\.\w+)</code>", shown) == ["account.sign_in_failed", "account.signed_in"]
