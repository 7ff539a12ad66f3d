"""Lists as files: a workbook for people, text for programs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guiju.kernel.sheets import Column, write_csv, write_xlsx

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Kind(NamedTuple):
    """A kind of file: its media type, name, what it is for."""

    media_type: str
    name: str
    purpose: _StrPromise


KINDS: Final[Mapping[str, Kind]] = {
    "xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", _("table for people")),
    "csv": Kind("text/csv; charset=utf-8", "CSV", _("table for programs")),
}


class Offer(NamedTuple):
    """One kind of file in the menu of a list, and its address."""

    ending: str
    kind: Kind
    address: str


def offer_exports(request: HttpRequest, url_name: str, *args: object) -> list[Offer]:
    """The menu of a list for `catalogue/_exports.html`, filtered as the page is."""
    query = request.GET.copy()
    query.pop("page", None)
    filters = f"?{query.urlencode()}" if query else ""
    return [Offer(ending, kind, reverse(url_name, args=[*args, ending]) + filters) for ending, kind in KINDS.items()]


def export(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, kind: str, name: str) -> FileResponse:
    """A table as a file `guiju-NAME-DATE.KIND`; 404 for another kind."""
    if kind not in KINDS:
        raise Http404(kind)
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    (write_xlsx if kind == "xlsx" else write_csv)(target, columns=columns, rows=rows, title=name)
    target.seek(0)
    file_name = f"guiju-{name}-{timezone.localdate().isoformat()}.{kind}"
    return FileResponse(target, as_attachment=True, filename=file_name, content_type=KINDS[kind].media_type)
