"""Organisations and people by what somebody may write of them, and the organisations a person works in."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from guiju.organisations.models import Organisation
from guiju.organisations.rules.standing import Role, Standing
from guiju.platform.models import User


def list_organisations_of(who: Standing, role: Role) -> list[Organisation]:
    """The organisations in which the person holds a role or more, by name."""
    held = [one for one in who.roles if who.is_at_least(role, one)]
    return list(Organisation.objects.filter(pk__in=held, merged_into=None))


def find_named(text: str) -> User | Organisation | None:
    """The one person or organisation of a user name, an address, a code or a name; None where none or several are."""
    people: Iterable[User | Organisation] = User.objects.filter(
        Q(username=text) | Q(email__iexact=text), is_active=True
    )
    bodies = Organisation.objects.filter(Q(uscc=text.upper()) | Q(name=text), merged_into=None)
    found = [*people, *bodies]
    return found[0] if len(found) == 1 else None


def list_demonstrations() -> list[Organisation]:
    """The organisations that are there for demonstration, in the order they were made."""
    return list(Organisation.objects.filter(is_demonstration=True, merged_into=None).order_by("pk"))
