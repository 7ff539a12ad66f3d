"""What was understood, said as reasons that a person can correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guiju.kernel.docid.levels import issuer_of
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.kernel.docid.model import Amendment, DocId


def understood(docid: DocId) -> tuple[Reason, ...]:
    """Reasons in reading order: the body, which editions, parts, changes and double number, then the remarks."""
    if not docid:
        return (Reason.of("docid.nothing"),)
    return (
        _body(docid),
        _edition(docid),
        *_extent(docid),
        *map(_change, docid.amendments),
        *_rest(docid),
        *docid.notes,
    )


def _body(docid: DocId) -> Reason:
    if docid.kind == "plan":
        return Reason.of("docid.industry_plan" if docid.body else "docid.plan", number=docid.canonical)
    if not docid.known:
        return Reason.of("docid.unknown_body", body=docid.body)
    if docid.kind == "working_document":
        return Reason.of("docid.working_document", body=docid.body)
    issuer = issuer_of(docid.body)
    if issuer is None:
        return Reason.of("docid.body_without_name", body=docid.body)
    return Reason.of("docid.body", zh=issuer.zh, en=issuer.en, body=docid.body)


def _edition(docid: DocId) -> Reason:
    if docid.year is None:
        return Reason.of("docid.all_years", number=docid.canonical)
    if docid.reissue:
        return Reason.of("docid.reissue", year=docid.year, reissue=docid.reissue)
    if docid.month:
        return Reason.of("docid.month", year=docid.year, month=f"{docid.month:02d}")
    return Reason.of("docid.year", year=docid.year)


def _extent(docid: DocId) -> tuple[Reason, ...]:
    if docid.all_parts:
        return (Reason.of("docid.all_parts"),)
    if docid.part_range:
        return (Reason.of("docid.part_range", first=".".join((docid.number, *docid.parts)), last=docid.part_range),)
    return ()


def _change(amendment: Amendment) -> Reason:
    code = "docid.amended_text" if amendment.included else "docid.amendment"
    year = f" ({amendment.year})" if amendment.year else ""
    return Reason.of(code, change=f"{amendment.kind} {amendment.number}".strip() + year)


def _rest(docid: DocId) -> tuple[Reason, ...]:
    reasons = []
    if docid.dual:
        reasons.append(Reason.of("docid.dual", number=docid.dual.canonical))
    if docid.stage:
        reasons.append(Reason.of("docid.draft", stage=docid.stage))
    if docid.reaffirmed:
        reasons.append(Reason.of("docid.reaffirmed", year=docid.reaffirmed))
    if docid.language:
        reasons.append(Reason.of("docid.language", language=docid.language))
    if docid.edition:
        reasons.append(Reason.of("docid.edition", edition=docid.edition))
    return tuple(reasons)
