"""Checking the same list again, and what changed since."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from guiju.checks import services
from guiju.checks.forms import OUTCOMES, RepeatForm
from guiju.checks.problems import FileGone
from guiju.checks.rules import excerpt, shown
from guiju.checks.views.finding import frame, get_finished, private
from guiju.kernel.sheets import Column, write_xlsx
from guiju.platform.language import page_language

if TYPE_CHECKING:
    from guiju.checks.rules import Difference, Standing

PAGE: Final = 100
CHANGES: Final = {
    "outcome": gettext_lazy("answer"),
    "standard": gettext_lazy("standard"),
    "in_force": gettext_lazy("standard in force"),
    "successors": gettext_lazy("successors"),
}


@require_POST
@private
def repeat(request: HttpRequest, link: str) -> HttpResponse:
    """Check the same list again, today unless another date is given."""
    found = get_finished(link)
    form = RepeatForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("check", args=[link]))
    try:
        again = services.repeat_check(check=found, as_of=form.date)
    except FileGone as problem:
        return render(request, "checks/failed.html", {**frame(found), "problem": problem.reason}, status=410)
    services.start_check(check=again)
    return HttpResponseRedirect(reverse("check", args=[again.link]))


@require_safe
@private
def differences(request: HttpRequest, link: str) -> HttpResponse:
    """What changed since the earlier check of the same list."""
    found = get_finished(link)
    changed = services.list_differences(check=found)
    page = Paginator(changed, PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(found),
        "earlier": found.earlier,
        "page": page,
        "rows": [_shown(one) for one in page.object_list],
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "checks/differences.html", context)


def _shown(one: Difference) -> dict[str, Any]:
    standing = one.after or one.before
    written = shown(excerpt(one.input, standing.key if standing else ""))
    return {"line": one.line, "input": written, "before": one.before, "after": one.after, "changed": _changes(one)}


def _changes(one: Difference) -> list[str]:
    if one.before is None:
        return [_("new")]
    if one.after is None:
        return [_("no longer answered")]
    return [str(CHANGES[name]) for name in one.changed]


@require_safe
@private
def differences_table(request: HttpRequest, link: str) -> FileResponse:
    """The same as a table."""
    found = get_finished(link)
    changed = services.list_differences(check=found)
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_xlsx(target, columns=_columns(), rows=_rows(changed), title=_("Changes"))
    target.seek(0)
    name = f"{Path(found.file_name).stem or 'guiju-check'}-{found.as_of.isoformat()}-{_('changes')}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name)


def _columns() -> list[Column]:
    colon = "：" if page_language() == "zh" else ": "
    sides = [
        Column(f"{side}{colon}{head}", width)
        for side in (_("before"), _("now"))
        for head, width in ((_("Answer"), 16), (_("Standard"), 24), (_("In force"), 24), (_("Replaced by"), 34))
    ]
    return [Column(_("Line"), 8), Column(_("As written"), 36), Column(_("Changed"), 26), *sides]


def _rows(changed: list[Difference]) -> Iterator[tuple[object, ...]]:
    for one in changed:
        yield (one.line, one.input, "、".join(_changes(one)), *_cells(one.before), *_cells(one.after))


def _cells(one: Standing | None) -> tuple[str, str, str, str]:
    if one is None:
        return ("", "", "", "")
    return (str(OUTCOMES[one.outcome].text), one.standard, "、".join(one.in_force), " → ".join(one.successors))
