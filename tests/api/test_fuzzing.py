"""Whatever a program sends, by the OpenAPI document or against it: no fault of ours, nothing that is not documented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks

from guiju.site.wsgi import application

load_all_checks()
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CHECKED: list[Any] = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "unsupported_method",
    )
]
EXAMPLES, IN_A_STORM = 20, 150
FUZZED = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,  # `make test` says the same every time; a storm looks elsewhere
)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """As Django's own test client: the connection is the test's, no request may end it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("luminaires")
@SCHEMA.parametrize()
@settings(FUZZED, max_examples=EXAMPLES)
def test_operation_keeps_what_the_document_says(case: schemathesis.Case[Any], token: str) -> None:
    case.call_and_validate(checks=CHECKED, headers={"Authorization": f"Bearer {token}"})


@pytest.mark.storm
@pytest.mark.usefixtures("luminaires")
@SCHEMA.parametrize()
@settings(FUZZED, max_examples=IN_A_STORM, derandomize=False)
def test_operation_keeps_what_the_document_says_for_long(case: schemathesis.Case[Any], token: str) -> None:
    case.call_and_validate(checks=CHECKED, headers={"Authorization": f"Bearer {token}"})
