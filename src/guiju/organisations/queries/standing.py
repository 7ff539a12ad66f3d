"""Who a signed-in person is, for the decisions of every sub-domain."""

from __future__ import annotations

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
