"""A standard cited: every form written out by hand, and files as a reference manager fetches them."""

from __future__ import annotations

import json
import re
from itertools import accumulate

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.rules.citing import Citable, cite_bibtex, cite_csl, cite_gbt7714, cite_ris
from guiju.kernel.dates import PartialDate
from tests.factories import given_standards

ROAD = Citable(
    key="GB/T 31832-2015",
    number="GB/T 31832-2015",
    printed="GB/T 31832—2015",
    title="LED城市道路照明应用技术要求",
    other_title="Application technical requirements of LED for urban road lighting",
    language="zh",
    committee="全国照明电器标准化技术委员会",
    issued_by="国家质量监督检验检疫总局/国家标准化管理委员会",
    issued=PartialDate(2015, 7, 3),
    standing="现行 (2026-06-01)",
)
QUALITY = Citable(
    key="ISO 9001:2015",
    number="ISO 9001:2015",
    printed="ISO 9001:2015",
    title="Quality management systems - Requirements",
    other_title="",
    language="en",
    issued_by="ISO",
    issued=PartialDate(2015, 9),
)
BARE = Citable("IEC 60598", "IEC 60598", "IEC 60598", "", "", "en")


@pytest.mark.parametrize(
    ("cited", "written"),
    [
        (ROAD, "全国照明电器标准化技术委员会. LED城市道路照明应用技术要求: GB/T 31832—2015[S]."),
        (QUALITY, "ISO. Quality management systems - Requirements: ISO 9001:2015[S]."),
        (BARE, "IEC 60598[S]."),
        (
            Citable("GB 4943", "GB 4943", "GB 4943", "安全", "", "zh", issued=PartialDate(1985)),
            "安全: GB 4943[S]. 1985.",
        ),
        (
            Citable("CJJ 45-1991", "CJJ 45-1991", "CJJ 45—1991", "设计\n 标准", "", "zh", issued_by="建设部/卫生部"),
            "建设部, 卫生部. 设计 标准: CJJ 45—1991[S].",
        ),
    ],
)
def test_gbt7714_has_what_is_on_record_and_leaves_out_the_rest(cited: Citable, written: str) -> None:
    assert cite_gbt7714(cited) == written


def test_bibtex_is_a_standard_with_its_number_and_date() -> None:
    assert cite_bibtex(ROAD) == (
        "@standard{GB/T_31832-2015,\n"
        "  author = {{全国照明电器标准化技术委员会}},\n"
        "  title = {{LED城市道路照明应用技术要求}},\n"
        "  number = {GB/T 31832-2015},\n"
        "  organization = {{国家质量监督检验检疫总局} and {国家标准化管理委员会}},\n"
        "  year = {2015},\n"
        "  langid = {chinese},\n"
        "  month = jul,\n"
        "  day = {3},\n"
        "}\n"
    )


def test_bibtex_of_a_bare_number_has_the_number_alone() -> None:
    assert cite_bibtex(BARE) == "@standard{IEC_60598,\n  number = {IEC 60598},\n}\n"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("5 % of R&D_costs #1 for $2", r"5 \% of R\&D\_costs \#1 for \$2"),
        ("a}b{c", r"a\textbraceright{}b\textbraceleft{}c"),
        ("\\~^", r"\textbackslash{}\textasciitilde{}\textasciicircum{}"),
        ("two\r\nlines\x00", "two lines"),
        ("灯具 第1部分：一般要求", "灯具 第1部分：一般要求"),
    ],
)
def test_bibtex_escapes_what_tex_would_read(title: str, written: str) -> None:
    cited = Citable("GB 1", "GB 1", "GB 1", title, "", "en")
    assert cite_bibtex(cited).splitlines()[1] == f"  title = {{{{{written}}}}},"


@given(st.text(), st.text(), st.text(min_size=1))
def test_bibtex_closes_every_brace_it_opens_whatever_the_record_holds(title: str, committee: str, key: str) -> None:
    written = cite_bibtex(Citable(key, key, key, title, "", "zh", committee, committee))
    depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in written))
    closed = [place for place, depth in enumerate(depths) if depth == 0 and place > written.index("{")]
    assert closed == [len(written) - 2, len(written) - 1]  # at the last brace, and the line end behind it


def test_ris_is_a_standard_line_by_line() -> None:
    assert cite_ris(ROAD).split("\r\n") == [
        "TY  - STAND",
        "AU  - 全国照明电器标准化技术委员会",
        "TI  - LED城市道路照明应用技术要求",
        "TT  - Application technical requirements of LED for urban road lighting",
        "SN  - GB/T 31832-2015",
        "PY  - 2015",
        "DA  - 2015/07/03/",
        "LA  - zh",
        "ER  - ",
        "",
    ]


