"""Looking around: trees of codes with counts, plain tables, filters, exports; counted once an import."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.queries.browsing import Held, count_codes, count_years
from guiju.catalogue.rules.code_trees import Scheme, chain_of, is_code, nodes_of, own_part
from guiju.catalogue.services.classifying import CodeTitle, save_classifications
from tests.factories import given_standards

TITLES = [
    CodeTitle("ICS", "29", "", "Electrical engineering"),
    CodeTitle("ICS", "29.140", "", "Electrical engineering. Lamps and related equipment."),
    CodeTitle("ICS", "29.140.40", "灯具", "Electrical engineering. Lamps and related equipment. Luminaires."),
    CodeTitle("ICS", "91", "", "Construction materials and building"),
    CodeTitle("CCS", "K", "电工", ""),
    CodeTitle("CCS", "K70/79", "电气照明", ""),
    CodeTitle("CCS", "K72", "一般灯具", ""),
]


@pytest.fixture
def held(db: None) -> None:
    save_classifications(codes=TITLES)
    given_standards(
        {"number": "GB 1-2010", "effective": "2010-01-01", "ics": "29.140.30; 29.140.40", "ccs": "K72"},
        {
            "number": "GB/T 2-2015",
            "effective": "2015-01-01",
            "withdrawn": "2020-01-01",
            "ics": "29.140.40",
            "ccs": "K71",
        },
        {"number": "JB/T 3-2015", "effective": "2015-06-01", "ics": "29.020", "committee": "SAC/TC 224"},
        {"number": "QX/T 4-2016", "effective": "2016-06-01", "committee": "SAC/TC 9"},
        {"number": "ISO/IEC 9999", "committee": "SAC/TC 224"},
    )


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def page_of(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content.decode())


def rows(client: Client, address: str) -> list[list[str]]:
    """Code, name, all, in force; the code that a link repeats for those who hear the page left out."""
    page = page_of(client, address)
    for unseen in page.xpath("//tbody//span[@class='unseen']"):
        unseen.drop_tree()
    return [[text(cell) for cell in row] for row in page.xpath("//tbody/tr[not(@class)]")]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/browse/ics", [["29", "Electrical engineering", "3", "2"]]),
        ("/browse/ics/29", [["29.020", "名称未收录", "1", "1"], ["29.140", "Lamps and related equipment", "2", "1"]]),
        ("/browse/ics/29/29.140", [["29.140.30", "名称未收录", "1", "1"], ["29.140.40", "灯具", "2", "1"]]),
        (
            "/browse/ics?empty=on",
            [["29", "Electrical engineering", "3", "2"], ["91", "Construction materials and building", "0", "0"]],
        ),
        ("/browse/ics?text=灯具", [["29.140.40", "灯具", "2", "1"]]),
        ("/browse/ics/29?text=LAMPS", [["29.140", "Lamps and related equipment", "2", "1"]]),
        ("/browse/ccs", [["K", "电工", "2", "1"]]),
        ("/browse/ccs/K", [["K70/79", "电气照明", "2", "1"]]),
        ("/browse/ccs/K/K70-79", [["K71", "名称未收录", "1", "0"], ["K72", "一般灯具", "1", "1"]]),
        (
            "/browse/bodies",
            [
                ["GB", "国家标准", "2", "1"],
                ["JB", "机械行业标准", "1", "1"],
                ["QX", "气象行业标准", "1", "1"],
                ["ISO/IEC", "国际标准化组织 / 国际电工委员会", "1", "0"],
            ],
        ),
        ("/browse/committees", [["SAC/TC 9", "名称未收录", "1", "1"], ["SAC/TC 224", "名称未收录", "2", "1"]]),
        ("/browse/industries", [["JB", "机械", "1", "1"], ["QX", "气象", "1", "1"]]),
        ("/browse/industries?text=烟草&empty=on", [["YC", "烟草", "0", "0"]]),
        ("/browse/years", [["2016", "1", "1"], ["2015", "2", "1"], ["2010", "1", "1"]]),
    ],
)
def test_table_counts_editions_once_a_place(client: Client, address: str, expected: list[list[str]]) -> None:
    assert rows(client, address) == expected


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/browse/ics", "共 1 条；2 项没有 ICS 分类号，其中 1 项现行"),
        ("/browse/ccs", "共 1 条；3 项没有 CCS 分类号，其中 2 项现行"),
        ("/browse/committees", "共 2 条；2 项没有技术委员会，其中 1 项现行"),
        ("/browse/years", "共 3 条；1 项标准号中没有年份"),
    ],
)
def test_table_says_how_many_have_no_code(client: Client, address: str, said: str) -> None:
    assert text(page_of(client, address).xpath("//p[@id='places']")[0]) == said


@pytest.mark.usefixtures("held")
def test_rows_lead_deeper_and_counts_to_the_list(client: Client) -> None:
    page = page_of(client, "/browse/ics/29")
    assert page.xpath("//tbody/tr[2]//a/@href") == [
        "/browse/ics/29/29.140",
        "/standards?ics=29.140",
        "/standards?ics=29.140&status=in_force",
    ]
    assert (
        page_of(client, "/browse/industries").xpath("//tbody/tr[2]//a/@href")[0] == "/standards?level=industry&body=JB"
    )
    assert (
        page_of(client, "/browse/years").xpath("//tbody/tr[2]//a/@href")[0] == "/standards?year_from=2016&year_to=2016"
    )
    assert page_of(client, "/browse/committees").xpath("//tbody/tr[2]//a/@href")[0] == "/standards?committee=SAC%2FTC+9"


@pytest.mark.usefixtures("held")
def test_breadcrumbs_lead_back_to_every_wider_code(client: Client) -> None:
    crumbs = page_of(client, "/browse/ccs/K/K70-79/K72").xpath("//p[@class='crumbs']/a")
    assert [(text(one), one.get("href")) for one in crumbs] == [
        ("浏览", "/browse"),
        ("CCS", "/browse/ccs"),
        ("K", "/browse/ccs/K"),
        ("K70/79", "/browse/ccs/K/K70-79"),
    ]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/browse/ics/29.140", "/browse/ics/29/29.140"),
        ("/browse/ccs/K72?text=x", "/browse/ccs/K/K70-79/K72?text=x"),
        ("/browse/ics/91/29.140", "/browse/ics/29/29.140"),
    ],
)
def test_every_code_has_one_address(client: Client, asked: str, leads_to: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/browse/ics/99.999", 404),
        ("/browse/ics/29.140%00", 404),
        ("/browse/ics/../../etc", 404),
        ("/browse/ccs/" + "K" * 5000, 404),
        ("/browse/bodies/GB", 404),
        ("/browse/nothing", 404),
        ("/browse/ics.exe", 404),
        ("/browse/ics.csv?code=%00", 404),
        ("/browse/committees?page=99999&text=%00&empty=perhaps", 200),
        ("/browse/ics?text=" + "x" * 3000, 200),
    ],
)
def test_what_is_not_there_or_cannot_be_read_is_no_fault(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
    assert client.post(address).status_code == 405


@pytest.mark.usefixtures("held")
def test_export_of_a_code_holds_everything_below_it(client: Client) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/browse/ics.xlsx?code=29")))).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [
        ("代码", "中文名称", "英文名称", "收录版本", "现行"),
        ("29.020", None, None, 1, 1),
        ("29.140", None, "Lamps and related equipment", 2, 1),
        ("29.140.30", None, None, 1, 1),
        ("29.140.40", "灯具", "Luminaires", 2, 1),
    ]
    lines = b"".join(client.get("/browse/bodies.csv?text=JB")).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["JB,机械行业标准,industry standard: Machinery,1,1"]


@pytest.mark.usefixtures("held")
def test_doors_say_what_lies_behind_each(client: Client) -> None:
    cards = page_of(client, "/browse").xpath("//ul[@class='doors']/li")
    assert [(text(card[0]), text(card[2])) for card in cards] == [
        ("ICS", "5 个条目收录有标准 2 项没有 ICS 分类号"),
        ("CCS", "4 个条目收录有标准 3 项没有 CCS 分类号"),
        ("发布机构", "4 个条目收录有标准"),
        ("技术委员会", "2 个条目收录有标准 2 项没有技术委员会"),
        ("行业", "2 个条目收录有标准"),
        ("年份", "3 个条目收录有标准 1 项标准号中没有年份"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["ics", "ccs", "bodies", "committees", "years"])
def test_empty_catalogue_says_what_to_do(client: Client, door: str) -> None:
    assert "guiju demo load" in text(page_of(client, f"/browse/{door}"))


@pytest.mark.usefixtures("held")
def test_counts_are_kept_until_something_is_imported(client: Client) -> None:
    today = timezone.localdate()
    assert count_codes(Scheme.ICS, today).by["29.020"] == Held(1, 1)
    with CaptureQueriesContext(connection) as kept:
        count_codes(Scheme.ICS, today)
    assert [query["sql"] for query in kept.captured_queries if "classification" in query["sql"]] == []
    given_standards({"number": "GB 7-2016", "ics": "29.020"})
    assert count_codes(Scheme.ICS, today).by["29.020"] == Held(2, 1)
    assert count_years(today).by["2016"] == Held(2, 1)


@pytest.mark.usefixtures("held")
def test_a_table_asks_the_same_few_questions_however_long_it_is(client: Client) -> None:
    def asked() -> int:
        client.get("/browse/committees")
        with CaptureQueriesContext(connection) as queries:
            client.get("/browse/committees")
        return len(queries)

    few = asked()
    given_standards(*({"number": f"JB/T {number}-2015", "committee": f"SAC/TC {number}"} for number in range(100, 150)))
    assert asked() == few <= 5


@pytest.mark.parametrize(
    ("scheme", "code", "chain"),
    [
        (Scheme.ICS, "29.140.40", ("29", "29.140", "29.140.40")),
        (Scheme.ICS, "29", ("29",)),
        (Scheme.CCS, "K72", ("K", "K70/79", "K72")),
        (Scheme.CCS, "K70/79", ("K", "K70/79")),
        (Scheme.CCS, "L72", ("L", "L72")),
        (Scheme.CCS, "K", ("K",)),
    ],
)
def test_code_stands_under_wider_ones(scheme: Scheme, code: str, chain: tuple[str, ...]) -> None:
    assert chain_of(scheme, code, ("K70/79", "A00/09")) == chain


def test_ranges_within_one_another_stand_the_widest_first() -> None:
    known = ("K70/74", "K70/79", "K72/73", "K75/79")
    assert chain_of(Scheme.CCS, "K72", known) == ("K", "K70/79", "K70/74", "K72/73", "K72")
    assert chain_of(Scheme.CCS, "K70/74", known) == ("K", "K70/79", "K70/74")


def test_standard_with_two_codes_of_a_group_counts_there_once() -> None:
    assert nodes_of(Scheme.ICS, ["29.140.30", "29.140.40"]) == {"29", "29.140", "29.140.30", "29.140.40"}


@given(st.text(max_size=30))
def test_only_codes_are_codes(text: str) -> None:
    for scheme in Scheme:
        if is_code(scheme, text):
            assert chain_of(scheme, text)[-1] == text


def test_title_does_not_repeat_the_wider_one() -> None:
    assert own_part("Electrical engineering. Lamps.", "Electrical engineering") == "Lamps"
    assert own_part("Lamps", "Electrical engineering") == "Lamps"
    assert own_part("Lamps", "Lamps") == "Lamps"
    assert own_part("", "Lamps") == ""
