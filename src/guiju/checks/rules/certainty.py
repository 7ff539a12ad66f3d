"""What an answer leaves open although its outcome says something: an outcome leads, the reasons behind it may doubt.

Which outcome may hide what (the five of `UNRESOLVED` are open by themselves):

==================  ==================================================================================
withdrawn           number, title, edition, parts
replaced            the same, end (no source states from when), successor (unknown, or its status)
not yet in force    number, title, edition, parts
superseded soon     the same, and relation (a newer edition is to come, no source says it replaces this)
mandate changed     the same, and status: it outranks *status unknown*, as amended does
amended             the same, and amendment (the one written is not on record)
current             title, parts (its status has evidence; the number may not be the one meant)
==================  ==================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from guiju.catalogue.rules import LEVELS_IN_FORCE_ON_ISSUE
from guiju.checks.rules.matching import docid_of
from guiju.checks.rules.outcomes import UNRESOLVED, Outcome
from guiju.kernel.reasons import Reason


class Doubt(StrEnum):
    """What no source tells, in the order a report names it."""

    STATUS = "status"
    NUMBER = "number"
    TITLE = "title"
    EDITION = "edition"
    PARTS = "parts"
    AMENDMENT = "amendment"
    END = "end"
    RELATION = "relation"
    SUCCESSOR = "successor"


_TOLD_BY: Final[Mapping[str, Doubt]] = {
    "check.status_unknown": Doubt.STATUS,
    "check.outrun": Doubt.STATUS,
    "check.mandate_changed.undated": Doubt.NUMBER,
    "check.mandate_changed.unrecorded": Doubt.NUMBER,
    "check.title_differs": Doubt.TITLE,
    "check.undated.unclear": Doubt.EDITION,
    "check.all_parts": Doubt.PARTS,
    "check.amendment_not_held": Doubt.AMENDMENT,
    "check.reissue_not_held": Doubt.AMENDMENT,
    "check.newer_coming": Doubt.RELATION,
}
"""Reasons that are a doubt by themselves, whatever leads."""
_UNDATED_ENDS: Final = frozenset({"status.replaced_by_undated", "status.replaced_by_seen", "status.successor_undated"})
_KNOWN_SUCCESSORS: Final = frozenset({"check.chain_in_force", "check.chain_withdrawn"})


def doubts(outcome: Outcome, reasons: Iterable[Reason], *, meant: bool = False) -> tuple[Doubt, ...]:
    """What cannot be told behind an outcome, nothing for those that are open by themselves.

    `meant`: a person has said that this number is meant, so a title beside it that differs no longer counts.
    """
    if outcome in UNRESOLVED:
        return ()
    found = set(_found(outcome, tuple(reasons)))
    return tuple(doubt for doubt in Doubt if doubt in found and not (meant and doubt == Doubt.TITLE))


def is_open(outcome: Outcome, reasons: Iterable[Reason], *, meant: bool = False) -> bool:
    """Whether a person or another source has something to complete.

    Not what replaced it, where a list of its publisher names no successors at all: the report tells that, and nearly
    every replaced IEC number would stand open.
    """
    return outcome in UNRESOLVED or any(doubt != Doubt.SUCCESSOR for doubt in doubts(outcome, reasons, meant=meant))


def _found(outcome: Outcome, reasons: tuple[Reason, ...]) -> Iterator[Doubt]:
    yield from (_TOLD_BY[reason.code] for reason in reasons if reason.code in _TOLD_BY)
    if outcome == Outcome.REPLACED:
        if _end_is_undated(reasons):
            yield Doubt.END
        if _KNOWN_SUCCESSORS.isdisjoint(reason.code for reason in reasons):
            yield Doubt.SUCCESSOR


def _end_is_undated(reasons: tuple[Reason, ...]) -> bool:
    """Replaced by what has no date in force, and no source dates the end otherwise."""
    on = next((dict(reason.params)["on"] for reason in reasons if reason.code == "check.replaced"), "")
    dated = any(
        reason.code == "status.withdrawn_on" or (reason.code == "status.replaced_by" and _date(reason) <= on)
        for reason in reasons
    )
    return not dated and any(reason.code in _UNDATED_ENDS and not _holds_on_issue(reason) for reason in reasons)


def _date(reason: Reason) -> str:
    return dict(reason.params)["date"]


def _holds_on_issue(reason: Reason) -> bool:
    """Whether the successor's body gives no date of implementation: there the day of issue is the day."""
    return docid_of(dict(reason.params)["key"]).level in LEVELS_IN_FORCE_ON_ISSUE
