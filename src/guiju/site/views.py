"""Pages and answers that belong to no sub-domain."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.checks.views import box_context
from guiju.platform.readiness import pending_migrations
from guiju.site.home import home_context


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and its tables are those this version expects."""
    try:
        pending = pending_migrations()
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "no answer"}, status=503)
    if pending:
        return JsonResponse({"ready": False, "database": "migrations pending: run guiju migrate"}, status=503)
    return JsonResponse({"ready": True})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The start page: one box that searches, and the check of a list at hand."""
    today = timezone.localdate()
    return render(request, "home.html", {"is_home": True, **box_context(), **home_context(today)})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Help: the three things to do first, and how answers are made."""
    return render(request, "about.html", {"keep_days": settings.GUIJU_KEEP_CHECKS_DAYS})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to leave alone."""
    alone = "User-agent: *\nDisallow: /check/\nDisallow: /report/\nDisallow: /verify/\n"
    sitemap = request.build_absolute_uri(reverse("sitemap_index"))
    return HttpResponse(f"{alone}\nSitemap: {sitemap}\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read; one that is too large says so."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, in the same look as every page."""
    return render(request, "500.html", status=500)
