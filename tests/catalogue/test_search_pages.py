"""The search page: what it shows of a hit, what it can be narrowed to, how it says what was understood."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import html

from guiju.catalogue.models import Committee, Standard, StatusPeriod
from guiju.catalogue.queries.found import Adoption, iterate_found, load_adoptions
from guiju.catalogue.rules import BEGINNING, END_OF_TIME
from guiju.platform.models import Classification
from guiju.search import finding, following
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

LAMPS = (
    {
        "number": "GB 7000.203-2013",
        "title_zh": "灯具 第2-3部分:特殊要求 道路与街路照明灯具",
        "title_en": "Luminaires for road and street lighting",
        "level": "national",
        "mandate": "mandatory",
        "effective": "2015-07-01",
        "issued": "2013-12-17",
        "ics": "29.140.40",
        "ccs": "K72",
        "committee": "SAC/TC 224",
        "adopts": "IEC 60598-2-3:2011",
        "adoption_degree": "IDT",
    },
    {
        "number": "GB/T 24827-2009",
        "title_zh": "道路与街路照明灯具性能要求",
        "level": "national",
        "mandate": "recommended",
        "effective": "2010-05-01",
        "withdrawn": "2016-05-01",
        "ics": "29.140.40",
        "ccs": "K72",
    },
    {
        "number": "T/CSA 016-2013",
        "title_zh": "LED照明 <接口>",
        "level": "group",
        "effective": "2013-10-01",
        "ics": "31.020",
    },
    {
        "number": "IEC 60598-2-3:2011",
        "title_en": "Luminaires for road and street lighting",
        "level": "international",
        "issued": "2011-03-01",
        "ics": "29.140.40",
    },
)


@pytest.fixture(autouse=True)
def _lamps() -> None:
    given_standards(*LAMPS)
    for code, zh, en in (
        ("29", "电工", "Electrical engineering"),
        ("29.140", "", "Electrical engineering. Lamps."),
        ("31", "电子学", "Electronics"),
    ):
        Classification.objects.update_or_create(scheme="ICS", code=code, defaults={"title_zh": zh, "title_en": en})
    Classification.objects.update_or_create(scheme="CCS", code="K70/79", defaults={"title_zh": "电气照明"})
    Committee.objects.filter(key="SAC/TC 224").update(name_zh="全国照明电器标准化技术委员会")


SOME = "含有全部词语的标准很少，也列出含有部分词语的"


def page(client: Client, query: str = "", **headers: str) -> Any:
    return html.fromstring(client.get(f"/standards?{query}", headers=headers).content.decode())


def texts(found: Any) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found]


def keys(shown: Any) -> list[str]:
    return texts(shown.xpath("//table//tbody//th/a"))


def facet(shown: Any, name: str) -> list[str]:
    return texts(shown.xpath(f"//details[@id='facet-{name}']//label[@class='choice']"))


def tree(shown: Any, name: str) -> list[str]:
    return texts(shown.xpath(f"//details[@id='facet-{name}']//a[@class='tree__link']"))


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_hit_shows_its_titles_marked_its_level_and_what_it_adopts(client: Client) -> None:
    row = page(client, "text=道路 lighting&level=national&on=2026-06-01").xpath("//table//tbody/tr")[0]
    assert texts(row.xpath("./*")) == [
        "GB 7000.203-2013",
        f"{LAMPS[0]['title_zh']} {LAMPS[0]['title_en']} 国家标准 · 强制性 · 采用 IEC 60598-2-3:2011 IDT",
        "现行",
        "2013-12-17",
        "2015-07-01",
    ]
    assert texts(row.xpath(".//mark")) == ["道路", "lighting"]
    assert row.xpath(".//th/a/@href") == ["/standards/GB_7000.203-2013?on=2026-06-01"]
    assert row.xpath(".//span[@lang]/@lang") == ["en"]


def test_title_in_the_language_of_the_page_stands_first(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    row = page(client, "text=gb 7000.203-2013").xpath("//table//tbody/tr")[0]
    assert texts(row.xpath(".//span[contains(@class, 'hits__title')]")) == [
        "Luminaires for road and street lighting",
        "灯具 第2-3部分:特殊要求 道路与街路照明灯具",
    ]


def test_title_is_escaped_around_its_marks(client: Client) -> None:
    shown = client.get("/standards?text=接口").content.decode()
    assert "LED照明 &lt;<mark>接口</mark>&gt;" in shown


def test_facets_are_counted_in_words(client: Client) -> None:
    shown = page(client, "on=2026-06-01")
    assert facet(shown, "status") == ["现行 3", "废止 1"]
    assert facet(shown, "level") == ["国家标准 2", "团体标准 1", "国际标准 1"]
    assert facet(shown, "mandate") == ["强制性 1", "推荐性 1"]
    assert facet(shown, "adoption") == ["等同（IDT） 1"]
    assert facet(shown, "language") == ["中文名称 3", "英文名称 2"]
    assert facet(shown, "committee") == ["全国照明电器标准化技术委员会 SAC/TC 224 1"]
    assert facet(shown, "body") == ["GB 国家标准 2", "IEC 国际电工委员会 1", "T/CSA 团体标准(CSA) 1"]


def test_status_facet_is_of_the_date_asked(client: Client) -> None:
    assert facet(page(client, "on=2015-01-01"), "status") == ["现行 3", "即将实施 1"]


def test_facet_chosen_of_still_counts_what_else_can_be_chosen(client: Client) -> None:
    shown = page(client, "level=group&on=2026-06-01")
    assert keys(shown) == ["T/CSA 016-2013"]
    assert facet(shown, "level") == ["国家标准 2", "团体标准 1", "国际标准 1"]
    assert facet(shown, "status") == ["现行 1"]
    assert shown.xpath("//input[@name='level'][@checked]/@value") == ["group"]


def test_several_values_of_a_facet_add_up(client: Client) -> None:
    shown = page(client, "level=group&level=international&status=in_force&status=withdrawn&order=number")
    assert keys(shown) == ["IEC 60598-2-3:2011", "T/CSA 016-2013"]


def test_facet_of_many_values_shows_the_most_frequent_and_says_how_many_are_left_out(client: Client) -> None:
    given_standards(
        *({"number": f"T/A{chr(65 + n // 26)}{chr(65 + n % 26)} 1-2020", "title_zh": "笔"} for n in range(45))
    )
    (shown,) = page(client, "text=笔").xpath("//details[@id='facet-body']")
    assert len(texts(shown.xpath(".//label"))) == 40
    assert texts(shown.xpath(".//details/summary")) == ["更多 32"]
    assert texts(shown.xpath(".//p")) == ["另有 5 个较少的取值未列出"]


def test_tree_begins_with_its_roots(client: Client) -> None:
    shown = page(client)
    assert tree(shown, "ics") == ["29 电工 3", "31 电子学 1"]
    assert tree(shown, "ccs") == ["K 2"]


def test_tree_shows_what_is_chosen_with_what_is_above_and_below(client: Client) -> None:
    shown = page(client, "ics=29.140")
    assert tree(shown, "ics") == ["29 电工 3", "29.140 Lamps ×去掉此条件 3", "29.140.40 3", "31 电子学 1"]
    links = shown.xpath("//details[@id='facet-ics']//a[@class='tree__link']/@href")
    assert [asked(link).get("ics", []) for link in links] == [["29"], [], ["29.140.40"], ["29.140", "31"]]
    assert shown.xpath("//input[@type='hidden'][@name='ics']/@value") == ["29.140"]
    assert tree(page(client, "ccs=k72"), "ccs") == ["K 2", "K70/79 电气照明 2", "K72 ×去掉此条件 2"]


def test_branches_of_a_tree_add_up(client: Client) -> None:
    assert keys(page(client, "ics=29.140&ics=31&level=national&level=group&order=number")) == [
        "GB 7000.203-2013",
        "GB/T 24827-2009",
        "T/CSA 016-2013",
    ]


def test_every_filter_in_use_is_a_chip_that_removes_it(client: Client) -> None:
    query = "text=照明&level=group&level=national&ics=31.020&year_from=2010&year_to=2013&on=2020-01-01&page=2"
    chips = page(client, query).xpath("//ul[@class='chips']//a")
    assert texts(chips) == [
        "标准层级 团体标准 ×去掉此条件",
        "标准层级 国家标准 ×去掉此条件",
        "ICS 31.020 ×去掉此条件",
        "年份 2010–2013 ×去掉此条件",
        "查询日期 2020-01-01 ×去掉此条件",
        "全部清除",
    ]
    given = {name: values for name, values in asked(f"?{query}").items() if name != "page"}
    first, second, third, fourth, fifth, every = (asked(chip.get("href")) for chip in chips)
    assert first == {**given, "level": ["national"]}
    assert second == {**given, "level": ["group"]}
    assert third == {name: values for name, values in given.items() if name != "ics"}
    assert fourth == {name: values for name, values in given.items() if not name.startswith("year")}
    assert fifth == {name: values for name, values in given.items() if name != "on"}
    assert every == {"text": ["照明"]}


def test_years_are_drawn_and_lead_to_themselves(client: Client) -> None:
    bars = page(client).xpath("//details[@id='facet-year']//a")
    assert [bar.get("aria-label") for bar in bars] == ["2009: 1", "2011: 1", "2013: 2"]
    assert asked(bars[1].get("href")) == {"year_from": ["2011"], "year_to": ["2011"]}


def test_values_nobody_knows_are_left_out_and_the_others_count(client: Client) -> None:
    shown = page(client, "level=nonsense&level=group&year_from=0&order=best")
    assert keys(shown) == ["T/CSA 016-2013"]
    assert texts(shown.xpath("//*[@id='years-error']")) == ["确保该值大于或等于1900。"]


def test_page_says_how_the_text_was_understood_and_what_else_it_may_mean(client: Client) -> None:
    shown = page(client, "text=gb 照明 2013 废止")
    said = texts(shown.xpath("//span[@class='understood__part']"))
    assert said == ["GB 的标准优先", "词语：照明", "2013 年优先", "“废止”按条件理解", SOME]
    (other,) = shown.xpath("//a[@class='understood__part']")
    assert (other.text_content(), asked(other.get("href"))) == (
        "把“废止 2013”当作词语检索",
        {"text": ['gb 照明 "2013" "废止"']},
    )


def test_mistyped_word_is_offered_as_titles_spell_it(client: Client) -> None:
    shown = page(client, "text=luminares")
    (meant,) = shown.xpath("//p[@class='understood__meant']/a")
    assert (meant.text_content(), asked(meant.get("href"))) == ("luminaires", {"text": ["luminaires"]})
    assert keys(shown)[0] == "GB 7000.203-2013"


def test_two_mistyped_words_are_offered_mended_in_one_link(client: Client) -> None:
    shown = page(client, "text=luminares stret")
    links = shown.xpath("//p[@class='understood__meant']/a")
    assert [asked(link.get("href")) for link in links] == [{"text": ["luminaires street"]}]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("number", ["GB 7000.203-2013", "GB/T 24827-2009", "IEC 60598-2-3:2011", "T/CSA 016-2013"]),
        ("newest", ["GB 7000.203-2013", "T/CSA 016-2013", "IEC 60598-2-3:2011", "GB/T 24827-2009"]),
        ("oldest", ["GB/T 24827-2009", "IEC 60598-2-3:2011", "T/CSA 016-2013", "GB 7000.203-2013"]),
    ],
)
def test_list_is_in_the_order_asked_for(client: Client, order: str, expected: list[str]) -> None:
    assert keys(page(client, f"order={order}")) == expected


def orders(shown: Any) -> list[tuple[str, str, bool]]:
    options = shown.xpath("//select[@id='order']/option")
    return [(one.get("value"), one.text_content(), one.get("selected") is not None) for one in options]


def test_usual_order_is_asked_for_by_saying_nothing(client: Client) -> None:
    newest, oldest, number = ("newest", "按实施日期从晚到早"), ("oldest", "按实施日期从早到晚"), ("number", "按标准号")
    assert orders(page(client)) == [("", newest[1], True), (*oldest, False), (*number, False)]
    usual = ("", "相关度优先", True)
    assert orders(page(client, "text=照明")) == [usual, (*newest, False), (*oldest, False), (*number, False)]
    chosen = orders(page(client, "text=照明&order=number"))
    assert chosen == [("", "相关度优先", False), (*newest, False), (*oldest, False), (*number, True)]


def test_pages_hold_fifty_and_end_with_the_last(client: Client) -> None:
    given_standards(*({"number": f"QB/T {number}-2020", "title_zh": "毛笔"} for number in range(1001, 1121)))
    assert len(keys(page(client, "text=毛笔&order=number"))) == 50
    last = page(client, "text=毛笔&order=number&page=99")
    assert keys(last) == [f"QB/T {number}-2020" for number in range(1101, 1121)]
    assert texts(last.xpath("//ul[@class='pages']//*[@aria-current]")) == ["3"]
    assert texts(last.xpath("//*[@id='count']")) == [f"共 120 项，状态截至 {timezone.localdate()}"]


def test_counts_have_thousands_separators_in_either_language(client: Client) -> None:
    Standard.objects.bulk_create(
        Standard(
            key=f"QB {n}-2020", number=f"QB {n}-2020", body="QB", year=2020, level="industry", sort_key=f"QB {n:04}"
        )
        for n in range(1, 1235)
    )
    StatusPeriod.objects.bulk_create(
        StatusPeriod(standard=one, start=BEGINNING, end=END_OF_TIME, status="unknown")
        for one in Standard.objects.filter(body="QB")
    )
    for language in ("zh-hans", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        shown = page(client, "level=industry")
        assert texts(shown.xpath("//span[@class='count']")) == ["1,234"]
        assert texts(shown.xpath("//input[@id='level-industry']/../span[@class='choice__count']")) == ["1,234"]


def test_part_that_changes_is_sent_alone_with_the_address_to_keep(client: Client) -> None:
    typed = client.get("/standards?text=照明&level=&on=", headers={"HX-Request": "true", "HX-Trigger-Name": "text"})
    chosen = client.get("/standards?text=a&level=group&page=1", headers={"HX-Request": "true"})
    assert "<html" not in typed.content.decode()
    assert typed.headers["HX-Replace-Url"] == "/standards?text=%E7%85%A7%E6%98%8E"
    assert chosen.headers["HX-Push-Url"] == "/standards?text=a&level=group&page=1"
    assert "HX-Request" in typed.headers["Vary"]
    again = client.get("/standards", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in again.content.decode()


def test_nothing_found_says_what_to_do_next(client: Client) -> None:
    shown = page(client, "text=zzzzzz&level=group")
    assert keys(shown) == []
    links = shown.xpath("//div[@class='empty']//a/@href")
    assert [urlsplit(link).path for link in links] == ["/standards", "/check", "/coverage"]
    assert asked(links[0]) == {"text": ["zzzzzz"]}


def test_index_being_built_is_told_and_looked_for_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 0)  # as if there were too many records to build while somebody waits
    with finding.search()._home.turn("building", wait=True):  # as another process holds it that builds
        shown = page(client, "text=照明")
        assert client.get("/standards/suggest?text=照明").content.decode().strip() == ""
    (retry,) = shown.xpath("//div[@role='status'][@hx-get]")
    assert (retry.get("hx-get"), retry.get("hx-trigger")) == ("/standards?text=%E7%85%A7%E6%98%8E", "load delay:2s")
    assert shown.xpath("//noscript/meta/@http-equiv") == ["refresh"]


def test_suggestions_are_standards_by_number_and_title_with_where_they_stand(client: Client) -> None:
    shown = html.fromstring(f"<ul>{client.get('/standards/suggest?text=gb7000.2').content.decode()}</ul>")
    assert texts(shown.xpath("//li[@role='option']")) == [
        "GB 7000.203-2013 现行 灯具 第2-3部分:特殊要求 道路与街路照明灯具"
    ]
    assert shown.xpath("//li/@data-address") == ["/standards/GB_7000.203-2013"]


def test_suggestions_need_no_text(client: Client) -> None:
    assert client.get("/standards/suggest?text=%20").content.decode().strip() == ""


@pytest.mark.parametrize("query", ["", "text=照明", "text=照明&level=national&ics=29&committee=SAC/TC 224"])
def test_page_asks_the_database_no_more_for_many_than_for_few(
    client: Client, django_assert_num_queries: Any, query: str
) -> None:
    client.get("/standards")
    with django_assert_num_queries(5):  # the change log, the hits, what they adopt, titles of codes, committees
        client.get(f"/standards?{query}")
    given_standards(*({"number": f"QB/T {number}-2020", "title_zh": "照明"} for number in range(1001, 1061)))
    client.get("/standards")
    with django_assert_num_queries(5):
        client.get(f"/standards?{query}")


def test_found_standards_are_read_in_the_order_of_their_keys_without_those_gone() -> None:
    given = [row["number"] for row in LAMPS]
    found = iterate_found(iter([given[2], "GB 1-1900", given[0], given[3]]), dt.date(2015, 1, 1))
    assert [(row.key, getattr(row, "status_word", "")) for row in found] == [
        ("T/CSA 016-2013", "in_force"),
        ("GB 7000.203-2013", "published"),
        ("IEC 60598-2-3:2011", "in_force"),
    ]


def test_found_standards_are_read_a_chunk_at_a_time(django_assert_num_queries: Any) -> None:
    keys = list(Standard.objects.order_by("sort_key").values_list("key", flat=True))
    with django_assert_num_queries(3):  # a chunk each
        assert sum(1 for _row in iterate_found((keys * 300)[:1100], dt.date(2020, 1, 1))) == 1100


def test_adoption_without_a_degree_gives_way_to_one_that_has_it() -> None:
    given_standards({"number": "GB 7000.203-2013", "adopts": "IEC 60598-2-3:2011"}, source="library")
    assert load_adoptions(["GB 7000.203-2013"]) == {"GB 7000.203-2013": [Adoption("IDT", "IEC 60598-2-3:2011")]}


def test_standard_without_a_timeline_is_shown_as_of_unknown_status(client: Client) -> None:
    StatusPeriod.objects.filter(standard__key="T/CSA 016-2013").delete()
    answer = client.get("/standards?text=T/CSA 016-2013")
    assert (answer.status_code, "状态不明" in answer.content.decode()) == (200, True)


def test_filters_that_cannot_be_read_are_told_by_name_and_value(client: Client) -> None:
    page: Any = html.fromstring(
        client.get("/standards?status=bogus&status=in_force&year_from=abcd&on=zz").content.decode()
    )
    notices = [" ".join(one.text_content().split()) for one in page.xpath("//div[@class='notice tone-past']")]
    assert notices == ["以下条件无法识别，未予采用： 查询日期 zz；年份自 abcd；状态 bogus"]
    page = html.fromstring(client.get("/standards?status=in_force&year_from=2010&on=2026-06-01").content.decode())
    assert page.xpath("//div[@class='notice tone-past']") == []


def test_page_of_results_suggests_nothing_over_them(client: Client) -> None:
    page: Any = html.fromstring(client.get("/standards").content.decode())
    assert page.xpath("//*[@role='listbox']") == []
    assert [box.get("id") for box in page.xpath("//input[@name='text']")] == ["text"]
    home: Any = html.fromstring(client.get("/").content.decode())
    assert len(home.xpath("//*[@role='listbox']")) == 1
