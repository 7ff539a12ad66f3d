"""The list of standards as a file."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import SearchForm
from guiju.catalogue.queries.found import iterate_found
from guiju.catalogue.views.exporting import export
from guiju.search.finding import search


@require_safe
def export_standards(request: HttpRequest, kind: str) -> FileResponse:
    """The filtered list, whole, as a file."""
    form = SearchForm(request.GET)
    rows = iterate_found(search().keys(form.wanted()), form.date)
    return export(request, rows, kind=kind, name="standards", on=form.date)
