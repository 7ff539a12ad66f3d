"""Pages of the catalogue: filters, exports, the record of a standard."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.rules import BEGINNING, Period, Status
from guiju.catalogue.urls import StandardKey
from guiju.catalogue.views.timeline_bar import draw_bar
from tests.factories import given_standards

GB_2007 = {"number": "GB 7000.1-2007", "title_zh": "灯具安全", "effective": "2009-01-01"}
GB_2015 = {
    "number": "GB 7000.1-2015",
    "title_zh": "灯具要求",
    "title_en": "Luminaires",
    "level": "national",
    "mandate": "mandatory",
    "issued": "2015-12-31",
    "effective": "2017-01-01",
    "ics": "29.140.40",
    "ccs": "K72",
    "replaces": "GB 7000.1-2007",
}
GROUP = {"number": "T/CSA 016-2013", "title_zh": "=LED灯", "level": "group", "effective": "2013-10-01"}


@pytest.fixture
def three(db: None) -> None:
    given_standards(GB_2007, GB_2015, GROUP)


def numbers_on(client: Client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]*)</a>', html)


def download(client: Client, address: str) -> bytes:
    return b"".join(client.get(address))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("on=2026-06-01", ["GB 7000.1-2015", "T/CSA 016-2013", "GB 7000.1-2007"]),
        ("on=2026-06-01&status=replaced", ["GB 7000.1-2007"]),
        ("on=2016-06-01&status=in_force", ["T/CSA 016-2013", "GB 7000.1-2007"]),
        ("on=2016-06-01&status=published", ["GB 7000.1-2015"]),
        ("level=group", ["T/CSA 016-2013"]),
        ("level=group&level=national&order=number", ["GB 7000.1-2007", "GB 7000.1-2015", "T/CSA 016-2013"]),
        ("mandate=mandatory", ["GB 7000.1-2015", "GB 7000.1-2007"]),
        ("ics=29.140", ["GB 7000.1-2015"]),
        ("ccs=k72", ["GB 7000.1-2015"]),
        ("body=T/CSA", ["T/CSA 016-2013"]),
        ("year_from=2010&year_to=2013", ["T/CSA 016-2013"]),
        ("text=gb7000.1", ["GB 7000.1-2015", "GB 7000.1-2007"]),
        ("text=%22灯具要求%22", ["GB 7000.1-2015"]),
        ("status=nonsense&year_from=x&on=yesterday&page=99", ["GB 7000.1-2015", "T/CSA 016-2013", "GB 7000.1-2007"]),
    ],
)
def test_list_shows_what_its_address_asks_for(client: Client, query: str, numbers: list[str]) -> None:
    assert numbers_on(client, f"/standards?{query}") == numbers


@pytest.mark.usefixtures("three")
def test_list_says_its_count_and_date(client: Client) -> None:
    html = client.get("/standards?on=2026-06-01&text=7000.1").content.decode()
    assert re.sub(r"<[^>]+>", "", re.findall(r'id="count">(.*?)</h2>', html)[0]) == "共 2 项，状态截至 2026-06-01"


@pytest.mark.usefixtures("three")
def test_export_as_workbook_holds_the_filtered_list(client: Client) -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(download(client, "/standards.xlsx?on=2016-06-01&order=number&page=7"))
    ).active
    assert sheet is not None
    rows = [row[:8] for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ("标准号", "中文名称", "英文名称", "状态（2016-06-01）", "发布日期", "实施日期", "废止日期", "标准层级"),
        ("GB 7000.1-2007", "灯具安全", None, "现行", None, "2009-01-01", None, "国家标准"),
        ("GB 7000.1-2015", "灯具要求", "Luminaires", "即将实施", "2015-12-31", "2017-01-01", None, "国家标准"),
        ("T/CSA 016-2013", "=LED灯", None, "现行", None, "2013-10-01", None, "团体标准"),
    ]


@pytest.mark.usefixtures("three")
def test_export_as_text_executes_nothing(client: Client) -> None:
    lines = download(client, "/standards.csv?level=group&on=2016-06-01").decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[:3] == ["T/CSA 016-2013", "'=LED灯", ""]


@pytest.mark.usefixtures("three")
def test_export_of_another_kind_is_not_there(client: Client) -> None:
    assert client.get("/standards.exe").status_code == 404


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2008-12-31", "即将实施"),
        ("2009-01-01", "现行"),
        ("2016-12-31", "现行"),
        ("2017-01-01", "被代替"),
    ],
)
def test_record_shows_the_status_on_the_date_asked_for(client: Client, on: str, words: str) -> None:
    html = client.get(f"/standards/GB_7000.1-2007?on={on}").content.decode()
    assert re.findall(r'class="chip[^"]*chip--large">.*?</svg>(.*?)</span>', html) == [words]


@pytest.mark.usefixtures("three")
def test_record_names_its_successor_source_and_citation(client: Client) -> None:
    html = client.get("/standards/GB_7000.1-2007?on=2026-06-01").content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert "2017-01-01 起由 GB 7000.1-2015 代替" in text
    assert "灯具安全: GB 7000.1—2007[S]." in text
    assert "official list" in text


@pytest.mark.usefixtures("three")
def test_record_shows_where_sources_disagree_and_who_won(client: Client) -> None:
    given_standards({**GROUP, "title_zh": "LED 灯管"}, source="shop")
    html = client.get("/standards/T/CSA_016-2013").content.decode()
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.split("来源之间有出入")[1].split("</ul>")[0])).strip()
    assert shown == "中文名称: “=LED灯” (official list) 采用；“LED 灯管” (shop)。采信来源 official list（等级 10 更高）"


@pytest.mark.usefixtures("three")
def test_number_that_is_not_held_is_told_with_what_comes_near(client: Client) -> None:
    answer = client.get("/standards/gb7000.1-1950")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "<h1>本库没有 GB 7000.1-1950</h1>" in html
    assert re.findall(r'<li><a class="standard-number" href="([^"]*)"', html) == [
        "/standards/GB_7000.1-2007",
        "/standards/GB_7000.1-2015",
    ]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("spelling", ["gb7000.1-2015", "GB%207000.1—2015", "ＧＢ7000.1-2015"])
def test_number_in_another_spelling_leads_to_its_page(client: Client, spelling: str) -> None:
    answer = client.get(f"/standards/{spelling}")
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/standards/GB_7000.1-2015")


@pytest.mark.usefixtures("three")
def test_number_without_its_year_asks_which_edition_in_force_first(client: Client) -> None:
    answer = client.get("/standards/GB_7000.1?on=2016-06-01")
    assert answer.status_code == 200
    assert "GB 7000.1：哪一年的版本？" in answer.content.decode()
    assert numbers_on(client, "/standards/GB_7000.1?on=2016-06-01") == ["GB 7000.1-2007", "GB 7000.1-2015"]
    assert numbers_on(client, "/standards/GB_7000.1?on=2026-06-01") == ["GB 7000.1-2015", "GB 7000.1-2007"]
    assert client.get("/standards/GB_7000.999").status_code == 404


@pytest.mark.usefixtures("three")
def test_date_that_cannot_be_read_is_told_on_the_record(client: Client) -> None:
    told = "以下条件无法识别，未予采用： 查询日期 <b>zz</b>"
    assert told in client.get("/standards/GB_7000.1-2015?on=zz").content.decode()
    assert "无法识别" not in client.get("/standards/GB_7000.1-2015?on=2026-06-01").content.decode()


@pytest.mark.django_db
def test_replaced_standard_without_a_known_successor_says_so_and_names_newer_editions(client: Client) -> None:
    given_standards(
        {"number": "IEC 60598-1:2014", "issued": "2014-05-26", "withdrawn": "2020-08-17", "status": "replaced"},
        {"number": "IEC 60598-1:2020", "issued": "2020-08-17", "withdrawn": "2024-11-06", "status": "replaced"},
        {"number": "IEC 60598-1:2024", "issued": "2024-11-06"},
    )
    shown = client.get("/standards/IEC_60598-1:2020?on=2026-06-01").content.decode()
    section = re.search(r'<section class="card stack--tight" aria-labelledby="chain">(.*?)</section>', shown, re.DOTALL)
    assert section is not None
    words = " ".join(re.sub(r"<[^>]*>", " ", section[1]).split())
    assert words.startswith("代替关系 已被代替；由何标准代替，各来源均未说明。 本库所收该标准号的较新版本：")
    assert re.findall(r'href="([^"]*)"', section[1])[0] == "/standards/IEC_60598-1:2024?on=2026-06-01"
    assert "IEC 60598-1:2014" not in section[1]
    assert "各来源均未说明" not in client.get("/standards/IEC_60598-1:2024?on=2026-06-01").content.decode()


@pytest.mark.django_db
def test_address_that_is_no_number_is_not_found(client: Client) -> None:
    assert client.get("/standards/nothing/of/the/kind").status_code == 404


@pytest.mark.django_db
def test_former_key_leads_to_the_present_one_for_the_same_date(client: Client) -> None:
    given_standards({"number": "GB/T 1234-2008", "former_number": "GB 1234-2008", "effective": "2009-01-01"})
    answer = client.get("/standards/GB_1234-2008?on=2020-01-01")
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/standards/GB/T_1234-2008?on=2020-01-01")


@pytest.mark.usefixtures("three")
def test_pages_ask_the_database_a_fixed_number_of_times(
    client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client.get("/standards")  # builds the index
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/standards")
    with django_assert_max_num_queries(70):  # type: ignore[attr-defined]
        client.get("/standards/GB_7000.1-2015")


@given(st.text(st.characters(exclude_characters="\0"), min_size=1))
def test_address_of_a_key_leads_back_to_it(key: str) -> None:
    converter = StandardKey()
    assert converter.to_python(converter.to_url(key)) == key


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("GB/T 7000.1-2023", "/standards/GB/T_7000.1-2023"),
        ("IEC 60598-1:2020", "/standards/IEC_60598-1:2020"),
        ("Q/A_B 1-2020", "/standards/Q/A~_B_1-2020"),
        ("CIE ~1", "/standards/CIE_~~1"),
    ],
)
def test_address_reads_like_the_number(key: str, address: str) -> None:
    assert reverse("standard", args=[key]) == address


def test_bar_spans_from_before_the_first_date_to_after_the_last() -> None:
    periods = [
        Period(BEGINNING, Status.DRAFT),
        Period(dt.date(2020, 1, 1), Status.PUBLISHED),
        Period(dt.date(2020, 7, 1), Status.IN_FORCE),
    ]
    bar = draw_bar(periods, dt.date(2024, 1, 1))
    assert [segment.status for segment in bar.segments] == ["draft", "published", "in_force"]
    lefts = [float(segment.left.rstrip("%")) for segment in bar.segments]
    assert lefts == sorted(lefts)
    assert lefts[0] == 0
    assert sum(float(segment.width.rstrip("%")) for segment in bar.segments) == pytest.approx(100, abs=0.05)
    assert [tick.label for tick in bar.ticks] == ["2020", "2021", "2022", "2023", "2024"]


@given(st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2099, 1, 1)), unique=True), st.dates(dt.date(1900, 1, 1)))
def test_bar_fills_its_width_for_any_dates(starts: list[dt.date], on: dt.date) -> None:
    periods = [Period(start, Status.IN_FORCE) for start in (BEGINNING, *sorted(starts))]
    bar = draw_bar(periods, on)
    assert sum(float(segment.width.rstrip("%")) for segment in bar.segments) == pytest.approx(100, abs=0.5)
    assert 0 <= float(bar.now.left.rstrip("%")) <= 100
