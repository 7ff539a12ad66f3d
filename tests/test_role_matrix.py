"""Every address and every operation of the API, as everybody who may come, against one table: role_matrix.csv.

`everyone` is what all are answered; a cell of a column says otherwise for that one. `sign-in` is the way to the sign-in
page. A new address fails here until it has its rows: the failure shows what it answers now. Judge that line, right it
where the code is wrong, and only then put it into the table.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from guiju.checks.reports import typesetting as printing
from guiju.site.api import api
from tests.factories_people import given_cast
from tests.roles.place import Place, Places
from tests.roles.places import VARIANTS, given_places

pytestmark = pytest.mark.django_db

PARTS: Final = 4
"""Walked in so many tests, which may run beside one another."""
FILE: Final = Path(__file__).with_name("role_matrix.csv")
ROLES: Final = (
    *("visitor", "reader", "editor", "manager", "stranger"),
    *("catalogue", "trade", "policy", "supervision", "laboratory"),
    *("system", "security", "audit", "token", "token_bare"),
)


class Row(NamedTuple):
    """A line of the table: what is asked, and the answer for each column."""

    place: str
    method: str
    answers: tuple[str, ...]


def read_matrix() -> dict[tuple[str, str], Row]:
    """The table by place and method."""
    rows = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            answers = tuple(line[role] or line["everyone"] for role in ROLES)
            rows[line["place"], line["method"]] = Row(line["place"], line["method"], answers)
    return rows


@lru_cache(maxsize=1)
def operations() -> dict[str, tuple[str, str]]:
    """Every operation of the API by its id: method and path."""
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    }


def pages() -> Iterator[str]:
    """The name of every address there is; the API's own are its operations."""
    yield from sorted(set(_walk(get_resolver().url_patterns, "")))


def _walk(patterns: list[Any], space: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if space != "api:" or pattern.name in {"openapi-json", "api-root"}:
                yield space + (pattern.name or str(pattern.pattern))
        else:
            yield from _walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)


MATRIX: Final = read_matrix()
ASKED: Final = sorted(
    {(name, method) for name in (*pages(), *VARIANTS) for method in ("GET", "POST")}
    | {(name, method) for name, (method, _path) in operations().items()}
)


@pytest.fixture(autouse=True)
def _no_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.GUIJU_API_RATE", 0)
    monkeypatch.setattr("django.conf.settings.GUIJU_API_TOKEN_RATE", 0)
    monkeypatch.setattr("django.conf.settings.GUIJU_NOTES_RATE", 0)


@pytest.fixture(autouse=True)
def _typeset_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is printed for several roles; typesetting it takes its time and is tested elsewhere."""
    made: list[bytes] = []

    def typeset(*given: Any) -> bytes:
        if not made:
            made.append(printing.typeset(*given))
        return made[0]

    monkeypatch.setattr("guiju.watch.views.printing.typeset", typeset)


def test_table_has_a_row_for_everything_and_nothing_else() -> None:
    assert sorted(MATRIX) == ASKED


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_is_answered_as_the_table_says(part: int) -> None:
    people = given_cast()
    walk = Walk(given_places(people), {who: people.client(who) for who in ROLES})
    wrong = []
    for name, method in ASKED[part::PARTS]:
        answers = tuple(walk.answer(name, method, who) for who in ROLES)
        if (name, method) not in MATRIX or MATRIX[name, method].answers != answers:
            wrong.append(_line(name, method, answers))
    assert not wrong, "answered now:\n" + "\n".join(wrong)


def _line(name: str, method: str, answers: tuple[str, ...]) -> str:
    """What was found, as a line of the table."""
    usual = max(answers, key=answers.count)
    return ",".join([name, method, usual, *("" if one == usual else one for one in answers)])


@dataclass(frozen=True)
class Walk:
    """The places, and the browser or program of everybody who goes there."""

    places: Places
    clients: dict[str, Client]

    def answer(self, name: str, method: str, who: str) -> str:
        """What one of the cast is answered; what it changed is undone."""
        cache.clear()
        client = self.clients[who]
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            response = self._ask(name, method, client)
            if isinstance(response, StreamingHttpResponse):
                b"".join(cast("Iterable[bytes]", response.streaming_content))  # at its end a file is closed
            transaction.set_rollback(True)
        client.cookies = cookies
        location = response.headers.get("Location", "")
        if response.status_code == 302 and location.startswith("/account/login/"):
            return "sign-in"
        return str(response.status_code)

    def _ask(self, name: str, method: str, client: Client) -> HttpResponseBase:
        place = self.places.get(name, Place())
        if name in operations():
            address = operations()[name][1].format(**place.at) + place.query
            return client.generic(method, address, _json(place), content_type="application/json")
        address = _address(name.partition(" (")[0], place) + place.query
        return client.get(address) if method == "GET" else client.post(address, _form(place))


def _form(place: Place) -> dict[str, Any]:
    """What is sent, with files from their beginning."""
    for value in place.sent.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    return dict(place.sent)


def _json(place: Place) -> str:
    return api.renderer.render(None, place.sent, response_status=200).decode() if place.sent else ""  # type: ignore[arg-type]


def _address(name: str, place: Place) -> str:
    if name == "api/v1/":  # the index has no name
        return "/api/v1/"
    return reverse(name, kwargs=dict(place.at))
