"""The files of a report, read back from what a person downloads."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from django.conf import LazySettings
from django.utils import timezone

from guiju.checks import services
from guiju.checks.models import Report
from guiju.checks.reports import printed
from guiju.checks.reports.printed import named_lines
from guiju.checks.reports.scanning import png, svg
from guiju.checks.rules import printed_code
from guiju.checks.services import Given
from tests.checks.reports_given import approved, checked, correction_of, drafted
from tests.checks.small_catalogue import given_small_catalogue


@pytest.fixture(autouse=True)
def catalogue(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    given_small_catalogue()


def today() -> str:
    return timezone.localdate().isoformat()


def pdf_words(report: Report, language: str) -> str:
    """The text of the PDF with all spaces taken out: where lines break is the page's matter."""
    path = services.report_file(report=report, kind="pdf", language=language)  # type: ignore[arg-type]
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


def expected_chinese(report: Report) -> list[str]:
    """What the paper must say, in its order, written down by hand."""
    assert report.parent is not None
    checked_at = timezone.localtime(report.parent.finished_at).strftime("%Y-%m-%d %H:%M")
    return [
        "标准查新报告",
        f"报告编号{report.number}",
        "委托单位示范照明有限公司",
        "查新范围道路照明产品",
        "所交清单粘贴的文字",
        "查询日期（状态截至）2026-11-22",
        f"查新时间{checked_at}",
        f"批准日期{today()}",
        "读取行数与结论数读取 4 行，结论 4 项；空行 0，未作答 0",
        "结论本次查新共 4 项，按所列来源的记载，在 2026-11-22 的情况如下：",
        "现行：1 项。",
        "已被代替：1 项，不宜再作为现行标准引用，请按明细所列代替标准复核。",
        "已废止且来源未给出代替标准：1 项，应停止作为现行标准引用。",
        "未能查证：1 项。本报告对其是否存在、是否有效不作结论，查无不等于不存在。",
        "以上结论仅依据所列来源在查新时的记载，收录范围以外不作判断；使用前请以标准文本和官方公告为准。",
        "统计结论项数建议",
        "● 现行1可继续使用",
        "▲ 被代替1按代替标准复核",
        "■ 废止1停止作为现行标准引用",
        "○ 查无1核对编号，向其他来源查证",
        "未能查证的内容结论项数行建议",
        "○ 查无14核对编号，向其他来源查证",
        "签署查新人王敏审核人李强批准人赵宁",
        f"验证验证地址{report.address}",
        f"验证码{printed_code(report.code or '')}",
        f"结果校验值（SHA-256）{report.checksum}",
        "扫描二维码或在验证页输入验证码，可查看保存的查新结果并核对校验值；内容不一致时以验证页为准。",
        "明细行原文结论标准号、名称、日期代替标准说明、建议",
        "1GB/T 40-2010● 现行GB/T 40-2010照明设备电子镇流器2011-01-01 实施",
        "2GB 7000.1-2007▲ 被代替GB 7000.1-20072009-01-01 实施GB 7000.1-2015→ GB/T 7000.1-2023",
        "3GB 20-2001■ 废止GB 20-20012001-10-01 实施，2017-03-23 废止",
        "4GB/T 99-1999○ 查无",
        "收录范围代号收录项数年份最近读入",
        f"GB111999–2027{today()}",
        "来源来源最近读入",
        f"official list{today()}",
    ]


def test_pdf_says_in_its_order_all_that_a_report_must_say() -> None:
    report = approved()
    words = pdf_words(report, "zh")
    place = 0
    for said in expected_chinese(report):
        found = words.find(re.sub(r"\s+", "", said), place)
        assert found >= 0, f"not on the paper from {words[place : place + 80]!r} on: {said}"
        place = found


def test_pdf_in_english_says_the_same() -> None:
    words = pdf_words(approved(), "en")
    for said in (
        "Report of a standards check",
        "Client示范照明有限公司",
        "4 answers. By the sources listed, on 2026-11-22 they stand as follows.",
        "Not verified: 1. Of these the report says neither that they exist nor that they are in force;",
        "Searched by王敏Checked by李强Approved by赵宁",
        "GB 20-2001■ withdrawnGB 20-2001in force 2001-10-01, withdrawn 2017-03-23",
    ):
        assert re.sub(r"\s+", "", said) in words, said


def test_pdf_carries_its_fonts_and_title() -> None:
    path = services.report_file(report=approved(), kind="pdf", language="zh")
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert (reader.metadata.title, len(reader.pages)) == ("标准查新报告", 2)
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts != set()
    assert {name for name in fonts if not name.startswith("NotoSansCJK")} == set()


def test_same_report_gives_the_same_pdf_again() -> None:
    report = approved()
    path = services.report_file(report=report, kind="pdf", language="zh")
    first = path.read_bytes()
    path.unlink()
    assert services.report_file(report=report, kind="pdf", language="zh").read_bytes() == first


def test_draft_says_so_and_has_neither_number_nor_seal() -> None:
    words = pdf_words(drafted(), "zh")
    assert "草稿，未经批准，不作为凭据" in words
    assert "报告编号批准后编号" in words
    assert "验证码" not in words


def test_draft_is_made_anew_each_time() -> None:
    check = checked()
    draft = drafted(check)
    assert "○查无1核对编号" in pdf_words(draft, "zh")
    services.complete_lines(check=check, given=[Given(2, 4, 1, "GB/T 40-2010", "来信")], by="王敏")
    words = pdf_words(draft, "zh")
    assert "没有。每一项都有依据。" in words
    assert f"人工补全为GB/T40-2010（王敏，{today()}；依据：来信）" in words
    assert f"人工补全行补全的编号依据补全人日期4GB/T40-2010来信王敏{today()}" in words


