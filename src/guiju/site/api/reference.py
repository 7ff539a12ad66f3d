"""The page that explains the API: its operations, shapes and problems, from the OpenAPI document itself.

A page of ours and not a viewer of others: it works without script, prints, and speaks Chinese.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.kernel.reasons import Reason
from guiju.organisations.rules.scopes import SCOPES
from guiju.platform.language import page_language
from guiju.platform.problems import TITLES
from guiju.platform.reasons import render as say
from guiju.site.api.document import api

METHODS: Final = ("get", "post", "delete")


@dataclass(frozen=True, slots=True)
class Shape:
    """Of what type a value is: words, and the schema it leads to, if any."""

    text: str
    schema: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a field."""

    name: str
    shape: Shape
    required: bool
    about: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    name: str
    method: str
    path: str
    about: str
    needs_token: bool
    parameters: tuple[Value, ...]
    body: Shape | None
    answers: tuple[tuple[str, Shape], ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """One shape as the page shows it: its fields, or the words it is one of."""

    name: str
    about: str
    fields: tuple[Value, ...]
    words: tuple[str, ...]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """How programs use this installation."""
    document = api.get_openapi_schema()
    language = page_language()
    told = chinese() if language == "zh" else {}
    context = {
        "base": request.build_absolute_uri("/api/v1"),
        "operations": list(_operations(document, told)),
        "schemas": [_schema(name, one, told) for name, one in sorted(document["components"]["schemas"].items())],
        "problems": [(code, say(Reason.of(f"problem.{code}"), language)) for code in TITLES],
        "scopes": SCOPES,
    }
    return render(request, "api/reference.html", context)


@lru_cache(maxsize=1)
def chinese() -> dict[str, str]:
    """The descriptions of the document in Chinese."""
    text = (resources.files("guiju.site.api") / "chinese.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


def plain(text: str) -> str:
    """A description in one line, as the table of translations has it."""
    return " ".join(text.split())


def _operations(document: Mapping[str, Any], told: Mapping[str, str]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                yield _operation(path, method, methods[method], told)


def _operation(path: str, method: str, one: Mapping[str, Any], told: Mapping[str, str]) -> Operation:
    answers = [(str(status), answer) for status, answer in one["responses"].items()]
    return Operation(
        name=one["operationId"],
        method=method.upper(),
        path=path,
        about=_said(one["description"], told),
        needs_token="security" in one,
        parameters=tuple(_value(p["name"], p["schema"], p["required"], told) for p in one["parameters"]),
        body=_content(one["requestBody"]) if "requestBody" in one else None,
        answers=tuple((status, _content(answer)) for status, answer in answers if int(status) < 400),
        problems=tuple(sorted(status for status, _answer in answers if int(status) >= 400)),
    )


def _content(holder: Mapping[str, Any]) -> Shape:
    content = holder.get("content", {})
    if not content:
        return Shape("")
    kind, about = next(iter(content.items()))
    return shape_of(about["schema"]) if kind == "application/json" else Shape(kind)


def _schema(name: str, one: Mapping[str, Any], told: Mapping[str, str]) -> Schema:
    needed = one.get("required", ())
    fields = tuple(_value(field, about, field in needed, told) for field, about in one.get("properties", {}).items())
    return Schema(name, _said(one.get("description", ""), told), fields, tuple(map(str, one.get("enum", ()))))


def _value(name: str, about: Mapping[str, Any], required: bool, told: Mapping[str, str]) -> Value:  # noqa: FBT001 (as the document says)
    example = next(iter(about.get("examples", ())), "")
    shown = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    return Value(name, shape_of(about), required, _said(about.get("description", ""), told), shown)


def _said(text: str, told: Mapping[str, str]) -> str:
    return told.get(plain(text), plain(text)).replace("`", "")


def shape_of(about: Mapping[str, Any]) -> Shape:
    """The type of a value in a word: text, a list of a schema, one of some words."""
    if "$ref" in about:
        name = str(about["$ref"]).rpartition("/")[2]
        return Shape(name, name)
    if "anyOf" in about:
        return _either(about["anyOf"])
    if "enum" in about:
        return Shape(" | ".join(map(str, about["enum"])))
    if about.get("type") == "array":
        inner = shape_of(about["items"])
        return Shape(f"[{inner.text}]", inner.schema)
    return Shape(str(about.get("format") or about.get("type", "")))


def _either(several: Iterable[Mapping[str, Any]]) -> Shape:
    shapes = [shape_of(one) for one in several]
    return Shape(" | ".join(shape.text for shape in shapes), next((one.schema for one in shapes if one.schema), ""))
