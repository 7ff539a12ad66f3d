"""The catalogue for harvesters: by a harvester of others over HTTP, and against the rules of the protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from django.core import signing
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pytest_django.live_server_helper import LiveServer
from sickle import Sickle
from sickle.oaiexceptions import (
    BadArgument,
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)

from guiju.catalogue.importers.kinds import Order, import_file
from guiju.catalogue.models import Standard
from guiju.catalogue.rules.oai import OaiError, identifier_of, key_in, read_span
from guiju.catalogue.services.importing import SourceSpec
from guiju.catalogue.views import oai as view
from tests.factories import given_standards

PROTOCOL: Final = etree.RelaxNG(etree.parse(Path(__file__).parent / "oai.rng"))
SCHEMA: Final = etree.XMLSchema(etree.parse(Path(view.__file__).parents[2] / "static" / "guiju" / "relaton.xsd"))
NAMES: Final = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "r": "urn:x-guiju:relaton",
}
HOST: Final = "testserver"
WHOLE: Final = {
    "number": "GB/T 7000.1-2023",
    "title_zh": "灯具 第1部分",
    "title_en": "Luminaires",
    "issued": "2023-12",
    "effective": "2026-01-01",
    "ics": "29.140.40; 91.160",
    "ccs": "K72",
    "replaces": "GB 7000.1-2015",
    "adopts": "IEC 60598-1:2020",
    "adoption_degree": "MOD",
    "cites": "GB/T 1-2000",
    "committee": "SAC/TC 224",
    "committee_name": "全国照明电器标准化技术委员会",
    "issuing_body": "国家标准化管理委员会",
    "drafters": "甲所、乙公司",
    "plan_number": "20210837-T-469",
}
FORMER: Final = {"number": "GB 7000.1-2015", "title_zh": "灯具", "effective": "2017-01-01"}


def ask(client: Client, **arguments: str) -> Any:
    """The answer, checked against the protocol."""
    answer = client.get("/oai", arguments)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    root = etree.fromstring(answer.content)
    assert PROTOCOL.validate(root), PROTOCOL.error_log
    for bibdata in root.iterfind(".//r:bibdata", NAMES):
        assert SCHEMA.validate(bibdata), SCHEMA.error_log
    return root


def texts(root: Any, path: str) -> list[str]:
    return [one.text for one in root.iterfind(f".//{path}", NAMES)]


def error(client: Client, **arguments: str) -> str:
    (found,) = ask(client, **arguments).iterfind("o:error", NAMES)
    return str(found.get("code"))


def keys(found: Iterator[Any]) -> list[str]:
    return [one.header.identifier.rpartition("oai:localhost:")[2] for one in found]


def make_many(count: int) -> None:
    """Changed a second apart, three at a time, the last of them at 2026-01-01 00:00:00 and what follows."""
    given_standards(*({"number": f"GB/T {number}-2020", "title_zh": "甲"} for number in range(1, count + 1)))
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for place, row in enumerate(Standard.objects.order_by("sort_key", "pk")):
        Standard.objects.filter(pk=row.pk).update(merged_at=start + dt.timedelta(seconds=place // 3, milliseconds=500))


@pytest.fixture
def many(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "RECORDS", 4)
    monkeypatch.setattr(view, "HEADERS", 5)
    make_many(10)


@pytest.fixture
def sickle(live_server: LiveServer) -> Sickle:
    return Sickle(f"{live_server.url}/oai")


NUMBERS: Final = [f"GB/T_{number}-2020" for number in range(1, 11)]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("prefix", ["oai_dc", "relaton"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_harvester_of_others_takes_everything_in_parts(live_server: LiveServer, prefix: str, method: str) -> None:
    sickle = Sickle(f"{live_server.url}/oai", http_method=method)
    records = list(sickle.ListRecords(metadataPrefix=prefix))
    assert keys(iter(records)) == NUMBERS
    told = {"oai_dc": ("identifier", "GB/T 1-2020"), "relaton": ("docidentifier", "GB/T 1-2020")}[prefix]
    assert told[1] in records[0].metadata[told[0]]


@pytest.mark.usefixtures("many")
def test_harvester_of_others_takes_what_changed_in_a_span(sickle: Sickle) -> None:
    def span(**asked: str) -> list[str]:
        return [one.identifier.rpartition(":")[2] for one in sickle.ListIdentifiers(metadataPrefix="oai_dc", **asked)]

    assert span() == NUMBERS
    assert span(**{"from": "2026-01-01T00:00:02Z"}) == NUMBERS[6:]
    assert span(until="2026-01-01T00:00:01Z") == NUMBERS[:6]
    assert span(**{"from": "2026-01-01T00:00:01Z", "until": "2026-01-01T00:00:01Z"}) == NUMBERS[3:6]
    assert span(**{"from": "2026-01-01", "until": "2026-01-01"}) == NUMBERS
    assert span(until="9999-12-31T23:59:59Z") == NUMBERS
    with pytest.raises(NoRecordsMatch):
        span(**{"from": "2026-01-02"})
    with pytest.raises(NoRecordsMatch):
        span(until="2025-12-31")


@pytest.mark.django_db
def test_harvester_of_others_takes_a_set(sickle: Sickle) -> None:
    given_standards(WHOLE, FORMER, {"number": "T/CSA 016-2013"}, {"number": "IEC 1:2000", "ics": "29.020"})

    def of_set(spec: str) -> list[str]:
        return keys(sickle.ListRecords(metadataPrefix="oai_dc", set=spec))

    assert {one.setSpec: one.setName for one in sickle.ListSets()} == {
        "level": "标准层级 · Level",
        "level:group": "团体标准 · Group standard",
        "level:international": "国际标准 · International standard",
        "level:national": "国家标准 · National standard",
        "ics": "ICS",
        "ics:29": "ICS 29",
        "ics:91": "ICS 91",
    }
    assert of_set("level:group") == ["T/CSA_016-2013"]
    assert sorted(of_set("ics:29")) == ["GB/T_7000.1-2023", "IEC_1:2000"]
    assert of_set("ics:91") == ["GB/T_7000.1-2023"]
    assert len(of_set("ics")) == 2
    assert len(of_set("level")) == 4
    for nothing in ("level:none", "ics:01", "ics:291", "body", "level:national:deeper", "ics:"):
        with pytest.raises((NoRecordsMatch, BadArgument)):
            of_set(nothing)


@pytest.mark.usefixtures("many")
def test_harvester_of_others_is_told_of_every_mistake(sickle: Sickle) -> None:
    with pytest.raises(CannotDisseminateFormat):
        sickle.ListRecords(metadataPrefix="marc21")
    with pytest.raises(BadResumptionToken):
        sickle.ListRecords(resumptionToken="made up")
    with pytest.raises(IdDoesNotExist):
        sickle.GetRecord(identifier="oai:localhost:GB_1-1900", metadataPrefix="oai_dc")
    with pytest.raises(BadArgument):
        sickle.ListRecords(metadataPrefix="oai_dc", **{"from": "yesterday"})
    assert sickle.Identify().deletedRecord == "persistent"
    assert [one.metadataPrefix for one in sickle.ListMetadataFormats()] == ["oai_dc", "relaton"]


@pytest.mark.usefixtures("many")
def test_list_goes_on_where_it_stood_when_others_are_added(client: Client) -> None:
    first = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    (token,) = first.iterfind(".//o:resumptionToken", NAMES)
    assert (token.get("completeListSize"), token.get("cursor")) == ("10", "0")
    Standard.objects.filter(key="GB/T 1-2020").update(merged_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    Standard.objects.filter(key="GB/T 9-2020").update(merged_at=dt.datetime(2026, 2, 2, tzinfo=dt.UTC))
    given_standards({"number": "GB/T 99-2020"})
    found = texts(first, "o:identifier")
    while token is not None and token.text:
        part = ask(client, verb="ListRecords", resumptionToken=token.text)
        assert texts(part, "o:identifier") == texts(
            ask(client, verb="ListRecords", resumptionToken=token.text), "o:identifier"
        )
        found += texts(part, "o:identifier")
        token = part.find(".//o:resumptionToken", NAMES)
    order = ["1", "2", "3", "4", "5", "6", "7", "8", "10", "1", "9", "99"]
    assert found == [f"oai:{HOST}:GB/T_{number}-2020" for number in order]


@pytest.mark.usefixtures("many")
def test_last_part_ends_with_an_empty_token(client: Client) -> None:
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    (token,) = first.iterfind(".//o:resumptionToken", NAMES)
    last = ask(client, verb="ListIdentifiers", resumptionToken=token.text).find(".//o:resumptionToken", NAMES)
    assert (last.text, dict(last.attrib)) == (None, {"completeListSize": "10", "cursor": "5"})
    expires = dt.datetime.fromisoformat(token.get("expirationDate"))
    assert dt.timedelta(hours=23) < expires - dt.datetime.now(dt.UTC) < dt.timedelta(hours=25)


@pytest.mark.usefixtures("many")
def test_list_of_one_part_has_no_token(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "HEADERS", 10)
    assert ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc").find(".//o:resumptionToken", NAMES) is None


@pytest.mark.usefixtures("many")
def test_token_of_another_verb_or_of_nobody_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token = texts(ask(client, verb="ListRecords", metadataPrefix="oai_dc"), "o:resumptionToken")[0]
    assert error(client, verb="ListIdentifiers", resumptionToken=token) == "badResumptionToken"
    assert error(client, verb="ListRecords", resumptionToken=token[:-1] + "x") == "badResumptionToken"
    assert error(client, verb="ListRecords", resumptionToken=signing.dumps([1])) == "badResumptionToken"
    assert error(client, verb="ListSets", resumptionToken=token) == "badResumptionToken"
    monkeypatch.setattr(view, "TOKEN_LASTS", dt.timedelta(seconds=-1))
    assert error(client, verb="ListRecords", resumptionToken=token) == "badResumptionToken"


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=Destroy", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=a", "badArgument"),
        ("verb=Identify&%00=a", "badArgument"),
        ("verb=GetRecord", "badArgument"),
        ("verb=GetRecord&identifier=a", "badArgument"),
        ("verb=GetRecord&identifier=oai:testserver:GB/T_1-2020&metadataPrefix=x", "cannotDisseminateFormat"),
        ("verb=GetRecord&identifier=GB/T_1-2020&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=GetRecord&identifier=oai:other:GB/T_1-2020&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=GetRecord&identifier=oai:testserver:&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=GetRecord&identifier=oai:testserver:GB%00&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&identifier=oai:testserver:GB%2500&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:testserver:no", "idDoesNotExist"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&page=2", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=a", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=99999-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=level:none", "noRecordsMatch"),
    ],
)
def test_request_that_is_wrong_has_its_error(client: Client, query: str, code: str) -> None:
    by_get = etree.fromstring(client.get(f"/oai?{query}").content)
    by_post = etree.fromstring(client.post("/oai", query, content_type="application/x-www-form-urlencoded").content)
    for root in (by_get, by_post):
        assert [one.get("code") for one in root.iterfind("o:error", NAMES)] == [code]
        request = root.find("o:request", NAMES)
        assert request is not None
        assert bool(request.attrib) == (code not in {"badVerb", "badArgument"})
        if "%" not in query and "GB/T_1-2020&metadataPrefix=x" not in query:
            assert PROTOCOL.validate(root), PROTOCOL.error_log


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)("/oai?verb=Identify").status_code == 405


@pytest.mark.django_db
def test_harvester_needs_no_token_against_forged_forms() -> None:
    client = Client(enforce_csrf_checks=True)
    assert b"<Identify>" in client.post("/oai", {"verb": "Identify"}).content


@pytest.mark.django_db
@override_settings(GUIJU_ADMIN_EMAIL="standards@city.example", GUIJU_OAI_HOST="standards.city.example")
def test_identify_says_who_answers(client: Client) -> None:
    given_standards(FORMER)
    Standard.objects.update(merged_at=dt.datetime(2026, 3, 4, 5, 6, 7, 890_000, tzinfo=dt.UTC))
    (told,) = ask(client, verb="Identify").iterfind("o:Identify", NAMES)
    assert {one.tag.partition("}")[2]: one.text for one in told[:-1]} == {
        "repositoryName": "规矩 Guiju",
        "baseURL": "http://testserver/oai",
        "protocolVersion": "2.0",
        "adminEmail": "standards@city.example",
        "earliestDatestamp": "2026-03-04T05:06:07Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    assert [one.text for one in told[-1][0]] == [
        "oai",
        "standards.city.example",
        ":",
        "oai:standards.city.example:GB_7000.1-2015",
    ]


@pytest.mark.django_db
def test_empty_catalogue_is_an_answer(client: Client) -> None:
    assert texts(ask(client, verb="Identify"), "o:adminEmail") == ["not-set@admin-email.invalid"]
    assert texts(ask(client, verb="ListSets"), "o:setSpec") == ["level", "ics"]
    assert error(client, verb="ListRecords", metadataPrefix="relaton") == "noRecordsMatch"


@pytest.mark.django_db
def test_record_in_dublin_core_says_what_is_on_record(client: Client) -> None:
    given_standards(WHOLE, FORMER)
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:{HOST}:GB/T_7000.1-2023")
    (metadata,) = root.iterfind(".//o:metadata", NAMES)
    assert [(one.tag.partition("}")[2], one.text) for one in metadata[0]] == [
        ("title", "灯具 第1部分"),
        ("title", "Luminaires"),
        ("creator", "全国照明电器标准化技术委员会"),
        ("subject", "CCS K72"),
        ("subject", "ICS 29.140.40"),
        ("subject", "ICS 91.160"),
        ("contributor", "甲所"),
        ("contributor", "乙公司"),
        ("contributor", "国家标准化管理委员会"),
        ("date", "2023-12"),
        ("type", "Text"),
        ("type", "standard"),
        ("identifier", "GB/T 7000.1-2023"),
        ("identifier", "http://testserver/standards/GB/T_7000.1-2023"),
        ("source", "IEC 60598-1:2020"),
        ("relation", "GB 7000.1-2015"),
    ]
    assert texts(root, "o:setSpec") == ["level:national", "ics:29", "ics:91"]


@pytest.mark.django_db
def test_harvested_relaton_is_imported_as_the_same_record(client: Client, tmp_path: Path) -> None:
    given_standards(WHOLE, FORMER)
    path = tmp_path / "harvested.xml"
    path.write_bytes(client.get("/oai", {"verb": "ListRecords", "metadataPrefix": "relaton"}).content)
    summary = import_file(kind="relaton", order=Order(path, SourceSpec("copy", rank=90)))
    assert (summary.read, summary.created, summary.rejected) == (2, 2, 0)
    assert Standard.objects.count() == 2


@pytest.mark.django_db
def test_record_says_from_when_it_holds_and_not_where_it_stands_today(client: Client) -> None:
    given_standards(WHOLE, FORMER)
    root = ask(client, verb="GetRecord", metadataPrefix="relaton", identifier=f"oai:{HOST}:GB_7000.1-2015")
    assert texts(root, "r:validityBegins") == ["2017-01-01"]
    assert texts(root, "r:validityEnds") == ["2026-01-01"]
    assert texts(root, "r:stage") == []


@pytest.mark.django_db
def test_text_that_xml_cannot_hold_is_left_out(client: Client) -> None:
    given_standards({**FORMER, "title_zh": "灯<具>&"})
    Standard.objects.update(title_en="a\x0b\ufffeb\nc")
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert texts(root, "dc:title") == ["灯<具>&", "a b c"]


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        ("GB/T 7000.1-2023", "oai:a.example:GB/T_7000.1-2023"),
        ("ISO 9001:2015+Amd 1:2024", "oai:a.example:ISO_9001:2015+Amd_1:2024"),
        ("Q/甲_1-2020", "oai:a.example:Q/%E7%94%B2~_1-2020"),
        ("A#%1", "oai:a.example:A%23%251"),
    ],
)
def test_identifier_is_the_key_as_addresses_have_it(key: str, identifier: str) -> None:
    assert identifier_of(key, "a.example") == identifier
    assert key_in(identifier, "a.example") == key


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_identifier_leads_back_to_its_key_whatever_it_holds(key: str) -> None:
    assert key_in(identifier_of(key, "a.example"), "a.example") == key


@given(st.text(max_size=25), st.text(max_size=25))
def test_span_is_read_or_refused_whatever_is_asked(first: str, until: str) -> None:
    with suppress(OaiError):
        span = read_span({"from": first, "until": until})
        assert span.first is None or span.end is None or span.first < span.end
