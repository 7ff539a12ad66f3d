"""Word documents as lines: what stands in a row belongs together, wherever people put numbers and titles."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from guiju.checks.reading import InputLine, Reading, read_file
from guiju.kernel.reasons import Reason

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def table_document(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def document_with(path: Path, body: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def told(reading: Reading) -> list[tuple[int, str, str]]:
    return [(line.line, line.text, line.title) for line in reading]


def place(row: int, column: int, table: int = 1) -> Reason:
    return Reason.of("sheets.place.table", table=table, row=row, column=column)


def test_table_row_gives_number_and_title_together(tmp_path: Path) -> None:
    rows = [
        ["序号", "标准编号", "标准名称", "备注"],
        ["1", "GB 7000.1-2015", "灯具 第1部分：一般要求与试验", ""],
        ["2", "按客户图纸", "装配要求", ""],
        ["3", "", "灯丝灯", "见 GB/T 1-2000"],
    ]
    assert list(read_file(table_document(tmp_path / "a.docx", rows))) == [
        InputLine(6, "GB 7000.1-2015", "灯具 第1部分：一般要求与试验", place(2, 2)),
        InputLine(9, "按客户图纸", "装配要求", place(3, 2)),
        InputLine(12, "灯丝灯", "", place(4, 3)),
        InputLine(13, "见 GB/T 1-2000", "", place(4, 4)),
    ]


def test_table_columns_may_stand_in_any_order_and_replaced_numbers_are_not_asked_about(tmp_path: Path) -> None:
    rows = [
        ["标准名称", "代替标准号", "标准号"],
        ["灯具 第1部分：一般要求与试验", "GB 7000.1-2007", "GB 7000.1-2015"],
    ]
    reading = read_file(table_document(tmp_path / "a.docx", rows))
    assert told(reading) == [(6, "GB 7000.1-2015", "灯具 第1部分：一般要求与试验")]
    assert (reading.passed_over, reading.read) == (5, 6)


@pytest.mark.parametrize("swapped", [False, True])
def test_table_without_heading_ties_titles_by_what_stands_in_it(tmp_path: Path, *, swapped: bool) -> None:
    rows = [
        ["GB 7000.1-2015", "灯具 第1部分：一般要求与试验"],
        ["GB/T 31832-2015", "LED城市道路照明应用技术要求"],
    ]
    rows = [row[::-1] for row in rows] if swapped else rows
    assert [(line.text, line.title) for line in read_file(table_document(tmp_path / "a.docx", rows))] == [
        ("GB 7000.1-2015", "灯具 第1部分：一般要求与试验"),
        ("GB/T 31832-2015", "LED城市道路照明应用技术要求"),
    ]


def test_form_with_labels_is_no_list_and_its_words_are_no_titles(tmp_path: Path) -> None:
    rows = [["样品名称", "LED 路灯"], ["检验依据", "GB 7000.1-2015"], ["判定依据", "GB/T 31832-2015"]]
    assert told(read_file(table_document(tmp_path / "a.docx", rows))) == [
        (4, "GB 7000.1-2015", ""),
        (6, "GB/T 31832-2015", ""),
    ]


def test_several_paragraphs_of_a_cell_are_one_line_with_their_titles(tmp_path: Path) -> None:
    rows = [["标准编号", "标准名称"], ["GB/T 24824-2009\nGB/T 24825-2009", "甲测试方法\n乙性能要求"]]
    document = docx.Document()
    table = document.add_table(2, 2)
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            first, *further = text.split("\n")
            cell.text = first
            for paragraph in further:
                cell.add_paragraph(paragraph)
    document.save(str(tmp_path / "a.docx"))
    lines = list(read_file(tmp_path / "a.docx"))
    assert [(line.line, line.text, line.title, line.paragraphs) for line in lines] == [
        (3, "GB/T 24824-2009\nGB/T 24825-2009", "甲测试方法\n乙性能要求", ((3, 0), (4, 16)))
    ]


def test_merged_cells_keep_columns_apart_and_count_once(tmp_path: Path) -> None:
    heading = tc(p("序号")) + tc(p("标准"), '<w:gridSpan w:val="2"/>')
    names = tc("<w:p/>") + tc(p("标准号")) + tc(p("标准名称"))
    group = tc(p("一、国家标准"), '<w:gridSpan w:val="3"/>')
    first = tc(p("1")) + tc(p("GB 1-2000"), '<w:vMerge w:val="restart"/>') + tc(p("甲标准"))
    second = tc(p("2")) + tc("<w:p/>", "<w:vMerge/>") + tc(p("甲标准的附件"))
    third = tc(p("3")) + tc(p("GB 2-2000")) + tc(p("乙标准"))
    rows = "".join(f"<w:tr>{cells}</w:tr>" for cells in (heading, names, group, first, second, third))
    reading = read_file(document_with(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>"))
    assert list(reading) == [
        InputLine(7, "GB 1-2000", "甲标准", place(4, 2)),
        InputLine(12, "GB 2-2000", "乙标准", place(6, 2)),
    ]
    assert (reading.passed_over, reading.read) == (11, 13)


def test_heading_repeated_on_the_next_page_is_no_line(tmp_path: Path) -> None:
    rows = [["标准号", "名称"], ["GB 1-2000", "甲标准"], ["标准号", "名称"], ["GB 2-2000", "乙标准"]]
    assert told(read_file(table_document(tmp_path / "a.docx", rows))) == [
        (3, "GB 1-2000", "甲标准"),
        (7, "GB 2-2000", "乙标准"),
    ]


def test_table_within_a_cell_is_a_list_of_its_own_and_lines_stay_in_order(tmp_path: Path) -> None:
    inner = "".join(
        f"<w:tr>{tc(p(number))}{tc(p(title))}</w:tr>" for number, title in (("标准号", "名称"), ("GB 2-2000", "乙标准"))
    )
    rows = f"<w:tr>{tc(p('见 GB 1-2000'))}{tc(f'<w:tbl>{inner}</w:tbl>' + p('及 GB 3-2000'))}</w:tr>"
    reading = read_file(document_with(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>{p('GB 4-2000')}"))
    assert [(line.line, line.text, line.title, line.place) for line in reading] == [
        (1, "见 GB 1-2000", "", place(1, 1)),
        (4, "GB 2-2000", "乙标准", place(2, 1, table=2)),
        (6, "及 GB 3-2000", "", place(1, 2)),
        (7, "GB 4-2000", "", Reason.of("sheets.place.paragraph", number=1)),
    ]


def test_long_table_is_read_as_a_list_beyond_its_first_rows(tmp_path: Path) -> None:
    rows = [tc(p("标准号")) + tc(p("标准名称"))]
    rows += [tc(p(f"GB {n}-2000")) + tc(p(f"第{n}号标准")) for n in range(1, 1001)]
    body = "".join(f"<w:tr>{cells}</w:tr>" for cells in rows)
    lines = list(read_file(document_with(tmp_path / "a.docx", f"<w:tbl>{body}</w:tbl>")))
    assert len(lines) == 1000
    assert (lines[-1].text, lines[-1].title) == ("GB 1000-2000", "第1000号标准")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("按 GB/T 19001—2016《质量管理体系 要求》执行。", "质量管理体系 要求"),
        ("按《质量管理体系 要求》（GB/T 19001-2016）执行。", "质量管理体系 要求"),
        ("按《质量管理体系 要求》(标准号：GB/T 19001-2016)执行。", "质量管理体系 要求"),
        ("按《GB/T 19001-2016 质量管理体系 要求》执行。", "质量管理体系 要求"),
        ("按《质量管理体系 要求》GB/T 19001-2016 执行。", "质量管理体系 要求"),
        ("按（GB/T 19001-2016）《质量管理体系 要求》执行。", "质量管理体系 要求"),
        ("按 GB/T 19001-2016 执行，参见《质量手册》。", ""),
        ("GB/T 1-2000《甲》、GB/T 2-2000《乙》和 GB/T 3-2000", "甲\n乙\n"),
        ("《甲》（GB/T 1-2000）、《乙》（GB/T 2-2000）", "甲\n乙"),
        ("《甲》GB/T 1-2000，《乙》GB/T 2-2000", "甲\n乙"),
        ("GB/T 1-2000《甲》（GB/T 2-2000）", "甲\n"),
        ("GB/T 2423.1 电工电子产品环境试验 第2部分：试验方法", "电工电子产品环境试验 第2部分：试验方法"),
        ("[3] ISO 9001:2015, Quality management systems", "Quality management systems"),
        (
            "GB/T 7000.1—2023 灯具 第1部分：一般要求与试验（IEC 60598-1:2020，MOD）",
            "灯具 第1部分：一般要求与试验\n",
        ),
        ("GB/T 2423.1 规定的方法适用于本产品", ""),
        ("GB/T 2423.1 和 GB/T 2423.2", ""),
        ("本产品执行 GB/T 2423.1 低温试验", ""),
    ],
)
def test_title_in_running_text_goes_to_its_number(tmp_path: Path, text: str, title: str) -> None:
    assert [line.title for line in read_file(document_with(tmp_path / "a.docx", p(text)))] == [title]


def test_what_was_not_read_is_said(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("GB 1-2000")
    document.add_comment(paragraph.runs, text="GB 2-2000 也查一下", author="甲")
    document.save(str(tmp_path / "a.docx"))
    reading = read_file(tmp_path / "a.docx")
    assert told(reading) == [(1, "GB 1-2000", "")]
    assert reading.notes == (Reason.of("sheets.note.comments", count=1),)
