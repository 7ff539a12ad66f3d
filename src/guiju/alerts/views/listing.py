"""The list of channels, and the same as a table."""

from __future__ import annotations

import tempfile
from typing import IO, Any, Final

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.alerts.channels import channels
from guiju.alerts.channels.forms import FORMS, is_offered
from guiju.alerts.forms import FilterForm
from guiju.alerts.queries.addresses import list_addresses
from guiju.alerts.views.owning import Shown, shown, signed_in
from guiju.kernel.sheets import Column, write_csv, write_xlsx
from guiju.organisations.queries.standing import standing_of

STATES: Final = ("on", "failing", "unconfirmed", "paused")


@require_safe
@never_cache
@login_required
def list_channels(request: HttpRequest) -> HttpResponse:
    """Mine, and those of the organisations I manage."""
    every = shown(list(list_addresses(standing_of(signed_in(request)))))
    rows = _filtered(request, every)
    context = {
        "rows": rows,
        "count": len(rows),
        "all": len(every),
        "kinds": _offered(),
        "filters": _filters(request, every),
        "query": request.GET.urlencode(),
    }
    return render(request, "alerts/channels.html", context)


@require_safe
@never_cache
@login_required
def table(request: HttpRequest, kind: str) -> FileResponse:
    """The list as a table, with the filters of the page."""
    rows = _filtered(request, shown(list(list_addresses(standing_of(signed_in(request))))))
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    heads = (_("Name"), _("Channel"), _("Where"), _("Whose"), _("State"), _("When"), _("Last sent"), _("Not arrived"))
    columns = [Column(head, width) for head, width in zip(heads, (24, 16, 40, 30, 16, 30, 18, 12), strict=True)]
    cells = (_cells(row) for row in rows)
    if kind == "csv":
        write_csv(target, columns=columns, rows=cells)
    else:
        write_xlsx(target, columns=columns, rows=cells, title=_("Channels"))
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{_('Channels')}.{kind}")


def _cells(row: Shown) -> tuple[object, ...]:
    sent = row.address.last_sent  # type: ignore[attr-defined]  # annotated by the query
    told = timezone.localtime(sent).strftime("%Y-%m-%d %H:%M") if sent else ""
    return (row.address.label, row.kind, row.where, row.whose, row.state.text, row.timing, told, row.dead)


def _filtered(request: HttpRequest, rows: list[Shown]) -> list[Shown]:
    form = FilterForm(request.GET)
    form.is_valid()
    kind, state = form.cleaned_data.get("kind", ""), form.cleaned_data.get("state", "")
    return [row for row in rows if kind in {"", row.address.channel} and state in {"", row.state.key}]


def _offered() -> list[tuple[str, str]]:
    return [(name, _(channel.title)) for name, channel in channels if name in FORMS and is_offered(name)]


def _filters(request: HttpRequest, rows: list[Shown]) -> list[dict[str, Any]]:
    """One chip a state that occurs, with its count; the one that is on leads back to all."""
    chosen = request.GET.get("state", "")
    found = []
    for key in STATES:
        those = [row for row in rows if row.state.key == key]
        if those:
            found.append({"key": key, "state": those[0].state, "count": len(those), "is_on": key == chosen})
    return found
