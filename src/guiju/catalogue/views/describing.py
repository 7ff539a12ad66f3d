"""A standard for programs that read pages: schema.org as JSON-LD, inside the page and by itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.queries.classifications import load_code_titles
from guiju.catalogue.rules import jsonld
from guiju.catalogue.rules.entries import Entry
from guiju.catalogue.views.exporting import citable_of, language_of, standings
from guiju.kernel.reasons import Language
from guiju.platform.language import page_language


@require_safe
def describe(request: HttpRequest, key: str) -> HttpResponse:
    """The description by itself; a former key leads to the present one."""
    try:
        standard = queries.get_standard(key)
    except queries.StandardNotFound as missing:
        raise Http404(key) from missing
    if standard.key != key:
        return HttpResponseRedirect(reverse("standard_jsonld", args=[standard.key]))
    return HttpResponse(jsonld.as_text(_described(request, key)), content_type="application/ld+json")


def data_block(request: HttpRequest, key: str) -> SafeString:
    """The description for the page of the standard, safe where it stands."""
    return SafeString(jsonld.as_data_block(_described(request, key)))


def _described(request: HttpRequest, key: str) -> dict[str, Any]:
    today = timezone.localdate()
    entry = next(queries.load_entries(queries.iterate_found([key], today)))
    language = language_of(entry, page_language())
    cited = citable_of(entry, language, standings(language, today).get(entry.status, ""))
    held = queries.held_keys([key, *(one.other for one in entry.relations)])

    def page_of(other: str) -> str:
        return request.build_absolute_uri(reverse("standard", args=[other])) if other in held else ""

    return jsonld.describe(entry, cited, page_of, _titles(entry, language), today)


def _titles(entry: Entry, language: Language) -> dict[tuple[str, str], str]:
    """The titles of its codes in the language of the description; codes without one are left out."""
    place = 0 if language == "zh" else 1
    return {code: names[place] for code, names in load_code_titles(entry.codes).items() if names[place]}
