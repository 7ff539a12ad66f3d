"""Organisations by what they are known by, and who belongs to them."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from guiju.organisations.models import Membership, Organisation
from guiju.organisations.rules.permissions import Place
from guiju.organisations.rules.standing import Role
from guiju.platform.models import User


class OrganisationNotFound(LookupError):  # noqa: N818 (reads as what happened)
    """There is no organisation of this identifier."""


def find_organisation(key: uuid.UUID | str) -> Organisation | None:
    """The organisation of a uuid, merged ones too: `merged_into` says where they went."""
    try:
        wanted = key if isinstance(key, uuid.UUID) else uuid.UUID(key)
    except ValueError:
        return None
    return Organisation.objects.select_related("merged_into").filter(uuid=wanted).first()


def get_organisation(key: uuid.UUID | str) -> Organisation:
    """The organisation of a uuid. Raises `OrganisationNotFound`."""
    found = find_organisation(key)
    if found is None:
        raise OrganisationNotFound(str(key))
    return found


def find_by_uscc(code: str) -> Organisation | None:
    """The organisation that has a unified social credit code."""
    return Organisation.objects.filter(uscc=code).first()


def standing_organisations() -> QuerySet[Organisation]:
    """Those that stand: not merged into another, not waiting for an official's first look."""
    return Organisation.objects.filter(merged_into=None, is_proposed=False)


def find_by_name(folded: str) -> Organisation | None:
    """The first organisation that goes, or went, by a folded name."""
    known = Q(folded_name=folded) | Q(names__folded_name=folded)
    return standing_organisations().filter(known).order_by("pk").first()


def list_members(organisation: Organisation) -> QuerySet[Membership]:
    """Its people with their roles, the longest there first."""
    return Membership.objects.filter(organisation=organisation).select_related("user").order_by("since", "pk")


def find_membership(organisation: Organisation, user: User) -> Membership | None:
    """What a person is in an organisation."""
    return Membership.objects.filter(organisation=organisation, user=user).first()


def count_managers(organisation: Organisation) -> int:
    """How many may let others in."""
    return Membership.objects.filter(organisation=organisation, role=Role.MANAGER.value, user__is_active=True).count()


def list_own(user: User) -> QuerySet[Membership]:
    """The organisations a person belongs to."""
    rows = Membership.objects.filter(user=user, organisation__merged_into=None)
    return rows.select_related("organisation").order_by("organisation__name")


def place_of(organisation: Organisation) -> Place:
    """What the rules of permission need of an organisation."""
    return Place(organisation.pk, organisation.region, organisation.is_proposed)
