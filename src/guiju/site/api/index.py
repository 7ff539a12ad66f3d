"""The address all others begin with: what there is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from guiju import __version__
from guiju.site.api.document import PREFIX, Json


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where the API is explained, for people and for programs, and where its lists begin."""
    told = {
        "name": "Guiju",
        "version": __version__,
        "documentation": reverse("api_reference"),
        "openapi": f"{PREFIX}openapi.json",
        **{name: PREFIX + name for name in ("standards", "classifications", "statistics", "changes", "checks")},
    }
    return HttpResponse(Json().render(request, told, response_status=200), content_type=Json.media_type)
