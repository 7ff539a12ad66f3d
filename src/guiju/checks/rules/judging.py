"""The judgement: one identifier, what the catalogue holds, a date; one outcome with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from guiju.checks.rules.amendments import of_amendments
from guiju.checks.rules.findings import (
    change_date,
    of_chain,
    of_coming_end,
    of_mandate,
    of_newer_edition,
    of_status,
    of_undated,
    whole_links,
)
from guiju.checks.rules.matching import Meant, find_meant
from guiju.checks.rules.missing import answer_missing
from guiju.checks.rules.outcomes import STRENGTH, Candidate, Finding, Holdings, Outcome, Verdict, strongest
from guiju.checks.rules.ranges import is_range
from guiju.checks.rules.titles import FITS, MUCH_BETTER, likeness
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.catalogue.rules import Edition
    from guiju.kernel.docid import DocId

DEFAULT_SOON: Final = dt.timedelta(days=180)
SHOWN_TITLE: Final = 120


def judge(
    docid: DocId, holdings: Holdings, *, as_of: dt.date, soon: dt.timedelta = DEFAULT_SOON, given_title: str = ""
) -> Verdict:
    """Judge one identifier on a date (rules: the standards check, DESIGN 4).

    `soon` is how far ahead a known end counts as soon. `given_title` is the title beside the number, if any; it is
    compared and remarked upon, and never changes the outcome. How an odd spelling was read comes first of the notes.
    """
    if not docid:
        return Verdict(Outcome.UNREADABLE, reasons=(Reason.of("check.unreadable"),))
    verdict = _judge(docid, holdings, as_of, soon, given_title)
    return replace(verdict, notes=(*docid.notes, *verdict.notes)) if docid.notes else verdict


def _judge(docid: DocId, holdings: Holdings, as_of: dt.date, soon: dt.timedelta, given_title: str) -> Verdict:
    meant = None if is_range(docid) else find_meant(docid, holdings, as_of)
    if meant is None:
        return answer_missing(docid, holdings, as_of)
    findings = tuple(_findings(docid, meant, holdings, as_of, soon))
    outcome = strongest(finding.outcome for finding in findings if finding.outcome is not None)
    notes = tuple(_title_notes(given_title, meant.edition))
    if outcome == Outcome.AMBIGUOUS:
        return _offered(meant.edition, findings, notes)
    return Verdict(
        outcome,
        edition=meant.edition,
        successors=tuple(link.key for link in whole_links(holdings.chains.get(meant.edition.key, ()))),
        dates=_dates(meant.edition, as_of),
        reasons=_in_order(findings),
        notes=(*_remarks(findings), *notes),
        candidates=tuple(_better_titled(given_title, meant.edition, holdings)),
    )


def _findings(docid: DocId, meant: Meant, holdings: Holdings, as_of: dt.date, soon: dt.timedelta) -> Iterator[Finding]:
    edition = meant.edition
    yield from _unread_year(docid)
    own = holdings if not meant.as_variant else _seen_from_variant(holdings)
    yield from of_status(edition, own, as_of)
    yield from of_undated(docid, edition, own, as_of)
    yield from of_chain(edition, own, as_of)
    yield from of_coming_end(edition, own, as_of, soon)
    yield from of_newer_edition(edition, own, as_of)
    yield from of_mandate(docid, edition, as_of, as_variant=meant.as_variant)
    yield from of_amendments(docid, edition, own, as_of)


def _unread_year(docid: DocId) -> Iterator[Finding]:
    """What stands where a year stands and is none: another edition may be meant, so a person has to say."""
    unread = tuple(note for note in docid.notes if note.code == "docid.year_not_understood")
    if unread:
        yield Finding(Outcome.AMBIGUOUS, unread)


def _seen_from_variant(holdings: Holdings) -> Holdings:
    """The same holdings with the other mandate's editions as the number's own."""
    return Holdings(holdings.variants, holdings.editions, (), holdings.chains, holdings.chained, holdings.coverage)


def _in_order(findings: tuple[Finding, ...]) -> tuple[Reason, ...]:
    """The reasons of the strongest outcome first; "in force" goes without saying once something stronger holds."""
    with_outcome = [(STRENGTH[finding.outcome], finding) for finding in findings if finding.outcome is not None]
    ordered = sorted(with_outcome, key=lambda pair: pair[0])
    return tuple(dict.fromkeys(reason for _strength, finding in ordered for reason in finding.reasons))


def _remarks(findings: tuple[Finding, ...]) -> tuple[Reason, ...]:
    return tuple(reason for finding in findings if finding.outcome is None for reason in finding.reasons)


def _offered(edition: Edition, findings: tuple[Finding, ...], notes: tuple[Reason, ...]) -> Verdict:
    """A person has to say whether this edition was meant; it is offered with all that holds of it."""
    ambiguous = tuple(r for finding in findings if finding.outcome == Outcome.AMBIGUOUS for r in finding.reasons)
    others = tuple(reason for reason in _in_order(findings) if reason not in ambiguous)
    offered = Candidate(edition.key, edition.title_zh, edition.title_en, others)
    return Verdict(Outcome.AMBIGUOUS, reasons=ambiguous, notes=notes, candidates=(offered,))


def _dates(edition: Edition, as_of: dt.date) -> dict[str, str]:
    facts = edition.facts
    known = {"issued": facts.issued, "effective": facts.effective, "withdrawn": facts.withdrawn}
    dates = {name: str(date) for name, date in known.items() if date is not None}
    change = change_date(edition, as_of)
    return {**dates, "next_change": change} if change else dates


def _title_notes(given: str, edition: Edition) -> Iterator[Reason]:
    if title_fits(given, edition) is False:
        own = " / ".join(filter(None, (edition.title_zh, edition.title_en)))
        yield Reason.of("check.title_differs", given=given[:SHOWN_TITLE], title=own)


def title_fits(given: str, edition: Edition) -> bool | None:
    """Whether a title given fits the edition's; None where that cannot be told."""
    score = likeness(given, edition.title_zh, edition.title_en)
    return None if score is None else score >= FITS


def _better_titled(given: str, edition: Edition, holdings: Holdings) -> Iterator[Candidate]:
    """Other editions of the number whose title is the one given, where this edition's is not."""
    if title_fits(given, edition) is not False:
        return
    why = (Reason.of("check.candidate.title"),)
    for other in (*holdings.editions, *holdings.variants):
        if other.key != edition.key and (likeness(given, other.title_zh, other.title_en) or 0) >= MUCH_BETTER:
            yield Candidate(other.key, other.title_zh, other.title_en, why)
