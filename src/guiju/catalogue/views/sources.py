"""The page of sources: what was loaded, what that covers, where sources disagree."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.queries.sources import list_disagreements, list_loaded_sources
from guiju.catalogue.views.record_facts import conflicts_shown

SHOWN: Final = 30
LARGEST: Final = 10
PAGE: Final = 25
KINDS: Final = {
    "official": _("official"),
    "bibliographic": _("bibliographic records"),
    "service": _("standards service"),
    "press": _("press or product page"),
    "own": _("own list"),
}


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """What the catalogue covers and where it comes from."""
    page = Paginator(list_loaded_sources(), PAGE).get_page(request.GET.get("page"))
    held = sorted(queries.list_coverage(), key=lambda one: -one.count)
    context = {
        "coverage": held[:LARGEST],
        "publishers": len(held),
        "sources": [(source, KINDS.get(source.kind, source.kind)) for source in page.object_list],
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "disagreements": [(one.key, conflicts_shown(one.conflicts)) for one in list_disagreements(SHOWN)],
        "shown": SHOWN,
    }
    return render(request, "sources.html", context)
