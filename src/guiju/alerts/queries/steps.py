"""Whom an organisation hands on to, and to whom it could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from guiju.alerts.models import EscalationStep
from guiju.organisations.queries.finding import list_members
from guiju.organisations.queries.listing import Filter, list_organisations, list_participations
from guiju.organisations.rules.regions import region_chain

if TYPE_CHECKING:
    from guiju.organisations.models import Organisation

UNIONS: Final = frozenset({"association", "alliance"})
"""Kinds of body that the usual step to an association may mean."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to hand on to: a person of the organisation's own, or a body it belongs to or lies under."""

    key: str
    name: str
    kind: str
    user: int | None = None
    organisation: int | None = None


def list_steps(organisation: Organisation) -> list[EscalationStep]:
    """The steps as they were set, the first one first."""
    return list(EscalationStep.objects.filter(organisation=organisation).select_related("to").order_by("hours"))


def list_candidates(organisation: Organisation) -> list[Candidate]:
    """Its people; the bodies it takes part in; authorities of its region, the nearest first. All have people here."""
    people = [
        Candidate(f"p{one.user_id}", one.user.get_full_name() or one.user.get_username(), "person", user=one.user_id)
        for one in list_members(organisation)
    ]
    bodies = [one.body for one in list_participations(organisation)]
    for code in reversed(region_chain(organisation.region)):
        bodies += [one for one in list_organisations(Filter(kind="authority", region=code)) if one.region == code]
    others = {one.pk: one for one in bodies if one.is_claimed and one.pk != organisation.pk}
    return people + [Candidate(f"o{one.pk}", one.name, one.kind, organisation=one.pk) for one in others.values()]
