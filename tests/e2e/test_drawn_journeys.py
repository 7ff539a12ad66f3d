"""Drawings that answer: a chain followed by clicking, bars that lead to their list, paper and scriptless browsers.

Every page here is watched: an error on the console, such as a violation of the content policy, fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("neighbours")]

POINT_OF_NODE = """(stage, number) => {
  const chart = window.echarts.getInstanceByDom(stage);
  const node = chart.getOption().series[0].data.find((one) => one.value === number);
  const [x, y] = chart.convertToPixel({ seriesIndex: 0 }, [node.x, node.y]);
  const view = stage.parentElement;
  view.scrollTo(x - view.clientWidth / 2, y - view.clientHeight / 2);
  return [stage.getBoundingClientRect().left + x, stage.getBoundingClientRect().top + y];
}"""
BOXES = """(stage) => {
  const nodes = window.echarts.getInstanceByDom(stage).getOption().series[0].data;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `600 13px ${getComputedStyle(document.body).fontFamily}`;
  return nodes.filter((one) => one.value).map((one) => ({
    number: one.value, x: one.x, y: one.y, width: one.symbolSize[0], height: one.symbolSize[1],
    room: one.label.width, long: pen.measureText(one.value).width,
  }));
}"""
POINT_OF_BAR = """(stage, [label, height]) => {
  const chart = window.echarts.getInstanceByDom(stage);
  const place = chart.getOption().xAxis[0].data.indexOf(label);
  const [x, y] = chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [place, height]);
  return [stage.getBoundingClientRect().left + x, stage.getBoundingClientRect().top + y];
}"""


def stage_of(page: Page, name: str) -> Locator:
    stage = page.locator(f"[data-drawing='drawing-{name}'] .drawn__stage")
    stage.scroll_into_view_if_needed()
    expect(stage.locator("canvas")).to_be_visible()
    return stage


def point_of(stage: Locator, number: str) -> tuple[float, float]:
    x, y = stage.evaluate(POINT_OF_NODE, number)
    return x, y


def box_of(stage: Locator, number: str) -> dict[str, float]:
    box: dict[str, float] = next(box for box in stage.evaluate(BOXES) if box["number"] == number)
    return box


def test_replacement_chain_is_followed_in_the_drawing_and_in_the_table(page: Page) -> None:
    page.goto("/standards/GB_7000.1-2007")
    page.mouse.click(*point_of(stage_of(page, "chain"), "GB 7000.1-2015"))
    expect(page).to_have_url(re.compile(r"/standards/GB_7000.1-2015$"))
    chain = page.locator("section", has=page.get_by_role("heading", name="代替关系")).locator("table")
    chain.get_by_role("link", name="GB/T 7000.1-2023").click()
    expect(page).to_have_url(re.compile(r"/standards/GB/T_7000.1-2023$"))
    page.mouse.click(*point_of(stage_of(page, "chain"), "GB 7000.1-2007"))
    expect(page).to_have_url(re.compile(r"/standards/GB_7000.1-2007$"))


def test_pointing_at_a_standard_tells_its_title_and_status(page: Page) -> None:
    page.goto("/standards/GB_7000.1-2015?on=2026-06-01")
    page.mouse.move(*point_of(stage_of(page, "adoption"), "IEC 60598-1:2014"))
    tip = page.locator(".drawn__tip")
    expect(tip).to_be_visible()
    assert tip.locator("div").all_inner_texts() == ["IEC 60598-1:2014", "Luminaires", "被代替 · IDT · 已非现行"]


def test_drawing_is_enlarged_and_brought_back_by_its_buttons(page: Page) -> None:
    page.goto("/standards/GB_7000.1-2015?on=2026-06-01")
    stage = stage_of(page, "citations")
    holder = page.locator("[data-drawing='drawing-citations']")
    before = box_of(stage, "GB/T 40001-2024")["width"]
    holder.get_by_role("button", name="放大图示").click()
    assert box_of(stage, "GB/T 40001-2024")["width"] == pytest.approx(1.4 * before)
    holder.get_by_role("button", name="全图").click()
    over = "({ parentElement: view }) => [view.scrollWidth > view.clientWidth, view.scrollHeight > 640]"
    assert stage.evaluate(over) == [False, False]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_numbers_in_a_drawing_are_whole_and_stand_apart_at_any_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/standards/GB_7000.1-2015?on=2026-06-01")
    stage = stage_of(page, "citations")
    boxes = stage.evaluate(BOXES)
    assert len(boxes) > 20
    assert [box["number"] for box in boxes if box["long"] > box["room"]] == []
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = abs(one["x"] - other["x"]) >= (one["width"] + other["width"]) / 2
            assert apart or abs(one["y"] - other["y"]) >= (one["height"] + other["height"]) / 2


def test_drawing_follows_the_window_and_the_dark(page: Page) -> None:
    page.goto("/standards/GB_7000.1-2015?on=2026-06-01")
    stage_of(page, "chain")
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.mouse.click(*point_of(stage_of(page, "chain"), "GB/T 7000.1-2023"))
    expect(page).to_have_url(re.compile(r"/standards/GB/T_7000.1-2023$"))


def test_paper_has_the_drawing_of_the_page(page: Page) -> None:
    page.goto("/standards/GB_7000.1-2015")
    stage = stage_of(page, "chain")
    page.emulate_media(media="print")
    expect(stage).to_be_hidden()
    expect(page.locator("[data-drawing='drawing-chain'] > .graph svg").first).to_be_visible()


def test_without_scripts_the_page_draws_itself(open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("/standards/GB_7000.1-2007")
    chain = page.get_by_role("region", name="代替关系图，下表内容相同")
    chain.locator("svg > g", has_text="GB 7000.1-2015").get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/standards/GB_7000.1-2015$"))
    page.goto("/statistics")
    expect(page.get_by_role("img", name="按标龄图示，内容同下表")).to_be_visible()


def test_statistics_are_narrowed_exported_and_lead_to_their_list(page: Page, tmp_path: Path) -> None:
    page.goto("/standards")
    page.get_by_role("link", name="统计", exact=True).click()
    page.get_by_label("标准代号").fill("gb")
    page.get_by_label("查询日期").fill("2026-06-01")
    page.get_by_role("button", name="查看").click()
    expect(page).to_have_url(re.compile(r"/statistics\?body=gb&on=2026-06-01$"))
    assert page.locator(".totals dd").first.inner_text() == "27"
    menu = page.locator("details", has=page.get_by_text("导出 按标准年份"))
    menu.locator("summary").click()
    with page.expect_download() as waiting:
        menu.get_by_role("link", name=".xlsx").click()
    waiting.value.save_as(tmp_path / "years.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "years.xlsx").active
    assert sheet is not None
    assert [row[:4] for row in sheet.iter_rows(values_only=True)][1:] == [
        ("2024", 23, 23, 0),
        ("2023", 1, 1, 0),
        ("2015", 2, 1, 1),
        ("2007", 1, 0, 1),
    ]
    x, y = stage_of(page, "years").evaluate(POINT_OF_BAR, ["2024", 10])
    page.mouse.click(x, y)
    expect(page).to_have_url(
        re.compile(r"/standards\?body=GB&year_from=2024&year_to=2024&on=2026-06-01&status=in_force")
    )


def test_two_editions_are_set_side_by_side(page: Page) -> None:
    page.goto("/standards/GB_7000.1-2015?on=2026-06-01")
    page.get_by_role("combobox", name="与其他标准比对").fill("gbt 7000.1")
    page.get_by_role("button", name="比对").click()
    row = page.locator("tbody tr", has=page.get_by_role("rowheader", name="本标准采用"))
    assert row.locator("td").all_inner_texts() == [
        "IEC 60598-1:2014 等同（IDT）",
        "IEC 60598-1:2020 修改（MOD）",
        "不同",
    ]
    page.get_by_label("只看不同").check()
    page.get_by_role("button", name="比对").click()
    expect(page.locator(".chip.tone-good")).to_have_count(0)
