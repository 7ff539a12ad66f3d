"""An engineer hands in a specification written in Word and gets it back with the state beside each reference."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import AS_OF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("lighting")]


def make_specification(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("本产品按 GB 7000.1-2007《灯具 第1部分：一般要求与试验》制造。")
    table = document.add_table(3, 2)
    rows = [
        ("标准号", "标准名称"),
        ("GB/T 31832-2015", "LED城市道路照明应用技术要求"),
        ("CJJ 45-91", "LED模块用电子控制装置"),
    ]
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def hand_in(page: Page, path: Path) -> None:
    page.goto("/check")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_label("查询日期").fill(AS_OF)
    page.get_by_role("button", name="开始查新").click()


def download(page: Page, link: str, target: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    assert waiting.value.suggested_filename == f"技术规格书-{AS_OF}{target.suffix}"
    waiting.value.save_as(target)
    return target


def test_specification_comes_back_with_its_states_and_as_a_table(page: Page, tmp_path: Path) -> None:
    hand_in(page, make_specification(tmp_path / "技术规格书.docx"))
    assert page.locator(".check-table tbody .chip").all_inner_texts() == ["被代替", "现行", "废止"]
    expect(page.get_by_text("表 1 第 3 行第 1 列")).to_be_visible()
    expect(page.get_by_text("所给名称“LED模块用电子控制装置”与标准名称“城市道路照明设计标准”不符")).to_be_visible()
    marked = docx.Document(str(download(page, "下载带结果的原文档", tmp_path / "answered.docx")))
    assert marked.paragraphs[0].text == (
        "本产品按 GB 7000.1-2007〔被代替 → GB 7000.1-2015 → GB/T 7000.1-2023〕《灯具 第1部分：一般要求与试验》制造。"
    )
    assert [[cell.text for cell in row.cells] for row in marked.tables[0].rows] == [
        ["标准号", "标准名称"],
        ["GB/T 31832-2015〔现行〕", "LED城市道路照明应用技术要求"],
        ["CJJ 45-91〔废止，名称不符，请核对编号〕", "LED模块用电子控制装置"],
    ]
    sheet = openpyxl.load_workbook(download(page, "下载查新结果（.xlsx）", tmp_path / "table.xlsx")).active
    assert sheet is not None
    assert [row[:3] for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        (4, "GB/T 31832-2015", "现行"),
        (6, "CJJ 45-91", "废止"),
    ]


def test_marked_specification_handed_in_again_is_answered_as_before(page: Page, tmp_path: Path) -> None:
    hand_in(page, make_specification(tmp_path / "技术规格书.docx"))
    again = download(page, "下载带结果的原文档", tmp_path / "技术规格书.docx")
    hand_in(page, again)
    assert page.locator(".check-table tbody .chip").all_inner_texts() == ["被代替", "现行", "废止"]


def test_old_word_document_is_told_what_to_do(page: Page, tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le").ljust(64, b"\0")
    (tmp_path / "旧清单.docx").write_bytes(content)
    hand_in(page, tmp_path / "旧清单.docx")
    expect(page.get_by_role("heading", name="未能查新")).to_be_visible()
    expect(page.get_by_text("这是旧版 Word 文档（.doc）。请在 Word 或 WPS 中打开，另存为 .docx。")).to_be_visible()
