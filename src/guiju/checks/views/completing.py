"""Open answers: taken away as a table, put back completed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from guiju.checks import queries, services
from guiju.checks.forms import CompletedForm
from guiju.checks.problems import CheckProblem
from guiju.checks.receiving import as_path
from guiju.checks.views.finding import frame, get_finished, private
from guiju.checks.views.rows import open_rows
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import SheetError, write_xlsx
from guiju.platform.language import page_language
from guiju.platform.reasons import render as say

if TYPE_CHECKING:
    from guiju.checks.models import Check

MOST_REFUSED_SHOWN: Final = 100


@require_safe
@private
def unresolved(request: HttpRequest, link: str) -> FileResponse:
    """What a person or another source has to complete, as a table to fill in and put back."""
    found = get_finished(link)
    lines = queries.list_lines(found, unresolved=True)
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    columns = services.open_columns(page_language())
    write_xlsx(target, columns=columns, rows=open_rows(lines.iterator(chunk_size=500)), title=_("Open answers"))
    target.seek(0)
    name = f"{Path(found.file_name).stem or 'guiju-check'}-{_('open')}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def complete(request: HttpRequest, link: str) -> HttpResponse:
    """Put the table of open answers back; what is refused is said row by row."""
    found = get_finished(link)
    form = CompletedForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        with as_path(form.cleaned_data["upload"]) as path:
            given, refused = services.read_completed(path)
    except (SheetError, CheckProblem) as problem:
        form.add_error("upload", say(problem.reason, page_language()))
        return _page(request, found, form)
    if not given and not refused:
        form.add_error("upload", say(Reason.of("check.completion.nothing"), page_language()))
        return _page(request, found, form)
    try:
        done = services.complete_lines(check=found, given=given, by=form.cleaned_data["by"])
    except CheckProblem as problem:
        form.add_error("upload", say(problem.reason, page_language()))
        return _page(request, found, form)
    return _told(request, found, done, [*refused, *done.refused])


def _page(request: HttpRequest, found: Check, form: CompletedForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "checks/complete.html", {**frame(found), "form": form, "refused": []}, status=status)


def _told(request: HttpRequest, found: Check, done: services.PutBack, refused: list[Reason]) -> HttpResponse:
    """Back to the answers where everything was taken; else the rows that were not, with the reasons."""
    taken = done.completed + done.noted
    said = ngettext("%(count)s row taken", "%(count)s rows taken", taken) % {"count": taken}
    if not refused:
        messages.success(request, said)
        return HttpResponseRedirect(reverse("check", args=[found.link]))
    context = {
        **frame(found),
        "form": CompletedForm(initial={"by": ""}),
        "said": said,
        "refused": [say(reason, page_language()) for reason in refused[:MOST_REFUSED_SHOWN]],
        "more": max(len(refused) - MOST_REFUSED_SHOWN, 0),
    }
    return render(request, "checks/complete.html", context, status=422)
