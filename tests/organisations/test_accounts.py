"""Signing up and in by form: what is refused, what is told to whom, what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from guiju.models import User
from guiju.organisations.rules.standing import Administration, Role
from guiju.organisations.services.joining import invite
from guiju.organisations.services.people import close_account, sign_out_everywhere
from tests.factories_people import PASSWORD, given_administrator, given_person, signed_in
from tests.organisations.given import given_member, given_organisation

pytestmark = pytest.mark.django_db

EMAIL = "wang@example.org"


@pytest.fixture(autouse=True)
def _nobody_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _sign_up(client: Client, email: str = EMAIL, password: str = PASSWORD) -> str:
    answer = client.post("/account/signup/", {"email": email, "password1": password, "password2": password})
    return answer.headers.get("Location", "")


def _sign_in(client: Client, password: str = PASSWORD, **further: str) -> str:
    answer = client.post("/account/login/", {"login": EMAIL, "password": password, **further})
    return answer.headers.get("Location", "")


def test_account_comes_into_use_with_the_link_of_the_mail_only(client: Client) -> None:
    assert _sign_up(client) == "/account/confirm-email/"
    assert client.get("/account/").status_code == 302
    assert _sign_in(client) == "/account/confirm-email/"
    found = re.search(r"http://testserver(/account/confirm-email/\S+)", str(mail.outbox[0].body))
    assert found is not None
    assert client.get(found[1]).status_code == 200
    assert not EmailAddress.objects.get(email=EMAIL).verified
    client.post(found[1])
    assert EmailAddress.objects.get(email=EMAIL).verified
    assert _sign_in(client) == "/inbox"


def test_address_that_has_an_account_is_answered_like_any_other(client: Client) -> None:
    given_person(EMAIL, password=PASSWORD)
    assert _sign_up(client) == _sign_up(Client(), "other@example.org") == "/account/confirm-email/"
    assert [message.to for message in mail.outbox] == [[EMAIL], ["other@example.org"]]
    assert "password/reset" in str(mail.outbox[0].body)
    assert User.objects.filter(email=EMAIL).count() == 1


def test_forgotten_password_is_answered_alike_for_known_and_unknown(client: Client) -> None:
    given_person(EMAIL, password=PASSWORD)
    answers = [
        client.post("/account/password/reset/", {"email": email}).headers["Location"]
        for email in (EMAIL, "nobody@example.org")
    ]
    assert answers == ["/account/password/reset/done/"] * 2


@pytest.mark.parametrize("password", ["short 1", "1234567890123", "password12", "wang@example.org"])
def test_weak_password_is_refused(client: Client, password: str) -> None:
    assert _sign_up(client, password=password) == ""
    assert User.objects.count() == 0


def test_password_is_kept_as_argon2() -> None:
    from guiju.site import settings as real  # noqa: PLC0415  # lazy: start-up

    assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_guessing_is_stopped_after_five_failures(client: Client) -> None:
    given_person(EMAIL, password=PASSWORD)
    for _ in range(5):
        assert _sign_in(client, "wrong") == ""
    assert _sign_in(client) == ""
    answer = client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert "失败次数过多" in answer.content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    given_person(EMAIL, password=PASSWORD)
    assert _sign_in(client, next=elsewhere) == "/inbox"


def test_sign_in_leads_back_to_where_it_was_asked_for(client: Client) -> None:
    given_person(EMAIL, password=PASSWORD)
    assert client.get("/account/tokens").headers["Location"] == "/account/login/?next=/account/tokens"
    assert _sign_in(client, next="/account/tokens") == "/account/tokens"


def test_session_is_another_one_after_sign_in(client: Client) -> None:
    given_person(EMAIL, password=PASSWORD)
    client.get("/account/login/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before = str(session.session_key)
    _sign_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_only_the_invited_sign_up_where_it_is_set_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_SIGN_UP", "invitation")
    assert "仅限受邀注册" in client.get("/account/signup/").content.decode()
    _sign_up(client)
    assert User.objects.count() == 0
    client.get("/invitations/of-nobody")
    _sign_up(client)
    assert User.objects.count() == 0
    links: list[str] = []
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)

    def address(secret: str) -> str:
        links.append(f"/invitations/{secret}")
        return links[-1]

    invite(organisation=home, email=EMAIL, role=Role.READER, actor=manager, address=address)
    assert client.get(links[0]).headers["Location"].startswith("/account/login/")
    assert _sign_up(client) == "/account/confirm-email/"


def test_secret_of_the_second_factor_is_kept_encrypted() -> None:
    person = given_person(EMAIL, password=PASSWORD)
    auth.TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(user=person)
    assert "JBSWY3DPEHPK3PXP" not in str(kept.data)
    assert auth.validate_totp_code("JBSWY3DPEHPK3PXP", "x") is False


def test_closed_account_is_signed_out_and_does_not_come_in(client: Client) -> None:
    person = given_person(EMAIL, password=PASSWORD)
    security = given_administrator(Administration.SECURITY, "security@example.org")
    _sign_in(client)
    assert client.get("/account/").status_code == 200
    close_account(person=person, actor=security)
    assert client.get("/account/").status_code == 302
    assert UserSession.objects.filter(user=person).count() == 0
    assert _sign_in(Client()) == "/account/inactive/"


def test_sign_out_everywhere_ends_every_session(client: Client) -> None:
    person = given_person(EMAIL, password=PASSWORD)
    phone = Client()
    for browser in (client, phone):
        _sign_in(browser)
    assert sign_out_everywhere(person=person, actor=given_person("security@example.org")) == 2
    assert [browser.get("/account/").status_code for browser in (client, phone)] == [302, 302]


def test_name_of_a_person_is_changed_and_recorded() -> None:
    person = given_person(EMAIL)
    signed_in(person).post("/account/", {"name": "王工"})
    person.refresh_from_db()
    assert str(person) == "王工"
