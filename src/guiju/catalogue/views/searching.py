"""The search page, which is the list of standards too, and suggestions while somebody types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import CLOSED, OPEN, ORDERS, SearchForm
from guiju.catalogue.views.addresses import address_of, changed
from guiju.catalogue.views.exporting import offer_exports
from guiju.catalogue.views.facets import COUNTED, VALUES, Facets
from guiju.catalogue.views.hits import rows_of, spelt_out, suggested
from guiju.platform.registries import actions_on
from guiju.search.finding import Found, search

PAGE: Final = 50
MOST_PAGES: Final = 200
"""Nobody reads further; whoever needs more narrows down or takes the list as a file."""
SUGGESTED: Final = 8
TYPED: Final = "text"
FILTERS: Final = (*CLOSED, *OPEN, "year_from", "year_to", "on")


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """What was found, narrowed as the address says. Parts of the page that change are sent alone to who asks so."""
    form = SearchForm(request.GET)
    found, page = _find(form, request.GET.get("page", "1"))
    alone = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    context = {"alone": alone, **_context(request, form, found, page)}
    response = render(request, "catalogue/_found.html" if alone else "catalogue/standards.html", context)
    patch_vary_headers(response, ("HX-Request", "HX-History-Restore-Request"))
    if alone:
        response.headers[_address_header(request)] = address_of(request)
    return response


def _address_header(request: HttpRequest) -> str:
    """Each choice is a step to go back to; each letter typed is none."""
    return "HX-Replace-Url" if request.headers.get("HX-Trigger-Name") == TYPED else "HX-Push-Url"


def _find(form: SearchForm, page: str) -> tuple[Found, Page[int]]:
    """One page of what is found; the last one where the page asked for lies beyond it."""
    number = min(int(page), MOST_PAGES) if re.fullmatch("[1-9][0-9]{0,5}", page) else 1
    found = _ask(form, number)
    pages = Paginator(range(min(found.total, PAGE * MOST_PAGES)), PAGE)
    if number > pages.num_pages:
        found = _ask(form, pages.num_pages)
    return found, pages.get_page(number)


def _ask(form: SearchForm, number: int) -> Found:
    return search().find(form.wanted(limit=PAGE, offset=(number - 1) * PAGE, facets=COUNTED, counted=VALUES))


def _context(request: HttpRequest, form: SearchForm, found: Found, page: Page[int]) -> dict[str, Any]:
    rows = rows_of(found, form.text, form.date)
    understood, corrected = spelt_out(found, rows)
    facets = Facets(request, form, found.facets)
    return {
        "form": form,
        "on": form.date,
        "today": timezone.localdate(),
        "found": found,
        "rows": rows,
        "understood": understood if form.text else [],
        "readings": [(reading.reason, changed(request, text=[reading.query])) for reading in found.readings],
        "corrections": list(_corrections(request, form, corrected)),
        "facets": list(facets.all()),
        "narrowed": list(facets.narrowed()),
        "without_filters": changed(request, **dict.fromkeys(FILTERS, ())),
        "without_date": changed(request, on=()),
        "orders": _orders(form),
        "hidden": [(name, value) for name in ("ics", "ccs") for value in form.chosen.get(name, ())],
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "cut": found.total > PAGE * MOST_PAGES,
        "address": address_of(request),
        "exports": offer_exports(request, "standards_export"),
        "actions": actions_on("search", request, request.GET.urlencode()),
    }


def _orders(form: SearchForm) -> list[tuple[str, Any, bool]]:
    """Orders in words, with that in use. The usual one is said by nothing, so that it changes with the text."""
    usual = form.usual_order
    named = [(name, word) for name, word in ORDERS.items() if form.text or name != "relevance"]
    return [("" if name == usual else name, word, name == form.order_chosen) for name, word in named]


def _corrections(request: HttpRequest, form: SearchForm, corrected: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What may have been meant, all words mended at once, with its address."""
    meant = form.text
    for word, other in corrected:
        meant = re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", other, meant, flags=re.IGNORECASE)
    if meant != form.text:
        yield meant, changed(request, text=[meant])


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Standards that what was typed so far may mean, as options of the box it is typed in."""
    form = SearchForm(request.GET)
    hits = search().suggest(form.text, SUGGESTED)
    rows = suggested([hit.key for hit in hits], form.text, timezone.localdate())
    return render(request, "catalogue/_suggestions.html", {"rows": rows})
