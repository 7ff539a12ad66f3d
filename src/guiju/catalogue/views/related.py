"""All standards of one relation, where the page of a standard has room for the first few: paged, and as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.forms import CURRENCY, AsOfForm
from guiju.catalogue.queries.record import StandardRecord
from guiju.catalogue.rules.addresses import file_name_of
from guiju.catalogue.views.chain import ChainRow, load_chain
from guiju.catalogue.views.exporting import (
    TABLE_KINDS,
    Field,
    export,
    export_table,
    offer_exports,
    status_word,
)
from guiju.catalogue.views.relations import LISTS, RelatedRow, RelationList, list_relation

PAGE: Final = 100
CHAIN: Final = "chain"
CHAIN_LABEL: Final = gettext_lazy("Replacement chain")


@require_safe
def related(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """The standards of one relation, or the editions of the chain, a page at a time."""
    record, on = _record(request, key, name)
    found = _list(record, name, on)
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "standard": record.standard,
        "list": found,
        "on": on,
        "is_today": on == timezone.localdate(),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "exports": offer_exports(request, "related_export", record.standard.key, name),
    }
    return render(request, "catalogue/related.html", context)


@require_safe
def export_related(request: HttpRequest, key: str, name: str, kind: str) -> FileResponse:
    """The same, whole, as a file: a table of all of them, or the standards among them that are held."""
    record, on = _record(request, key, name)
    found = _list(record, name, on)
    called = f"{file_name_of(record.standard.key)}-{name}"
    if kind in TABLE_KINDS:
        file_name = f"{called}-{on.isoformat()}"
        return export_table(_fields(name, found, on), _rows(found), kind=kind, name=file_name, title=found.label)
    return export(request, queries.iterate_found((row.key for row in found.rows), on), kind=kind, name=called, on=on)


def _record(request: HttpRequest, key: str, name: str) -> tuple[StandardRecord, dt.date]:
    on = AsOfForm(request.GET).date
    if name != CHAIN and name not in LISTS:
        raise Http404(name)
    try:
        return queries.get_record(key, on=on), on
    except queries.StandardNotFound as missing:
        raise Http404(key) from missing


def _list(record: StandardRecord, name: str, on: dt.date) -> RelationList[ChainRow] | RelationList[RelatedRow]:
    if name == CHAIN:
        return RelationList(CHAIN, str(CHAIN_LABEL), "", load_chain(record, on).rows)
    return list_relation(record, name, on)


def _fields(name: str, found: RelationList[ChainRow] | RelationList[RelatedRow], on: dt.date) -> list[Field]:
    status = _("Status (%(date)s)") % {"date": on.isoformat()}
    fields = [
        Field("number", _("Standard number"), 26),
        Field("title", _("Title"), 60),
        Field("status", status, 16, _status_word),
    ]
    if name == CHAIN:
        fields += [Field("effective", _("In force from"), 14), Field("replaces", _("Replaces"), 40)]
    elif found.how_label:
        fields += [
            Field("how", found.how_label, 20),
            Field("current", _("Still current?"), 18, _currency_word),
            Field("remarks", _("Remark"), 60),
        ]
    return fields


def _status_word(status: object) -> str:
    return status_word(status) or _("not in this catalogue")


def _currency_word(current: object) -> str:
    return str(CURRENCY[None if current is None else bool(current)].text)


def _rows(found: RelationList[ChainRow] | RelationList[RelatedRow]) -> Iterator[Sequence[object]]:
    for row in found.rows:
        yield (row.key, row.title, row.status, *_cells(row, judged=bool(found.how_label)))


def _cells(row: ChainRow | RelatedRow, *, judged: bool) -> Sequence[object]:
    if isinstance(row, ChainRow):
        return (row.effective, [f"{old} {_('(in part)')}" if part else old for old, part in row.replaces])
    return (row.how, row.current, list(row.remarks)) if judged else ()
