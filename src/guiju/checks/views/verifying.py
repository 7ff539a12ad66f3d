"""What anybody may see of an approved report who has its code: the stored result, unchanged or not, replaced or not."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guiju.checks import queries, services
from guiju.checks.forms import VerifyForm
from guiju.checks.reports.content import Content
from guiju.checks.reports.printed import print_report
from guiju.checks.rules import printed_code, read_code, same_checksum
from guiju.checks.views.finding import private
from guiju.platform.language import page_language

if TYPE_CHECKING:
    from guiju.checks.models import Report

PAGE: Final = 100


@require_safe
@private
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    form = VerifyForm(request.GET)
    form.is_valid()
    typed = form.cleaned_data.get("code", "")
    code = read_code(typed)
    if code:
        return HttpResponseRedirect(reverse("verify", args=[code]))
    return render(request, "checks/verify.html", {"typed": typed, "unknown": bool(typed)})


@require_safe
@private
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The stored result of a code; a code nobody was given is said to be unknown."""
    found = queries.find_approved(read_code(code))
    if found is None:
        return render(request, "checks/verify.html", {"typed": code, "unknown": True}, status=404)
    form = VerifyForm(request.GET)
    form.is_valid()
    return render(request, "checks/verified.html", _shown(request, found, form.cleaned_data.get("checksum", "")))


def _shown(request: HttpRequest, found: Report, compared: str) -> dict[str, Any]:
    """All of it from what was sealed: the columns beside could be changed without the checksum telling."""
    content = services.content_of(found)
    page = Paginator(queries.list_findings(found), PAGE).get_page(request.GET.get("page"))
    lines = [json.loads(row.content) for row in page.object_list]
    printed = print_report(Content(content.facts, content.count, lines), found.checksum, page_language())
    correction = queries.find_correction(found)
    return {
        "report": replace(headline(found), replaces=_replaced(found)),
        "printed": printed,
        "code": printed_code(content.facts["code"]),
        "sealed": services.is_sealed(report=found) and (correction is None or _corrects(correction, found)),
        "correction": headline(correction) if correction else None,
        "compared": compared,
        "same": same_checksum(compared, found.checksum),
        "page": page,
        "rows": list(zip([line["outcome"] for line in lines], printed.findings[1].rows, strict=True)),
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }


def _corrects(correction: Report, found: Report) -> bool:
    """Whether what was sealed of the correction names this report; else somebody changed what it points to."""
    return services.is_sealed(report=correction) and _names(correction, found)


def _names(correction: Report, found: Report) -> bool:
    named = correction.facts["replaces"] if correction.facts else None
    return named == {"number": found.facts["number"], "checksum": found.checksum} if found.facts else False


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands above a verified report, as it was sealed; `replaces` is None where its seal names no other."""

    number: str
    code: str
    checksum: str
    approved_by: str
    approved_at: dt.datetime
    why_replaced: str
    replaces: Headline | None = None


def headline(found: Report) -> Headline:
    """The same of one report."""
    facts = found.facts or {}
    return Headline(
        number=facts["number"],
        code=facts["code"],
        checksum=found.checksum,
        approved_by=facts["approved_by"],
        approved_at=dt.datetime.fromisoformat(facts["approved_at"]),
        why_replaced=facts["why_replaced"],
    )


def _replaced(found: Report) -> Headline | None:
    return headline(found.replaces) if found.replaces and _names(found, found.replaces) else None


@require_safe
@private
def stored_result(request: HttpRequest, code: str) -> FileResponse:
    """The stored result as the checksum covers it."""
    found = queries.find_approved(read_code(code))
    if found is None:
        raise Http404(code)
    path = services.result_file(report=found)
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{headline(found).number}.jsonl")
