"""Whether a reference found in a text is stale, and whether somebody has to look at it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from guiju.checks.rules.outcomes import UNRESOLVED, Outcome
from guiju.checks.rules.roles import REPLACED, Role
from guiju.kernel.reasons import Reason


class Stale(StrEnum):
    """Whether a text relies on what no longer holds."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


_ENDED: Final = frozenset({Outcome.REPLACED, Outcome.WITHDRAWN})
_WEIGHT: Final = {role: place for place, role in enumerate(Role)}


def leading_role(roles: Collection[Role]) -> Role:
    """The role that weighs most."""
    return min(roles, key=_WEIGHT.__getitem__)


def staleness(outcome: Outcome, role: Role) -> Stale:
    """A dated reference whose edition has ended is stale, and so is an undated one of whose number nothing holds.

    What the text itself replaces it does not rely on. Where the answer is open it cannot be told.
    """
    if role in REPLACED:
        return Stale.NO
    if outcome in _ENDED:
        return Stale.YES
    return Stale.UNKNOWN if outcome in UNRESOLVED else Stale.NO


def why(stale: Stale, outcome: Outcome, role: Role, *, dated: bool) -> tuple[Reason, ...]:
    """What a person should do: review a dated reference and one whose number has a successor under another; mend an
    undated one to a number that was withdrawn without.
    """
    if role in REPLACED and outcome in _ENDED:
        return (Reason.of("check.reference.replaced_by_this"),)
    if stale != Stale.YES:
        return ()
    if dated:
        return (Reason.of("check.reference.stale"),)
    replaced = outcome == Outcome.REPLACED
    return (Reason.of("check.reference.replaced_undated" if replaced else "check.reference.stale_undated"),)


def is_finding(outcome: Outcome, role: Role) -> bool:
    """Whether somebody has to look at it: anything but in force, and an ended standard that the text replaces."""
    return outcome != Outcome.CURRENT and not (role in REPLACED and outcome in _ENDED)
