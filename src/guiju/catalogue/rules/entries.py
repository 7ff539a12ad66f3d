"""A standard as it is handed out: everything on record of it in one value, the status that of one date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from guiju.catalogue.rules.words import RelationType, Scope
from guiju.kernel.dates import PartialDate


class Stated(NamedTuple):
    """What sources say this standard is to another; `inward` where the other is it to this one."""

    type: str
    other: str
    dated: bool = True
    scope: str = Scope.WHOLE
    degree: str = ""
    inward: bool = False


class Team(NamedTuple):
    """The committee that answers for a standard: its number, or its name where no number is on record."""

    key: str = ""
    name_zh: str = ""
    name_en: str = ""

    @property
    def name(self) -> str:
        """Its name, the Chinese one first."""
        return self.name_zh or self.name_en


class Period(NamedTuple):
    """From which day a standard holds and on which day it ends, where a stated date tells it."""

    begins: dt.date | None = None
    ends: dt.date | None = None


NO_TEAM: Final = Team()
NO_PERIOD: Final = Period()


@dataclass(frozen=True, slots=True)
class Entry:
    """One edition. Dates are as precise as their source; `status` is empty where no date was asked for.

    `relations`, `drafters`, `former` and the bodies are empty where only the facts of a table were asked for.
    """

    key: str
    number: str
    printed: str
    body: str
    title_zh: str = ""
    title_en: str = ""
    level: str = ""
    mandate: str = ""
    status: str = ""
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    withdrawn: PartialDate | None = None
    codes: tuple[tuple[str, str], ...] = ()
    committee: Team = NO_TEAM
    responsible_body: str = ""
    issuing_body: str = ""
    plan_number: str = ""
    record_number: str = ""
    drafters: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    relations: tuple[Stated, ...] = ()
    holds: Period = NO_PERIOD
    uuid: str = ""
    changed: dt.datetime | None = None

    def codes_of(self, scheme: str) -> list[str]:
        """Its codes of one classification."""
        return [code for held, code in self.codes if held == scheme]

    def stated(self, kind: RelationType, *, inward: bool = False) -> Iterator[Stated]:
        """Its relations of one type in one direction."""
        return (one for one in self.relations if one.type == kind and one.inward == inward)
