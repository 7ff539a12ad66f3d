"""From what several sources say of one standard to one set of facts, by a ranking of sources that is data.

The best-ranked source that says anything decides; between sources of one rank the latest does. Nothing is
lost: every source keeps its record, and what disagrees is a `Conflict` that is shown.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from guiju.catalogue.rules.words import Status, read_status_word
from guiju.kernel.reasons import Reason

TITLES: Final = ("title_zh", "title_en")
DATES: Final = ("issued", "effective", "withdrawn")
LISTS: Final = ("ics", "ccs", "drafters")
SCALARS: Final = (
    *TITLES,
    "level",
    "mandate",
    *DATES,
    "committee",
    "responsible_body",
    "issuing_body",
    "plan_number",
    "record_number",
)
MERGED: Final = (*SCALARS, *LISTS)
SILENT: Final = ("number", "committee_name")
"""Merged like the others; differences are spellings of one thing and are not shown as disagreement."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one standard. A smaller rank is believed first."""

    source: str
    rank: int
    seen_at: dt.datetime
    facts: Facts

    @property
    def order(self) -> tuple[int, float, str]:
        """Best first: by rank, then the latest, then by name so that the order is the same everywhere."""
        return (self.rank, -self.seen_at.timestamp(), self.source)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that disagree about one fact: each value with the source that gives it, the one that holds first."""

    field: str
    values: tuple[tuple[str, str], ...]
    why: Reason


def merge(claims: Iterable[Claim]) -> dict[str, Any]:
    """The facts that hold; a field nobody states is absent.

    A date that a lower source gives more precisely, and in agreement, is taken over at that precision.
    """
    ordered = sorted(claims, key=lambda claim: claim.order)
    merged: dict[str, Any] = {}
    for field in (*MERGED, *SILENT):
        values = [claim.facts[field] for claim in ordered if claim.facts.get(field)]
        if values:
            merged[field] = _most_precise(values) if field in DATES else values[0]
    return merged


def find_conflicts(claims: Iterable[Claim]) -> tuple[Conflict, ...]:
    """The fields sources disagree about; spellings, spaces and precision are no disagreement."""
    ordered = sorted(claims, key=lambda claim: claim.order)
    found = (_conflict(field, ordered) for field in (*MERGED, "status"))
    return tuple(conflict for conflict in found if conflict is not None)


def _most_precise(dates: Sequence[str]) -> str:
    """ISO dates agree when one is the beginning of the other."""
    best = dates[0]
    for date in dates[1:]:
        if date.startswith(best):
            best = date
    return best


def _conflict(field: str, ordered: Sequence[Claim]) -> Conflict | None:
    said = [(claim, claim.facts[field]) for claim in ordered if claim.facts.get(field)]
    agrees = _AGREEMENTS.get(field, _same_list if field in LISTS else _same_text)
    if not said or all(agrees(said[0][1], value) for _claim, value in said[1:]):
        return None
    first = said[0][0]
    rival = next(claim for claim, value in said[1:] if not agrees(said[0][1], value))
    code = "conflict.rank" if rival.rank != first.rank else "conflict.latest"
    return Conflict(
        field=field,
        values=tuple((claim.source, _shown(value)) for claim, value in said),
        why=Reason.of(code, source=first.source, rank=first.rank, seen=first.seen_at.date()),
    )


def _shown(value: str | list[str]) -> str:
    return "; ".join(value) if isinstance(value, list) else value


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _same_text(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _same_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _same_list(one: Sequence[str], other: Sequence[str]) -> bool:
    return set(one) == set(other)


def _same_meaning(one: str, other: str) -> bool:
    meanings = {read_status_word(one), read_status_word(other)}
    return len(meanings) == 1 or Status.UNKNOWN in meanings


_AGREEMENTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    **dict.fromkeys(DATES, _same_date),
    "status": _same_meaning,
}
