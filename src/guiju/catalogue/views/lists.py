"""The list of standards as a file."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import LEVELS, MANDATES, STATUSES, SearchForm
from guiju.catalogue.queries.found import iterate_found
from guiju.kernel.sheets import Column, write_csv, write_xlsx
from guiju.search.finding import search

CONTENT_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
def export_standards(request: HttpRequest, kind: str) -> FileResponse:
    """The filtered list, whole, as a file."""
    if kind not in CONTENT_TYPES:
        raise Http404
    form = SearchForm(request.GET)
    found = iterate_found(search().keys(form.wanted()), form.date)
    write = write_xlsx if kind == "xlsx" else write_csv
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write(target, columns=_columns(form.date), rows=map(_row, found), title=_("Standards"))
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


def _row(row: Any) -> Sequence[object]:  # noqa: ANN401 (a standard with its status annotated)
    codes = [(item.scheme, item.code) for item in row.classifications.all()]
    ics, ccs = ("; ".join(code for held, code in codes if held == scheme) for scheme in ("ICS", "CCS"))
    dates = [str(date) if date else "" for date in (row.issued, row.effective, row.withdrawn)]
    level, mandate = str(LEVELS.get(row.level, row.level)), str(MANDATES.get(row.mandate, row.mandate))
    status = str(STATUSES[row.status_word].text) if row.status_word else ""
    committee = (row.committee.name_zh or row.committee.name_en or row.committee.key) if row.committee else ""
    return (row.number, row.title_zh, row.title_en, status, *dates, level, mandate, ics, ccs, committee)
