"""The page of a check: the question about columns, progress, or the answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from guiju.checks import queries, services
from guiju.checks.forms import OUTCOMES, LineFilterForm
from guiju.checks.views.finding import frame, get_check, get_finished, may_choose, private
from guiju.checks.views.rows import columns_shown, coverage_shown, rows_shown
from guiju.platform.language import page_language

if TYPE_CHECKING:
    from guiju.checks.models import Check

PAGE: Final = 100


@require_safe
@private
def check(request: HttpRequest, link: str) -> HttpResponse:
    """Where a check stands."""
    found = get_check(link)
    states = found.State
    if found.state == states.DONE:
        return render(request, "checks/result.html", _result(request, found))
    if found.state == states.ASKING:
        return render(request, "checks/columns.html", {**frame(found), **columns_shown(found.layout)})
    if found.state == states.FAILED:
        return render(request, "checks/failed.html", {**frame(found), "problem": found.problem})
    return render(request, "checks/working.html", {**frame(found), **_progress(found)})


@require_safe
@private
def progress(request: HttpRequest, link: str) -> HttpResponse:
    """How far a running check is; once it is no longer running, the page is loaded anew."""
    found = get_check(link)
    if found.state in {found.State.QUEUED, found.State.RUNNING}:
        return render(request, "checks/_progress.html", {"check": found, **_progress(found)})
    return HttpResponse(headers={"HX-Refresh": "true"})


def _progress(found: Check) -> dict[str, Any]:
    job = found.job
    return {
        "done": job.done if job else 0,
        "total": (job.total if job else None) or 0,
        "waiting": found.state == found.State.QUEUED,
    }


def _result(request: HttpRequest, found: Check) -> dict[str, Any]:
    form = LineFilterForm(request.GET)
    form.is_valid()
    chosen = form.cleaned_data.get("outcome") or []
    only_open = bool(form.cleaned_data.get("unresolved"))
    lines = queries.list_lines(found, outcomes=chosen, text=form.cleaned_data.get("text", ""), unresolved=only_open)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    counts = queries.count_outcomes(found)
    return {
        **frame(found),
        "page": page,
        "rows": rows_shown(list(page.object_list)),
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "filter": form,
        "chosen": chosen,
        "unresolved_only": only_open,
        "answers": sum(counts.values()),
        "outcomes": _chips(request, counts, chosen),
        "open_count": queries.count_open(found),
        "accounts": found.accounts,
        "is_table": found.kind == found.Kind.TABLE,
        "is_document": found.kind == found.Kind.DOCUMENT,
        "may_choose": may_choose(found),
        "completed": queries.is_completed(found),
        "today": timezone.localdate(),
        "reports": queries.list_reports(found),
        "coverage": coverage_shown(found.coverage),
    }


def _chips(request: HttpRequest, counts: dict[str, int], chosen: list[str]) -> list[tuple[Any, ...]]:
    """A chip for every outcome met: it adds its filter, or takes it away."""
    return [
        (outcome, word, counts[outcome], _toggled(request, outcome, chosen), outcome in chosen)
        for outcome, word in OUTCOMES.items()
        if counts.get(outcome)
    ]


def _toggled(request: HttpRequest, outcome: str, chosen: list[str]) -> str:
    kept = [one for one in chosen if one != outcome] if outcome in chosen else [*chosen, outcome]
    text = request.GET.get("text", "")
    pairs = [("outcome", one) for one in kept] + ([("text", text)] if text else [])
    return f"?{urlencode(pairs)}" if pairs else request.path


def _file(path: Path, name: str) -> FileResponse:
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@require_safe
@private
def annotated(request: HttpRequest, link: str) -> FileResponse:
    """The list or document as it was handed in, with the answers beside it; `?form=table`: the answers as a table."""
    found = get_finished(link)
    as_table = request.GET.get("form") == "table"
    path = services.annotated_file(check=found, language=page_language(), as_table=as_table)
    stem = Path(found.file_name).stem or "guiju-check"
    return _file(path, f"{stem}-{found.as_of.isoformat()}{path.suffix}")
