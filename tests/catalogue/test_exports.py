"""Lists as files: every kind, whole, as filtered, and read again by our own importers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import yaml
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.importers.kinds import Order, import_file
from guiju.catalogue.models import Relation, SourceRecord, Standard, StatusPeriod
from guiju.catalogue.rules.citing import Citable
from guiju.catalogue.rules.entries import Entry, Stated
from guiju.catalogue.rules.exporting import csl, told_apart
from guiju.catalogue.rules.relaton import plain_text, relaton_of, yaml_lines
from guiju.catalogue.services.importing import SourceSpec
from tests.factories import given_standards

GB_2007: Final = {
    "number": "GB 7000.1-2007",
    "title_zh": "灯具安全",
    "issued": "2007-11",
    "effective": "2009-01-01",
    "adopts": "IEC 60598-1:2003",
    "adoption_degree": "IDT",
}
GB_2015: Final = {
    "number": "GB 7000.1-2015",
    "title_zh": "灯具要求",
    "title_en": "Luminaires",
    "issued": "2015-12-31",
    "effective": "2017-01-01",
    "ics": "29.140.40",
    "ccs": "K72",
    "replaces": "GB 7000.1-2007",
    "cites": "GB/T 1-2000",
    "committee": "SAC/TC 224",
    "committee_name": "全国照明电器标准化技术委员会",
    "issuing_body": "国家质量监督检验检疫总局",
    "drafters": "甲所、乙公司",
}
GROUP: Final = {"number": "T/CSA 016-2013", "title_zh": "=LED灯", "effective": "2013-10-01"}
ON: Final = "on=2026-06-01&order=number"
KINDS: Final = ("xlsx", "csv", "jsonl", "yaml", "bib", "ris", "json")


@pytest.fixture
def three(db: None) -> None:
    given_standards(GB_2007, GB_2015, GROUP)


def download(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer)


def menu(client: Client, address: str) -> list[tuple[str, str]]:
    page: Any = html.fromstring(client.get(address).content.decode())
    links = page.xpath("//details[@data-menu]/ul/li/a")
    return [(link.find("b").text, link.get("href")) for link in links]


@pytest.mark.usefixtures("three")
def test_list_offers_every_kind_filtered_as_it_is(client: Client) -> None:
    assert menu(client, "/standards?level=group&page=3") == [
        ("Excel", "/standards.xlsx?level=group"),
        ("CSV", "/standards.csv?level=group"),
        ("JSON Lines", "/standards.jsonl?level=group"),
        ("Relaton YAML", "/standards.yaml?level=group"),
        ("BibTeX", "/standards.bib?level=group"),
        ("RIS", "/standards.ris?level=group"),
        ("CSL-JSON", "/standards.json?level=group"),
    ]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "text/csv; charset=utf-8"),
        ("jsonl", "application/jsonl; charset=utf-8"),
        ("yaml", "application/yaml; charset=utf-8"),
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_file_has_its_media_type_and_name(client: Client, kind: str, media_type: str) -> None:
    answer = client.get(f"/standards.{kind}?{ON}")
    answer.close()
    assert answer.headers["Content-Type"] == media_type
    disposition = f'attachment; filename="guiju-standards-2026-06-01.{kind}"'
    assert answer.headers["Content-Disposition"] == disposition


@pytest.mark.usefixtures("three")
def test_workbook_has_no_formula_of_a_title(client: Client) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(download(client, f"/standards.xlsx?{ON}&body=T/CSA"))).active
    assert sheet is not None
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:2] == [("T/CSA 016-2013", "s"), ("=LED灯", "s")]


@pytest.mark.usefixtures("three")
def test_json_lines_have_every_fact(client: Client) -> None:
    lines = download(client, f"/standards.jsonl?{ON}").decode().splitlines()
    told = json.loads(lines[1])
    assert len(lines) == 3
    assert {name: told[name] for name in told if name not in {"uuid", "changed"}} == {
        "key": "GB 7000.1-2015",
        "number": "GB 7000.1-2015",
        "printed": "GB 7000.1—2015",
        "title_zh": "灯具要求",
        "title_en": "Luminaires",
        "level": "national",
        "mandate": "mandatory",
        "status": "in_force",
        "status_on": "2026-06-01",
        "issued": "2015-12-31",
        "effective": "2017-01-01",
        "withdrawn": None,
        "in_force_from": "2017-01-01",
        "in_force_until": None,
        "ics": ["29.140.40"],
        "ccs": ["K72"],
        "committee": "SAC/TC 224",
        "committee_name": "全国照明电器标准化技术委员会",
        "responsible_body": None,
        "issuing_body": "国家质量监督检验检疫总局",
        "plan_number": None,
        "record_number": None,
        "drafters": ["甲所", "乙公司"],
        "former_numbers": [],
        "replaces": ["GB 7000.1-2007"],
        "replaces_part": [],
        "replaced_by": [],
        "adopts": [],
        "cites": ["GB/T 1-2000"],
        "amends": [],
        "corrects": [],
    }
    older = json.loads(lines[0])
    assert (older["issued"], older["replaced_by"], older["in_force_until"], older["adopts"]) == (
        "2007-11",
        ["GB 7000.1-2015"],
        "2017-01-01",
        ["IEC 60598-1:2003,IDT"],
    )


@pytest.mark.usefixtures("three")
def test_relaton_yaml_is_a_document_a_standard(client: Client) -> None:
    documents = list(yaml.safe_load_all(download(client, f"/standards.yaml?{ON}")))
    assert [one["docid"][0]["id"] for one in documents] == ["GB 7000.1-2007", "GB 7000.1-2015", "T/CSA 016-2013"]
    assert documents[0] == {
        "title": [{"type": "main", "content": "灯具安全", "language": ["zh"], "script": ["Hans"]}],
        "type": "standard",
        "docid": [{"id": "GB 7000.1-2007", "type": "GB", "primary": True}],
        "date": [{"type": "published", "value": "2007-11"}, {"type": "implemented", "value": "2009-01-01"}],
        "docstatus": {"stage": {"value": "superseded"}},
        "validity": {"begins": "2009-01-01", "ends": "2017-01-01"},
        "relation": [
            {
                "type": "adoptedFrom",
                "description": {"content": "IDT"},
                "bibitem": {"docid": [{"id": "IEC 60598-1:2003"}]},
            },
            {"type": "obsoletedBy", "bibitem": {"docid": [{"id": "GB 7000.1-2015"}]}},
        ],
        "ext": {"doctype": {"type": "standard"}},
    }


@pytest.mark.usefixtures("three")
def test_citations_are_one_entry_a_standard(client: Client) -> None:
    bibtex = download(client, f"/standards.bib?{ON}").decode()
    assert [line for line in bibtex.splitlines() if line.startswith("@")] == [
        "@standard{GB_7000.1-2007,",
        "@standard{GB_7000.1-2015,",
        "@standard{T/CSA_016-2013,",
    ]
    ris = download(client, f"/standards.ris?{ON}").decode()
    assert [line for line in ris.splitlines() if line[:2] in {"TY", "SN", "ER"}] == [
        *("TY  - STAND", "SN  - GB 7000.1-2007", "ER  - "),
        *("TY  - STAND", "SN  - GB 7000.1-2015", "ER  - "),
        *("TY  - STAND", "SN  - T/CSA 016-2013", "ER  - "),
    ]
    items = json.loads(download(client, f"/standards.json?{ON}"))
    assert [(one["id"], one["status"]) for one in items] == [
        ("GB_7000.1-2007", "被代替 (2026-06-01)"),
        ("GB_7000.1-2015", "现行 (2026-06-01)"),
        ("T/CSA_016-2013", "现行 (2026-06-01)"),
    ]


@pytest.mark.usefixtures("three")
def test_citations_of_an_english_page_have_the_english_title_where_there_is_one(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    items = json.loads(download(client, f"/standards.json?{ON}"))
    assert [(one["title"], one["language"], one["status"]) for one in items] == [
        ("灯具安全", "zh", "被代替 (2026-06-01)"),
        ("Luminaires", "en", "In force (2026-06-01)"),
        ("=LED灯", "zh", "现行 (2026-06-01)"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "content"), [("jsonl", b""), ("yaml", b""), ("bib", b""), ("ris", b""), ("json", b"[]\n")]
)
def test_file_of_nothing_is_empty_and_valid(client: Client, kind: str, content: bytes) -> None:
    assert download(client, f"/standards.{kind}") == content


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("address", ["/standards.exe", "/coverage.bib", "/standards/GB_7000.1-2015/related/chain.pdf"])
def test_kind_that_is_not_offered_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("kind", KINDS)
def test_junk_in_the_address_never_fails(client: Client, kind: str) -> None:
    address = f"/standards.{kind}?on=0000-00-00&year_from=99999&text=%00&status=x&page=0&level=%FF"
    assert len(download(client, address)) > 0
    assert client.post(address).status_code == 405


@pytest.mark.usefixtures("three")
def test_coverage_as_json_lines_has_plain_values(client: Client) -> None:
    assert menu(client, "/coverage?body=GB")[2] == ("JSON Lines", "/coverage.jsonl?body=GB")
    lines = download(client, "/coverage.jsonl?body=GB&year_to=2010").decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"body": "GB", "publisher": "国家标准", "level": "national", "year": 2007, "editions": 1}
    ]


@pytest.mark.usefixtures("three")
def test_relation_is_handed_out_as_table_and_as_standards(client: Client) -> None:
    start = "/standards/GB_7000.1-2015/related"
    lines = download(client, f"{start}/cites.jsonl?on=2026-06-01").decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "number": "GB/T 1-2000",
            "title": None,
            "status": None,
            "how": "注日期引用",
            "current": None,
            "remarks": [],
        }
    ]
    rows = list(csv.reader(io.StringIO(download(client, f"{start}/chain.csv").decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["GB 7000.1-2007", "GB 7000.1-2015"]
    assert json.loads(download(client, f"{start}/cites.json")) == []
    assert [one["id"] for one in json.loads(download(client, f"{start}/chain.json"))] == [
        "GB_7000.1-2007",
        "GB_7000.1-2015",
    ]


def held() -> list[tuple[object, ...]]:
    """What of the catalogue a bibliographic list can tell, independent of who told it."""
    columns = ("key", "title_zh", "title_en", "issued_from", "issued_precision", "effective_from", "committee__key")
    codes = Standard.objects.filter(classifications__scheme="ICS").values_list("key", "classifications__code")
    return [*Standard.objects.order_by("key").values_list(*columns), *codes.order_by("key")]


def relations() -> list[tuple[object, ...]]:
    found = Relation.objects.order_by("type", "subject_key", "object_key")
    return list(found.values_list("type", "subject_key", "object_key").distinct())


def periods() -> list[tuple[object, ...]]:
    found = StatusPeriod.objects.order_by("standard__key", "start")
    return list(found.values_list("standard__key", "start", "status"))


def empty_catalogue() -> None:
    for model in (Relation, StatusPeriod, SourceRecord):
        model.objects.all().delete()
    Standard.objects.all().delete()


@pytest.mark.usefixtures("three")
def test_relaton_that_was_exported_is_imported_as_the_same_catalogue(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    path.write_bytes(download(client, f"/standards.yaml?{ON}"))
    before = (held(), relations(), periods())
    empty_catalogue()
    summary = import_file(kind="relaton", order=Order(path, SourceSpec("copy")))
    assert (summary.created, summary.rejected) == (3, 0)
    assert (held(), relations(), periods()) == before


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
def test_table_that_was_exported_is_imported_again(client: Client, tmp_path: Path, kind: str, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    path = tmp_path / f"out.{kind}"
    path.write_bytes(download(client, f"/standards.{kind}?{ON}"))
    before = Standard.objects.order_by("key").values_list("key", "title_en", "issued_from", "effective_from", "level")
    told = list(before)
    empty_catalogue()
    summary = import_file(kind="table", order=Order(path, SourceSpec("copy")))
    assert (summary.created, summary.rejected) == (3, 0)
    assert list(before.all()) == told


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
def test_titles_of_any_writing_come_back_as_they_were(client: Client, tmp_path: Path, kind: str, language: str) -> None:
    titles = {"GB/T 1-2020": "=LED灯", "GB/T 2-2020": "LED", "GB/T 3-2020": "-40℃", "GB/T 4-2020": "'灯'"}
    given_standards(*({"number": key, "title_zh": title, "title_en": "Lamps"} for key, title in titles.items()))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    path = tmp_path / f"out.{kind}"
    path.write_bytes(download(client, f"/standards.{kind}?{ON}"))
    empty_catalogue()
    import_file(kind="table", order=Order(path, SourceSpec("copy")))
    assert dict(Standard.objects.values_list("key", "title_zh")) == titles
    assert set(Standard.objects.values_list("title_en", flat=True)) == {"Lamps"}


@pytest.mark.usefixtures("three")
def test_json_lines_bring_relations_with_their_degree(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(download(client, f"/standards.jsonl?{ON}"))
    before = relations()
    empty_catalogue()
    import_file(kind="table", order=Order(path, SourceSpec("copy")))
    assert relations() == before
    assert Relation.objects.filter(type="adopts").values_list("degree", flat=True).distinct().get() == "IDT"


def citable(key: str) -> Citable:
    return Citable(key=key, number=key, printed=key, title="", other_title="", language="zh")


def test_names_that_would_be_the_same_are_told_apart() -> None:
    names = [one.name for one in told_apart(map(citable, ["A 1", "A_1", "a 1", "A 1-2", "B 1"]))]
    assert names == ["A_1", "A_1-2", "a_1-3", "A_1-2-2", "B_1"]


@given(st.lists(st.text(st.sampled_from("Aa 1-2_"), min_size=1, max_size=4)))
def test_names_of_one_file_differ_whatever_the_keys(keys: list[str]) -> None:
    names = [one.name.casefold() for one in told_apart(map(citable, keys))]
    assert len(set(names)) == len(keys)


@given(st.lists(st.text(max_size=5), max_size=5))
def test_list_of_citations_is_json_whatever_it_holds(keys: list[str]) -> None:
    assert len(json.loads("".join(csl(map(citable, keys))))) == len(keys)


def relation_types(*stated: Stated) -> list[dict[str, Any]]:
    return relaton_of(Entry("A", "A", "A", "A", relations=stated))["relation"]  # type: ignore[no-any-return]


def test_replacement_in_part_and_relation_that_is_no_adoption_are_not_called_more() -> None:
    assert relation_types(
        Stated("replaces", "B", scope="part"),
        Stated("replaces", "C", scope="part", inward=True),
        Stated("adopts", "D", degree="NEQ"),
        Stated("amends", "E"),
    ) == [
        {"type": "related", "description": {"content": "replaces in part"}, "bibitem": {"docid": [{"id": "B"}]}},
        {"type": "related", "description": {"content": "replaced in part by"}, "bibitem": {"docid": [{"id": "C"}]}},
        {"type": "nonequivalent", "description": {"content": "NEQ"}, "bibitem": {"docid": [{"id": "D"}]}},
        {"type": "updates", "bibitem": {"docid": [{"id": "E"}]}},
    ]


@pytest.mark.django_db
def test_export_asks_a_fixed_number_of_questions(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    given_standards(*({"number": f"GB/T {number}-2020", "drafters": "甲", "ics": "01"} for number in range(1, 60)))
    client.get("/standards")  # the search reads its records once, whoever asks first
    with django_assert_max_num_queries(12):
        assert len(download(client, "/standards.jsonl").splitlines()) == 59


texts = st.text(st.characters(exclude_categories=["Cs"])).map(plain_text)
nodes = st.recursive(
    st.one_of(texts, st.booleans(), st.lists(texts, min_size=1)),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from("abc"), inner, min_size=1),
        st.lists(st.dictionaries(st.sampled_from("abc"), inner, min_size=1), min_size=1),
    ),
)


@given(st.dictionaries(st.sampled_from("abc"), nodes, min_size=1))
def test_yaml_written_is_read_as_the_same(node: dict[str, Any]) -> None:
    assert yaml.safe_load("\n".join(yaml_lines(node))) == node
