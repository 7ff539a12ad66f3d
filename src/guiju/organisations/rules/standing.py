"""Who asks, reduced to what decisions need: every sub-domain's `rules` decide on this value alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a member may do in an organisation; each may do what those before it may."""

    READER = "reader"
    EDITOR = "editor"
    MANAGER = "manager"


class Duty(StrEnum):
    """What a department official is responsible for, in a region."""

    CATALOGUE = "catalogue"
    TRADE = "trade"
    POLICY = "policy"
    SUPERVISION = "supervision"
    LABORATORY = "laboratory"


class Administration(StrEnum):
    """The three administrations that 等保 keeps apart: one person holds one of them at most, and no duty beside it."""

    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who asks. A visitor has no `user`.

    `roles` gives the role in each organisation by its id; `duties` are pairs of duty and region code (GB/T 2260, six
    digits; "" is everywhere). `scopes` limits a program that acts with a token; None where a person acts.
    """

    user: int | None = None
    roles: Mapping[int, Role] = field(default_factory=lambda: MappingProxyType({}))
    duties: frozenset[tuple[Duty, str]] = frozenset()
    administration: Administration | None = None
    scopes: frozenset[str] | None = None

    def is_at_least(self, role: Role, organisation: int | None) -> bool:
        """Whether the role held in the organisation (by id) is `role` or more."""
        held = self.roles.get(organisation) if organisation is not None else None
        return held is not None and list(Role).index(held) >= list(Role).index(role)

    def has_duty(self, duty: Duty, region: str = "") -> bool:
        """Whether the duty is held for a region (six digits), or everywhere where the region is not known."""
        return any(held is duty and _covers(place, region) for held, place in self.duties)


def _covers(place: str, region: str) -> bool:
    """Whether a region of GB/T 2260 lies in another: 500000 holds 500112; "" holds all."""
    stem = place.rstrip("0")
    return region.startswith(stem + "0" * (len(stem) % 2))


VISITOR = Standing()
