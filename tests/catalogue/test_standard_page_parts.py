"""Parts of a standard's page: its history on a line, who uses it, terms and codes that lead on, data for drawings."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guiju.catalogue.queries.terms import TitleTerm, list_title_terms
from guiju.catalogue.views.chain_graph import draw_chain
from guiju.catalogue.views.drawing import Edge, Node
from guiju.catalogue.views.picture import MOST, picture_of
from guiju.catalogue.views.timeline_bar import MOST_EVENTS, draw_events
from tests.factories import given_standards

TODAY = dt.date(2026, 6, 1)


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def page_of(client: Client, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).content.decode())


def picture(page: html.HtmlElement, name: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(page.xpath(f"//script[@id='drawing-{name}']/text()")[0])
    return found


@pytest.mark.django_db
def test_drawing_data_tells_of_every_standard_what_the_table_tells(client: Client) -> None:
    given_standards(
        {"number": "GB/T 1-2000", "title_zh": "灯</script>", "effective": "2000-07-01"},
        {
            "number": "GB/T 1-2020",
            "title_zh": "灯具",
            "effective": "2020-07-01",
            "replaces": "GB/T 1-2000; GB/T 2-1999",
        },
    )
    drawn = picture(page_of(client, "/standards/GB/T_1-2020?on=2026-06-01"), "chain")
    told = ("number", "title", "word", "line", "href", "column", "row", "held", "here")
    assert [[node[name] for name in told] for node in drawn["nodes"]] == [
        ["GB/T 2-1999", "", "本库未收录", "", "", 0, 0.0, False, False],
        ["GB/T 1-2000", "灯</script>", "被代替", "2000-07-01", "/standards/GB/T_1-2000", 0, 1.0, True, False],
        ["GB/T 1-2020", "灯具", "现行", "2020-07-01", "", 1, 0.5, True, True],
    ]
    assert drawn["edges"] == [
        {"from": 1, "to": 2, "part": False, "stale": False},
        {"from": 0, "to": 2, "part": False, "stale": False},
    ]


def test_drawing_of_very_many_holds_the_nearest_and_counts_the_rest() -> None:
    nodes = [Node(str(number)) for number in range(MOST + 50)]
    edges = [Edge("0", str(number)) for number in range(1, MOST + 50)]
    drawn = picture_of(draw_chain(nodes, edges, "0", most=MOST), "chain")
    assert (len(drawn["nodes"]), drawn["left_out"], drawn["columns"], drawn["rows"]) == (MOST, 50, 2, MOST - 1)


@pytest.mark.django_db
def test_page_counts_who_uses_the_standard(client: Client) -> None:
    given_standards(
        {"number": "IEC 1:2014", "level": "international", "issued": "2014-01-01"},
        {"number": "IEC 1:2020", "level": "international", "issued": "2020-01-01", "replaces": "IEC 1:2014"},
        {"number": "GB/T 1-2016", "effective": "2017-01-01", "adopts": "IEC 1:2014"},
        {"number": "GB/T 2-2022", "effective": "2023-01-01", "cites": "IEC 1"},
    )
    used = page_of(client, "/standards/IEC_1:2014?on=2026-06-01").xpath("//section[@aria-labelledby='used']//li")
    assert [text(one) for one in used] == ["被以下标准引用 1", "被以下标准采用 1 1 项已非现行"]
    assert [one.xpath("a/@href") for one in used] == [["#cited_by"], ["#adopted_by"]]
    unused = page_of(client, "/standards/GB/T_1-2016?on=2026-06-01").xpath("//section[@aria-labelledby='used']")[0]
    assert text(unused) == "被使用情况 本库收录的文件均未引用、采用或修改本标准。"


@pytest.mark.django_db
def test_codes_prefix_and_committee_lead_to_their_standards(client: Client) -> None:
    given_standards({"number": "GB/T 1-2020", "ics": "29.140.40", "ccs": "K72", "committee": "SAC/TC 224"})
    links = page_of(client, "/standards/GB/T_1-2020").xpath("//dl[@class='facts']//a/@href")
    assert links == [
        "/standards?body=GB",
        "/standards?level=national",
        "/standards?mandate=recommended",
        "/standards?ics=29.140.40",
        "/standards?ccs=K72",
        "/standards?committee=SAC%2FTC+224",
    ]


@pytest.fixture
def terms(tmp_path: Path, settings: object) -> Path:
    settings.GUIJU_HOME = tmp_path  # type: ignore[attr-defined]
    path = tmp_path / "terms.csv"
    pairs = ["道路照明,road lighting,0.9", "照明,lighting,0.9", "灯具,luminaires,0.8", "灯具,light fittings,0.9"]
    too_common, unsure = "要求,requirements,0.9", "性能,performance,0.1"
    path.write_text("zh,en,weight,origin\n" + "".join(f"{row},office\n" for row in (*pairs, too_common, unsure)))
    return path


@pytest.mark.usefixtures("terms")
@pytest.mark.parametrize(
    ("title", "other", "found"),
    [
        ("LED道路照明灯具性能要求", "", [("道路照明", "road lighting"), ("灯具", "light fittings")]),
        ("LED道路照明灯具", "Luminaires for roads", [("道路照明", "road lighting"), ("灯具", "luminaires")]),
        ("Road lighting: requirements", "", [("road lighting", "道路照明")]),
        ("Lighting of roads by luminaire", "", [("lighting", "照明"), ("luminaire", "灯具")]),
        ("", "", []),
    ],
)
def test_terms_of_a_title_are_the_longest_known_and_no_word_of_every_title(
    title: str, other: str, found: list[tuple[str, str]]
) -> None:
    assert list_title_terms(title, other) == tuple(TitleTerm(*one) for one in found)


@pytest.mark.parametrize(
    "content",
    ["zh,en,weight,origin\n泵,,1,office\n".encode(), "泵,pump,1".encode("gbk"), b"zh,en\n" + b"a" * 200_000],
    ids=["half a row", "not UTF-8", "a cell without end"],
)
def test_terms_that_cannot_be_read_leave_those_that_come_with_guiju(terms: Path, content: bytes) -> None:
    """A page that shows them goes on, as the search does."""
    terms.write_bytes(content)
    assert list_title_terms("二甲苯") == (TitleTerm("二甲苯", "xylene"),)


@pytest.mark.django_db
@pytest.mark.usefixtures("terms")
def test_term_of_the_title_leads_to_the_search_and_says_the_other_language(client: Client) -> None:
    given_standards({"number": "GB/T 1-2020", "title_zh": "道路照明"})
    (link,) = page_of(client, "/standards/GB/T_1-2020").xpath("//section[@aria-labelledby='facts']//ul/li/a")
    assert text(link) == "道路照明 road lighting"
    assert unquote(link.get("href") or "") == "/standards?text=道路照明"


@given(st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), max_size=60).map(sorted))
def test_every_day_of_a_history_has_one_mark_that_no_other_covers(dates: list[dt.date]) -> None:
    line = draw_events(dates, TODAY, TODAY)
    if not 0 < len(set(dates)) <= MOST_EVENTS:
        assert line is None
        return
    assert line is not None
    assert len(line.events) == len(set(dates))
    assert line.events[-1].label.endswith(str(len(dates)))
    assert len({(event.left, event.y) for event in line.events}) == len(line.events)
    assert all(0 <= float(event.left.rstrip("%")) <= 100 and 0 < event.y < line.foot for event in line.events)


def test_things_of_one_day_share_a_mark() -> None:
    days = [dt.date(2000, 1, 1), dt.date(2010, 1, 1), dt.date(2010, 1, 1), dt.date(2030, 1, 1)]
    line = draw_events(days, TODAY, TODAY)
    assert line is not None
    assert [(event.label, event.is_ahead) for event in line.events] == [("1", False), ("2–3", False), ("4", True)]
