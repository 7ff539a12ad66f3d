"""Every operation, as everybody who may come: nobody, and tokens without the scope, with it, expired, revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone

from guiju.checks.services import create_check, start_check
from guiju.models import ApiToken
from guiju.organisations.rules.scopes import CHECKS_WRITE
from guiju.organisations.services.tokens import create_token, revoke_token
from guiju.site.api import api

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("luminaires")]

TEXT: Final = {"text": "GB 7000.1-2015"}
READS: Final = {
    "search_standards": "",
    "get_standard": "",
    "list_relations": "?relation=cites",
    "list_classifications": "",
    "list_codes": "",
    "count_standards": "?by=level",
    "list_changes": "",
    "get_check": "",
    "list_check_lines": "",
    "download_check": "",
}
WRITES: Final = {
    "create_check": TEXT,
    "create_check_of_file": {},
    "choose_columns": {"column": 0},
    "delete_check": {},
}
PLACES: Final = {"number": "GB 7000.1-2015", "scheme": "ICS"}


def _operations() -> Iterator[tuple[str, str, str]]:
    """(name, method, address with places) of every operation there is."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            yield operation["operationId"], method, path


OPERATIONS: Final = sorted(_operations())


def test_every_operation_is_walked() -> None:
    assert sorted(name for name, _method, _path in OPERATIONS) == sorted([*READS, *WRITES])


def _secret(kind: str) -> str | None:
    if kind == "nobody":
        return None
    token, secret = create_token(name=kind, scopes=[] if kind == "without the scope" else [CHECKS_WRITE])
    if kind == "expired":
        ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now())
    if kind == "revoked":
        revoke_token(prefix=token.prefix)
    return f"guiju_{'0' * 8}_{'x' * 43}" if kind == "unknown" else secret


def _call(name: str, method: str, path: str, secret: str | None) -> HttpResponseBase:
    check = start_check(check=create_check(text="GB 7000.1-2015", as_of=dt.date(2026, 2, 1)))
    address = path.format(**PLACES, link=check.link) + READS.get(name, "")
    client = Client(headers={"authorization": f"Bearer {secret}"} if secret else {})
    if method == "get":
        return client.get(address)
    return client.generic(method.upper(), address, _body(name), content_type="application/json")


def _body(name: str) -> str:
    return '{"text": "GB 7000.1-2015", "column": 0}' if WRITES[name] else ""


WHO: Final = {
    "nobody": (None, 401),
    "without the scope": (None, 403),
    "with the scope": (None, None),
    "expired": (401, 401),
    "revoked": (401, 401),
    "unknown": (401, 401),
}
"""What each is answered when reading and when writing; None: as if there were no tokens."""
ALLOWED: Final = {
    "create_check": 201,
    "create_check_of_file": 422,  # nothing is handed in
    "choose_columns": 409,  # it asks nothing
    "delete_check": 204,
    "list_codes": 404,  # this catalogue holds no classification
}


@pytest.mark.parametrize("kind", WHO)
@pytest.mark.parametrize(("name", "method", "path"), OPERATIONS, ids=[name for name, _method, _path in OPERATIONS])
def test_operation_answers_each_as_it_should(name: str, method: str, path: str, kind: str) -> None:
    refused = WHO[kind][name in WRITES]
    answer = _call(name, method, path, _secret(kind))
    answer.close()
    assert answer.status_code == (refused or ALLOWED.get(name, 200))
    if refused:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="guiju"')


@pytest.mark.parametrize(
    "header", ["Basic Z3VpanU6Z3VpanU=", "Bearer", "Bearer ", "bearer x y", "\x00", "Bearer \udcff"]
)
def test_header_that_is_no_token_is_refused_everywhere(client: Client, header: str) -> None:
    answer = client.get("/api/v1/standards", headers={"authorization": header})
    assert answer.status_code == 401
