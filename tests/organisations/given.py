"""People and organisations for tests, written as the use cases would have left them."""

from __future__ import annotations

from guiju.organisations.models import Administrator, Membership, OfficialDuty, Organisation
from guiju.organisations.rules.names import fold_name, stem_of
from guiju.organisations.rules.standing import Administration, Duty, Role
from guiju.platform.models import User

CHONGQING = "500000"


def given_person(name: str) -> User:
    """Somebody with an account."""
    return User.objects.create(username=name, email=f"{name}@example.org")


def given_official(name: str = "official", region: str = "") -> User:
    """Somebody who looks after the organisations of a region, or everywhere."""
    person = given_person(name)
    OfficialDuty.objects.create(user=person, duty=Duty.CATALOGUE.value, region=region)
    return person


def given_administrator(name: str = "administrator") -> User:
    """Somebody who administers the platform's security."""
    person = given_person(name)
    Administrator.objects.create(user=person, administration=Administration.SECURITY.value)
    return person


def given_organisation(name: str, **facts: object) -> Organisation:
    """An organisation that stands."""
    folded = fold_name(name)
    return Organisation.objects.create(name=name, folded_name=folded, stem=stem_of(folded), **facts)


def given_member(organisation: Organisation, name: str, role: Role = Role.READER) -> User:
    """Somebody who belongs to it; it then counts as claimed."""
    person = given_person(name)
    Membership.objects.create(user=person, organisation=organisation, role=role.value)
    Organisation.objects.filter(pk=organisation.pk).update(is_claimed=True)
    organisation.is_claimed = True
    return person
