"""Reports: drafted from a finished check, changed while they are drafts, approved once, corrected by another report."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from guiju.checks import queries
from guiju.checks.models import Check, Report, ReportCount, ReportLine
from guiju.checks.problems import ReportProblem
from guiju.checks.rules import canonical_line, checksum, control_signs, new_code, shown
from guiju.checks.rules.people import keeps_four_eyes
from guiju.checks.services.contents import content_of
from guiju.checks.services.report_files import forget_files
from guiju.kernel.batches import in_batches
from guiju.organisations.queries.naming import find_named
from guiju.organisations.queries.standing import standing_of
from guiju.platform import audit, events, jobs
from guiju.platform.models import User

if TYPE_CHECKING:
    from guiju.organisations.models import Organisation

log = logging.getLogger(__name__)

TEMPLATE: Final = "1"
"""The form that new reports are set in; approved ones keep theirs."""
WRITTEN_AT_ONCE: Final = 500
INLINE_ANSWERS: Final = 3_000
"""What is longer is approved by the worker: 50,000 answers take seconds to put into words and to store."""
AddressOf = Callable[[str], str]
Progress = Callable[[int, int | None], None]


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
            parent=check,
            owner=owner,
            searched_person=owner,
            client_organisation=_client(wording),
            replaces=replaces,
            template=TEMPLATE,
            **_fields(wording),
        )
        _record("report.drafted", report, actor=owner, after=_fields(wording))
    return report


def _client(wording: Wording) -> Organisation | None:
    """The organisation of that very name or code, where there is one."""
    found = find_named(wording.client.strip())
    return None if isinstance(found, User) else found


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
    return {name: _plain(getattr(wording, name), lines=name in {"scope", "why_replaced"}) for name in names}


def _plain(text: str, *, lines: bool = False) -> str:
    """The text trimmed; refused where it holds signs that nobody sees."""
    text = text.strip()
    signs = control_signs(text, lines=lines)
    if signs:
        raise ReportProblem("report.control_signs", text=shown(text)[:100], signs=", ".join(signs))
    return text


def change_report(*, report: Report, wording: Wording, actor: User | None = None) -> Report:
    """Write a draft's words anew. `ReportProblem` once it is approved, or while it is being approved."""
    with transaction.atomic():
        if not queries.list_changeable(report).update(**_fields(wording)):
            raise _unchangeable(report)
        _record("report.changed", report, actor=actor, after=_fields(wording))
    report.refresh_from_db()
    return report


def _unchangeable(report: Report) -> ReportProblem:
    report.refresh_from_db()
    if report.state == Report.State.DRAFT:
        return ReportProblem("report.being_approved")
    return ReportProblem("report.is_approved", number=report.number)


def delete_draft(*, report: Report, actor: User | None = None) -> None:
    """Remove a draft for good. `ReportProblem` once it is approved, or while it is being approved."""
    with transaction.atomic():
        deleted, _rows = queries.list_changeable(report).delete()
        if not deleted:
            raise _unchangeable(report)
        _record("report.deleted", report, actor=actor)
    forget_files(report)


def start_approval(
    *, report: Report, checked_by: str, approved_by: str, verify_at: str, actor: User | None = None
) -> Report:
    """Approve a draft at once, or leave a long one to the worker: it stays a draft until its job is done.

    `verify_at` is the full address of the page where codes are verified. Meanwhile neither the draft nor its check
    can be changed.
    """
    if report.parent is None or sum(queries.count_outcomes(report.parent).values()) <= INLINE_ANSWERS:
        return approve_report(
            report=report,
            checked_by=checked_by,
            approved_by=approved_by,
            address_of=lambda code: f"{verify_at}/{code}",
            actor=actor,
        )
    with transaction.atomic():
        locked = _locked(report)
        _name(locked, checked_by, approved_by, actor)
        locked.job = jobs.enqueue("checks.approve", report=locked.pk, verify_at=verify_at)
        locked.save(update_fields=["checked_by", "approved_by", "approved_person", "job"])
    report.refresh_from_db()
    return report


