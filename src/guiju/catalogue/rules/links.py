"""What one standard says of another, with the other judged on a date."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.catalogue.rules.editions import Edition
from guiju.catalogue.rules.references import ReferenceState
from guiju.catalogue.rules.words import RelationType, Status


@dataclass(frozen=True, slots=True)
class Link:
    """`subject` adopts, cites or amends `object`, as sources state it; the best-ranked source comes first.

    `edition` is the subject where it is held, `status` its status on the date. `state` tells where the object
    leads: the edition found and how, and whether it is still current.
    """

    type: RelationType
    subject: str
    object: str
    dated: bool
    degree: str
    sources: tuple[str, ...]
    edition: Edition | None
    status: Status | None
    state: ReferenceState

    @property
    def stale(self) -> bool | None:
        """Whether what is named is no longer current; None where that cannot be told."""
        return None if self.state.current is None else not self.state.current
