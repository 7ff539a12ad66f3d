"""A workbook comes back with answers, and nothing else in it has changed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import CannotAnnotateError, Column, annotate_xlsx, open_table

SHEET = "xl/worksheets/sheet1.xml"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)

CUT = "…〔超过单元格上限 32767 个字符，余下从略 / cut: a cell holds 32767 characters〕"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def cells(path: Path, sheet: str) -> list[list[Any]]:
    book = load_workbook(path)
    values = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    book.close()
    return values


def rich_workbook(path: Path) -> None:
    """A list as people keep them: title, styles, formulas, notes, rules, a picture, hidden rows, a second sheet."""
    with xlsxwriter.Workbook(path) as book:
        head = book.add_format({"bold": True, "bg_color": "#DDEEFF", "border": 1})
        body = book.add_format({"border": 1, "font_name": "宋体"})
        sheet = book.add_worksheet("清单")
        sheet.merge_range("A1:C1", "某厂标准清单", head)
        sheet.write_row("A3", ["序号", "标准号", "数量"], head)
        for row, number in enumerate(["GB 7000.1-2015", "=bad", "GB/T 31831-2015"], 3):
            sheet.write_number(row, 0, row - 2, body)
            sheet.write_string(row, 1, number, body)
            sheet.write_formula(row, 2, f"=A{row + 1}*2", body, (row - 2) * 2)
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.write_comment("B4", "请核对")
        sheet.data_validation("C4:C6", {"validate": "integer", "criteria": ">", "value": 0})
        sheet.conditional_format("A4:A6", {"type": "cell", "criteria": ">", "value": 1, "format": head})
        image = path.with_suffix(".png")
        image.write_bytes(PIXEL)
        sheet.insert_image("A10", str(image))
        sheet.set_column("B:B", 30)
        sheet.autofilter("A3:C6")
        sheet.print_area("A1:C6")
        sheet.repeat_rows(2)
        book.define_name("合计", "=清单!$C$4:$C$6")
        other = book.add_worksheet("其他")
        other.write_row(0, 0, ["不动", 1])
        other.write_formula(1, 0, "=清单!C4", None, 2)


def annotate(source: Path, target: Path, **changes: Any) -> None:
    given: dict[str, Any] = {
        "sheet": "清单",
        "header_row": 3,
        "headers": ["状态", "被代替"],
        "answers": {4: ("现行", ""), 5: ("=1+1", "@x"), 6: ("现行", "甲\n乙")},
    }
    annotate_xlsx(source, target, **(given | changes))


def test_annotate_rich_workbook_adds_text_to_the_right(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    assert cells(tmp_path / "out.xlsx", "清单") == [
        ["某厂标准清单", None, None, None, None],
        [None, None, None, None, None],
        ["序号", "标准号", "数量", "状态", "被代替"],
        [1, "GB 7000.1-2015", "=A4*2", "现行", None],
        [2, "=bad", "=A5*2", "=1+1", "@x"],
        [3, "GB/T 31831-2015", "=A6*2", "现行", "甲\n乙"],
    ]


def test_annotate_rich_workbook_writes_answers_as_strings(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["清单"]
    assert [sheet[name].data_type for name in ("D5", "E5", "D4")] == ["s", "s", "s"]
    assert b"<f>1+1" not in parts(tmp_path / "out.xlsx")[SHEET]


def test_annotate_rich_workbook_leaves_other_parts_byte_identical(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    before, after = parts(tmp_path / "in.xlsx"), parts(tmp_path / "out.xlsx")
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {SHEET, "xl/styles.xml", "xl/workbook.xml"}


def test_annotate_rich_workbook_changes_only_the_filter_name_of_the_workbook_part(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    before, after = parts(tmp_path / "in.xlsx"), parts(tmp_path / "out.xlsx")
    name = "xl/workbook.xml"
    assert after[name] == before[name].replace("清单!$A$3:$C$6<".encode(), "清单!$A$3:$E$6<".encode())
    assert before[name] != after[name]


def test_annotate_rich_workbook_keeps_every_byte_of_the_sheet_but_what_it_adds(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    before, after = (parts(tmp_path / name)[SHEET].decode() for name in ("in.xlsx", "out.xlsx"))
    without = re.sub(r'<c r="[DE]\d+"[^>]*?(/>|>.*?</c>)', "", after, flags=re.DOTALL)
    without = re.sub(r'<col min="[45]"[^>]*/>', "", without)
    without = without.replace('ref="A1:E6"', 'ref="A1:C6"').replace('ref="A3:E6"', 'ref="A3:C6"')
    assert without.replace('spans="1:5"', 'spans="1:3"') == before


def test_annotate_header_cells_look_like_their_neighbour(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", headers=["状态", Column("被代替", 33)])
    sheet = load_workbook(tmp_path / "out.xlsx")["清单"]
    assert sheet["D3"].style_id == sheet["C3"].style_id == sheet["E3"].style_id
    assert (sheet.column_dimensions["B"].width, sheet.column_dimensions["E"].width) == (30.7109375, 33)
    assert sheet["D4"].font.name == "宋体"
    assert sheet["D4"].border.left.style == "thin"
    assert sheet["D4"].alignment.wrap_text is True


def test_annotate_with_tones_fills_the_answers_only(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", tones={4: "good", 5: "bad"})
    sheet = load_workbook(tmp_path / "out.xlsx")["清单"]
    colours = [sheet[name].fill.fgColor.rgb for name in ("D4", "E4", "D5", "D6", "C4")]
    assert colours == ["FFE3F4E6", "FFE3F4E6", "FFFBDDD9", "00000000", "00000000"]


def test_annotate_answers_of_a_function_reach_the_rows_below_the_heading(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    asked: list[int] = []

    def answer(row: int) -> tuple[str, str] | None:
        asked.append(row)
        return ("有", "无") if row == 6 else None

    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", answers=answer)
    assert asked == [4, 5, 6]
    assert [row[3:] for row in cells(tmp_path / "out.xlsx", "清单")[2:]] == [
        ["状态", "被代替"],
        [None, None],
        [None, None],
        ["有", "无"],
    ]


def test_annotate_answer_above_the_heading_is_written_too(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", answers={1: ("标题行", "")})
    assert cells(tmp_path / "out.xlsx", "清单")[0] == ["某厂标准清单", None, None, "标题行", None]


@pytest.mark.parametrize("row", [2, 3, 99])
def test_annotate_answer_without_a_row_is_refused_before_anything_is_written(tmp_path: Path, row: int) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    with pytest.raises(CannotAnnotateError) as caught:
        annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", answers={row: ("现行", "")})
    assert caught.value.reason == Reason.of("sheets.no_such_row", sheet="清单", row=row)
    assert not (tmp_path / "out.xlsx").exists()


def test_annotate_table_ending_at_the_last_column_grows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet("清单")
        columns = [{"header": "标准号"}, {"header": "状态"}]
        sheet.add_table("A1:B3", {"columns": columns, "data": [["GB 1", "?"], ["GB 2", "?"]], "name": "表"})
    annotate(
        tmp_path / "in.xlsx", tmp_path / "out.xlsx", header_row=1, headers=["状态", "说明"], answers={2: ("现行", "好")}
    )
    table = load_workbook(tmp_path / "out.xlsx")["清单"].tables["表"]
    assert (table.ref, table.autoFilter.ref) == ("A1:D3", "A1:D3")
    assert [column.name for column in table.tableColumns] == ["标准号", "状态", "状态 (2)", "说明"]
    assert [column.id for column in table.tableColumns] == [1, 2, 3, 4]
    assert cells(tmp_path / "out.xlsx", "清单")[:2] == [
        ["标准号", "状态", "状态 (2)", "说明"],
        ["GB 1", "?", "现行", "好"],
    ]


def test_annotate_blank_styled_cells_and_hidden_columns_give_way(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet("清单")
        border = book.add_format({"border": 1})
        sheet.write_row(0, 0, ["序号", "标准号"])
        sheet.write_row(1, 0, [1, "GB 1"])
        for column in range(2, 6):
            sheet.write_blank(1, column, None, border)
        sheet.set_column(2, 16383, None, None, {"hidden": True})
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", header_row=1, answers={2: ("现行", "无")})
    sheet = load_workbook(tmp_path / "out.xlsx")["清单"]
    assert [cell.value for cell in sheet[2]] == [1, "GB 1", "现行", "无", None, None]
    text = parts(tmp_path / "out.xlsx")[SHEET].decode()
    ours = [{"min": str(n), "max": str(n), "width": "14", "customWidth": "1"} for n in (3, 4)]
    found = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<col [^>]*>", text)]
    assert found[:2] == ours
    assert (found[2]["min"], found[2]["max"], found[2]["hidden"]) == ("5", "16384", "1")


PREFIXED = (
    '<?xml version="1.0" encoding="utf-8"?><x:worksheet '
    'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
    '<x:row><x:c t="inlineStr"><x:is><x:t>标准号</x:t></x:is></x:c></x:row>'
    '<x:row r="2" ht="20" /><x:row r="5"><x:c r="A5" t="str"><x:v>GB 1</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>"
)


def minimal_workbook(path: Path, sheet_xml: bytes) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="清单" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(SHEET, sheet_xml)


def test_annotate_prefixed_sheet_without_styles_or_references_is_filled(tmp_path: Path) -> None:
    minimal_workbook(tmp_path / "in.xlsx", PREFIXED.encode())
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", header_row=1, answers={2: ("空行", ""), 5: ("现行", "")})
    assert cells(tmp_path / "out.xlsx", "清单") == [
        ["标准号", "状态", "被代替"],
        [None, "空行", None],
        [None, None, None],
        [None, None, None],
        ["GB 1", "现行", None],
    ]


def test_annotate_text_with_control_characters_and_code_look_alikes_reads_back(tmp_path: Path) -> None:
    minimal_workbook(tmp_path / "in.xlsx", PREFIXED.encode())
    text = 'a<b>&"c" _x000D_ \x07\ud800 ]]> 𠮷'
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", header_row=1, answers={5: (text, "x" * 40_000)})
    (row,) = open_table(tmp_path / "out.xlsx").rows()
    assert row.cells == ("GB 1", 'a<b>&"c" _x000D_ \ufffd ]]> 𠮷', "x" * 32_705 + CUT)


def test_annotate_utf16_sheet_is_refused(tmp_path: Path) -> None:
    minimal_workbook(tmp_path / "in.xlsx", PREFIXED.replace("utf-8", "utf-16").encode("utf-16"))
    with pytest.raises(CannotAnnotateError) as caught:
        annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", header_row=1)
    assert caught.value.reason.code == "sheets.not_utf8"


def test_annotate_sheet_full_to_the_last_column_is_refused(tmp_path: Path) -> None:
    sheet = PREFIXED.replace('r="A5"', 'r="XFD5"')
    minimal_workbook(tmp_path / "in.xlsx", sheet.encode())
    with pytest.raises(CannotAnnotateError) as caught:
        annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", header_row=1)
    assert caught.value.reason.code == "sheets.no_room"


def test_annotate_without_header_row_adds_answers_only(tmp_path: Path) -> None:
    minimal_workbook(tmp_path / "in.xlsx", PREFIXED.encode())
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx", header_row=0, answers={1: ("甲", "乙")})
    assert cells(tmp_path / "out.xlsx", "清单")[0] == ["标准号", "甲", "乙"]


def test_annotate_text_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("标准号\nGB 1\n", encoding="utf-8")
    with pytest.raises(CannotAnnotateError) as caught:
        annotate(tmp_path / "in.csv", tmp_path / "out.xlsx")
    assert caught.value.reason.code == "sheets.not_annotatable"


def test_annotate_keeps_macros_and_unknown_parts(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "in.xlsx")
    with zipfile.ZipFile(tmp_path / "in.xlsx", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00\x01macro")
        archive.writestr("customXml/item1.xml", b"<a/>")
    annotate(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    after = parts(tmp_path / "out.xlsx")
    assert (after["xl/vbaProject.bin"], after["customXml/item1.xml"]) == (b"\x00\x01macro", b"<a/>")
