"""People: made by a command, named, given duties and administrations, closed, signed out.

Whether the actor may is for the caller to have asked (`rules.administering`); a command line asks nobody.
"""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from guiju.organisations.models import Administrator, Membership, OfficialDuty
from guiju.organisations.queries.people import find_administration
from guiju.organisations.rules.administering import fault_of_administration, fault_of_duty
from guiju.organisations.rules.standing import Administration, Duty
from guiju.platform import audit
from guiju.platform.models import User


class PersonError(ValueError):
    """What is asked of a person cannot be; the message says why."""


def subject_of(person: User) -> tuple[str, str]:
    """A person as the audit trail names them."""
    return ("person", str(person.uuid))


@transaction.atomic
def create_person(*, email: str, name: str = "", password: str | None = None, actor: User | None = None) -> User:
    """An account whose address counts as confirmed; without a password one is set by a link. Raises `PersonError`."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise PersonError(f"{email} is no e-mail address") from error
    if EmailAddress.objects.filter(email__iexact=address).exists() or User.objects.filter(email__iexact=address):
        raise PersonError(f"{address} has an account already")
    person = User(username=uuid.uuid4().hex, email=address, first_name=name)
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    audit.record(action="person.created", subject=subject_of(person), actor=actor, after={"email": address})
    return person


@transaction.atomic
def rename_person(*, person: User, name: str) -> None:
    """The name shown to others."""
    before, person.first_name, person.last_name = person.get_full_name(), name.strip(), ""
    person.save(update_fields=["first_name", "last_name"])
    told: dict[str, Any] = {"before": {"name": before}, "after": {"name": person.first_name}}
    audit.record(action="person.renamed", subject=subject_of(person), actor=person, **told)


@transaction.atomic
def give_administration(*, person: User, administration: Administration, actor: User | None, why: str = "") -> None:
    """Make a person one of the three administrators. Raises `PersonError`."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    roles = Membership.objects.filter(user=locked).count()
    duties = OfficialDuty.objects.filter(user=locked).count()
    fault = fault_of_administration(find_administration(locked.pk), roles=roles, duties=duties)
    if fault:
        raise PersonError(fault)
    Administrator.objects.create(user=locked, administration=administration.value)
    after = {"administration": administration.value}
    audit.record(action="administration.given", subject=subject_of(person), actor=actor, after=after, why=why)


@transaction.atomic
def take_administration(*, person: User, actor: User | None, why: str = "") -> None:
    """Take a person's administration away. Raises `PersonError` where there is none, and for one's own."""
    held = find_administration(person.pk)
    if held is None:
        raise PersonError("this person holds no administration")
    if actor is not None and actor.pk == person.pk:
        raise PersonError("nobody takes away their own administration")
    Administrator.objects.filter(user=person).delete()
    before = {"administration": held.value}
    audit.record(action="administration.taken", subject=subject_of(person), actor=actor, before=before, why=why)


@transaction.atomic
def give_duty(*, person: User, duty: Duty, region: str, actor: User | None, why: str = "") -> None:
    """Give a person a duty for a region ("" is everywhere); one held already stays. Raises `PersonError`."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    fault = fault_of_duty(find_administration(locked.pk), region)
    if fault:
        raise PersonError(fault)
    _duty, is_new = OfficialDuty.objects.get_or_create(user=locked, duty=duty.value, region=region)
    if is_new:
        after = {"duty": duty.value, "region": region}
        audit.record(action="duty.given", subject=subject_of(person), actor=actor, after=after, why=why)


@transaction.atomic
def take_duty(*, person: User, duty: Duty, region: str, actor: User | None, why: str = "") -> None:
    """Take a duty away; one that is not held changes nothing."""
    gone, _by_table = OfficialDuty.objects.filter(user=person, duty=duty.value, region=region).delete()
    if gone:
        before = {"duty": duty.value, "region": region}
        audit.record(action="duty.taken", subject=subject_of(person), actor=actor, before=before, why=why)


@transaction.atomic
def close_account(*, person: User, actor: User, why: str = "") -> None:
    """Nobody signs in with it and its tokens do not count, until it is opened again. Raises `PersonError`."""
    if actor.pk == person.pk:
        raise PersonError("nobody closes their own account")
    if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        end_sessions(person)
        audit.record(action="person.closed", subject=subject_of(person), actor=actor, why=why)


@transaction.atomic
def open_account(*, person: User, actor: User, why: str = "") -> None:
    """A closed account is open again."""
    if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        audit.record(action="person.opened", subject=subject_of(person), actor=actor, why=why)


@transaction.atomic
def sign_out_everywhere(*, person: User, actor: User, why: str = "") -> int:
    """End every session of a person; returns how many there were."""
    ended = end_sessions(person)
    after = {"sessions": ended}
    audit.record(action="person.signed_out", subject=subject_of(person), actor=actor, after=after, why=why)
    return ended


def end_sessions(person: User) -> int:
    """End every session of a person; returns how many there were."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)
