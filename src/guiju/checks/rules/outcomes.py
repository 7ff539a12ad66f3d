"""What a check may answer for one identifier, and the answer itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from guiju.catalogue.rules import ChainLink, Coverage, Edition
    from guiju.kernel.reasons import Reason


class Outcome(StrEnum):
    """The twelve outcomes, strongest first: where several hold, the first in this order is the answer."""

    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    NOT_COVERED = "not_covered"
    NOT_FOUND = "not_found"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    SUPERSEDED_SOON = "superseded_soon"
    MANDATE_CHANGED = "mandate_changed"
    AMENDED = "amended"
    STATUS_UNKNOWN = "status_unknown"
    CURRENT = "current"


STRENGTH: Final[Mapping[Outcome, int]] = {outcome: place for place, outcome in enumerate(Outcome)}
UNRESOLVED: Final = frozenset(
    {
        Outcome.UNREADABLE,
        Outcome.AMBIGUOUS,
        Outcome.NOT_COVERED,
        Outcome.NOT_FOUND,
        Outcome.STATUS_UNKNOWN,
    }
)
"""Outcomes that a person or another source has to complete."""


def strongest(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome that leads where several hold."""
    return min(outcomes, key=STRENGTH.__getitem__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A standard that may have been meant, and why it is offered."""

    key: str
    title_zh: str = ""
    title_en: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that holds of the identifier: the outcome it calls for, in words. An outcome of None is a remark."""

    outcome: Outcome | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the catalogue holds that may bear on one identifier.

    `editions` are those of its number under the mandate as written, newest first; `variants` the same number under
    another mandate; `parts` the other parts of a number of which no edition is held. `chains` has the replacement
    chain of every edition here that has successors, `chained` the editions those chains name. `coverage` is None
    where the catalogue has nothing of the body.
    """

    editions: tuple[Edition, ...] = ()
    variants: tuple[Edition, ...] = ()
    parts: tuple[Edition, ...] = ()
    chains: Mapping[str, tuple[ChainLink, ...]] = field(default_factory=dict)
    chained: Mapping[str, Edition] = field(default_factory=dict)
    coverage: Coverage | None = None

    @property
    def numbered(self) -> tuple[Edition, ...]:
        """Every edition of the number, whatever its mandate, newest first."""
        if not self.variants:
            return self.editions
        return tuple(sorted((*self.editions, *self.variants), key=lambda edition: -(edition.year or 0)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one identifier.

    `edition` is the one the answer leads with. `successors` is its whole replacement chain in order, as keys.
    `dates` may hold issued, effective, withdrawn and next_change, in ISO form at the precision known. The reasons of
    the outcome come first, then those of everything else that holds; `notes` are remarks that call for no outcome.
    """

    outcome: Outcome
    edition: Edition | None = None
    successors: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    candidates: tuple[Candidate, ...] = ()
