"""What decides where one edition stands on a date: value types without behaviour beyond reading themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from guiju.catalogue.rules.identity import is_draft_number, is_own_number
from guiju.catalogue.rules.words import (
    LEVELS_IN_FORCE_ON_ISSUE,
    SUSPENDED_WORDS,
    Scope,
    Status,
    is_confirmed,
    is_project,
    plain_word,
    read_status_word,
)
from guiju.kernel.dates import PartialDate


@lru_cache(maxsize=1024)
def _is_suspended(word: str) -> bool:
    return plain_word(word) in SUSPENDED_WORDS


@dataclass(frozen=True, slots=True)
class Sighting:
    """A status word as a source gave it, on the day it was first seen there. A smaller rank is believed first."""

    word: str
    source: str
    rank: int
    seen_on: dt.date

    @property
    def status(self) -> Status:
        """What the word means."""
        return read_status_word(self.word)


@dataclass(frozen=True, slots=True)
class Succession:
    """A statement that another edition replaces this one, with what is known of that edition's dates.

    `draft` says that the successor is not published: it replaces nothing yet.
    """

    successor: str
    scope: Scope = Scope.WHOLE
    effective: PartialDate | None = None
    issued: PartialDate | None = None
    stated_on: PartialDate | None = None
    seen_on: dt.date | None = None
    draft: bool = False

    @property
    def starts(self) -> PartialDate | None:
        """The day from which it replaces: in force, else issued, else as the relation or its source dates it."""
        seen = PartialDate.of(self.seen_on) if self.seen_on else None
        return self.dated or seen

    @property
    def dated(self) -> PartialDate | None:
        """The same by a date a source states, leaving aside the day the statement was seen."""
        return self.effective or self.issued or self.stated_on


@dataclass(frozen=True, slots=True)
class MandateChange:
    """The same text became mandatory or recommended on a date: neither replacement nor withdrawal."""

    before: str
    after: str
    on: PartialDate | None
    source: str = ""
    former_key: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment sheet (修改单) or corrigendum of an edition."""

    key: str
    effective: PartialDate | None = None
    issued: PartialDate | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """All that decides where one edition stands on a date."""

    key: str
    level: str = ""
    mandate: str = ""
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    withdrawn: PartialDate | None = None
    sightings: tuple[Sighting, ...] = ()
    successions: tuple[Succession, ...] = ()
    mandate_changes: tuple[MandateChange, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def in_force_from(self) -> PartialDate | None:
        """The date of implementation, or of issue where bodies give no other; None for drafts and what is put off."""
        seen = self.best_sighting
        if seen is not None and _is_suspended(seen.word):
            return None
        if self.effective is not None or self.is_project:
            return self.effective
        return self.issued if self.level in LEVELS_IN_FORCE_ON_ISSUE else None

    @property
    def is_project(self) -> bool:
        """Whether the best source tells of a draft, or of a project given up before publication; else the number.

        Chinese drafts have no number of their own.
        """
        seen = self.best_sighting
        if seen is not None:
            return is_project(seen.word)
        return (not self.level or self.level in LEVELS_IN_FORCE_ON_ISSUE) and is_draft_number(self.key)

    @property
    def whole_successions(self) -> tuple[Succession, ...]:
        """Successors that take the whole standard, are published, and did not begin before this edition itself.

        Its own number without a year is none: so lists call the next edition while it is being made. Nor is one that
        was there already when this edition was confirmed: then both hold.
        """
        return tuple(item for item in self.successions if item.scope == Scope.WHOLE and self._is_ended_by(item))

    def _is_ended_by(self, item: Succession) -> bool:
        if item.draft or self.begins_after(item.dated) or self._outlived(item.dated):
            return False
        return not is_own_number(item.successor, self.key)

    def begins_after(self, other: PartialDate | None) -> bool:
        """Whether this edition began after the other had: then the other cannot be what replaced it."""
        own = self.issued or self.effective
        return own is not None and other is not None and other.latest < own.earliest

    def _outlived(self, successor_starts: PartialDate | None) -> bool:
        """Whether its source says that a review kept this edition, after the other had begun."""
        seen = self.best_sighting
        if seen is None or successor_starts is None or not is_confirmed(seen.word):
            return False
        return successor_starts.latest <= seen.seen_on

    @property
    def best_sighting(self) -> Sighting | None:
        """The status word to go by: of the best-ranked source that gave a known one, the latest."""
        known = [sighting for sighting in self.sightings if read_status_word(sighting.word) != Status.UNKNOWN]
        if len(known) < 2:  # nearly always, and asked six times for every timeline
            return known[0] if known else None
        return min(known, key=lambda s: (s.rank, -s.seen_on.toordinal(), s.source), default=None)
