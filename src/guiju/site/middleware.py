"""What every request passes through, besides Django's own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from guiju.platform import audit
from guiju.platform.asking import address_of

Handler = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("guiju.request")
SECRET_PARTS: Final = frozenset({"secret", "token", "link", "uidb36"})
"""Parts of an address that let in whoever knows them, as the patterns name them."""
SECRET_KEYS: Final = frozenset({"account_reset_password_from_key", "account_confirm_email"})
"""Addresses whose part named `key` does so too."""


def choose_language(get_response: Handler) -> Handler:
    """Chinese unless the person chose otherwise; the browser's own language is not asked (decision 0007)."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return handle


def note_origin(get_response: Handler) -> Handler:
    """What the audit trail records while a request is answered comes from the caller's address."""

    def handle(request: HttpRequest) -> HttpResponse:
        with audit.coming_from(address_of(request)):
            return get_response(request)

    return handle


def log_requests(get_response: Handler) -> Handler:
    """One structured line a request: no query string, no body, since both may hold what people check, no secrets."""

    def handle(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = get_response(request)
        facts = {
            "method": request.method,
            "path": path_without_secrets(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        }
        log.info("request", extra=facts)
        return response

    return handle


def path_without_secrets(request: HttpRequest) -> str:
    """The path, with … for what would let in a reader of the log."""
    path, match = request.path, request.resolver_match
    if match is None:
        return path
    names = SECRET_PARTS | ({"key"} if match.url_name in SECRET_KEYS else set())
    for name in names & match.kwargs.keys():
        path = path.replace(str(match.kwargs[name]), "…")
    return path
