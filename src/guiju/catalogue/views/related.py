"""All standards of one relation, where the page of a standard has room for the first few: paged, and as a file."""

from __future__ import annotations

import datetime as dt
import tempfile
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
from guiju.catalogue.forms import CURRENCY, STATUSES, AsOfForm
from guiju.catalogue.queries.record import StandardRecord
from guiju.catalogue.views.chain import ChainRow, load_chain
from guiju.catalogue.views.lists import CONTENT_TYPES
from guiju.catalogue.views.relations import LISTS, RelatedRow, RelationList, list_relation
from guiju.kernel.sheets import Column, write_csv, write_xlsx

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
    }
    return render(request, "catalogue/related.html", context)


@require_safe
def export_related(request: HttpRequest, key: str, name: str, kind: str) -> FileResponse:
    """The same, whole, as a file."""
    if kind not in CONTENT_TYPES:
        raise Http404(kind)
    record, on = _record(request, key, name)
    found = _list(record, name, on)
    write = write_xlsx if kind == "xlsx" else write_csv
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write(target, columns=_columns(name, found, on), rows=_rows(found), title=found.label)
    target.seek(0)
    file_name = f"{record.standard.key.replace('/', '-').replace(' ', '_')}-{name}-{on.isoformat()}.{kind}"
    return FileResponse(target, as_attachment=True, filename=file_name, content_type=CONTENT_TYPES[kind])


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


def _columns(name: str, found: RelationList[ChainRow] | RelationList[RelatedRow], on: dt.date) -> list[Column]:
    status = _("Status on %(date)s") % {"date": on.isoformat()}
    heads = [(_("Standard number"), 26), (_("Title"), 60), (status, 16)]
    if name == CHAIN:
        heads += [(_("In force from"), 14), (_("Replaces"), 40)]
    elif found.how_label:
        heads += [(found.how_label, 20), (_("Still current?"), 18), (_("Remark"), 60)]
    return [Column(head, width) for head, width in heads]


def _rows(found: RelationList[ChainRow] | RelationList[RelatedRow]) -> Iterator[Sequence[object]]:
    for row in found.rows:
        status = str(STATUSES[row.status].text) if row.status else _("not in this catalogue")
        yield (row.key, row.title, status, *_cells(row, judged=bool(found.how_label)))


def _cells(row: ChainRow | RelatedRow, *, judged: bool) -> Sequence[object]:
    if isinstance(row, ChainRow):
        return (row.effective, "; ".join(f"{old} {_('(in part)')}" if part else old for old, part in row.replaces))
    return (row.how, str(CURRENCY[row.current].text), "; ".join(row.remarks)) if judged else ()
