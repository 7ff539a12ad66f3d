"""The page of a list: what holds today, what comes next, what changed; and the same as files."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.alerts.services.issuing import recipient_of
from guiju.catalogue.forms import STATUSES, Word
from guiju.catalogue.queries.touched import load_next_changes, load_successors_in_force
from guiju.catalogue.rules import Status
from guiju.catalogue.views.addresses import changed
from guiju.catalogue.views.exporting import Field, export_table, offer_exports, status_word
from guiju.catalogue.views.timeline_bar import draw_events
from guiju.organisations.views.asking import person_of, signed_in
from guiju.watch.forms import ABSENT, MODES, NOT_HELD, AddForm, ListFilterForm, RenameForm, ShareForm, SinceForm
from guiju.watch.queries.lists import (
    Access,
    Row,
    difference_since,
    is_following,
    items_on,
    list_items,
    rows_of,
)
from guiju.watch.rules.items import Mode
from guiju.watch.views.finding import access_to

PAGE: Final = 100
KINDS: Final = ("xlsx", "csv")
MOST_NEXT: Final = 30


class Chip(NamedTuple):
    """A status of the list: how many items have it, and the address that shows them alone."""

    word: Word
    number: int
    left: str
    share: str
    address: str
    is_on: bool


class Shown(NamedTuple):
    """A row of the page, and the successors a person is asked about."""

    row: Row
    successors: Sequence[str]


@require_safe
@signed_in
def watch_list(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A list, filtered and as of the day its address says."""
    access = access_to(request, uuid)
    form = ListFilterForm(request.GET)
    since = SinceForm(request.GET)
    rows = _rows(access, form.date)
    found = _filtered(rows, form)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "access": access,
        "list": access.list,
        "shares": access.list.shares.select_related("user", "organisation"),
        "form": form,
        "on": form.date,
        "is_today": form.date == timezone.localdate(),
        "count": len(rows),
        "chosen": [name for name in ("status", "text", "tag") if form.given(name)],
        "removed": _number(request.GET.get("removed", "")),
        "chips": _chips(request, rows, form),
        "tags": sorted({tag for row in rows for tag in row.item.tags}),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "rows": _shown(list(page.object_list), form.date, access),
        **_next(rows, form.date),
        "since_form": since,
        "since": since.day,
        "difference": difference_since(access.list, since.day, until=timezone.localdate()),
        "follows": is_following(access.list, recipient_of(user=person_of(request).pk).pk),
        "exports": offer_exports(request, "list_export", str(uuid), kinds=KINDS),
        "modes": MODES,
        **_forms(access),
    }
    return render(request, "watch/list.html", context)


def _number(text: str) -> int:
    """The item that was just removed, as the address names it; 0 for none."""
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else 0


def _forms(access: Access) -> dict[str, Any]:
    initial = {"name": access.list.name, "note": access.list.note}
    return {"adding": AddForm(), "renaming": RenameForm(initial=initial), "sharing": ShareForm()}


def _rows(access: Access, on: dt.date) -> list[Row]:
    """What stands on the list now; for a day past, what stood on it at its end."""
    if on >= timezone.localdate():
        return rows_of(list_items(access.list), on)
    return rows_of(items_on(access.list, timezone.make_aware(dt.datetime.combine(on, dt.time.max))), on)


def _filtered(rows: Iterable[Row], form: ListFilterForm) -> list[Row]:
    statuses, tag = set(form.given("status")), form.given("tag")
    words = str(form.given("text")).casefold().split()
    return [
        row
        for row in rows
        if (not statuses or (row.status or ABSENT) in statuses)
        and (not tag or tag in row.item.tags)
        and all(word in _text(row) for word in words)
    ]


def _text(row: Row) -> str:
    """All of a row that a person may look for."""
    item, standard = row.item, row.standard
    titles = (standard.title_zh, standard.title_en) if standard else ()
    return " ".join((item.key, item.standard_key, item.note, item.responsible, item.place_of_use, *titles)).casefold()


def _chips(request: HttpRequest, rows: Sequence[Row], form: ListFilterForm) -> list[Chip]:
    """The statuses met, each with its part of the bar."""
    counts = Counter(row.status or ABSENT for row in rows)
    chosen, before, chips = form.given("status"), 0, []
    for name, word in {**STATUSES, ABSENT: NOT_HELD}.items():
        if counts[name]:
            left, share = (f"{100 * part / len(rows):.2f}%" for part in (before, counts[name]))
            chips.append(Chip(word, counts[name], left, share, _toggled(request, name), name in chosen))
            before += counts[name]
    return chips


def _toggled(request: HttpRequest, name: str) -> str:
    chosen = request.GET.getlist("status")
    kept = [one for one in chosen if one != name] if name in chosen else [*chosen, name]
    return changed(request, status=kept)


def _shown(rows: Sequence[Row], on: dt.date, access: Access) -> list[Shown]:
    """Rows with the successors of those that ask."""
    asking = [row.item.standard_key for row in rows if row.status == Status.REPLACED and row.item.mode == Mode.ASK]
    successors = load_successors_in_force(asking, on) if asking and access.edit else {}
    return [Shown(row, successors.get(row.item.standard_key, ())) for row in rows]


def _next(rows: Sequence[Row], on: dt.date) -> dict[str, Any]:
    """The days ahead on which standards of the list change, drawn and listed."""
    found = load_next_changes({row.item.standard_key for row in rows}, on)
    return {
        "coming": found[:MOST_NEXT],
        "coming_more": max(0, len(found) - MOST_NEXT),
        "line": draw_events([date for date, _key, _status in found[:MOST_NEXT]], on, timezone.localdate()),
    }


@require_safe
@signed_in
def export_list(request: HttpRequest, uuid: UUID, kind: str) -> FileResponse:
    """The filtered list as a file."""
    access = access_to(request, uuid)
    form = ListFilterForm(request.GET)
    rows = _filtered(_rows(access, form.date), form)
    name = f"guiju-list-{form.date.isoformat()}"
    return export_table(_fields(form.date), map(_cells, rows), kind=kind, name=name, title=_("Standards"))


def _fields(on: dt.date) -> list[Field]:
    return [
        Field("asked", _("On the list as"), 22),
        Field("number", _("Standard number"), 22),
        Field("title_zh", _("Title in Chinese"), 48),
        Field("title_en", _("Title in English"), 48),
        Field("status", _("Status (%(date)s)") % {"date": on.isoformat()}, 16, _status),
        Field("issued", _("Issued"), 12),
        Field("effective", _("In force from"), 12),
        Field("withdrawn", _("Date of withdrawal"), 12),
        Field("mode", _("When it is replaced"), 18, lambda mode: str(MODES[Mode(str(mode))])),
        Field("responsible", _("Responsible"), 16),
        Field("place_of_use", _("Place of use"), 20),
        Field("tags", _("Tags"), 20),
        Field("note", _("Note"), 40),
        Field("added", _("Added on"), 12),
    ]


def _status(status: object) -> str:
    return status_word(status) or str(NOT_HELD.text)


def _cells(row: Row) -> Sequence[object]:
    item, standard = row.item, row.standard
    titles = (standard.title_zh, standard.title_en) if standard else ("", "")
    dates = (standard.issued, standard.effective, standard.withdrawn) if standard else ("", "", "")
    kept = (item.mode, item.responsible, item.place_of_use, item.tags, item.note)
    return (item.key, item.standard_key, *titles, row.status, *dates, *kept, timezone.localtime(item.added_at).date())
