"""Who may do what to an organisation, decided on the standing of who asks.

Organisations are public, their people are not. What an organisation is, its managers say; which organisation it is
(name and code), whose it is and whether two are one, an official of the catalogue says for the region.
"""

from __future__ import annotations

from dataclasses import dataclass

from guiju.organisations.rules.standing import Duty, Role, Standing


@dataclass(frozen=True, slots=True)
class Place:
    """What decisions need of an organisation: its id, its region (six digits, "" where not known), if it is hidden."""

    organisation: int
    region: str = ""
    is_proposed: bool = False


def is_official(standing: Standing, region: str) -> bool:
    """Whether the person looks after the organisations of a region."""
    return standing.scopes is None and standing.has_duty(Duty.CATALOGUE, region)


def is_official_anywhere(standing: Standing) -> bool:
    """Whether there is a queue for the person at all."""
    return standing.scopes is None and any(duty is Duty.CATALOGUE for duty, _region in standing.duties)


def may_see(standing: Standing, place: Place) -> bool:
    """Everybody sees an organisation, save one that a person registered and nobody has looked at yet."""
    return not place.is_proposed or is_official(standing, place.region)


def may_see_people(standing: Standing, place: Place) -> bool:
    """Members see one another, and the contacts that are not public."""
    return standing.is_at_least(Role.READER, place.organisation)


def may_edit_profile(standing: Standing, place: Place) -> bool:
    """Managers keep the profile; an official may put it right."""
    return _is_manager(standing, place) or is_official(standing, place.region)


def may_edit_identity(standing: Standing, place: Place) -> bool:
    """Name and code decide which organisation it is: an official of the region changes them."""
    return is_official(standing, place.region)


def may_manage_members(standing: Standing, place: Place) -> bool:
    """Managers, and nobody from outside."""
    return _is_manager(standing, place)


def may_verify_domain(standing: Standing, place: Place) -> bool:
    """An official may verify a domain that no mail can: without one, the mail does it."""
    return is_official(standing, place.region)


def may_decide_claim(standing: Standing, place: Place, asker: int) -> bool:
    """The first claim is for an official of the region, and never for the one who makes it."""
    return is_official(standing, place.region) and standing.user != asker


def may_merge(standing: Standing, one: Place, other: Place) -> bool:
    """Both must be the official's to look after."""
    return is_official(standing, one.region) and is_official(standing, other.region)


def may_ask(standing: Standing) -> bool:
    """Whoever is signed in may ask to join; those who administer the platform hold nothing beside it."""
    return standing.user is not None and standing.scopes is None and standing.administration is None


def _is_manager(standing: Standing, place: Place) -> bool:
    return standing.scopes is None and standing.is_at_least(Role.MANAGER, place.organisation)