def test_ris_of_a_month_leaves_the_day_open() -> None:
    assert "\r\nDA  - 2015/09//\r\n" in cite_ris(QUALITY)


@given(st.text(), st.text())
def test_ris_has_one_line_a_tag_whatever_the_record_holds(title: str, other: str) -> None:
    written = cite_ris(Citable("GB 1", "GB 1", "GB 1", title, other, "zh"))
    assert [line for line in written.splitlines() if not re.match(r"[A-Z]{2}  - ", line)] == []
    assert written.splitlines()[-1] == "ER  - "


def test_csl_is_a_list_of_one_standard() -> None:
    assert json.loads(cite_csl(ROAD)) == [
        {
            "id": "GB/T_31832-2015",
            "type": "standard",
            "title": "LED城市道路照明应用技术要求",
            "number": "GB/T 31832-2015",
            "author": [{"literal": "全国照明电器标准化技术委员会"}],
            "authority": "国家质量监督检验检疫总局, 国家标准化管理委员会",
            "issued": {"date-parts": [[2015, 7, 3]]},
            "status": "现行 (2026-06-01)",
            "language": "zh",
            "custom": {"other-title": "Application technical requirements of LED for urban road lighting"},
        }
    ]


@pytest.mark.parametrize(
    ("issued", "parts"),
    [
        (PartialDate(2015), {"date-parts": [[2015]]}),
        (PartialDate(2015, 9), {"date-parts": [[2015, 9]]}),
        (None, None),
    ],
)
def test_csl_is_as_precise_as_the_record(issued: PartialDate | None, parts: object) -> None:
    cited = Citable("ISO 1:2015", "ISO 1:2015", "ISO 1:2015", "x", "", "en", issued=issued)
    assert json.loads(cite_csl(cited))[0].get("issued") == parts


RECORD = {
    "number": "GB/T 31832-2015",
    "title_zh": "LED城市道路照明应用技术要求",
    "title_en": "LED for urban road lighting",
    "status": "现行",
    "issued": "2015-07-03",
    "committee": "SAC/TC 224",
    "committee_name": "全国照明电器标准化技术委员会",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "media_type", "begins"),
    [
        ("txt", "text/plain; charset=utf-8", "全国照明电器标准化技术委员会. LED城市道路照明"),
        ("bib", "application/x-bibtex; charset=utf-8", "@standard{GB/T_31832-2015,\n"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "TY  - STAND\r\n"),
        ("json", "application/vnd.citationstyles.csl+json; charset=utf-8", "[\n  {\n"),
    ],
)
def test_citation_is_downloaded_with_its_media_type(client: Client, kind: str, media_type: str, begins: str) -> None:
    given_standards(RECORD)
    answer = client.get(f"/standards/GB/T_31832-2015/cite.{kind}")
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="GB-T_31832-2015.{kind}"'
    assert answer.content.decode().startswith(begins)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "LED城市道路照明应用技术要求"),
        ("?language=zh", "LED城市道路照明应用技术要求"),
        ("?language=en", "LED for urban road lighting"),
        ("?language=xx", "LED城市道路照明应用技术要求"),
    ],
)
def test_citation_is_asked_for_in_either_language(client: Client, query: str, title: str) -> None:
    given_standards(RECORD)
    (item,) = client.get(f"/standards/GB/T_31832-2015/cite.json{query}").json()
    assert item["title"] == title


@pytest.mark.django_db
def test_citation_of_a_record_with_one_title_has_that(client: Client) -> None:
    given_standards({"number": "ISO 9001:2015", "title_en": "Quality", "issued": "2015-09"})
    (item,) = client.get("/standards/ISO_9001:2015/cite.json?language=zh").json()
    assert (item["title"], item["language"], item["issued"]) == ("Quality", "en", {"date-parts": [[2015, 9]]})


@pytest.mark.django_db
def test_citation_of_a_former_number_leads_to_the_present_one(client: Client) -> None:
    given_standards({"number": "GB/T 1234-2008", "former_number": "GB 1234-2008", "effective": "2009-01-01"})
    answer = client.get("/standards/GB_1234-2008/cite.bib?language=en")
    assert answer.headers["Location"] == "/standards/GB/T_1234-2008/cite.bib?language=en"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/standards/GB_1-1999/cite.bib", "/standards/GB/T_31832-2015/cite.doc"])
def test_citation_that_cannot_be_given_is_not_found(client: Client, address: str) -> None:
    given_standards(RECORD)
    assert client.get(address).status_code == 404
