"""The certificate-style print of a list: what is in force on a day, from which sources, and what they cover."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import STATUSES, AsOfForm, own_title
from guiju.catalogue.queries import list_coverage
from guiju.catalogue.rules import Status
from guiju.checks.queries import list_sources_read
from guiju.checks.reports.typesetting import typeset
from guiju.organisations.views.asking import signed_in
from guiju.platform.language import page_language
from guiju.watch.forms import ABSENT, NOT_HELD
from guiju.watch.queries.lists import Access, Row, items_on, list_items, rows_of
from guiju.watch.views.finding import access_to

MOST_ROWS: Final = 2_000
"""What typst sets in a few seconds; longer lists are handed out as workbooks."""


@require_safe
@signed_in
def printed_list(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The standards of the list that are in force on the day asked for, as PDF."""
    access, on = access_to(request, uuid), AsOfForm(request.GET).date
    form = (resources.files("guiju.watch.reports") / "valid_list.typ").read_bytes()
    content = json.dumps(printed(access, on), ensure_ascii=False)
    made = typeset(form, {"list": content}, timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="guiju-list-{on.isoformat()}.pdf"'
    return response


def printed(access: Access, on: dt.date) -> dict[str, Any]:
    """Everything the form shows, in the page's language."""
    past = on < timezone.localdate()
    end = timezone.make_aware(dt.datetime.combine(on, dt.time.max))
    rows = rows_of(items_on(access.list, end) if past else list_items(access.list), on)
    valid = [row for row in rows if row.status == Status.IN_FORCE]
    return {
        "lang": page_language(),
        "title": _("List of standards in force"),
        "facts": _facts(access, on, rows, valid),
        "columns": [_("No."), _("Standard number"), _("Title"), _("Issued"), _("In force from")],
        "rows": [_cells(number, row) for number, row in enumerate(valid[:MOST_ROWS], 1)],
        "note": _note(rows, valid),
        "sources": [_("Sources and coverage"), _coverage(valid)],
        "signatures": [_("Made by"), _("Checked by"), _("Date")],
        "limits": _("By the sources named; check the text of the standard before you rely on it."),
        "page": _("Page {page} of {pages}"),
    }


def _facts(access: Access, on: dt.date, rows: Sequence[Row], valid: Sequence[Row]) -> list[tuple[str, str]]:
    parent = access.list
    return [
        (_("List"), parent.name),
        (_("Belongs to"), parent.organisation.name if parent.organisation else str(parent.user)),
        (_("Valid on"), on.isoformat()),
        (_("In force"), str(len(valid))),
        (_("On the list"), str(len(rows))),
        (_("Printed on"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
    ]


def _cells(number: int, row: Row) -> list[str]:
    standard = row.standard
    assert standard is not None, "what is in force is held"
    title = own_title(standard.title_zh, standard.title_en)
    return [str(number), standard.printed, title, str(standard.issued or "—"), str(standard.effective or "—")]


def _note(rows: Sequence[Row], valid: Sequence[Row]) -> str:
    """What the list holds besides, and what has no room."""
    words = {**STATUSES, ABSENT: NOT_HELD}
    others = Counter(row.status or ABSENT for row in rows if row.status != Status.IN_FORCE)
    told = [f"{words[name].text} {count}" for name, count in others.items()]
    note = _("On the list and not shown here, for they are not in force: %(what)s.") % {"what": ", ".join(told)}
    cut = _("Only the first %(most)s are printed; the workbook has all.") % {"most": MOST_ROWS}
    return " ".join([*([note] if told else []), *([cut] if len(valid) > MOST_ROWS else [])])


def _coverage(valid: Sequence[Row]) -> list[str]:
    """The publishers on the list: how much of each is held; and the sources with the day each was last read."""
    bodies = {row.standard.body for row in valid if row.standard}
    held = [one for one in list_coverage() if one.body in bodies]
    covered = [
        _("%(body)s: %(count)s editions, %(first)s to %(last)s")
        % {"body": one.body, "count": one.count, "first": one.year_from or "—", "last": one.year_to or "—"}
        for one in held
    ]
    keys = {key for one in held for key in one.sources}
    read = list_sources_read(keys, until=timezone.now())
    told = [
        _("%(source)s, last read on %(date)s")
        % {"source": one.name, "date": timezone.localtime(one.read_at).date() if one.read_at else "—"}
        for one in read
    ]
    return [*covered, *told]
