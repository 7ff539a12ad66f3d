"""The audit administrator's page: the trail, filtered, with what changed; the same as a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue.views.exporting import TABLE_KINDS, Field, export_table, offer_exports
from guiju.organisations.pages import open_to
from guiju.organisations.rules.administering import may_read_trail
from guiju.platform.models import AuditEntry
from guiju.platform.trail import list_entries
from guiju.site.accounts.forms import TrailForm

PAGE: Final = 50
CHUNK: Final = 1000
AUDIT: Final = open_to(may_read_trail)


class Difference(NamedTuple):
    """What a field was and became; either may be nothing."""

    name: str
    before: str
    after: str


@AUDIT
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """The entries, the latest first."""
    form = TrailForm(request.GET)
    page = Paginator(_asked(form), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(entry, differences(entry)) for entry in page],
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "exports": offer_exports(request, "audit_export", kinds=TABLE_KINDS),
    }
    return render(request, "administration/trail.html", context)


@AUDIT
@require_safe
def export_trail(request: HttpRequest, kind: str) -> FileResponse:
    """The filtered entries as a file."""
    fields = [
        Field("number", _("Number"), 10),
        Field("at", _("Time"), 20),
        Field("actor", _("Who"), 28),
        Field("action", _("What"), 24),
        Field("subject_type", _("Of what kind"), 16),
        Field("subject", _("Of what"), 30),
        Field("before", _("Before"), 40),
        Field("after", _("After"), 40),
        Field("why", _("Why"), 30),
        Field("origin", _("From where"), 20),
        Field("digest", _("Digest"), 66),
    ]
    return export_table(fields, _rows(TrailForm(request.GET)), kind=kind, name="guiju-audit", title=_("Audit trail"))


def _rows(form: TrailForm) -> Iterator[tuple[object, ...]]:
    for entry in _asked(form).iterator(CHUNK):
        at = timezone.localtime(entry.at).isoformat(" ", "seconds")
        told = [_json(value) if value is not None else "" for value in (entry.before, entry.after)]
        who = entry.actor.email if entry.actor is not None else ""
        subject = (entry.subject_type, entry.subject_key)
        yield entry.number, at, who, entry.action, *subject, *told, entry.why, entry.origin, entry.digest


def _asked(form: TrailForm) -> Any:  # noqa: ANN401 (entries)
    given = form.cleaned_data if form.is_valid() else {}
    first, last = given.get("first"), given.get("last")
    return list_entries(
        who=given.get("who", ""),
        action=given.get("what", ""),
        subject=given.get("subject", ""),
        since=_midnight(first) if first else None,
        until=_midnight(last + dt.timedelta(days=1)) if last else None,
    )


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def differences(entry: AuditEntry) -> list[Difference]:
    """What an entry says changed, field by field; fields that stayed as they were are left out."""
    before, after = _fields(entry.before), _fields(entry.after)
    names = dict.fromkeys([*before, *after])
    return [
        Difference(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _fields(value: object) -> dict[str, str]:
    if value is None:
        return {}
    fields = value if isinstance(value, dict) else {"": value}
    return {str(name): one if isinstance(one, str) else _json(one) for name, one in fields.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
