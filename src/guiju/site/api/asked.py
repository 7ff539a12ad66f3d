"""What a request may ask of an operation, by the OpenAPI document: a parameter that does nothing would mislead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest

from guiju.kernel.reasons import Reason
from guiju.platform.language import page_language
from guiju.platform.problems import Fault, Problem
from guiju.platform.reasons import render
from guiju.site.api.document import api

JSON: Final = "application/json"
_PLACE: Final = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Takes:
    """What an operation takes: parameters by their names, and whether its content is JSON."""

    parameters: tuple[str, ...]
    json: bool


def refuse_unknown(request: HttpRequest, route: str) -> None:
    """`Problem` for a parameter that the operation does not have, and for content that is not what it reads."""
    takes = _operations().get(("/" + _PLACE.sub(r"{\1}", route), request.method or ""))
    if takes is None:
        return
    if (
        takes.json
        and request.META.get("CONTENT_LENGTH") not in {None, "", "0"}
        and (request.content_type or "").lower() != JSON
    ):
        raise Problem(415, "unsupported", Reason.of("problem.content_type", wanted=JSON), headers={"Accept": JSON})
    faults = [Fault(f"query.{name[:100]}", _told(takes)) for name in request.GET if name not in takes.parameters]
    if faults:
        raise Problem(422, "invalid", faults=faults[:20])


def _told(takes: Takes) -> str:
    code = "value.unknown" if takes.parameters else "value.none_taken"
    return render(Reason.of(code, words=", ".join(takes.parameters)), page_language())


@lru_cache(maxsize=1)
def _operations() -> dict[tuple[str, str], Takes]:
    """By path and method."""
    return dict(_listed(api.get_openapi_schema()["paths"]))


def _listed(paths: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Takes]]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            names = tuple(one["name"] for one in operation["parameters"] if one["in"] == "query")
            yield (path, method.upper()), Takes(names, JSON in operation.get("requestBody", {}).get("content", {}))
