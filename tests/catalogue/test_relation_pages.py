"""A standard's relations on its page: drawn, listed, paged, exported."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.views.chain_graph import draw_chain
from guiju.catalogue.views.drawing import Edge, Node
from guiju.catalogue.views.neighbour_graph import Side, draw_neighbours
from tests.factories import given_standards

LAMP_2014 = {"number": "IEC 62031:2014", "level": "international", "issued": "2014-09-01", "title_en": "LED modules"}
LAMP_2018 = {
    "number": "IEC 62031:2018",
    "level": "international",
    "issued": "2018-02-16",
    "title_en": "LED modules",
    "replaces": "IEC 62031:2014",
}
MODULES = {
    "number": "GB/T 1-2020",
    "title_zh": "LED模块",
    "effective": "2020-07-01",
    "adopts": "IEC 62031:2014",
    "adoption_degree": "IDT",
}


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def page_of(client: Client, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).content.decode())


def tables(page: html.HtmlElement) -> dict[str, list[list[str]]]:
    """Every table with a caption, its rows as the words of their cells."""
    return {
        text(table.find("caption")): [[text(cell) for cell in row] for row in table.iterfind("tbody/tr")]
        for table in page.iterfind(".//table")
        if table.find("caption") is not None
    }


def drawn(page: html.HtmlElement, anchor: str) -> list[list[str]]:
    """The words of every box of a drawing, and above them its heads."""
    section = page.xpath(f"//section[@aria-labelledby='{anchor}']//div[@class='graph']/svg")[0]
    heads = [[text(head)] for head in section.xpath("./text")]
    return [*heads, *([text(line) for line in box.iter("text")] for box in section.xpath("./g"))]


@pytest.mark.django_db
def test_record_lists_relations_both_ways_with_the_state_of_the_other(client: Client) -> None:
    given_standards(
        LAMP_2014,
        LAMP_2018,
        MODULES,
        {"number": "GB/T 2-2020", "effective": "2020-07-01", "cites": "GB/T 1-2020; GB/T 9-1999; IEC 62031"},
        {"number": "GB/T 1-2020/XG1-2022", "effective": "2022-07-01", "amends": "GB/T 1-2020"},
    )
    overtaken = "已非现行 由 IEC 62031:2018 代替；其实施日期不明，按 2018-02-16 计 现行版本为 IEC 62031:2018"
    assert tables(page_of(client, "/standards/GB/T_1-2020?on=2026-06-01")) == {
        "本标准采用 1": [["IEC 62031:2014", "LED modules", "被代替", "等同（IDT）", overtaken]],
        "被以下标准引用 1": [["GB/T 2-2020", "", "现行", "注日期引用", "现行"]],
        "被以下文件修改或勘误 1": [["GB/T 1-2020/XG1-2022", "", "现行"]],
    }
    newest = "现行 不注日期，指最新版本 IEC 62031:2018"
    assert tables(page_of(client, "/standards/IEC_62031:2014?on=2026-06-01")) == {
        "被以下标准采用 1": [["GB/T 1-2020", "LED模块", "现行", "等同（IDT）", "采用的版本已非现行"]],
        "被以下标准引用 1": [["GB/T 2-2020", "", "现行", "不注日期引用", newest]],
    }
    assert tables(page_of(client, "/standards/GB/T_2-2020?on=2026-06-01")) == {
        "规范性引用文件 3": [
            ["GB/T 1-2020", "LED模块", "现行", "注日期引用", "现行 2020-07-01 起实施"],
            ["GB/T 9-1999", "", "本库未收录", "注日期引用", "无法判断"],
            [
                "IEC 62031",
                "LED modules",
                "现行",
                "不注日期引用",
                "现行 不注日期，指最新版本 IEC 62031:2018 2018-02-16 起实施",
            ],
        ]
    }


@pytest.mark.django_db
def test_record_draws_what_it_adopts_on_its_left_and_what_adopts_it_on_its_right(client: Client) -> None:
    given_standards(LAMP_2014, LAMP_2018, MODULES)
    assert drawn(page_of(client, "/standards/GB/T_1-2020?on=2026-06-01"), "adoption") == [
        ["本标准采用"],
        ["IEC 62031:2014", "被代替", "IDT · 已非现行"],
        ["GB/T 1-2020", "现行"],
    ]
    assert drawn(page_of(client, "/standards/IEC_62031:2014?on=2016-06-01"), "adoption") == [
        ["被以下标准采用"],
        ["IEC 62031:2014", "现行"],
        ["GB/T 1-2020", "即将实施", "IDT"],
    ]


@pytest.mark.django_db
def test_undated_reference_leads_to_the_edition_that_is_meant(client: Client) -> None:
    given_standards(LAMP_2014, LAMP_2018, {"number": "GB/T 2-2020", "effective": "2020-07-01", "cites": "IEC 62031"})
    page = page_of(client, "/standards/GB/T_2-2020?on=2026-06-01")
    assert page.xpath("//div[@id='cites']//tbody//a/@href") == ["/standards/IEC_62031:2018"]


@pytest.fixture
def much_cited(db: None) -> None:
    """A standard that 23 others cite, of which one is withdrawn, and one cites an edition that is gone."""
    citing = [
        {"number": f"GB/T {number}-2020", "effective": "2020-07-01", "cites": "GB/T 1-2020"} for number in range(11, 34)
    ]
    citing[4]["withdrawn"] = "2022-01-01"
    given_standards({"number": "GB/T 1-2020", "effective": "2020-07-01"}, *citing)


@pytest.mark.usefixtures("much_cited")
def test_long_list_is_begun_on_the_page_and_counted(client: Client) -> None:
    page = page_of(client, "/standards/GB/T_1-2020?on=2026-06-01")
    assert [row[0] for row in tables(page)["被以下标准引用 23"]] == [f"GB/T {number}-2020" for number in range(11, 31)]
    (more,) = page.xpath("//div[@id='cited_by']/p/a")
    assert (text(more), more.get("href")) == (
        "完整列表还有 3 项",
        "/standards/GB/T_1-2020/related/cited_by?on=2026-06-01",
    )


@pytest.mark.usefixtures("much_cited")
def test_long_list_is_drawn_in_part_and_the_rest_counted(client: Client) -> None:
    boxes = drawn(page_of(client, "/standards/GB/T_1-2020?on=2026-06-01"), "citations")
    assert [box[0] for box in boxes] == [
        "被以下标准引用",
        "GB/T 1-2020",
        *(f"GB/T {number}-2020" for number in range(11, 15)),
        "GB/T 16-2020",
        "另有 18 项",
    ]


@pytest.mark.usefixtures("much_cited")
def test_whole_list_has_a_page_and_a_file(client: Client) -> None:
    page = page_of(client, "/standards/GB/T_1-2020/related/cited_by?on=2026-06-01")
    assert text(page.find(".//h1")) == "被以下标准引用 23"
    assert len(tables(page)["被以下标准引用 23"]) == 23
    answer = client.get("/standards/GB/T_1-2020/related/cited_by.xlsx?on=2026-06-01")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="GB-T_1-2020-cited_by-2026-06-01.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("标准号", "标准名称", "状态（2026-06-01）", "引用方式", "是否仍现行", "说明")
    assert rows[5] == ("GB/T 15-2020", None, "废止", "注日期引用", "现行", None)
    assert len(rows) == 24


@pytest.mark.usefixtures("much_cited")
def test_list_may_be_empty(client: Client) -> None:
    assert client.get("/standards/GB/T_1-2020/related/adopts").status_code == 200


@pytest.mark.usefixtures("much_cited")
@pytest.mark.parametrize(
    "address", ["GB/T_1-2020/related/loves", "GB/T_1/related/cites", "GB/T_1-2020/related/cites.exe"]
)
def test_list_that_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/standards/{address}").status_code == 404


@pytest.mark.django_db
def test_long_chain_shows_the_nearest_editions_and_lists_them_all(client: Client) -> None:
    parts = [f"ISO 1833-{part}:2006" for part in range(1, 31)]
    given_standards(
        {"number": "ISO 1833:1977", "issued": "1977-12"},
        *({"number": number, "issued": "2006-06", "replaces": "ISO 1833:1977"} for number in parts),
    )
    page = page_of(client, "/standards/ISO_1833:1977?on=2026-06-01")
    assert len(drawn(page, "chain")) == 12
    assert "31 个版本中列出与本版本最近的 12 个。" in text(page)
    assert page.xpath("//section[@aria-labelledby='chain']/p/a/@href") == [
        "/standards/ISO_1833:1977/related/chain?on=2026-06-01"
    ]
    whole = page_of(client, "/standards/ISO_1833:1977/related/chain")
    assert len(whole.xpath("//tbody/tr")) == 31
    lines = b"".join(client.get("/standards/ISO_1833:1977/related/chain.csv")).decode("utf-8-sig").splitlines()
    assert len(lines) == 32
    assert lines[2].split(",")[3:] == ["2006-06", "ISO 1833:1977"]


@pytest.mark.django_db
def test_chain_leaves_out_drafts_that_became_an_edition_and_shows_the_one_under_way(client: Client) -> None:
    edition = {"level": "international", "status": "90.92"}
    given_standards(
        {"number": "ISO 9001:2008", "issued": "2008-11-15", "level": "international"},
        {"number": "ISO/CD 9001.2", "status": "30.98", "level": "international"},
        {
            "number": "ISO 9001:2015",
            "issued": "2015-09-15",
            "replaces": "ISO 9001:2008; ISO/CD 9001.2",
            "replaced_by": "ISO/CD 9001",
            **edition,
        },
        {"number": "ISO/CD 9001", "status": "30.60", "level": "international"},
    )
    boxes = [box[0] for box in drawn(page_of(client, "/standards/ISO_9001:2015?on=2026-06-01"), "chain")]
    assert boxes == ["ISO/CD 9001", "ISO 9001:2008", "ISO 9001:2015"]


@pytest.mark.django_db
def test_scope_is_shown_with_its_marks_and_without_anything_that_runs(client: Client) -> None:
    scope = '<p class="x">Safety of H<sub>2</sub>O<script>alert(1)</script></p>'
    given_standards({"number": "ISO 1:2020", "issued": "2020-01", "scope": scope})
    page = client.get("/standards/ISO_1:2020").content.decode()
    assert re.findall(r'<div class="scope">(.*?)</div>', page) == ["<p>Safety of H<sub>2</sub>O</p>"]


def columns_of(edges: list[Edge]) -> dict[str, int]:
    keys = dict.fromkeys(key for edge in edges for key in (edge.old, edge.new))
    graph = draw_chain([Node(key, "in_force", held=True) for key in keys], edges, "")
    lefts = sorted({box.x for box in graph.boxes})
    return {box.node.key: lefts.index(box.x) for box in graph.boxes}


@pytest.mark.parametrize(
    ("edges", "columns"),
    [
        ([Edge("A", "B"), Edge("B", "C")], {"A": 0, "B": 1, "C": 2}),
        ([Edge("A", "B"), Edge("A", "C")], {"A": 0, "B": 1, "C": 1}),
        ([Edge("A", "C"), Edge("B", "C")], {"A": 0, "B": 0, "C": 1}),
        ([Edge("A", "C"), Edge("A", "B"), Edge("B", "C")], {"A": 0, "B": 1, "C": 2}),
    ],
)
def test_chain_stands_older_before_newer(edges: list[Edge], columns: dict[str, int]) -> None:
    assert columns_of(edges) == columns


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), max_size=12))
def test_chain_is_drawn_for_any_relations_circles_too(pairs: list[tuple[str, str]]) -> None:
    edges = [Edge(old, new) for old, new in pairs]
    keys = dict.fromkeys(key for pair in pairs for key in pair)
    graph = draw_chain([Node(key, "in_force", held=True) for key in keys], edges, "A")
    assert len({(box.x, box.y) for box in graph.boxes}) == len(keys)
    assert len(graph.arrows) == len(edges)


def test_chain_of_many_keeps_those_nearest_to_this_one() -> None:
    nodes = [Node(str(number)) for number in range(100)]
    edges = [Edge(str(number), str(number + 1)) for number in range(99)]
    graph = draw_chain(nodes, edges, "50")
    assert [box.node.key for box in graph.boxes] == [str(number) for number in range(44, 56)]
    assert (len(graph.arrows), graph.left_out) == (11, 88)


@given(st.integers(0, 8), st.integers(0, 8))
def test_neighbours_stand_apart_and_inside_the_drawing(left: int, right: int) -> None:
    sides = [
        Side(f"{name} side", [Node(f"{name}{place}") for place in range(count)])
        for name, count in (("a", left), ("b", right))
    ]
    graph = draw_neighbours(Node("here"), *sides)
    places = {(box.x, box.y) for box in graph.boxes}
    assert len(places) == left + right + 1
    assert max(x for x, _y in places) + graph.box_width <= graph.width
    assert max(y for _x, y in places) + graph.box_height <= graph.height
    assert len(graph.arrows) == left + right
    assert [head.text for head in graph.heads] == ["a side"] * bool(left) + ["b side"] * bool(right)


def test_drawn_numbers_are_whole_however_long() -> None:
    number = "ISO/IEC 80079-20-2:2016/Cor 1:2017 Long Form"
    nodes = [Node(number), Node("ISO/IEC 80079-20-2:2020")]
    graph = draw_chain(nodes, [Edge(nodes[0].key, nodes[1].key)], nodes[1].key)
    assert graph.box_width == 8 * 44 + 24


def test_what_replaces_nothing_stands_right_before_what_replaces_it() -> None:
    keys = ("A 1:2000", "A 1:2008", "A 1:2015", "A 1:2008/Cor 1:2009")
    edges = [Edge(keys[0], keys[1]), Edge(keys[1], keys[2]), Edge(keys[3], keys[2])]
    boxes = {box.node.key: box.x for box in draw_chain([Node(key) for key in keys], edges, keys[2]).boxes}
    assert boxes[keys[3]] == boxes[keys[1]]
    assert boxes[keys[0]] < boxes[keys[1]] < boxes[keys[2]]
