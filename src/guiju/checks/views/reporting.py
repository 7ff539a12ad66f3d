"""Pages of a report: drafted, changed, approved, downloaded, corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.checks import queries, services
from guiju.checks.forms import ApproveForm, CorrectForm, ReportForm
from guiju.checks.problems import ReportProblem
from guiju.checks.reports.printed import print_report
from guiju.checks.reports.scanning import svg
from guiju.checks.rules import printed_code
from guiju.checks.rules.people import may_change
from guiju.checks.services import Wording
from guiju.checks.views.finding import frame, get_finished, private
from guiju.kernel.reasons import Language, Reason
from guiju.organisations.queries.standing import standing_of
from guiju.platform.language import page_language
from guiju.platform.reasons import render as say

if TYPE_CHECKING:
    from django import forms

    from guiju.checks.models import Check, Report
    from guiju.platform.models import User

APPROVE_ID: Final = "approve_%s"
CORRECT_ID: Final = "correct_%s"
"""Forms of one page keep their fields apart."""
LANGUAGES: Final[dict[str, Language]] = {"zh": "zh", "en": "en"}


@require_http_methods(["GET", "HEAD", "POST"])
@private
def new_report(request: HttpRequest, link: str) -> HttpResponse:
    """The reports of a check, and the form of a new one."""
    found = get_finished(link)
    person = _person(request)
    form = ReportForm(request.POST or None, initial=_names(found, person))
    if form.is_bound and form.is_valid():
        try:
            replaced = _replaced(form.cleaned_data["replaces"])
            made = services.draft_report(check=found, wording=_wording(form), replaces=replaced, owner=person)
        except ReportProblem as problem:
            form.add_error("replaces", say(problem.reason, page_language()))
        else:
            return HttpResponseRedirect(reverse("report", args=[made.link]))
    context = {**frame(found), "form": form, "reports": queries.list_reports(found)}
    return render(request, "checks/new_report.html", context, status=422 if form.errors else 200)


def _names(found: Check, person: User | None) -> dict[str, str]:
    """What can be said of a new report by who is signed in, and for whom the check was made."""
    client = found.organisation.name if found.organisation else ""
    return {"client": client, "searched_by": name_of(person) if person else ""}


def _person(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def name_of(person: User) -> str:
    """The person's name, else the name they sign in with."""
    return person.get_full_name() or person.username


def _replaced(address: str) -> Report | None:
    """The report at an address of its own page; None where none is given."""
    if not address:
        return None
    found = queries.find_report(re.split(r"[?#]", address)[0].rstrip("/").rpartition("/")[2])
    if found is None:
        raise ReportProblem("report.no_such_report")
    return found


def _wording(form: ReportForm) -> Wording:
    given = form.cleaned_data
    return Wording(**{name: given[name] for name in ("client", "scope", "searched_by", "checked_by", "why_replaced")})


def get_report(link: str) -> Report:
    """The report behind an address, or the page that says there is none."""
    found = queries.find_report(link)
    if found is None:
        raise Http404(link)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@private
def report(request: HttpRequest, link: str) -> HttpResponse:
    """A draft with its form, or an approved report with its files."""
    found = get_report(link)
    form = ReportForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    if form.is_bound and form.is_valid():
        try:
            services.change_report(report=found, wording=_wording(form))
        except ReportProblem as problem:
            form.add_error(None, say(problem.reason, page_language()))
        else:
            return HttpResponseRedirect(reverse("report", args=[link]))
    return _page(request, found, form=form)


def _initial(found: Report) -> dict[str, str]:
    names = ("client", "scope", "searched_by", "checked_by", "why_replaced")
    return {name: getattr(found, name) for name in names}


