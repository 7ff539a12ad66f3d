"""The page that explains the API."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from guiju.platform.problems import TITLES
from guiju.site.api import api
from guiju.site.api.reference import chinese, plain

pytestmark = pytest.mark.django_db


def _descriptions() -> set[str]:
    """Every description that the page shows."""
    document = api.get_openapi_schema()
    found = {schema.get("description", "") for schema in document["components"]["schemas"].values()}
    for schema in document["components"]["schemas"].values():
        found |= {field.get("description", "") for field in schema.get("properties", {}).values()}
    for methods in document["paths"].values():
        for operation in methods.values():
            found |= {operation["description"]}
            found |= {one["schema"].get("description", "") for one in operation["parameters"]}
    return {plain(text) for text in found if text}


def test_every_description_has_its_chinese_and_no_chinese_is_left_over() -> None:
    assert sorted(_descriptions() - chinese().keys()) == []
    assert sorted(chinese().keys() - _descriptions()) == []


def test_page_names_every_operation_every_shape_and_every_problem(client: Client) -> None:
    text = client.get("/api").content.decode()
    places = set(re.findall(r'id="([^"]+)"', text))
    names = {one["operationId"] for methods in api.get_openapi_schema()["paths"].values() for one in methods.values()}
    assert names - places == set()
    assert TITLES.keys() - places == set()
    assert set(re.findall(r'href="#([^"]+)"', text)) - places == set()


def test_page_speaks_both_languages(client: Client) -> None:
    assert "按任意写法的标准号查询某一日期的标准" in client.get("/api").content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "A standard by its number in any spelling" in client.get("/api").content.decode()


def test_page_has_no_inline_script_and_names_no_foreign_address(client: Client) -> None:
    text = client.get("/api").content.decode()
    assert re.findall(r"<script(?![^>]*src=)", text) == []
    assert re.findall(r"\sstyle=", text) == []
    assert set(re.findall(r"https?://[^/\"\s<]+", text)) <= {"http://testserver"}


def test_api_of_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    answer = client.get("/api/v1/standards", headers={"host": "evil.example.org"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
