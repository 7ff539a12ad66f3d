"""From what is handed in to lines: nothing lost, the right column found, a question where it is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
import xlsxwriter

from guiju.checks.engine import identifiers_of
from guiju.checks.problems import CheckProblem
from guiju.checks.reading import Blank, InputLine, read_file, read_pasted
from guiju.kernel.reasons import Reason

Rows = Sequence[Sequence[str | int | None]]


def workbook(path: Path, **sheets: Rows) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


def lines_of(text: str) -> list[tuple[int, str]]:
    return [(line.line, line.text) for line in read_pasted(text)]


def test_pasted_list_each_line_is_answered_blank_ones_are_no_lines() -> None:
    assert lines_of("GB 7000.1-2015\n\n按客户图纸执行\nGB/T 1\n") == [
        (1, "GB 7000.1-2015"),
        (3, "按客户图纸执行"),
        (4, "GB/T 1"),
    ]


def test_pasted_list_heading_is_no_line() -> None:
    assert lines_of("标准编号\nGB 7000.1-2015") == [(2, "GB 7000.1-2015")]


def test_pasted_junk_alone_is_a_line() -> None:
    assert lines_of("详见附件") == [(1, "详见附件")]


def test_pasted_running_text_gives_only_paragraphs_with_numbers() -> None:
    text = (
        "本标准规定了普通照明用灯具的术语和定义、分类、要求、试验方法和检验规则，适用于额定电压不超过一千伏的灯具。\n"
        "下列文件对于本文件的应用是必不可少的，凡是注日期的引用文件，仅该版本适用于本文件，例如 GB 7000.1-2015。\n"
        "凡是不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件，使用者应当自行确认其有效性。\n"
    )
    reading = read_pasted(text)
    assert [line.line for line in reading] == [2]
    assert (reading.passed_over, reading.layout.running_text) == (2, True)


def test_pasted_from_a_spreadsheet_takes_number_and_title_columns() -> None:
    reading = read_pasted("序号\t标准号\t名称\n1\tGB 1-2000\t甲标准\n2\t\t乙标准\n3\t不详\t\n4\t\t\n")
    assert list(reading) == [
        InputLine(2, "GB 1-2000", "甲标准"),
        InputLine(3, "乙标准"),
        InputLine(4, "不详"),
    ]
    assert reading.blank == [Blank(5)]


def test_workbook_number_column_is_found_below_a_title_row(tmp_path: Path) -> None:
    rows: Rows = [
        ["受控标准清单", None, None, None],
        ["序号", "标准编号", "标准名称", "代替标准号"],
        [1, "GB 7000.1-2015", "灯具", "GB 7000.1-2007"],
        [2, None, "灯丝灯", None],
        [3, "按图纸", None, None],
        [None, None, None, None],
        [4, "GB/T 1\nGB/T 2", "甲；乙", None],
        [5, None, None, "GB 8"],
    ]
    reading = read_file(workbook(tmp_path / "list.xlsx", 清单=rows))
    assert list(reading) == [
        InputLine(3, "GB 7000.1-2015", "灯具"),
        InputLine(4, "灯丝灯"),
        InputLine(5, "按图纸"),
        InputLine(7, "GB/T 1\nGB/T 2", "甲；乙"),
    ]
    assert reading.blank == [Blank(8)]
    layout = reading.layout
    assert (layout.sure, layout.sheet, layout.header_row, layout.column, layout.title_column) == (True, "清单", 2, 1, 2)


def test_workbook_two_columns_of_numbers_without_heading_words_asks(tmp_path: Path) -> None:
    rows: Rows = [["甲", "乙"], *[[f"GB {n}-2000", f"GB {n}-2010"] for n in range(1, 9)]]
    layout = read_file(workbook(tmp_path / "two.xlsx", 表=rows)).layout
    assert (layout.sure, [option.share for option in layout.options]) == (False, [1.0, 1.0])


@pytest.mark.parametrize("column", ["乙", "B", "2"])
def test_workbook_column_chosen_by_heading_letter_or_number_is_sure(tmp_path: Path, column: str) -> None:
    rows: Rows = [["甲", "乙"], *[[f"GB {n}-2000", f"GB {n}-2010"] for n in range(1, 9)]]
    reading = read_file(workbook(tmp_path / "two.xlsx", 表=rows), column=column)
    assert (reading.layout.sure, next(iter(reading)).text) == (True, "GB 1-2010")


def test_workbook_column_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "one.xlsx", 表=[["标准号", "名称"], ["GB 1-2000", "甲"]])
    with pytest.raises(CheckProblem) as caught:
        read_file(path, column="型号")
    assert caught.value.reason == Reason.of("check.no_such_column", column="型号", columns="标准号、名称")


def test_workbook_cover_sheet_is_passed_and_other_lists_are_named(tmp_path: Path) -> None:
    numbers: Rows = [["标准号", "名称"], ["GB 1-2000", "甲"]]
    path = workbook(tmp_path / "many.xlsx", 封面=[["清单", "说明"], ["甲", "乙"]], 国标=numbers, 行标=numbers)
    reading = read_file(path)
    assert (reading.layout.sheet, reading.notes) == (
        "国标",
        (Reason.of("check.other_sheets", sheet="国标", others="行标"),),
    )


def test_csv_in_gbk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("标准号,名称\nGB 1-2000,灯具\n".encode("gbk"))
    assert list(read_file(path)) == [InputLine(2, "GB 1-2000", "灯具")]


def test_document_every_paragraph_with_a_number_is_a_line(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("前言")
    document.add_paragraph("按 GB 7000.1-2015《灯具 第1部分》和 GB/T 1 执行。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "IEC 62031"
    document.save(str(tmp_path / "text.docx"))
    reading = read_file(tmp_path / "text.docx")
    lines = list(reading)
    assert [line.text for line in lines] == ["按 GB 7000.1-2015《灯具 第1部分》和 GB/T 1 执行。", "IEC 62031"]
    assert (reading.passed_over, reading.read) == (1, 3)
    assert lines[1].place == Reason.of("sheets.place.table", table=1, row=1, column=1)


def test_identifiers_of_a_line_come_in_order_with_their_titles() -> None:
    asked = identifiers_of(InputLine(1, "GB/T 24824-2009、GB/T 24825-2009", "测试方法；性能要求"))
    assert [(one.docid.canonical, one.title) for one in asked] == [
        ("GB/T 24824-2009", "测试方法"),
        ("GB/T 24825-2009", "性能要求"),
    ]


def test_title_behind_the_number_in_one_cell_is_its_title() -> None:
    asked = identifiers_of(InputLine(1, "CJJ 45—2015 城市道路照明设计标准"))
    assert [(one.docid.canonical, one.title) for one in asked] == [("CJJ 45-2015", "城市道路照明设计标准")]


def test_pasted_rows_with_a_quoted_cell_of_two_lines_keep_their_line_numbers() -> None:
    reading = read_pasted('标准号\t名称\n"GB 1-2000\nGB 2-2000"\t甲\nGB 3-2000\t乙\n')
    assert [(line.line, line.text) for line in reading] == [(2, "GB 1-2000\nGB 2-2000"), (4, "GB 3-2000")]


def test_pasted_rows_with_a_mark_that_is_never_closed_lose_nothing() -> None:
    reading = read_pasted('标准号\t名称\nGB 1-2000\t"甲\nGB 2-2000\t乙\nGB 3-2000\t丙')
    assert [(line.line, line.text) for line in reading] == [(2, "GB 1-2000"), (3, "GB 2-2000"), (4, "GB 3-2000")]


@pytest.mark.parametrize("text", ["a\t" + "GB 1 " * 40_000, "\0\tGB 1", "\t" * 100_000])
def test_pasted_tabs_that_are_no_table_are_read_as_lines(text: str) -> None:
    assert len(list(read_pasted(text))) <= 1
