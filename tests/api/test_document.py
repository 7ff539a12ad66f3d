"""The OpenAPI document: as it was agreed, and complete."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

AGREED = Path(__file__).with_name("openapi.json")
"""After a change that is meant: write what the test prints, and say in the changelog what changed for programs."""


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def test_document_is_the_one_agreed(document: dict[str, Any]) -> None:
    document["info"]["version"] = "0"
    assert document == json.loads(AGREED.read_text(encoding="utf-8"))


def _fields(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in document["components"]["schemas"].items():
        for field, about in schema.get("properties", {}).items():
            yield f"{name}.{field}", about


def test_every_schema_and_every_parameter_says_what_it_is(document: dict[str, Any]) -> None:
    silent = [name for name, schema in document["components"]["schemas"].items() if "description" not in schema]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            silent += [f"{method} {path}"] * ("description" not in operation)
            silent += [f"{method} {path} {one['name']}" for one in operation["parameters"] if "description" not in one]
    assert silent == []


def test_every_problem_is_told_as_a_problem(document: dict[str, Any]) -> None:
    types = {
        kind
        for methods in document["paths"].values()
        for operation in methods.values()
        for status, answer in operation["responses"].items()
        if int(status) >= 400
        for kind in answer["content"]
    }
    assert types == {"application/problem+json"}


def test_what_is_read_may_be_unchanged_but_for_checks(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            kept = method == "get" and not path.startswith("/api/v1/checks")
            assert ("304" in operation["responses"]) is kept, path


def test_only_writing_needs_a_token(document: dict[str, Any]) -> None:
    for methods in document["paths"].values():
        for method, operation in methods.items():
            assert ("security" in operation) is (method != "get"), operation["operationId"]


def test_document_names_no_foreign_address(document: dict[str, Any]) -> None:
    assert "http" + "://" not in json.dumps(document)
    assert "https" + "://" not in json.dumps(document)


def test_fields_are_found_at_all(document: dict[str, Any]) -> None:
    assert "StandardCard.key" in dict(_fields(document))
