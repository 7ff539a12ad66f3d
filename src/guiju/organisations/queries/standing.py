"""Who a signed-in person is, for the decisions of every sub-domain."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser

from guiju.organisations.models import Administrator, Membership, OfficialDuty
from guiju.organisations.rules.standing import VISITOR, Administration, Duty, Role, Standing
from guiju.platform.models import User


def standing_of(user: User | AnonymousUser | None) -> Standing:
    """The person's roles, duties and administration; three queries. A person who is not active is a visitor."""
    if user is None or not isinstance(user, User) or not user.is_active:
        return VISITOR
    roles = Membership.objects.filter(user=user, organisation__merged_into=None).values_list("organisation", "role")
    duties = OfficialDuty.objects.filter(user=user).values_list("duty", "region")
    held = Administrator.objects.filter(user=user).values_list("administration", flat=True).first()
    return Standing(
        user=user.pk,
        roles={organisation: Role(role) for organisation, role in roles},
        duties=frozenset((Duty(duty), region) for duty, region in duties),
        administration=Administration(held) if held else None,
    )


def roles_of(users: Collection[int]) -> dict[int, dict[int, Role]]:
    """The roles of many people (by id) in their organisations (by id); people who have none are left out."""
    found: dict[int, dict[int, Role]] = {}
    rows = Membership.objects.filter(user__in=users, organisation__merged_into=None).order_by()
    for user, organisation, role in rows.values_list("user", "organisation", "role"):
        found.setdefault(user, {})[organisation] = Role(role)
    return found
