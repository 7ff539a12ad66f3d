"""Everything that holds of an edition on a date: each a finding, with the outcome it calls for and its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from guiju.catalogue.rules import Mandate, Scope, Status, mandate_on, next_change, status_on
from guiju.checks.rules.matching import docid_of, is_plain, leading, names_an_edition, newer_than, outrun_by
from guiju.checks.rules.outcomes import Finding, Holdings, Outcome
from guiju.kernel.dates import PartialDate
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.catalogue.rules import ChainLink, Edition, MandateChange, Succession
    from guiju.kernel.docid import DocId

_OF_STATUS: Final = {
    Status.WITHDRAWN: Outcome.WITHDRAWN,
    Status.REPLACED: Outcome.REPLACED,
    Status.PUBLISHED: Outcome.NOT_YET_IN_FORCE,
    Status.DRAFT: Outcome.NOT_YET_IN_FORCE,
    Status.UNKNOWN: Outcome.STATUS_UNKNOWN,
    Status.IN_FORCE: Outcome.CURRENT,
}
_MAY_BE_IN_FORCE: Final = frozenset({Status.UNKNOWN, Status.IN_FORCE})
_ENDS: Final = frozenset({Status.REPLACED, Status.WITHDRAWN, Status.UNKNOWN})
CONVERSION_YEAR: Final = 2017
"""In 2017 many mandatory national standards became recommended, with the same number and year."""


def of_status(edition: Edition, holdings: Holdings, as_of: dt.date) -> Iterator[Finding]:
    """Where the edition stands on the date, with the evidence for it."""
    period = status_on(edition.periods, as_of)
    newer = outrun_by(edition, holdings.numbered, as_of) if period.status == Status.IN_FORCE else None
    if newer is not None:
        told = Reason.of("check.outrun", number=edition.number, newer=newer.number, on=as_of)
        yield Finding(Outcome.STATUS_UNKNOWN, (told, *period.reasons))
        return
    told = _told(edition, period.status, as_of)
    yield Finding(_OF_STATUS[period.status], (told, *period.reasons))


def _told(edition: Edition, status: Status, as_of: dt.date) -> Reason:
    """The status in a sentence; that a standard is issued is said only where a source says so."""
    starts = edition.facts.in_force_from
    if status == Status.PUBLISHED and edition.facts.issued is None and starts is not None:
        return Reason.of("check.not_yet_in_force.issue_not_stated", number=edition.number, date=starts)
    code = "check.draft" if status == Status.DRAFT else f"check.{_OF_STATUS[status]}"
    return Reason.of(code, number=edition.number, on=as_of)


def of_chain(edition: Edition, holdings: Holdings, as_of: dt.date) -> Iterator[Finding]:
    """What the replacement chain leads to, and replacements of a part, as remarks."""
    links = whole_links(holdings.chains.get(edition.key, ()))
    if links:
        shown = " → ".join((edition.number, *(link.key for link in links)))
        yield Finding(None, (Reason.of("check.chain", chain=shown), *_chain_today(links, holdings, as_of)))
    elif status_on(edition.periods, as_of).status == Status.REPLACED:
        yield Finding(None, (Reason.of("check.successor_unnamed"),))
    for item in edition.facts.successions:
        if item.scope == Scope.PART:
            yield Finding(None, (Reason.of("check.partly_replaced", key=item.successor),))


def whole_links(links: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
    """The links that take the whole of what stands before them: published, and no mere amendments."""
    return tuple(link for link in links if link.scope == Scope.WHOLE and not link.draft and not _amends(link.key))


def _amends(key: str) -> bool:
    """Whether a key names an amendment by itself (/Amd 1): some lists write it as what replaced the standard."""
    amendments = docid_of(key).amendments
    return bool(amendments) and not amendments[-1].included


def _chain_today(links: tuple[ChainLink, ...], holdings: Holdings, as_of: dt.date) -> Iterator[Reason]:
    """Which of the successors is in force on the date; where none is known to be, what is known of the last."""
    held = [holdings.chained[link.key] for link in links if link.key in holdings.chained]
    in_force = [edition.key for edition in held if status_on(edition.periods, as_of).status == Status.IN_FORCE]
    if in_force:
        yield Reason.of("check.chain_in_force", keys="、".join(in_force), on=as_of)
    last = links[-1]
    edition = holdings.chained.get(last.key)
    if edition is None:
        yield Reason.of("check.chain_not_held", key=last.key)
    elif status_on(edition.periods, as_of).status == Status.WITHDRAWN:
        yield Reason.of("check.chain_withdrawn", key=last.key)
    elif status_on(edition.periods, as_of).status == Status.UNKNOWN:
        yield Reason.of("check.chain_unclear", key=last.key, on=as_of)


def of_coming_end(edition: Edition, holdings: Holdings, as_of: dt.date, soon: dt.timedelta) -> Iterator[Finding]:
    """In force today, but its end is near or its successor is published."""
    if not _is_in_force(edition, holdings, as_of):
        return
    change = next_change(edition.periods, as_of)
    successor = _published_successor(edition, as_of)
    if successor is not None:
        told = Reason.of("check.superseded_soon.by", key=successor.successor, date=successor.starts)
        yield Finding(Outcome.SUPERSEDED_SOON, (told,))
    elif (
        change is not None
        and change.status in _ENDS
        and (change.start - as_of <= soon or _in_transition(edition, as_of))
    ):
        told = Reason.of(
            "check.superseded_soon.ends", date=change_date(edition, as_of), days=(change.start - as_of).days
        )
        yield Finding(Outcome.SUPERSEDED_SOON, (told, *change.reasons))


def _is_in_force(edition: Edition, holdings: Holdings, as_of: dt.date) -> bool:
    """By evidence that no newer edition puts in doubt."""
    in_force = status_on(edition.periods, as_of).status == Status.IN_FORCE
    return in_force and outrun_by(edition, holdings.numbered, as_of) is None


def _in_transition(edition: Edition, as_of: dt.date) -> bool:
    """Whether a successor already holds beside it, until the day this one is stated to end."""
    return any(item.dated and item.dated.latest <= as_of for item in edition.facts.whole_successions)


def _published_successor(edition: Edition, as_of: dt.date) -> Succession | None:
    """The first successor that has been issued, or was stated by a source, and takes over after the date."""
    ahead = [
        item
        for item in edition.facts.whole_successions
        if item.starts and item.starts.latest > as_of and _known_on(item, as_of)
    ]
    return min(ahead, key=lambda item: (str(item.starts), item.successor), default=None)


def _known_on(item: Succession, as_of: dt.date) -> bool:
    if item.issued is not None:
        return item.issued.earliest <= as_of
    return item.seen_on is not None and item.seen_on <= as_of


def of_newer_edition(edition: Edition, holdings: Holdings, as_of: dt.date) -> Iterator[Finding]:
    """A newer edition of the same number that no source relates to this one: said, and warned of if it is to come."""
    in_force = _is_in_force(edition, holdings, as_of)
    if not in_force and whole_links(holdings.chains.get(edition.key, ())):
        return
    newer_ones = newer_than(edition, holdings.numbered)
    if not in_force:
        lead = leading(newer_ones, newer_ones, as_of)
        newer_ones = (lead,) if lead else ()
    for newer in newer_ones:
        status = status_on(newer.periods, as_of).status
        starts = newer.facts.in_force_from
        if in_force and status == Status.PUBLISHED and starts is not None:
            told = Reason.of("check.newer_coming", newer=newer.number, date=starts)
            yield Finding(Outcome.SUPERSEDED_SOON, (told,))
        elif status != Status.DRAFT:
            yield Finding(None, (Reason.of(f"check.newer.{status}", newer=newer.number, on=as_of),))


def of_mandate(docid: DocId, edition: Edition, as_of: dt.date, *, as_variant: bool) -> Iterator[Finding]:
    """The same text under another mandate letter than was written."""
    change = _recorded_change(docid, edition)
    if not as_variant:
        if mandate_on(edition.facts, as_of) != edition.facts.mandate and edition.facts.mandate_changes:
            yield Finding(None, (Reason.of("check.mandate_not_yet", number=edition.number, on=as_of),))
        return
    spelling = {"given": docid.canonical, "number": edition.number}
    if change is not None and change.on is None:
        yield Finding(Outcome.MANDATE_CHANGED, (Reason.of("check.mandate_changed.undated", **spelling),))
    elif change is not None and change.on is not None:
        yield _dated_change(change.on, spelling, as_of)
    elif _is_conversion(docid, edition):
        yield Finding(Outcome.MANDATE_CHANGED, (Reason.of("check.mandate_changed.unrecorded", **spelling),))
    else:
        yield Finding(Outcome.AMBIGUOUS, (Reason.of("check.other_mandate", **spelling),))


def _dated_change(on: PartialDate, spelling: dict[str, str], as_of: dt.date) -> Finding:
    """Before the change the old spelling was simply right."""
    if on.earliest > as_of:
        return Finding(None, (Reason.of("check.mandate_changes_later", date=on, **spelling),))
    return Finding(Outcome.MANDATE_CHANGED, (Reason.of("check.mandate_changed", date=on, **spelling),))


def _recorded_change(docid: DocId, edition: Edition) -> MandateChange | None:
    changes = edition.facts.mandate_changes
    return next((change for change in changes if docid.mandate in {change.before, change.after}), None)


def _is_conversion(docid: DocId, edition: Edition) -> bool:
    """GB written, GB/T held, of 2017 or before: converted then, whether or not a source recorded it."""
    held = docid_of(edition.key)
    letters = docid.mandate == Mandate.MANDATORY and held.mandate == Mandate.RECOMMENDED
    return docid.body == "GB" and letters and held.year is not None and held.year <= CONVERSION_YEAR


def of_undated(docid: DocId, edition: Edition, holdings: Holdings, as_of: dt.date) -> Iterator[Finding]:
    """A number without year means all editions: which one answers, and which others are in force."""
    if names_an_edition(docid):
        return
    if status_on(edition.periods, as_of).status != Status.IN_FORCE:
        yield Finding(None, (Reason.of("check.undated.newest", number=edition.number, on=as_of),))
        yield from _unclear_editions(edition, holdings, as_of)
        return
    yield Finding(None, (Reason.of("check.undated.in_force", number=edition.number, on=as_of),))
    others = [
        other.number
        for other in holdings.editions
        if other.key != edition.key and status_on(other.periods, as_of).status == Status.IN_FORCE
        if not docid_of(other.key).amendments and outrun_by(other, holdings.numbered, as_of) is None
    ]
    if others:
        yield Finding(None, (Reason.of("check.undated.others", numbers="、".join(others), on=as_of),))


def _unclear_editions(edition: Edition, holdings: Holdings, as_of: dt.date) -> Iterator[Finding]:
    """Other editions of the number that may be in force: the newest answers, but it need not be the one that holds."""
    unclear = [
        other.number
        for other in holdings.editions
        if other.key != edition.key and is_plain(other) and status_on(other.periods, as_of).status in _MAY_BE_IN_FORCE
    ]
    if unclear:
        yield Finding(None, (Reason.of("check.undated.unclear", numbers="、".join(unclear), on=as_of),))


def change_date(edition: Edition, as_of: dt.date) -> str:
    """When the status next changes, as precisely as it is known; empty when no change is known."""
    change = next_change(edition.periods, as_of)
    if change is None:
        return ""
    facts = edition.facts
    known = (facts.issued, facts.in_force_from, facts.withdrawn, *(item.starts for item in facts.successions))
    exact = (date for date in known if date is not None and change.start in {date.earliest, date.latest})
    return str(next(exact, PartialDate.of(change.start)))