def test_correction_names_what_it_corrects_and_why() -> None:
    wrong = approved()
    words = pdf_words(approved(correction_of(wrong)), "zh")
    assert "标准查新更正报告" in words
    assert f"更正（代替）报告{wrong.number}更正原因第4行编号抄错" in words


def test_word_document_has_the_same_parts() -> None:
    report = approved()
    document = docx.Document(str(services.report_file(report=report, kind="docx", language="zh")))
    headings = [p.text for p in document.paragraphs if str(p.style and p.style.name).startswith(("Title", "Heading"))]
    assert headings == [
        *("标准查新报告", "结论", "统计", "未能查证的内容", "签署", "验证", "明细", "收录范围", "来源"),
    ]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert tables[0][:3] == [
        ["报告编号", report.number],
        ["委托单位", "示范照明有限公司"],
        ["查新范围", "道路照明产品"],
    ]
    assert tables[1] == [
        ["结论", "项数", "建议"],
        ["● 现行", "1", "可继续使用"],
        ["▲ 被代替", "1", "按代替标准复核"],
        ["■ 废止", "1", "停止作为现行标准引用"],
        ["○ 查无", "1", "核对编号，向其他来源查证"],
    ]
    assert tables[3] == [["查新人", "王敏"], ["审核人", "李强"], ["批准人", "赵宁"]]
    assert tables[4][1:] == [["验证码", printed_code(report.code or "")], ["结果校验值（SHA-256）", report.checksum]]
    assert tables[5][2][:5] == [
        *("2", "GB 7000.1-2007", "▲ 被代替"),
        "GB 7000.1-2007\n2009-01-01 实施",
        "GB 7000.1-2015\n→ GB/T 7000.1-2023",
    ]


def test_workbook_has_every_finding() -> None:
    path = services.report_file(report=approved(), kind="xlsx", language="en")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [row[:6] for row in sheet.iter_rows(values_only=True)] == [
        ("line", "part", "as written", "outcome", "standard", "title"),
        (1, 1, "GB/T 40-2010", "in force", "GB/T 40-2010", "照明设备电子镇流器"),
        (2, 1, "GB 7000.1-2007", "replaced", "GB 7000.1-2007", None),
        (3, 1, "GB 20-2001", "withdrawn", "GB 20-2001", None),
        (4, 1, "GB/T 99-1999", "not found", None, None),
    ]


def test_more_findings_than_paper_bears_are_cut_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "MOST_FINDINGS", 3)
    words = pdf_words(approved(), "zh")
    assert "本表列出前3项，全部4项见随附的.xlsx明细，校验值包含全部明细。" in words
    assert "4GB/T99-1999" not in words


def test_line_of_many_numbers_is_printed_around_each_and_whole_once_in_the_workbook() -> None:
    line = "、".join(f"GB/T {number}-2001" for number in range(1000, 1400))
    report = approved(drafted(checked(line)))
    findings = list(services.content_of(report))
    assert (len(findings), findings[0]["input"]) == (400, line)
    assert findings[200]["input"] == (
        "…GB/T 1198-2001、GB/T 1199-2001、GB/T 1200-2001、GB/T 1201-2001、GB/T 1202-2001…"
    )
    path = services.report_file(report=report, kind="pdf", language="zh")
    assert len(pypdf.PdfReader(path).pages) < 60
    document = docx.Document(str(services.report_file(report=report, kind="docx", language="zh")))
    assert max(len(row.cells[1].text) for row in document.tables[5].rows) < 200
    sheet = openpyxl.load_workbook(services.report_file(report=report, kind="xlsx", language="zh")).active
    assert sheet is not None
    lengths = [len(str(row[2])) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert (lengths[0], max(lengths[1:]) < 200) == (len(line), True)


def test_signs_that_nobody_sees_are_printed_by_their_names() -> None:
    report = approved(drafted(checked("GB 20-2001 \u202e反写")))
    assert "GB20-2001⟨U+202E⟩反写" in pdf_words(report, "zh")
    document = docx.Document(str(services.report_file(report=report, kind="docx", language="zh")))
    assert document.tables[4].rows[1].cells[1].text == "GB 20-2001 ⟨U+202E⟩反写"


def test_hostile_texts_are_printed_as_they_are() -> None:
    hostile = '#panic("x") $ * _ \\ <b> {{ x }} @ref 《=1+1》'
    report = approved(drafted(checked(f"GB 20-2001 {hostile}")))
    assert re.sub(r"\s+", "", hostile) in pdf_words(report, "zh")
    document = docx.Document(str(services.report_file(report=report, kind="docx", language="zh")))
    assert any(hostile in cell.text for table in document.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], ""),
        ([7], "7"),
        ([3, 1, 2, 2, 9], "1–3, 9"),
        (list(range(1, 1000, 2)), ", ".join(str(n) for n in range(1, 400, 2)) + " …"),
    ],
)
def test_lines_are_named_in_runs(lines: list[int], told: str) -> None:
    assert named_lines(lines) == told


def test_code_to_scan_is_a_drawing_and_a_picture_of_itself_alone() -> None:
    drawn = svg("https://standards.example/verify/7KQ2M9XD0ABCDEFG")
    assert (drawn.startswith("<svg "), "<script" in drawn, "href" in drawn) == (True, False, False)
    assert png("https://standards.example/verify/7KQ2M9XD0ABCDEFG").startswith(b"\x89PNG\r\n")


def test_moment_of_a_report_is_told_in_local_time() -> None:
    assert printed.day_and_time(dt.datetime(2026, 11, 22, 9, 5, 59, tzinfo=dt.UTC).isoformat()) == "2026-11-22 09:05"
