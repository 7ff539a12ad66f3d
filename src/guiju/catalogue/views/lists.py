"""The list of standards: filters in the address, a count, an export."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.forms import LEVELS, MANDATES, STATUSES, FilterForm, Word
from guiju.kernel.sheets import Column, write_csv, write_xlsx

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guiju.catalogue.models import Standard

PAGE: Final = 50
MORE: Final = ("ics", "ccs", "body", "year_from", "year_to", "order")
CONTENT_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


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
    if kind not in CONTENT_TYPES:
        raise Http404
    form = FilterForm(request.GET)
    write = write_xlsx if kind == "xlsx" else write_csv
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write(target, columns=_columns(form.date), rows=_rows(queries.list_standards(**form.filters)), title=_("Standards"))
    target.seek(0)
    name = f"guiju-standards-{form.date.isoformat()}.{kind}"
    return FileResponse(target, as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])


def _columns(on: dt.date) -> list[Column]:
    heads = (
        (_("Standard number"), 22),
        (_("Title"), 48),
        (_("Title in English"), 48),
        (_("Status on %(date)s") % {"date": on.isoformat()}, 16),
        (_("Issued"), 12),
        (_("In force from"), 12),
        (_("Date of withdrawal"), 12),
        (_("Level"), 12),
        (_("Mandate"), 10),
        ("ICS", 16),
        ("CCS", 10),
        (_("Committee"), 30),
    )
    return [Column(head, width) for head, width in heads]


def _rows(found: QuerySet[Standard]) -> Iterator[Sequence[object]]:
    rows = found.select_related("committee").prefetch_related("classifications")
    for row in rows.iterator(chunk_size=500):
        yield _row(row)


def _row(row: Any) -> Sequence[object]:  # noqa: ANN401 (a standard with its status annotated)
    codes = [(item.scheme, item.code) for item in row.classifications.all()]
    ics, ccs = ("; ".join(code for held, code in codes if held == scheme) for scheme in ("ICS", "CCS"))
    dates = [str(date) if date else "" for date in (row.issued, row.effective, row.withdrawn)]
    level, mandate = str(LEVELS.get(row.level, row.level)), str(MANDATES.get(row.mandate, row.mandate))
    status = str(STATUSES[row.status_word].text) if row.status_word else ""
    committee = (row.committee.name_zh or row.committee.name_en or row.committee.key) if row.committee else ""
    return (row.number, row.title_zh, row.title_en, status, *dates, level, mandate, ics, ccs, committee)
