"""What search engines are told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from guiju.catalogue.models import Standard
from guiju.site.sitemaps import Standards
from tests.factories import given_standards

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
CHANGED = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)


@pytest.fixture
def five(db: None) -> None:
    given_standards(*({"number": f"GB/T {number}-2020"} for number in range(1, 5)), {"number": "Q/ZM 1-2020"})
    Standard.objects.update(merged_at=CHANGED)


def told(client: Client, address: str) -> list[tuple[str | None, ...]]:
    root = etree.fromstring(client.get(address).content)
    return [tuple(one.findtext(f"s:{name}", None, NAMES) for name in ("loc", "lastmod")) for one in root]


@pytest.mark.usefixtures("five")
def test_index_names_every_part(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Standards, "limit", 2)
    assert told(client, "/sitemap.xml") == [
        ("http://testserver/sitemap-pages.xml", None),
        ("http://testserver/sitemap-standards.xml", "2026-03-04T13:06:07+08:00"),
        ("http://testserver/sitemap-standards.xml?p=2", "2026-03-04T13:06:07+08:00"),
        ("http://testserver/sitemap-standards.xml?p=3", "2026-03-04T13:06:07+08:00"),
    ]
    assert told(client, "/sitemap-standards.xml?p=3") == [("http://testserver/standards/Q/ZM_1-2020", "2026-03-04")]


@pytest.mark.usefixtures("five")
def test_every_address_told_is_there(client: Client) -> None:
    for part in ("pages", "standards"):
        for address, _changed in told(client, f"/sitemap-{part}.xml"):
            assert address is not None
            assert client.get(address.removeprefix("http://testserver")).status_code == 200


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("query", ["p=0", "p=2", "p=x", "p=%00", "p=99999999999999999999"])
def test_part_that_is_not_there_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/sitemap-standards.xml?{query}").status_code == 404
    assert client.get("/sitemap-nothing.xml").status_code == 404


@pytest.mark.usefixtures("five")
def test_index_reads_no_standard(client: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    with django_assert_max_num_queries(2):
        client.get("/sitemap.xml")


@pytest.mark.django_db
def test_empty_catalogue_has_its_pages_alone(client: Client) -> None:
    assert told(client, "/sitemap.xml")[0] == ("http://testserver/sitemap-pages.xml", None)
    assert len(told(client, "/sitemap-pages.xml")) == 5
    assert told(client, "/sitemap-standards.xml") == []
