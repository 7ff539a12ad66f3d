"""Word documents and texts read in order, each paragraph with its place."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import (
    BrokenError,
    EmptyError,
    Limits,
    Paragraph,
    TooLargeError,
    WrongTypeError,
    read_document,
)

if TYPE_CHECKING:
    from pathlib import Path

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def place(kind: str, number: int) -> Reason:
    return Reason.of(f"sheets.place.{kind}", number=number)


def cell(table: int, row: int, column: int) -> Reason:
    return Reason.of("sheets.place.table", table=table, row=row, column=column)


def document_with(path: Path, body: str, declaration: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"{declaration}<w:document {WORD}><w:body>{body}</w:body></w:document>")
    return path


def test_document_reads_paragraphs_and_cells_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("引用文件")
    document.add_paragraph("")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "标准号"
    table.cell(1, 1).text = "灯具"
    table.cell(1, 0).text = "GB 7000.1-2015"
    run = document.add_paragraph("按 ").add_run("GB/T")
    run.add_tab()
    run.add_text("31831")
    run.add_break()
    run.add_text("执行")
    document.sections[0].header.paragraphs[0].text = "页眉 GB 1"
    document.sections[0].footer.paragraphs[0].text = "页脚 GB 2"
    document.save(str(tmp_path / "a.docx"))
    assert list(read_document(tmp_path / "a.docx")) == [
        Paragraph("引用文件", place("paragraph", 1)),
        Paragraph("标准号", cell(1, 1, 1)),
        Paragraph("GB 7000.1-2015", cell(1, 2, 1)),
        Paragraph("灯具", cell(1, 2, 2)),
        Paragraph("按 GB/T\t31831\n执行", place("paragraph", 3)),
        Paragraph("页眉 GB 1", place("header", 1)),
        Paragraph("页脚 GB 2", place("footer", 1)),
    ]


def test_tracked_deletions_are_left_out_and_insertions_are_in(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>GB 7000.1-</w:t></w:r><w:del><w:r><w:delText>2007</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>2015</w:t></w:r></w:ins></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>GB 1</w:t></w:r></w:moveFrom><w:r><w:t>x</w:t></w:r></w:p>"
        "<w:p><w:moveTo><w:r><w:t>GB 1</w:t></w:r></w:moveTo></w:p>"
    )
    path = document_with(tmp_path / "a.docx", body)
    assert [text for text, _ in read_document(path)] == ["GB 7000.1-2015", "x", "GB 1"]


def test_text_boxes_are_read_once_and_tab_stops_are_no_text(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>盒 GB 2</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="20"/></w:tabs></w:pPr><w:r>'
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:t>外 GB</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>"
    ).replace("<mc:AlternateContent>", '<mc:AlternateContent xmlns:mc="urn:mc">')
    path = document_with(tmp_path / "a.docx", body)
    assert list(read_document(path)) == [
        Paragraph("盒 GB 2", place("paragraph", 1)),
        Paragraph("外 GB-1", place("paragraph", 1)),
    ]


def test_nested_tables_have_numbers_of_their_own(tmp_path: Path) -> None:
    def p(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    inner = f"<w:tbl><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{inner}{p('乙')}</w:tc></w:tr></w:tbl>"
    path = document_with(tmp_path / "a.docx", outer + p("后"))
    assert list(read_document(path)) == [
        Paragraph("甲", cell(1, 1, 1)),
        Paragraph("内", cell(2, 1, 1)),
        Paragraph("乙", cell(1, 1, 2)),
        Paragraph("后", place("paragraph", 1)),
    ]


def test_document_with_more_paragraphs_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = document_with(tmp_path / "a.docx", "<w:p/>" * 11)
    with pytest.raises(TooLargeError) as caught:
        list(read_document(path, Limits(max_paragraphs=10)))
    assert caught.value.reason == Reason.of("sheets.too_many_paragraphs", limit=10)


def test_paragraph_without_end_is_refused(tmp_path: Path) -> None:
    path = document_with(tmp_path / "a.docx", f"<w:p><w:r><w:t>{'灯' * 1_000_001}</w:t></w:r></w:p>")
    with pytest.raises(TooLargeError) as caught:
        list(read_document(path))
    assert caught.value.reason.code == "sheets.paragraph_too_long"


def test_document_type_in_a_document_is_refused(tmp_path: Path) -> None:
    path = document_with(tmp_path / "a.docx", "<w:p/>", "<!DOCTYPE w [<!ENTITY a 'b'>]>")
    with pytest.raises(BrokenError) as caught:
        list(read_document(path))
    assert caught.value.reason == Reason.of("sheets.forbidden_xml", part="word/document.xml")


def test_document_without_its_text_part_is_broken(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/other.xml", b"<a/>")
    with pytest.raises(BrokenError) as caught:
        list(read_document(tmp_path / "a.docx"))
    assert caught.value.reason == Reason.of("sheets.missing_part", part="word/document.xml")


def test_text_file_reads_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("引用 GB 1\r\n\r\n灯具\n".encode("gbk"))
    assert list(read_document(tmp_path / "a.txt")) == [
        Paragraph("引用 GB 1", place("line", 1)),
        Paragraph("灯具", place("line", 3)),
    ]


def test_workbook_as_a_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
    with pytest.raises(WrongTypeError) as caught:
        read_document(tmp_path / "a.docx")
    assert caught.value.reason.code == "sheets.is_workbook"


def test_empty_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(EmptyError):
        read_document(tmp_path / "a.txt")
