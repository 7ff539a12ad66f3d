"""Workbooks as people really make them, read as text."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from openpyxl import Workbook

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import (
    BrokenError,
    EmptyError,
    EncryptedError,
    Limits,
    NoSuchSheetError,
    Row,
    SheetError,
    TooLargeError,
    WrongTypeError,
    open_table,
)

if TYPE_CHECKING:
    from pathlib import Path


def write_cells(path: Path, rows: list[list[Any]], number_format: str = "General") -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if not isinstance(cell.value, str):
                cell.number_format = number_format
    book.save(path)


def only_row(path: Path) -> tuple[str, ...]:
    (row,) = open_table(path, header_row=0).rows()
    return row.cells


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (7, "General", "7"),
        (7.0, "0.00", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (0.000012, "General", "0.000012"),
        (-3.5, "General", "-3.5"),
        (True, "General", "TRUE"),
        (19, "0000", "0019"),
        (19001, '"GB/T "0', "GB/T 19001"),
        (19, "#,##0", "19"),
        (date(2015, 5, 1), "yyyy-mm-dd", "2015-05-01"),
        (date(2015, 5, 1), 'yyyy"年"m"月"', "2015-05"),
        (date(2015, 5, 2), 'yyyy"年"m"月"', "2015-05-02"),
        (date(2015, 1, 1), "yyyy", "2015"),
        (date(2015, 5, 1), "[$-804]yyyy/m/d;@", "2015-05-01"),
        (datetime.fromisoformat("2015-05-01 13:05:07"), "yyyy-mm-dd hh:mm", "2015-05-01 13:05:07"),
        (time(13, 5), "h:mm", "13:05:00"),
        (42125, '[Red]0"days"', "42125"),
        (60000000, "yyyy-mm-dd", "60000000"),
    ],
)
def test_number_under_its_format_reads_as_the_person_sees_it(
    tmp_path: Path, value: object, number_format: str, text: str
) -> None:
    write_cells(tmp_path / "a.xlsx", [[value]], number_format)
    assert only_row(tmp_path / "a.xlsx") == (text,)


def test_workbook_counting_from_1904_gives_the_same_dates(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, date(2015, 5, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    assert only_row(tmp_path / "a.xlsx") == ("2015-05-01",)


def test_rich_text_errors_and_breaks_read_as_text(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("A1", "GB ", bold, "7000", ".1")
        sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
        sheet.write_string("C1", "甲\n乙\x1f")
        sheet.write_string("D1", "_x000D_")
    assert only_row(tmp_path / "a.xlsx") == ("GB 7000.1", "#DIV/0!", "甲\n乙\x1f", "_x000D_")


def test_formulas_read_by_saved_results_are_noted(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", '="GB "&"1"', None, "GB 1")
        sheet.write_formula("B1", "=A1", None, "")
    table = open_table(tmp_path / "a.xlsx", header_row=0)
    assert [row.cells for row in table.rows()] == [("GB 1",)]
    assert table.notes == (
        Reason.of("sheets.note.formulas", count=1, cell="A1"),
        Reason.of("sheets.note.formulas_without_value", count=1, cell="B1"),
    )


def test_first_visible_sheet_with_rows_is_taken_and_the_others_noted(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "空"  # type: ignore[union-attr]  # a new workbook has an active sheet
    hidden, shown, more = (book.create_sheet(name) for name in ("隐", "清单", "附"))
    hidden.sheet_state = "hidden"
    for sheet in (hidden, shown, more):
        sheet.append([sheet.title])
    book.save(tmp_path / "a.xlsx")
    table = open_table(tmp_path / "a.xlsx", header_row=0)
    assert (table.sheet, table.sheet_names) == ("清单", ("空", "隐", "清单", "附"))
    assert table.notes == (
        Reason.of("sheets.note.hidden_sheets", names="隐"),
        Reason.of("sheets.note.other_sheets", names="空，附"),
    )
    assert list(open_table(tmp_path / "a.xlsx", sheet="隐", header_row=0).rows()) == [Row(1, ("隐",))]
    with pytest.raises(NoSuchSheetError) as caught:
        open_table(tmp_path / "a.xlsx", sheet="无")
    assert caught.value.reason == Reason.of("sheets.no_such_sheet", sheet="无", names="空，隐，清单，附")


def test_hidden_rows_and_merged_cells_are_read_and_noted(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for value in ("标准号", "GB 1", "GB 2"):
        sheet.append([value, value])
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "a.xlsx")
    table = open_table(tmp_path / "a.xlsx")
    assert list(table.rows()) == [Row(2, ("GB 1", "GB 1")), Row(3, ("GB 2", ""))]
    assert table.notes == (
        Reason.of("sheets.note.hidden_rows", count=1, row=2),
        Reason.of("sheets.note.merged_cells", count=1, cell="B2:B3"),
    )


def test_workbook_without_a_filled_sheet_is_empty(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(EmptyError) as caught:
        open_table(tmp_path / "a.xlsx")
    assert caught.value.reason == Reason.of("sheets.no_rows")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(max_rows=2), Reason.of("sheets.too_many_rows", sheet="Sheet", limit=2)),
        (Limits(max_columns=2), Reason.of("sheets.too_many_columns", sheet="Sheet", row=1, limit=2)),
        (
            Limits(max_cell_chars=4),
            Reason.of("sheets.cell_too_long", sheet="Sheet", row=3, column="B", limit=4),
        ),
        (Limits(max_bytes=100), Reason.of("sheets.too_many_bytes", limit="0.0001")),
        (Limits(max_unpacked_bytes=100), Reason.of("sheets.too_many_unpacked_bytes", limit="0.0001")),
    ],
)
def test_workbook_past_a_limit_is_refused(tmp_path: Path, limits: Limits, reason: Reason) -> None:
    write_cells(tmp_path / "a.xlsx", [["a", "b", "c"], ["d", "e"], ["f", "ghijk"]])
    with pytest.raises(TooLargeError) as caught:
        list(open_table(tmp_path / "a.xlsx", limits=limits).rows())
    assert caught.value.reason == reason


def test_shared_text_past_the_limit_is_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("清单").write_string("B3", "ghijk")
    with pytest.raises(TooLargeError) as caught:
        open_table(tmp_path / "a.xlsx", limits=Limits(max_cell_chars=4))
    assert caught.value.reason == Reason.of("sheets.cell_too_long", sheet="清单", row=3, column="B", limit=4)


def with_part(source: Path, target: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_with(tmp_path: Path, content: bytes) -> Path:
    write_cells(tmp_path / "plain.xlsx", [["标准号"], ["GB 1"]])
    with_part(tmp_path / "plain.xlsx", tmp_path / "changed.xlsx", SHEET, content)
    return tmp_path / "changed.xlsx"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_document_type_is_refused(tmp_path: Path, declaration: str) -> None:
    body = f'<?xml version="1.0"?>{declaration}<worksheet {MAIN}><sheetData/></worksheet>'
    with pytest.raises(BrokenError) as caught:
        open_table(sheet_with(tmp_path, body.encode()))
    assert caught.value.reason == Reason.of("sheets.forbidden_xml", part=SHEET)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"><c r="!1"><v>1</v></c></row>',
        '<row r="1"><c t="s"><v>99</v></c></row>',
        '<row r="1"><c t="s"><v>-1</v></c></row>',
        "<row>",
    ],
)
def test_sheet_that_contradicts_itself_is_broken(tmp_path: Path, rows: str) -> None:
    path = sheet_with(tmp_path, f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode())
    with pytest.raises(BrokenError) as caught:
        open_table(path)
    assert caught.value.reason.code == "sheets.broken_xml"


def test_small_file_that_unfolds_without_measure_is_refused(tmp_path: Path) -> None:
    path = sheet_with(tmp_path, b"<worksheet>" + b" " * 60_000_000)
    with pytest.raises(TooLargeError) as caught:
        open_table(path)
    assert caught.value.reason == Reason.of("sheets.suspicious_ratio", part=SHEET)
    assert path.stat().st_size < 100_000


def test_zip_header_that_understates_its_size_is_broken(tmp_path: Path) -> None:
    write_cells(tmp_path / "a.xlsx", [["标准号"], ["GB 1"]])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        size = archive.getinfo(SHEET).file_size
    content = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "b.xlsx").write_bytes(content.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little")))
    with pytest.raises(BrokenError) as caught:
        open_table(tmp_path / "b.xlsx")
    assert caught.value.reason == Reason.of("sheets.broken_zip", part=SHEET)


def test_zip_with_too_many_parts_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/{number}", b"")
    with pytest.raises(TooLargeError) as caught:
        open_table(tmp_path / "a.xlsx")
    assert caught.value.reason == Reason.of("sheets.too_many_parts", limit=10_000)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_workbook_is_broken(tmp_path: Path, share: float) -> None:
    write_cells(tmp_path / "a.xlsx", [["标准号"], ["GB 1"]])
    content = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "b.xlsx").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BrokenError) as caught:
        open_table(tmp_path / "b.xlsx")
    assert caught.value.reason == Reason.of("sheets.broken_zip", part="zip")


def test_damaged_workbook_gives_rows_or_a_sheet_error(tmp_path: Path) -> None:
    write_cells(tmp_path / "a.xlsx", [["标准号"], ["GB 1"]])
    content = (tmp_path / "a.xlsx").read_bytes()
    outcomes = set()
    for position in range(0, len(content), 29):
        damaged = bytearray(content)
        damaged[position] ^= 0xFF
        (tmp_path / "b.xlsx").write_bytes(damaged)
        try:
            list(open_table(tmp_path / "b.xlsx").rows())
            outcomes.add("read")
        except SheetError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def stream_name(name: str) -> bytes:
    return name.encode("utf-16-le").ljust(64, b"\0")


@pytest.mark.parametrize(
    ("content", "error", "code"),
    [
        (b"", EmptyError, "empty_file"),
        (b"%PDF-1.7\n", WrongTypeError, "is_pdf"),
        (b"\x89PNG\r\n\x1a\n", WrongTypeError, "is_image"),
        (b"{\\rtf1}", WrongTypeError, "is_rtf"),
        (b"<html><table><tr><td>GB 1</td></tr></table></html>", WrongTypeError, "is_html"),
        (b"  <!DOCTYPE html>", WrongTypeError, "is_html"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            WrongTypeError,
            "is_xml_spreadsheet",
        ),
        (b"\x7fELF" + bytes(200), WrongTypeError, "is_binary"),
        (OLE + bytes(504) + stream_name("EncryptedPackage"), EncryptedError, "encrypted"),
        (OLE + bytes(504) + stream_name("WordDocument"), WrongTypeError, "is_doc"),
        (OLE + bytes(504), WrongTypeError, "is_ole"),
        (OLE + bytes(504) + stream_name("Workbook") + bytes(2000), BrokenError, "broken_xls"),
        (b"PK\x05\x06" + bytes(18), BrokenError, "broken_zip"),
        (b"\x1f\x8b\x08\x00broken", BrokenError, "broken_gzip"),
    ],
)
def test_content_that_is_no_workbook_says_what_it_is(
    tmp_path: Path, content: bytes, error: type[SheetError], code: str
) -> None:
    (tmp_path / "list.xlsx").write_bytes(content)
    with pytest.raises(error) as caught:
        open_table(tmp_path / "list.xlsx")
    assert (type(caught.value), caught.value.reason.code) == (error, f"sheets.{code}")


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("word/document.xml", "is_document"),
        ("ppt/presentation.xml", "is_pptx"),
        ("xl/workbook.bin", "is_xlsb"),
        ("readme.txt", "is_archive"),
    ],
)
def test_zip_that_is_no_workbook_says_what_it_is(tmp_path: Path, part: str, code: str) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr(part, b"")
    with pytest.raises(WrongTypeError) as caught:
        open_table(tmp_path / "list.xlsx")
    assert caught.value.reason.code == f"sheets.{code}"


def test_missing_file_says_its_name(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        open_table(tmp_path / "list.xlsx")
    assert caught.value.reason == Reason.of("sheets.missing", name="list.xlsx")


def test_links_to_other_workbooks_and_macros_are_not_followed(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "='[other.xlsx]Sheet1'!A1", None, "GB 1")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old:
        relations = old.read("xl/_rels/workbook.xml.rels")
    macro = (
        b'<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="v"/>'
    )
    changed = relations.replace(b"</Relationships>", macro + b"</Relationships>")
    with_part(tmp_path / "a.xlsx", tmp_path / "b.xlsm", "xl/_rels/workbook.xml.rels", changed)
    table = open_table(tmp_path / "b.xlsm", header_row=0)
    assert list(table.rows()) == [Row(1, ("GB 1",))]
    assert table.notes == (
        Reason.of("sheets.note.formulas", count=1, cell="A1"),
        Reason.of("sheets.note.macros"),
    )
