"""Amendments the input names against those the record has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from guiju.catalogue.rules import Status, status_on
from guiju.checks.rules.matching import docid_of
from guiju.checks.rules.outcomes import Finding, Holdings, Outcome
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.catalogue.rules import Amendment, Edition
    from guiju.kernel.docid import DocId

Sheet = tuple[str, str]
"""Kind and number of an amendment, so that A1, Amd 1 and AMD1 are one."""

_KINDS: Final = {"amd": "amendment", "a": "amendment", "am": "amendment", "cor": "corrigendum", "ac": "corrigendum"}


def of_amendments(docid: DocId, edition: Edition, holdings: Holdings, as_of: dt.date) -> Iterator[Finding]:
    """The record has amendments in force that the input does not name, or the other way round."""
    held = docid_of(edition.key)
    if any(not amendment.included for amendment in held.amendments):
        return
    named = {*_sheets(docid), *_sheets(held)}
    known = _known(edition, holdings, as_of)
    in_force = [key for sheet, (key, begun) in known.items() if begun and sheet not in named]
    if in_force:
        yield Finding(Outcome.AMENDED, (_told("check.amended", edition, in_force),))
    coming = [key for sheet, (key, begun) in known.items() if not begun and sheet not in named]
    if coming:
        yield Finding(None, (_told("check.amendment_coming", edition, coming),))
    unheld = [" ".join(sheet) for sheet in _sheets(docid) if sheet not in known and sheet not in _sheets(held)]
    if unheld:
        yield Finding(Outcome.AMENDED, (_told("check.amendment_not_held", edition, unheld),))
    yield from _reissues(docid, held, edition)


def _told(code: str, edition: Edition, names: list[str]) -> Reason:
    return Reason.of(code, number=edition.number, amendments="、".join(sorted(names)))


def _reissues(docid: DocId, held: DocId, edition: Edition) -> Iterator[Finding]:
    """A reprint with local amendments, GB 50016-2014(2018年版), against the edition without it."""
    if docid.year is None or docid.reissue == held.reissue:
        return
    code = "check.reissue_not_held" if docid.reissue else "check.reissue_held"
    told = Reason.of(code, number=edition.number, year=docid.reissue or held.reissue)
    yield Finding(Outcome.AMENDED, (told,))


def _sheets(docid: DocId) -> tuple[Sheet, ...]:
    return tuple((_KINDS.get(item.kind.lower(), item.kind.lower()), item.number or "1") for item in docid.amendments)


def _known(edition: Edition, holdings: Holdings, as_of: dt.date) -> dict[Sheet, tuple[str, bool]]:
    """Every amendment of the edition by kind and number: its key, and whether it holds on the date."""
    found: dict[Sheet, tuple[str, bool]] = {}
    for amendment in edition.facts.amendments:
        for sheet in _sheets(docid_of(amendment.key))[-1:]:
            found[sheet] = (amendment.key, _has_begun(amendment, as_of))
    for other in holdings.editions:
        if other.year != edition.year:
            continue
        docid = docid_of(other.key)
        if docid.amendments and not docid.amendments[-1].included and _is_of(docid, edition):
            status = status_on(other.periods, as_of).status
            if status not in {Status.WITHDRAWN, Status.REPLACED}:
                found.setdefault(_sheets(docid)[-1], (other.key, status not in {Status.PUBLISHED, Status.DRAFT}))
    return found


def _is_of(amendment: DocId, edition: Edition) -> bool:
    base = docid_of(edition.key)
    return (amendment.year, amendment.version) == (base.year, base.version)


def _has_begun(amendment: Amendment, as_of: dt.date) -> bool:
    """In force or issued by the date; one without any date counts, for it is known."""
    starts = amendment.effective or amendment.issued
    return starts is None or starts.earliest <= as_of
