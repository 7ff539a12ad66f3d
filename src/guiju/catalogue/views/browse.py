"""Looking around: by ICS, CCS, issuing prefix, committee, industry and year, with counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import BrowseForm
from guiju.catalogue.views.bar_chart import draw_bars, span_of, steps_of
from guiju.catalogue.views.browse_doors import DOORS, Listing, Place, list_doors
from guiju.catalogue.views.exporting import TABLE_KINDS, Field, Offer, export_table, offer_exports

PAGE: Final = 200


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """The doors, each with what lies behind it."""
    return render(request, "catalogue/browse.html", {"doors": list_doors(timezone.localdate())})


@require_safe
def browse_door(request: HttpRequest, door: str, code: str = "") -> HttpResponse:
    """The table behind a door, or behind one code of it; any address of a code leads to its one."""
    listing, form = _listing(door, code.rpartition("/")[2]), BrowseForm(request.GET)
    if listing.address != request.path:
        return HttpResponseRedirect(listing.address + (f"?{request.GET.urlencode()}" if request.GET else ""))
    places = _shown(listing, form)
    page = Paginator(places, PAGE).get_page(request.GET.get("page"))
    years = {int(one.code): one.held.every for one in places} if door == "years" else {}
    steps = steps_of(years, span_of(years))
    context = {
        "listing": listing,
        "form": form,
        "today": timezone.localdate(),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "hidden": len([one for one in listing.places if not one.held.every]),
        "exports": _exports(request, listing),
        "steps": steps,
        "chart": draw_bars(steps),
    }
    return render(request, "catalogue/browse_door.html", context)


@require_safe
def export_browse(request: HttpRequest, door: str, kind: str) -> FileResponse:
    """The same as a table; below a code of a tree, everything below it."""
    listing = _listing(door, request.GET.get("code", "").replace("/", "-"))
    places = _shown(listing, BrowseForm(request.GET), whole=True)
    return export_table(_fields(), _rows(places), kind=kind, name=f"guiju-{door}", title=door)


def _listing(door: str, code: str) -> Listing:
    if door not in DOORS:
        raise Http404(door)
    found = DOORS[door].listing(code.replace("-", "/"), timezone.localdate())
    if found is None:
        raise Http404(code)
    return found


def _shown(listing: Listing, form: BrowseForm, *, whole: bool = False) -> list[Place]:
    """What is looked for in all that lies below, or what lies directly below; what is empty only where asked for."""
    text, empty = (form.asked("text") or "").strip().casefold(), form.asked("empty")
    places = listing.below if text or whole else listing.places
    return [one for one in places if (empty or one.held.every) and (not text or text in one.words)]


def _exports(request: HttpRequest, listing: Listing) -> list[Offer]:
    query = {"code": listing.code} if listing.code else {}
    return offer_exports(request, "browse_export", listing.door, kinds=TABLE_KINDS, **query)


def _fields() -> list[Field]:
    return [
        Field("code", _("Code of the class"), 18),
        Field("name_zh", _("Chinese name"), 44),
        Field("name_en", _("English name"), 60),
        Field("editions", _("Editions"), 12),
        Field("in_force", _("In force today"), 14),
    ]


def _rows(places: Sequence[Place]) -> Iterator[Sequence[object]]:
    for one in places:
        yield (one.code, one.zh, one.en, one.held.every, one.held.in_force)
