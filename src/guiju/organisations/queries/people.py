"""People: who there are, of which organisations they are members, which duties they have."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from guiju.organisations.models import Administrator, Membership, OfficialDuty
from guiju.organisations.rules.standing import Administration
from guiju.platform.models import User


def list_memberships(user: int) -> QuerySet[Membership]:
    """A person's roles in organisations, merged ones left out."""
    return Membership.objects.filter(user=user, organisation__merged_into=None).select_related("organisation")


def list_duties(user: int) -> QuerySet[OfficialDuty]:
    """A person's duties as an official."""
    return OfficialDuty.objects.filter(user=user).order_by("duty", "region")


def find_administration(user: int) -> Administration | None:
    """The administration a person holds."""
    held = Administrator.objects.filter(user=user).values_list("administration", flat=True).first()
    return Administration(held) if held else None


def list_people(text: str = "", *, state: str = "") -> QuerySet[User]:
    """People whose address or name holds the text; `state` is active, closed, official, administrator or nothing."""
    found = User.objects.order_by("email", "id")
    if text:
        found = found.filter(Q(email__icontains=text) | Q(first_name__icontains=text))
    if state in {"active", "closed"}:
        found = found.filter(is_active=state == "active")
    if state == "official":
        found = found.filter(pk__in=OfficialDuty.objects.values("user"))
    if state == "administrator":
        found = found.filter(pk__in=Administrator.objects.values("user"))
    return found


def find_by_address(address: str) -> User | None:
    """The person of an e-mail address; None where nobody has it."""
    return User.objects.filter(email__iexact=address).first() if address else None


def duties_of(users: list[int]) -> dict[int, list[OfficialDuty]]:
    """The duties of several people by person."""
    found: dict[int, list[OfficialDuty]] = {user: [] for user in users}
    for duty in OfficialDuty.objects.filter(user__in=users).order_by("duty", "region"):
        found[duty.user_id].append(duty)
    return found


def administrations_of(users: list[int]) -> dict[int, str]:
    """The administrations of several people by person."""
    return dict(Administrator.objects.filter(user__in=users).values_list("user", "administration"))
