"""The list of standards: filters in the address, a count, an export."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.forms import LEVELS, MANDATES, STATUSES, FilterForm, Word
from guiju.catalogue.views.exporting import export, offer_exports

PAGE: Final = 50
MORE: Final = ("ics", "ccs", "body", "year_from", "year_to", "order")


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """The list, filtered as its address says."""
    form = FilterForm(request.GET)
    found = queries.list_standards(**form.filters)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facets = {name: dict(values) for name, values in queries.count_facets(found, form.date).items()}
    context = {
        "form": form,
        "on": form.date,
        "today": timezone.localdate(),
        "count": page.paginator.count,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "facets": facets,
        "status_chips": _status_chips(request, facets["status"], form.filters.get("status", "")),
        "level_chips": _level_chips(request, facets["level"], form.filters.get("level", [])),
        "more_fields": [form[name] for name in MORE],
        "more_open": any(request.GET.get(name) for name in (*MORE, "mandate")),
        "active": _filters_in_use(request, form),
        "exports": offer_exports(request, "standards_export"),
    }
    return render(request, "catalogue/standards.html", context)


def _filters_in_use(request: HttpRequest, form: FilterForm) -> list[tuple[str, str]]:
    """Each filter in words, and the address without it."""
    given = [
        (name, single)
        for name, value in form.filters.items()
        for single in (value if isinstance(value, list) else [value])
        if name not in {"order", "on"}
    ]
    return [(_in_words(form, name, value), _address_without(request, name, str(value))) for name, value in given]


def _in_words(form: FilterForm, name: str, value: object) -> str:
    statuses = {key: word.text for key, word in STATUSES.items()}
    words: dict[str, Mapping[str, object]] = {"level": LEVELS, "mandate": MANDATES, "status": statuses}
    return f"{form.fields[name].label}: {words.get(name, {}).get(str(value), value)}"


def _status_chips(request: HttpRequest, counts: dict[str, int], chosen: str) -> list[tuple[Word, int, str, bool]]:
    """A chip for every status met: it filters, or takes its filter away."""
    return [
        (word, counts[status], _address_with(request, "status", [] if status == chosen else [status]), status == chosen)
        for status, word in STATUSES.items()
        if counts.get(status)
    ]


def _level_chips(request: HttpRequest, counts: dict[str, int], chosen: list[str]) -> list[tuple[Any, int, str, bool]]:
    """A chip for every level met; several may be chosen."""
    return [
        (word, counts[level], _address_with(request, "level", _toggled(chosen, level)), level in chosen)
        for level, word in LEVELS.items()
        if counts.get(level)
    ]


def _toggled(chosen: list[str], value: str) -> list[str]:
    return [kept for kept in chosen if kept != value] if value in chosen else [*chosen, value]


def _address_with(request: HttpRequest, name: str, values: list[str]) -> str:
    query = request.GET.copy()
    query.setlist(name, values)
    query.pop("page", None)
    return f"{request.path}?{query.urlencode()}"


def _address_without(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query.setlist(name, [kept for kept in query.getlist(name) if kept.strip() != value])
    query.pop("page", None)
    return f"{request.path}?{query.urlencode()}"


@require_safe
def export_standards(request: HttpRequest, kind: str) -> FileResponse:
    """The filtered list, whole, as a file."""
    form = FilterForm(request.GET)
    rows = queries.iterate_standards(queries.list_standards(**form.filters))
    return export(request, rows, kind=kind, name="standards", on=form.date)
