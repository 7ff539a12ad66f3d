"""The list of organisations, one's own, and the choice of a region or an industry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.kernel.sheets import Column
from guiju.organisations.forms import KINDS, ROLES, FilterForm
from guiju.organisations.models import Organisation
from guiju.organisations.queries.finding import list_own
from guiju.organisations.queries.listing import Filter, count_kinds, list_organisations
from guiju.organisations.queries.queue import list_own_requests
from guiju.organisations.rules.permissions import is_official_anywhere, may_ask
from guiju.organisations.rules.regions import INDUSTRIES, REGIONS
from guiju.organisations.views.acting import page as page_of
from guiju.organisations.views.acting import person, standing
from guiju.organisations.views.exporting import export, offer_exports
from guiju.platform.classifications import titles_of
from guiju.platform.language import own_words

PAGE: Final = 50
AT_ONCE: Final = 500
PICKED: Final = {"regions": "region", "industries": "industry"}


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Who there is; the filters live in the address."""
    form = FilterForm(request.GET)
    chosen = form.chosen
    page = Paginator(list_organisations(chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "chosen": chosen,
        "chips": _chips(request, chosen),
        "filtered": chosen != Filter(),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "rows": list(_shown(list(page.object_list))),
        "exports": offer_exports(request, "organisations_export"),
        "is_official": is_official_anywhere(standing(request)),
        "may_ask": may_ask(standing(request)),
    }
    return render(request, "organisations/list.html", context)


def _chips(request: HttpRequest, chosen: Filter) -> list[tuple[Any, int, str, bool]]:
    """A chip for every kind met: it filters, or takes its filter away."""
    counts = count_kinds(chosen)
    return [
        (word, counts[kind], _address(request, "" if kind == chosen.kind else kind), kind == chosen.kind)
        for kind, word in KINDS.items()
        if counts.get(kind)
    ]


def _address(request: HttpRequest, kind: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("kind", None)
    if kind:
        query["kind"] = kind
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _shown(found: Sequence[Organisation]) -> Iterator[tuple[Organisation, Any, str, str]]:
    """Each with its kind, region and industry in words."""
    regions = titles_of(REGIONS, {one.region for one in found if one.region})
    industries = titles_of(INDUSTRIES, {one.industry for one in found if one.industry})
    for one in found:
        region = own_words(*regions[one.region]) if one.region in regions else one.region
        industry = own_words(*industries[one.industry]) if one.industry in industries else one.industry
        yield one, KINDS.get(one.kind, one.kind), region, industry


@require_safe
def export_organisations(request: HttpRequest, kind: str) -> FileResponse:
    """The filtered list, whole, as a file."""
    columns = [
        Column(_("Name"), 44),
        Column(_("Name in English"), 36),
        Column(_("Unified social credit code"), 24),
        Column(_("Kind"), 12),
        Column(_("Region"), 12),
        Column(_("Region in words"), 16),
        Column(_("Industry"), 10),
        Column(_("Industry in words"), 24),
        Column(_("Address"), 40),
        Column(_("Website"), 30),
        Column("UUID", 38),
    ]
    return export(columns, _rows(FilterForm(request.GET).chosen), kind=kind, name="organisations")


def _rows(chosen: Filter) -> Iterator[Sequence[object]]:
    """In pieces, so that a long list does not lie in memory."""
    found = list_organisations(chosen).order_by("pk")
    after = 0
    while piece := list(found.filter(pk__gt=after)[:AT_ONCE]):
        for one, kind, region, industry in _shown(piece):
            yield (
                *(one.name, one.name_en, one.uscc or "", str(kind), one.region, region, one.industry, industry),
                *(one.address, one.website, str(one.uuid)),
            )
        after = piece[-1].pk


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """The organisations one belongs to, and what one asked for."""
    rows = [(member.organisation, ROLES[member.role]) for member in list_own(person(request))]
    requests = list_own_requests(person(request).pk)[:PAGE]
    context = {"rows": rows, "requests": requests, "may_ask": may_ask(standing(request))}
    return page_of(request, "own.html", context)


@require_safe
def picker(request: HttpRequest, tree: str) -> HttpResponse:
    """The lists of one choice, with the next step below what was chosen."""
    if tree not in PICKED:
        raise Http404(tree)
    return HttpResponse(str(FilterForm(request.GET)[PICKED[tree]]))
