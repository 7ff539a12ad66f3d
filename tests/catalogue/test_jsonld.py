"""A standard in the words of schema.org, in its page and by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.rules.jsonld import as_data_block
from guiju.catalogue.services.classifying import CodeTitle, save_classifications
from tests.factories import given_standards

GB = {
    "number": "GB/T 7000.1-2023",
    "title_zh": "灯具 第1部分",
    "title_en": "Luminaires",
    "issued": "2023-12",
    "effective": "2024-01-01",
    "ics": "29.140",
    "adopts": "IEC 60598-1:2020",
    "adoption_degree": "MOD",
    "cites": "GB/T 1-2000",
    "committee": "SAC/TC 224",
    "committee_name": "全国照明电器标准化技术委员会",
    "issuing_body": "国家标准化管理委员会",
    "drafters": "甲所、乙公司",
}
IEC = {"number": "IEC 60598-1:2020", "title_en": "Luminaires - Part 1", "issued": "2020-08", "withdrawn": "2025-03-01"}


def described(client: Client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/ld+json"
    return json.loads(answer.content)  # type: ignore[no-any-return]


@pytest.mark.django_db
def test_chinese_standard_is_described_without_what_is_not_on_record(client: Client) -> None:
    save_classifications(codes=[CodeTitle("ICS", "29.140", "灯具及附件", "Lamps")])
    given_standards(GB, IEC)
    today = timezone.localdate().isoformat()
    assert described(client, "/standards/GB/T_7000.1-2023.jsonld") == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": "http://testserver/standards/GB/T_7000.1-2023",
        "url": "http://testserver/standards/GB/T_7000.1-2023",
        "additionalType": "standard",
        "name": "灯具 第1部分",
        "alternateName": ["GB/T 7000.1—2023", "Luminaires"],
        "identifier": [{"@type": "PropertyValue", "propertyID": "standard number", "value": "GB/T 7000.1-2023"}],
        "datePublished": "2023-12",
        "creativeWorkStatus": f"现行 ({today})",
        "inLanguage": "zh-Hans",
        "creator": [{"@type": "Organization", "name": "全国照明电器标准化技术委员会"}],
        "author": [{"@type": "Organization", "name": "甲所"}, {"@type": "Organization", "name": "乙公司"}],
        "about": [{"@type": "DefinedTerm", "inDefinedTermSet": "ICS", "termCode": "29.140", "name": "灯具及附件"}],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": "IEC 60598-1:2020",
                "url": "http://testserver/standards/IEC_60598-1:2020",
            }
        ],
        "citation": [{"@type": "CreativeWork", "name": "GB/T 1-2000"}],
        "sdDatePublished": today,
    }


@pytest.mark.django_db
def test_body_that_publishes_its_standards_itself_is_their_publisher(client: Client) -> None:
    given_standards(IEC)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    told = described(client, "/standards/IEC_60598-1:2020.jsonld")
    assert told["publisher"] == [{"@type": "Organization", "name": "International Electrotechnical Commission"}]
    assert (told["datePublished"], told["expires"]) == ("2020-08", "2025-03-01")
    assert "inLanguage" not in told


@pytest.mark.django_db
def test_stated_relation_that_is_no_adoption_is_no_basis(client: Client) -> None:
    given_standards({**GB, "adoption_degree": "NEQ"})
    assert "isBasedOn" not in described(client, "/standards/GB/T_7000.1-2023.jsonld")


@pytest.mark.django_db
def test_page_carries_its_description_and_no_title_can_leave_it(client: Client) -> None:
    given_standards({**GB, "title_zh": "</script><script>alert(1)</script> <!-- & 灯"})
    text = client.get("/standards/GB/T_7000.1-2023").content.decode()
    page: Any = html.fromstring(text)
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(block) == described(client, "/standards/GB/T_7000.1-2023.jsonld")
    assert "<script>alert" not in text
    (link,) = page.xpath("//link[@rel='alternate'][@type='application/ld+json']/@href")
    assert link == "/standards/GB/T_7000.1-2023.jsonld"


@pytest.mark.django_db
def test_former_number_leads_to_the_present_one_and_one_not_held_nowhere(client: Client) -> None:
    given_standards({"number": "GB/T 4208-2017", "former_number": "GB 4208-2017", "mandate_changed": "2017-03-23"})
    moved = client.get("/standards/GB_4208-2017.jsonld")
    assert (moved.status_code, moved.headers["Location"]) == (302, "/standards/GB/T_4208-2017.jsonld")
    assert client.get("/standards/GB_1-1900.jsonld").status_code == 404
    numbers = [one["value"] for one in described(client, "/standards/GB/T_4208-2017.jsonld")["identifier"]]
    assert numbers == ["GB/T 4208-2017", "GB 4208-2017"]


@given(st.text())
def test_block_is_the_same_data_and_ends_nothing(text: str) -> None:
    block = as_data_block({"name": text})
    assert json.loads(block) == {"name": text}
    assert not {"<", ">", "&", "\u2028", "\u2029"}.intersection(block)
