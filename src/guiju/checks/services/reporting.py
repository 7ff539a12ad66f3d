"""Reports: drafted from a finished check, changed while they are drafts, approved once, corrected by another report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from guiju.checks import queries
from guiju.checks.models import Check, Report, ReportCount, ReportLine
from guiju.checks.problems import ReportProblem
from guiju.checks.rules import checksum, new_code
from guiju.checks.services.contents import content_of
from guiju.checks.services.report_files import forget_files
from guiju.platform import audit, events
from guiju.platform.models import User

TEMPLATE: Final = "1"
"""The form that new reports are set in; approved ones keep theirs."""
WRITTEN_AT_ONCE: Final = 500
AddressOf = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What people write into a report."""

    client: str
    scope: str = ""
    searched_by: str = ""
    checked_by: str = ""
    why_replaced: str = ""


def draft_report(
    *, check: Check, wording: Wording, replaces: Report | None = None, owner: User | None = None
) -> Report:
    """A draft that follows its check until it is approved; with `replaces`, the draft of a correction."""
    if check.state != Check.State.DONE:
        raise ReportProblem("report.not_finished")
    if replaces is not None:
        _require_correctable(replaces, wording)
    with transaction.atomic():
        report = Report.objects.create(
            parent=check, owner=owner, replaces=replaces, template=TEMPLATE, **_fields(wording)
        )
        _record("report.drafted", report, actor=owner, after=_fields(wording))
    return report


def _require_correctable(report: Report, wording: Wording) -> None:
    if report.state != Report.State.APPROVED:
        raise ReportProblem("report.not_approved")
    correction = queries.find_correction(report)
    if correction is not None:
        raise ReportProblem("report.already_replaced", number=report.number, by=correction.number)
    if not wording.why_replaced.strip():
        raise ReportProblem("report.why_missing")


def _fields(wording: Wording) -> dict[str, str]:
    names = ("client", "scope", "searched_by", "checked_by", "why_replaced")
    return {name: getattr(wording, name).strip() for name in names}


def change_report(*, report: Report, wording: Wording, actor: User | None = None) -> Report:
    """Write a draft's words anew. `ReportProblem` once it is approved."""
    with transaction.atomic():
        drafts = Report.objects.filter(pk=report.pk, state=Report.State.DRAFT)
        if not drafts.update(**_fields(wording)):
            raise _approved(report)
        _record("report.changed", report, actor=actor, after=_fields(wording))
    report.refresh_from_db()
    return report


def _approved(report: Report) -> ReportProblem:
    report.refresh_from_db()
    return ReportProblem("report.is_approved", number=report.number)


def delete_draft(*, report: Report, actor: User | None = None) -> None:
    """Remove a draft for good. `ReportProblem` once it is approved."""
    with transaction.atomic():
        deleted, _rows = Report.objects.filter(pk=report.pk, state=Report.State.DRAFT).delete()
        if not deleted:
            raise _approved(report)
        _record("report.deleted", report, actor=actor)
    forget_files(report)


def approve_report(
    *, report: Report, checked_by: str, approved_by: str, address_of: AddressOf, actor: User | None = None
) -> Report:
    """Approve a draft: it gets its number and code, its result is stored and sealed, and it is never edited again.

    `address_of` gives the full address of the page that verifies a code. Numbers count up within the year of approval
    without gaps: the count is raised in the transaction that gives the number, so that one undone leaves none.
    """
    with transaction.atomic():
        locked = Report.objects.select_for_update().get(pk=report.pk)
        if locked.state != Report.State.DRAFT:
            raise _approved(report)
        if locked.parent_id is not None:  # nobody completes a line while the result is being stored
            Check.objects.select_for_update().get(pk=locked.parent_id)
        locked.checked_by, locked.approved_by = checked_by.strip(), approved_by.strip()
        _require_complete(locked)
        _give_number(locked)
        locked.address = address_of(str(locked.code))
        _seal(locked)
        _record("report.approved", locked, actor=actor, after={"number": locked.number, "checksum": locked.checksum})
        events.emit([events.Happening("report.approved", ("report", str(locked.uuid)), {"number": locked.number})])
    report.refresh_from_db()
    return report


def _require_complete(report: Report) -> None:
    if not (report.searched_by and report.checked_by and report.approved_by):
        raise ReportProblem("report.names_missing")
    correction = queries.find_correction(report.replaces) if report.replaces else None
    if correction is not None and report.replaces is not None:
        raise ReportProblem("report.already_replaced", number=report.replaces.number, by=correction.number)


def _give_number(report: Report) -> None:
    report.approved_at = timezone.now()
    report.number = _next_number(timezone.localtime(report.approved_at).year)
    report.code = new_code()


def _next_number(year: int) -> str:
    """The year and a running number: 2026-00001. The row stays locked until the transaction ends."""
    ReportCount.objects.get_or_create(year=year)
    ReportCount.objects.filter(year=year).update(last=F("last") + 1)
    return f"{year}-{ReportCount.objects.get(year=year).last:05d}"


def _seal(report: Report) -> None:
    """Store what the report says, and the checksum over what was stored."""
    content = content_of(report)
    lines = ReportLine.objects
    rows = iter(enumerate(content, 1))
    while batch := list(islice(rows, WRITTEN_AT_ONCE)):
        lines.bulk_create([ReportLine(parent=report, place=place, content=value) for place, value in batch])
    report.facts = dict(content.facts)
    report.state = Report.State.APPROVED
    report.checksum = checksum(content_of(report).values)
    report.save()


def is_sealed(*, report: Report) -> bool:
    """Whether the stored result of an approved report still has the checksum it was sealed with."""
    return checksum(content_of(report).values) == report.checksum


def _record(action: str, report: Report, *, actor: User | None, after: dict[str, Any] | None = None) -> None:
    audit.record(action=action, subject=("report", str(report.uuid)), actor=actor, after=after)
