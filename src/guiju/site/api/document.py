"""The API object: its routers, how it writes JSON, how it tells problems, and its OpenAPI document."""

from __future__ import annotations

import logging
from typing import Any, Final

import orjson
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer

from guiju import __version__
from guiju.catalogue.api import changes, classifications, standards, statistics
from guiju.checks.api import checks
from guiju.kernel.reasons import Reason
from guiju.platform.language import page_language
from guiju.platform.problems import CONTENT_TYPE, Problem
from guiju.site.api.faults import faults_of

DESCRIPTION: Final = """\
Everything a page shows, a program can read. Reading is open to all; creating, changing and deleting checks needs a
token (`guiju token create`). Errors are problem+json (RFC 9457). Lists are paged by `cursor` and `next`.
Answers carry an ETag: send it back as If-None-Match. How often you may ask is told by RateLimit,\nRateLimit-Policy."""
PREFIX: Final = "/api/v1/"
UNKEPT: Final = f"{PREFIX}checks"
"""What is kept by nobody and has no ETag."""
FILES: Final = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream")
_KINDS: Final = {400: "bad-request", 401: "unauthorized", 403: "forbidden", 404: "not-found", 413: "too-large"}
_STATUSES: Final[dict[type[Exception], int]] = {
    RequestDataTooBig: 413,
    SuspiciousOperation: 400,
    MultiPartParserError: 400,
    HttpError: 400,
}
"""What the framework refuses, the particular before the general."""

log = logging.getLogger("guiju.api")


class Json(BaseRenderer):
    """JSON by orjson."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ANN401 (any answer)
        """The document."""
        return orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)  # the document's statuses are numbers


class Api(NinjaAPI):
    """The API; its document says of every answer of what type it is."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:  # noqa: ANN401 (those of the method extended)
        """The OpenAPI document."""
        document = super().get_openapi_schema(**options)
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                if method == "get" and not path.startswith(UNKEPT):
                    operation["responses"] = _or_unchanged(operation["responses"])
                for parameter in operation["parameters"]:
                    parameter.pop("examples", None)  # they stand in its schema; here they would be a map
                for status, answer in operation["responses"].items():
                    _describe(int(status), answer, operation)
        _drop_unused(document)
        return document


def _or_unchanged(responses: dict[Any, Any]) -> dict[Any, Any]:
    """An answer that has an ETag, with what is said to who has it already."""
    return dict(sorted({**responses, 304: {"description": "Not Modified"}}.items()))


def _drop_unused(document: dict[str, Any]) -> None:
    """Models of parameters, which stand there one by one."""
    named = orjson.dumps(document, option=orjson.OPT_NON_STR_KEYS).decode()
    schemas = document["components"]["schemas"]
    for name in [name for name in schemas if f'"#/components/schemas/{name}"' not in named]:
        del schemas[name]


def _describe(status: int, answer: dict[str, Any], operation: dict[str, Any]) -> None:
    """Problems are problem+json; a download is a file."""
    if status >= 400:
        answer["content"] = {CONTENT_TYPE: next(iter(answer["content"].values()))}
    elif operation["operationId"] == "download_check":
        answer["content"] = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in FILES}


api = Api(
    title="规矩 Guiju",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    docs_decorator=require_safe,
    renderer=Json(),
)
api.add_router("/standards", standards)
api.add_router("/checks", checks)
api.add_router("/classifications", classifications)
api.add_router("/statistics", statistics)
api.add_router("/changes", changes)


def told(problem: Problem) -> HttpResponse:
    """A problem as an answer."""
    content = orjson.dumps(problem.as_dict(page_language()))
    return HttpResponse(content, status=problem.status, content_type=CONTENT_TYPE, headers=dict(problem.headers))


def problem_of(error: Exception, path: str) -> Problem:
    """What went wrong; a fault of ours goes to the log and tells nobody more."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationError):
        return Problem(422, "invalid", faults=faults_of(error.errors, page_language()))
    if isinstance(error, Http404):
        return Problem(404, "not-found", Reason.of("problem.address", path=path))
    for kind, status in _STATUSES.items():
        if isinstance(error, kind):
            told_as = error.status_code if isinstance(error, HttpError) else status
            return Problem(told_as, _KINDS.get(told_as, "bad-request"))
    log.error("fault", exc_info=error, extra={"path": path})
    return Problem(500, "fault")


def _answered(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, Exception)
    return told(problem_of(error, request.path))


for kind in (Problem, ValidationError, Http404, HttpError, Exception):
    api.add_exception_handler(kind, _answered)
