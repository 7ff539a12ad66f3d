"""Answers where no edition held is the one meant: nothing is guessed, everything near is offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from guiju.checks.rules.matching import leading, names_an_edition, plain
from guiju.checks.rules.outcomes import Candidate, Holdings, Outcome, Verdict
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.catalogue.rules import Coverage, Edition
    from guiju.kernel.docid import DocId

MOST_LISTED: Final = 20
"""Parts named in a reason; all of them are among the candidates."""


def answer_missing(docid: DocId, holdings: Holdings, as_of: dt.date) -> Verdict:
    """Ambiguous, not covered or not found, with what the catalogue does hold of the number and its publisher."""
    others = (*holdings.editions, *holdings.variants)
    if others and names_an_edition(docid):
        return _other_years(docid, plain(others) or others)
    if holdings.parts:
        return _only_parts(docid, holdings.parts, as_of)
    if docid.kind != "standard":
        return Verdict(Outcome.NOT_COVERED, reasons=(_not_a_standard(docid),))
    if holdings.coverage is None:
        return Verdict(Outcome.NOT_COVERED, reasons=(Reason.of("check.not_covered", body=docid.body),))
    return Verdict(Outcome.NOT_FOUND, reasons=(_not_found(docid, holdings.coverage),))


def _not_a_standard(docid: DocId) -> Reason:
    code = "check.not_covered.plan" if docid.kind == "plan" else "check.not_covered.unknown_body"
    return Reason.of(code, given=docid.canonical)


def _not_found(docid: DocId, coverage: Coverage) -> Reason:
    return Reason.of(
        "check.not_found",
        given=docid.canonical,
        body=docid.body,
        count=coverage.count,
        years=_span(coverage.year_from, coverage.year_to),
        seen=coverage.last_seen.date() if coverage.last_seen else "?",
    )


def _span(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return "?"
    return str(first) if first == last else f"{first}–{last}"


def _other_years(docid: DocId, others: Iterable[Edition]) -> Verdict:
    """This year is not held while others are: they are offered, never put in its place."""
    why = Reason.of("check.candidate.other_year")
    held = [Candidate(edition.key, edition.title_zh, edition.title_en, (why,)) for edition in others]
    numbers = "、".join(candidate.key for candidate in held)
    reason = Reason.of("check.not_found.year", given=docid.canonical, held=numbers)
    return Verdict(Outcome.NOT_FOUND, reasons=(reason,), candidates=tuple(held))


def _only_parts(docid: DocId, editions: Iterable[Edition], as_of: dt.date) -> Verdict:
    """Held in parts only: each is offered once, by its edition of the year written or the one in force."""
    why = Reason.of("check.candidate.part")
    parts = _by_part(editions)
    leads = [_lead(docid, group, as_of) for group in parts.values()]
    held = tuple(Candidate(edition.key, edition.title_zh, edition.title_en, (why,)) for edition in leads)
    code = "check.range_unclear" if docid.part_range or docid.all_parts else "check.part_missing"
    reason = Reason.of(code, given=docid.canonical, parts=_listed(list(parts)), count=len(parts))
    return Verdict(Outcome.AMBIGUOUS, reasons=(reason,), candidates=held)


def _by_part(editions: Iterable[Edition]) -> dict[str, list[Edition]]:
    """Editions by their number without a year, newest first; amendments and other forms of a text left aside."""
    given = tuple(editions)
    parts: dict[str, list[Edition]] = {}
    for edition in plain(given) or given:
        parts.setdefault(edition.undated_key, []).append(edition)
    return {part: sorted(group, key=lambda edition: -(edition.year or 0)) for part, group in parts.items()}


def _lead(docid: DocId, group: list[Edition], as_of: dt.date) -> Edition:
    of_year = (edition for edition in group if docid.year is not None and edition.year == docid.year)
    return next(of_year, None) or leading(group, group, as_of) or group[0]


def _listed(names: list[str]) -> str:
    return "、".join(names[:MOST_LISTED]) + ("…" if len(names) > MOST_LISTED else "")