def _page(request: HttpRequest, found: Report, **forms_shown: forms.Form) -> HttpResponse:
    """The report's page; a form with faults comes back with them."""
    printed = print_report(services.content_of(found), found.checksum, page_language())
    context = {
        "report": found,
        "address": request.build_absolute_uri(reverse("report", args=[found.link])),
        "printed": printed,
        "correction": queries.find_correction(found),
        "code": printed_code(found.code or ""),
        "form": ReportForm(initial=_initial(found)),
        "approving": ApproveForm(initial=_approving(request, found), auto_id=APPROVE_ID),
        "correcting": CorrectForm(auto_id=CORRECT_ID),
        "files": services.KINDS,
        "job": found.job if _is_being_approved(found) else None,
        "gave_up": found.job is not None and found.job.state == "failed" and not found.number,
        **forms_shown,
    }
    faulty = any(form.is_bound and form.errors for form in forms_shown.values())
    return render(request, "checks/report.html", context, status=422 if faulty else 200)


def _approving(request: HttpRequest, found: Report) -> dict[str, str]:
    person = _person(request)
    return {"checked_by": found.checked_by, "approved_by": name_of(person) if person else ""}


@require_safe
@private
def approving(request: HttpRequest, link: str) -> HttpResponse:
    """How far the approval of a long report is; once it is over, the page is loaded anew."""
    found = get_report(link)
    if _is_being_approved(found):
        return render(request, "checks/_sealing.html", {"report": found, "job": found.job})
    return HttpResponse(headers={"HX-Refresh": "true"})


def _is_being_approved(found: Report) -> bool:
    return found.job is not None and not found.number and found.job.state in {"queued", "running"}


@require_POST
@private
def approve(request: HttpRequest, link: str) -> HttpResponse:
    """Approve a draft for good."""
    found = get_report(link)
    form = ApproveForm(request.POST, auto_id=APPROVE_ID)
    if form.is_valid():
        try:
            verify_at = request.build_absolute_uri(reverse("verify_form"))
            services.start_approval(report=found, **form.cleaned_data, verify_at=verify_at, actor=_person(request))
        except ReportProblem as problem:
            form.add_error(None, say(problem.reason, page_language()))
        else:
            return HttpResponseRedirect(reverse("report", args=[link]))
    return _page(request, found, approving=form)


@require_POST
@private
def correct(request: HttpRequest, link: str) -> HttpResponse:
    """Draft the correction of an approved report from the check as it now stands."""
    found = get_report(link)
    form = CorrectForm(request.POST, auto_id=CORRECT_ID)
    if found.parent is None:
        gone = Reason.of("report.check_of_corrected_gone", number=found.number)
        form.add_error(None, say(gone, page_language()))
    elif form.is_valid():
        wording = Wording(**{**_initial(found), "checked_by": "", **form.cleaned_data})
        try:
            made = services.draft_report(check=found.parent, wording=wording, replaces=found, owner=_person(request))
        except ReportProblem as problem:
            form.add_error(None, say(problem.reason, page_language()))
        else:
            return HttpResponseRedirect(reverse("report", args=[made.link]))
    return _page(request, found, correcting=form)


@require_POST
@private
def remove(request: HttpRequest, link: str) -> HttpResponse:
    """Remove a draft; 403 where it is another's."""
    found = get_report(link)
    check = found.parent
    organisation = check.organisation_id if check else None
    if not may_change(standing_of(request.user), owner=found.owner_id, organisation=organisation):
        raise PermissionDenied
    try:
        services.delete_draft(report=found, actor=_person(request))
    except ReportProblem:
        return HttpResponseRedirect(reverse("report", args=[link]))
    return HttpResponseRedirect(reverse("check_report", args=[check.link]) if check else reverse("new_check"))


@require_safe
@private
def report_file(request: HttpRequest, link: str, language: str, kind: str) -> FileResponse:
    """The report as PDF, Word document or workbook."""
    found = get_report(link)
    if language not in LANGUAGES or kind not in services.KINDS:
        raise Http404(kind)
    path = services.report_file(report=found, kind=kind, language=LANGUAGES[language])
    name = f"{found.number or 'draft'}-{language}.{kind}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@require_safe
@private
def scan(request: HttpRequest, link: str) -> HttpResponse:
    """The code to scan, as drawing."""
    found = get_report(link)
    if not found.address:
        raise Http404(link)
    return HttpResponse(svg(found.address), content_type="image/svg+xml")
