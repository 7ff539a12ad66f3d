"""The page of sources: what was loaded, what that covers, where sources disagree."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.queries.sources import list_coverage_by_year, list_disagreements, list_loaded_sources
from guiju.catalogue.views.record_facts import conflicts_shown

SHOWN: Final = 30
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
    context = {
        "coverage": queries.list_coverage(),
        "decades": [(one.body, one.decades.items()) for one in list_coverage_by_year()],
        "sources": [(source, KINDS.get(source.kind, source.kind)) for source in list_loaded_sources()],
        "disagreements": [(one.key, conflicts_shown(one.conflicts)) for one in list_disagreements(SHOWN)],
        "shown": SHOWN,
    }
    return render(request, "sources.html", context)
