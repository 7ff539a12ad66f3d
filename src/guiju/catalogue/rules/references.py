"""Whether what a standard adopts or cites is still current on a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from guiju.catalogue.rules.editions import Edition
from guiju.catalogue.rules.nearest import is_same_text, nearest_edition, same_text
from guiju.catalogue.rules.words import ENDED, Status
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason


class Match(StrEnum):
    """How the named document was found."""

    EXACT = "exact"
    FORM = "form"
    NEAREST = "nearest"
    UNDATED = "undated"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReferenceState:
    """Where a reference leads on a date.

    `edition` is the one found; `newest` the newest in force where that is another one; `current` None where
    it cannot be told.
    """

    match: Match
    edition: Edition | None
    status: Status | None
    newest: Edition | None
    current: bool | None
    reasons: tuple[Reason, ...]


NOT_HELD = ReferenceState(Match.NONE, None, None, None, None, (Reason.of("reference.not_held"),))


def judge_reference(key: str, exact: Edition | None, editions: Sequence[Edition], on: dt.date) -> ReferenceState:
    """The state of a reference to `key`, given that very edition if held and all editions of its number.

    Exact first; else, of a dated one, the same text in another form of publication (CSV, RLV); else the nearest
    edition, and it is said so: a year cited may be that of a consolidated version or an amendment. An undated one means
    the newest edition in force.
    """
    docid = parse(key)
    if docid.all_parts and exact is None:
        return ReferenceState(Match.NONE, None, None, None, None, (Reason.of("reference.all_parts", key=key),))
    if exact is not None and exact.year is not None:
        return _judged(Match.EXACT, exact, editions, on, Reason.of("reference.exact", key=exact.key))
    if not editions:
        return NOT_HELD if exact is None else _judged(Match.EXACT, exact, (), on, Reason.of("reference.exact", key=key))
    if docid.year is None:
        leading = leading_edition(editions, on)
        return _judged(Match.UNDATED, leading, editions, on, Reason.of("reference.undated", key=leading.key))
    same = same_text(editions, docid)
    if same is not None:
        return _judged(Match.FORM, same, editions, on, Reason.of("reference.form", key=key, same=same.key))
    nearest = nearest_edition(editions, docid)
    return _judged(Match.NEAREST, nearest, editions, on, Reason.of("reference.nearest", key=key, nearest=nearest.key))


def leading_edition(editions: Sequence[Edition], on: dt.date) -> Edition:
    """Of all editions of a number the newest in force on the date; else the newest of all."""
    newest_first = sorted(editions, key=lambda edition: edition.year or 0, reverse=True)
    in_force = [edition for edition in newest_first if edition.status_on(on).status == Status.IN_FORCE]
    return (in_force or newest_first)[0]


def _judged(match: Match, edition: Edition, editions: Sequence[Edition], on: dt.date, found: Reason) -> ReferenceState:
    period = edition.status_on(on)
    leading = leading_edition(editions, on) if editions else edition
    other = leading if not is_same_text(leading, edition) and leading.status_on(on).status == Status.IN_FORCE else None
    reasons = [found, *period.reasons]
    if other is not None:
        reasons.append(Reason.of("reference.newer", key=other.key))
    return ReferenceState(
        match, edition, period.status, other, _is_current(period.status, other, edition), tuple(reasons)
    )


def _is_current(status: Status, other: Edition | None, edition: Edition) -> bool | None:
    """In force and not overtaken by a later edition in force; unknown stays unknown."""
    if status in ENDED or (other is not None and (other.year or 0) > (edition.year or 0)):
        return False
    return True if status == Status.IN_FORCE else None
