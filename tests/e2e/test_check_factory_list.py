"""A factory's list of 300 lines, as dirty as real ones, from the workbook to the paper that a stranger verifies."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from guiju.catalogue.demo import load_demo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINES = 300


@pytest.fixture(autouse=True)
def catalogue(live_server: LiveServer, settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_demo()


LISTS = {"announcement_hb.csv": "number", "announcement_db.csv": "number", "film_standards.csv": "number"}


def dirty_numbers(data: Path) -> list[str]:
    """150 spellings met in real lists, 120 numbers of the lists themselves, 30 of the lighting a factory makes."""
    raw = (data / "identifiers" / "chinese_raw.txt").read_text(encoding="utf-8").splitlines()
    listed = [
        number for name, column in LISTS.items() for number in spread(column_of(data / "lists" / name, column), 40)
    ]
    lighting = column_of(data / "led" / "led_standards.csv", "number")
    return [*spread(raw, 150), *listed, *spread(lighting, 30)]


def spread(values: list[str], count: int) -> list[str]:
    """So many of them, from all over the list."""
    return values[:: len(values) // count][:count]


def column_of(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def make_list(path: Path, numbers: list[str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "标准编号", "备注"])
    for place, number in enumerate(numbers, 1):
        sheet.append([place, number, ""])
    book.save(path)
    return path


def complete(path: Path) -> int:
    """Fill the table in as a person would: the first candidate where there is one, else a note; how many rows."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=2):
        row[6].value = "1" if row[5].value else None
        row[7].value = "来函确认" if row[5].value else "已转标准馆查询"
    book.save(path)
    return sheet.max_row - 1


def save(page: Page, name: str, target: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    waiting.value.save_as(target)
    return target


def scanned(path: Path) -> list[str]:
    """What a phone reads from the picture of the first page."""
    picture = pypdfium2.PdfDocument(path)[0].render(scale=3, grayscale=True)
    pixels = bytes(picture.buffer)
    rows = b"".join(pixels[y * picture.stride :][: picture.width] for y in range(picture.height))
    image = memoryview(rows).cast("B", shape=[picture.height, picture.width])
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_factory_list_is_checked_completed_reported_and_verified_from_paper(
    page: Page, open_context: Callable[..., BrowserContext], shared_data: Path, tmp_path: Path
) -> None:
    page.goto("/check")
    page.locator("input[type=file]").set_input_files(make_list(tmp_path / "工厂清单.xlsx", dirty_numbers(shared_data)))
    page.get_by_role("button", name="开始查新").click()
    page.locator(".check-table").wait_for()
    expect(page.locator(".facts").first).to_contain_text(f"读取行数\n{LINES}", use_inner_text=True)

    page.get_by_role("link", name="补全", exact=True).click()
    table = save(page, "下载未决清单（.xlsx）", tmp_path / "open.xlsx")
    count = complete(table)
    page.get_by_label("填好的表").set_input_files(table)
    page.get_by_label("补全人").fill("王敏")
    page.get_by_role("button", name="交回").click()
    expect(page.get_by_text(f"已收下 {count} 行")).to_be_visible()

    page.get_by_role("link", name="出具报告").click()
    page.get_by_label("委托单位").fill("示范照明有限公司")
    page.get_by_label("查新人").fill("王敏")
    page.get_by_role("button", name="生成草稿").click()
    page.locator("#approve_checked_by").fill("李强")
    page.locator("#approve_approved_by").fill("赵宁")
    page.get_by_role("button", name="确认批准").click()
    page.locator(".seal").wait_for()
    answers = re.search(rf"读取 {LINES} 行，结论 (\d+) 项；空行 0，未作答 0", page.locator("main").inner_text())
    assert answers is not None

    report = save(page, "PDF", tmp_path / "report.pdf")
    addresses = scanned(report)
    assert addresses == [page.locator(".seal dd").first.inner_text()]
    stranger = open_context().new_page()
    stranger.goto(addresses[0])
    expect(stranger.get_by_role("heading", name="经本系统批准，内容未变")).to_be_visible()
    expect(stranger.get_by_role("heading", name=f"明细 {answers[1]}")).to_be_visible()
    verify_as_printed(stranger, "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(report)))


def verify_as_printed(stranger: Page, paper: str) -> None:
    """Without a phone: the code and the checksum are typed from the paper."""
    code, checksum = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", paper), re.search(r"[0-9a-f]{64}", paper)
    assert code is not None
    assert checksum is not None
    stranger.goto("/verify")
    stranger.get_by_label("验证码").fill(code[0].lower())
    stranger.get_by_role("button", name="查看保存的结果").click()
    stranger.get_by_label("您手中报告上的校验值").fill(checksum[0])
    stranger.get_by_role("button", name="比对").click()
    expect(stranger.get_by_text("校验值一致")).to_be_visible()
