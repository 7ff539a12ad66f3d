"""What every request of the API passes: language, caller, rate, and, on its way out, ETag and CORS.

The API goes a shorter way than pages: it has no sessions, no CSRF tokens (it takes no cookies), no messages, no htmx.
"""

from __future__ import annotations

import math
import time
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from guiju.kernel.reasons import Reason
from guiju.organisations.access import identify
from guiju.platform.asking import counted_address_of
from guiju.platform.etags import etag_of
from guiju.platform.problems import CONTENT_TYPE, Problem
from guiju.platform.rates import Allowances, Turn
from guiju.site.api.asked import refuse_unknown
from guiju.site.api.document import PREFIX, UNKEPT, problem_of, told
from guiju.site.middleware import Handler

MINUTE: Final = 60
EXPOSED: Final = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition, Content-Language"
METHODS: Final = "GET, HEAD, POST, DELETE"
HEADERS: Final = "Authorization, Content-Type, If-None-Match, Accept-Language"


def api_gate(get_response: Handler) -> Handler:
    """Answer requests of the API; leave the others to the site."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        with translation.override(language_of(request)):
            response = _answer(request)
        _allow_origins(request, response)
        return response  # type: ignore[return-value]  # a file is one too

    return handle


def language_of(request: HttpRequest) -> str:
    """Chinese, or English for who puts English before Chinese."""
    for name, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        if name.startswith(("zh", "en")):
            return "zh-hans" if name.startswith("zh") else "en"
    return "zh-hans"


def _answer(request: HttpRequest) -> HttpResponseBase:
    if request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META:
        return HttpResponse(status=204)
    rates: dict[str, str] = {}
    try:
        request.get_host()  # refuses hosts that are none of ours
        rates = _take_turn(request)
        response = _call(request)
    except Exception as error:  # noqa: BLE001 (whatever it is, a program gets an answer it can read)
        response = told(problem_of(error, request.path))
    if response.status_code >= 400 and response.headers.get("Content-Type") != CONTENT_TYPE:
        response = _retold(request, response)
    finished = _finished(request, response)
    for name, value in rates.items():
        finished.headers[name] = value
    return finished


def _call(request: HttpRequest) -> HttpResponseBase:
    """The operation; HEAD is GET without its content."""
    try:
        match = resolve(request.path_info)
    except Resolver404 as error:
        raise Http404(request.path) from error
    request.resolver_match = match
    asked = request.method
    if asked == "HEAD":
        request.method = "GET"
    try:
        refuse_unknown(request, match.route)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    finally:
        request.method = asked
    return response


def _retold(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """An answer of the framework as a problem."""
    if response.status_code == 405:
        allowed = response.headers.get("Allow", "")
        detail = Reason.of("problem.method", allowed=allowed)
        return told(Problem(405, "not-allowed", detail, headers={"Allow": allowed}))
    return told(problem_of(Http404(request.path), request.path))


def _take_turn(request: HttpRequest) -> dict[str, str]:
    """Count the request for its token, or for its address; headers that say what is left, `Problem` to wait.

    A token that does not count is counted for the address, so that nobody tries many.
    """
    try:
        holder = identify(request)
    except Problem:
        _counted(f"address {counted_address_of(request)}", settings.GUIJU_API_RATE)
        raise
    if holder is not None:
        return _counted(f"token {holder.prefix}", settings.GUIJU_API_TOKEN_RATE)
    return _counted(f"address {counted_address_of(request)}", settings.GUIJU_API_RATE)


def _counted(who: str, limit: int) -> dict[str, str]:
    if limit == 0:
        return {}
    turn = _allowances(settings.GUIJU_HOME).take(who, limit=limit, window=MINUTE, now=time.time())
    rates = _rates(turn, limit)
    if not turn.allowed:
        seconds = math.ceil(turn.wait)
        headers = {"Retry-After": str(seconds), **rates}
        raise Problem(429, "too-many", Reason.of("problem.wait", seconds=seconds), headers=headers)
    return rates


@lru_cache(maxsize=4)
def _allowances(home: Path) -> Allowances:
    return Allowances(home / "rates")


def _rates(turn: Turn, limit: int) -> dict[str, str]:
    return {
        "RateLimit-Policy": f'"minute";q={limit};w={MINUTE}',
        "RateLimit": f'"minute";r={turn.remaining};t={math.ceil(turn.reset)}',
    }


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code >= 400:
        response.headers["Content-Language"] = translation.get_language() or ""
        patch_vary_headers(response, ("Accept-Language",))
    if request.path_info.startswith(UNKEPT):
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return _without_content(response) if request.method == "HEAD" else response
    response.headers.setdefault("Cache-Control", "no-cache")
    return _conditional(request, response)


def _conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """With an ETag; 304 for who has this very answer already."""
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return _without_content(response) if request.method == "HEAD" else response
    etag = response.headers.get("ETag") or etag_of(response.content)
    response.headers["ETag"] = etag
    answered: HttpResponseBase | None = response
    if "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MATCH" in request.META:
        answered = get_conditional_response(request, etag=etag, response=response)
    assert answered is not None
    return _without_content(answered) if request.method == "HEAD" else answered


def _without_content(response: HttpResponseBase) -> HttpResponseBase:
    """The answer to HEAD: as to GET, but for the content."""
    if isinstance(response, HttpResponse):
        length = len(response.content)
        response.content = b""
        response.headers["Content-Length"] = str(length)
    return response


def _allow_origins(request: HttpRequest, response: HttpResponseBase) -> None:
    """CORS: other sites' pages may read where the settings name them; never with cookies, which the API has none of."""
    origin, allowed = request.META.get("HTTP_ORIGIN"), settings.GUIJU_API_ORIGINS
    if not allowed:
        return
    if "*" not in allowed:
        patch_vary_headers(response, ("Origin",))
    if origin and ("*" in allowed or origin in allowed):
        response.headers["Access-Control-Allow-Origin"] = "*" if "*" in allowed else origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = HEADERS
            response.headers["Access-Control-Max-Age"] = "600"