def approve_report(
    *, report: Report, checked_by: str, approved_by: str, address_of: AddressOf, actor: User | None = None
) -> Report:
    """Approve a draft: it gets its number and code, its result is stored and sealed, and it is never edited again.

    `address_of` gives the full address of the page that verifies a code. Numbers count up within the year of approval
    without gaps: the count is raised in the transaction that gives the number, so that one undone leaves none.
    """
    with transaction.atomic():
        locked = _locked(report)
        _name(locked, checked_by, approved_by, actor)
        _store_findings(locked)
        _seal(locked, address_of, actor)
    report.refresh_from_db()
    return report


def approve_waiting(*, report_id: int, verify_at: str, progress: Progress) -> None:
    """Do what `start_approval` left to the worker; done again after a fault, it begins anew.

    The findings are stored bit by bit, so that others can write meanwhile; only the seal is one transaction.
    """
    report = Report.objects.filter(pk=report_id, state=Report.State.DRAFT).first()
    if report is None:
        return
    try:
        _store_findings(report, progress)
        with transaction.atomic():
            locked = Report.objects.select_for_update().get(pk=report_id)
            _seal(locked, lambda code: f"{verify_at}/{code}", locked.approved_person)
    except ReportProblem as problem:  # no try will mend it: the draft is a draft again
        log.warning("report not approved", extra={"report": str(report.uuid), "code": problem.reason.code})
        Report.objects.filter(pk=report_id).update(job=None)


def _locked(report: Report) -> Report:
    """The draft, and its check: nobody completes a line while the result is being stored."""
    if not queries.list_changeable(report).exists():
        raise _unchangeable(report)
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.parent_id is not None:
        Check.objects.select_for_update().get(pk=locked.parent_id)
    if not queries.list_changeable(locked).exists():  # somebody else had the lock first
        raise _unchangeable(report)
    return locked


def _name(report: Report, checked_by: str, approved_by: str, actor: User | None) -> None:
    report.checked_by, report.approved_by = _plain(checked_by), _plain(approved_by)
    report.approved_person = actor
    _require_four_eyes(report, actor)
    _require_complete(report)


def _require_four_eyes(report: Report, actor: User | None) -> None:
    """Where the organisation of the check wants it, another of its people approves than the one who searched."""
    organisation = report.parent.organisation if report.parent else None
    if organisation is not None and organisation.four_eyes:
        who = standing_of(actor)
        if not keeps_four_eyes(who, organisation=organisation.pk, searched=report.searched_person_id):
            raise ReportProblem("report.four_eyes", organisation=organisation.name)


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


def _store_findings(report: Report, progress: Progress | None = None) -> None:
    """Store what the draft says of every line, as the lines of JSON that the checksum is over."""
    lines = ReportLine.objects
    lines.filter(parent=report).delete()
    content = content_of(report)
    for batch in in_batches(enumerate(map(canonical_line, content), 1), WRITTEN_AT_ONCE):
        lines.bulk_create([ReportLine(parent=report, place=place, content=line) for place, line in batch])
        if progress is not None:
            progress(batch[-1][0], content.count)


def _seal(report: Report, address_of: AddressOf, actor: User | None) -> None:
    """Number the report, store its facts, and the checksum over all that is stored."""
    _require_complete(report)
    _give_number(report)
    report.address = address_of(str(report.code))
    report.facts = dict(content_of(report).facts)
    report.state = Report.State.APPROVED
    report.checksum = checksum(_sealed_lines(report))
    report.save()
    _record("report.approved", report, actor=actor, after={"number": report.number, "checksum": report.checksum})
    events.emit([events.Happening("report.approved", ("report", str(report.uuid)), {"number": report.number})])


def _sealed_lines(report: Report) -> Iterator[str]:
    assert report.facts is not None  # approved
    yield canonical_line(report.facts)
    yield from queries.list_sealed(report)


def is_sealed(*, report: Report) -> bool:
    """Whether the stored result of an approved report is that of its code and has the checksum it was sealed with.

    Computed anew each time. Findings stored before they were kept line by line are put in order first.
    """
    if report.facts is None or (report.facts["code"], report.facts["number"]) != (report.code, report.number):
        return False
    if checksum(_sealed_lines(report)) == report.checksum:
        return True
    return checksum(map(canonical_line, content_of(report).values)) == report.checksum


def _record(action: str, report: Report, *, actor: User | None, after: dict[str, Any] | None = None) -> None:
    audit.record(action=action, subject=("report", str(report.uuid)), actor=actor, after=after)
