"""The checks of a person and their organisations."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue.views.exporting import Field, export_table, offer_exports
from guiju.checks import queries
from guiju.checks.models import Check
from guiju.checks.views.finding import name_of_check, private
from guiju.organisations.views.asking import signed_in, standing_in

PAGE: Final = 50
KINDS: Final = ("xlsx", "csv")


@require_safe
@private
@signed_in
def checks(request: HttpRequest) -> HttpResponse:
    """Every check the person made or that was made for one of their organisations."""
    page = Paginator(_found(request), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "rows": [(one, name_of_check(one)) for one in page.object_list],
        "text": _text(request),
        "exports": offer_exports(request, "checks_export", kinds=KINDS),
    }
    return render(request, "checks/checks.html", context)


def _found(request: HttpRequest) -> QuerySet[Check]:
    found, text = queries.list_checks(standing_in(request)), _text(request)
    return found.filter(file_name__icontains=text) | found.filter(text__icontains=text) if text else found


def _text(request: HttpRequest) -> str:
    return request.GET.get("text", "").replace("\0", "").strip()[:200]


@require_safe
@private
@signed_in
def export_checks(request: HttpRequest, kind: str) -> FileResponse:
    """The same as a file."""
    fields = [
        Field("name", _("Check"), 40),
        Field("organisation", _("For"), 30),
        Field("by", _("Made by"), 20),
        Field("as_of", _("As of"), 12),
        Field("made", _("Made on"), 12),
        Field("lines", _("Lines"), 10),
    ]
    rows = (
        (
            name_of_check(one),
            one.organisation.name if one.organisation else "",
            one.owner.username if one.owner else "",
            one.as_of,
            timezone.localtime(one.created_at).date(),
            one.lines_read,
        )
        for one in _found(request)
    )
    return export_table(fields, rows, kind=kind, name="guiju-checks", title=_("My checks"))
