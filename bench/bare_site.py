"""The limit of bench/load.py: Django bare, no middleware, one view with one query by an indexed column."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import path

from guiju.site.settings import *  # noqa: F403 (served in the same way: database, connections)

MIDDLEWARE = []
ROOT_URLCONF = "bench.bare_site"
WSGI_APPLICATION = "bench.bare_site.application"


def one(request: HttpRequest) -> JsonResponse:
    """One standard by its key."""
    from guiju.catalogue.models import Standard  # noqa: PLC0415  # lazy: django-setup

    columns = ("key", "title_zh", "title_en", "level", "mandate", "body", "year")
    return JsonResponse(Standard.objects.values(*columns).get(key=request.GET["key"]))


urlpatterns = [path("one", one)]
