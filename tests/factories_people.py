"""People, organisations and programs for tests, made by the use cases that real ones go through."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.test import Client

from guiju.models import Administrator, Membership, OfficialDuty, Organisation, User
from guiju.organisations.rules.names import fold_name, stem_of
from guiju.organisations.rules.scopes import SCOPES
from guiju.organisations.rules.standing import Administration, Duty, Role
from guiju.organisations.services.people import create_person
from guiju.organisations.services.tokens import create_token

PASSWORD = "a line drawn with 规 and 矩"


def given_person(email: str, *, password: str | None = None) -> User:
    """A person with a confirmed address; without `password` nobody can sign in by form, which is quicker."""
    return create_person(email=email, password=password)


def given_organisation(name: str, **fields: Any) -> Organisation:
    """An organisation nobody belongs to yet."""
    folded = fold_name(name)
    return Organisation.objects.create(name=name, folded_name=folded, stem=stem_of(folded), **fields)


def given_member(organisation: Organisation, role: Role, email: str) -> User:
    """A person with a role in an organisation."""
    person = given_person(email)
    Membership.objects.create(user=person, organisation=organisation, role=role.value)
    return person


def given_official(duty: Duty, email: str, region: str = "") -> User:
    """An official with a duty."""
    person = given_person(email)
    OfficialDuty.objects.create(user=person, duty=duty.value, region=region)
    return person


def given_administrator(administration: Administration, email: str) -> User:
    """One of the three administrators."""
    person = given_person(email)
    Administrator.objects.create(user=person, administration=administration.value)
    return person


def signed_in(person: User, client: Client | None = None) -> Client:
    """A browser in which the person has signed in and has just been asked again, so nothing asks once more."""
    browser = client or Client()
    browser.force_login(person)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return browser


@dataclass(frozen=True)
class Cast:
    """Everybody who may come, around one organisation; `others` is a second one, of which only `stranger` is."""

    organisation: Organisation
    others: Organisation
    reader: User
    editor: User
    manager: User
    stranger: User
    officials: dict[Duty, User]
    administrators: dict[Administration, User]
    secrets: dict[str, str]

    def client(self, who: str) -> Client:
        """The browser or program of a column of the role matrix."""
        if who == "visitor":
            return Client()
        if who in self.secrets:
            return Client(headers={"authorization": f"Bearer {self.secrets[who]}"})
        return signed_in(self.person(who))

    def person(self, who: str) -> User:
        """The person of a column."""
        if who in {duty.value for duty in Duty}:
            return self.officials[Duty(who)]
        if who in {one.value for one in Administration}:
            return self.administrators[Administration(who)]
        found: User = getattr(self, who)
        return found


def given_cast() -> Cast:
    """The cast, in an empty database."""
    organisation = given_organisation("示范企业甲（演示）", is_demonstration=True)
    others = given_organisation("示范企业乙（演示）", is_demonstration=True)
    return Cast(
        organisation=organisation,
        others=others,
        reader=given_member(organisation, Role.READER, "reader@example.org"),
        editor=given_member(organisation, Role.EDITOR, "editor@example.org"),
        manager=given_member(organisation, Role.MANAGER, "manager@example.org"),
        stranger=given_member(others, Role.MANAGER, "stranger@example.org"),
        officials={duty: given_official(duty, f"{duty.value}@example.org") for duty in Duty},
        administrators={one: given_administrator(one, f"{one.value}@example.org") for one in Administration},
        secrets={
            "token": create_token(name="with every scope", scopes=SCOPES, organisation=organisation)[1],
            "token_bare": create_token(name="without a scope", scopes=[], organisation=organisation)[1],
        },
    )
