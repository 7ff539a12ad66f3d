"""Answers where no edition held is the one meant: nothing is guessed, everything near is offered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guiju.checks.rules.matching import docid_of, names_an_edition
from guiju.checks.rules.outcomes import Candidate, Holdings, Outcome, Verdict
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.catalogue.rules import Coverage, Edition
    from guiju.kernel.docid import DocId


def answer_missing(docid: DocId, holdings: Holdings) -> Verdict:
    """Ambiguous, not covered or not found, with what the catalogue does hold of the number and its publisher."""
    others = (*holdings.editions, *holdings.variants)
    if others and names_an_edition(docid):
        return _other_years(docid, others)
    if holdings.parts:
        return _only_parts(docid, holdings.parts)
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


def _only_parts(docid: DocId, parts: Iterable[Edition]) -> Verdict:
    """The number is held in parts only; those of the year written come first."""
    why = Reason.of("check.candidate.part")
    ordered = sorted(parts, key=lambda edition: docid.year is not None and edition.year != docid.year)
    held = tuple(Candidate(edition.key, edition.title_zh, edition.title_en, (why,)) for edition in ordered)
    numbers = dict.fromkeys(docid_of(candidate.key).undated.canonical for candidate in held)
    code = "check.range_unclear" if docid.part_range or docid.all_parts else "check.part_missing"
    reason = Reason.of(code, given=docid.canonical, parts="、".join(numbers))
    return Verdict(Outcome.AMBIGUOUS, reasons=(reason,), candidates=held)
