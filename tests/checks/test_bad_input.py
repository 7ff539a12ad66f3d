"""What people hand in that is no list as one would wish it: each is answered whole, or refused in clear words.

Every case goes through the three doors: reading (the kernel and what reads on it), `guiju check`, and the page. What is
refused says in Chinese and English what is wrong and what to do; what is taken loses no line.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from typer.testing import CliRunner

from guiju.checks.models import Check
from guiju.checks.queries import get_check, list_lines
from guiju.checks.reading import read_file
from guiju.checks.services.intake import limits
from guiju.cli.commands import app
from guiju.kernel.sheets import SheetError
from guiju.platform.reasons import render
from tests.checks.files_given import WORD, Bytes, bombed, document, lines, old_office, packed, with_macros, workbook
from tests.checks.small_catalogue import given_small_catalogue

MANY = [f"GB/T {number}-2020" for number in range(100, 10_100)]


@dataclass(frozen=True)
class Refused:
    """A file that is refused, under the name it is handed in with, and words its message must hold."""

    name: str
    content: Bytes
    code: str
    zh: str
    en: str


REFUSED = {
    # empty
    "no bytes, workbook": Refused("a.xlsx", lambda: b"", "sheets.empty_file", "0 字节", "0 bytes"),
    "no bytes, document": Refused("a.docx", lambda: b"", "sheets.empty_file", "确认选对了文件", "right file"),
    "no bytes, csv": Refused("a.csv", lambda: b"", "sheets.empty_file", "0 字节", "0 bytes"),
    "no bytes, text": Refused("a.txt", lambda: b"", "sheets.empty_file", "0 字节", "0 bytes"),
    "a workbook without rows": Refused("a.xlsx", lambda: workbook([]), "sheets.no_rows", "取消隐藏", "unhide"),
    "a heading alone": Refused(
        "a.xlsx",
        lambda: workbook([["标准号", "名称"]]),
        "sheets.only_heading",
        "第 1 行的表头下面没有内容",
        "heading in row 1",
    ),
    "blank lines, csv": Refused("a.csv", lambda: b"\n \n,\n", "sheets.no_text", "没有可读的文字", "no text to read"),
    "blank lines, text": Refused("a.txt", lambda: b"\n \n", "sheets.no_text", "没有可读的文字", "no text to read"),
    "a blank document": Refused("a.docx", document, "sheets.no_text", "没有可读的文字", "no text to read"),
    # wrong type
    "a picture named .xlsx": Refused(
        "a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "sheets.is_image", "这是图片", "a picture"
    ),
    "a picture named .docx": Refused(
        "a.docx", lambda: b"\xff\xd8\xff" + bytes(99), "sheets.is_image", "这是图片", "a picture"
    ),
    "a web page named .csv": Refused(
        "a.csv", lambda: b"<html><table>", "sheets.is_html", "另存为 .xlsx", "save it as .xlsx"
    ),
    "an old Word document": Refused(
        "a.docx", lambda: old_office("WordDocument"), "sheets.is_doc", "另存为 .docx", "save it as .docx"
    ),
    "an archive": Refused("a.csv", lambda: packed(a="GB 1"), "sheets.is_archive", "请解压", "Unpack it"),
    "slides": Refused("a.xlsx", lambda: packed(ppt__a="x"), "sheets.is_pptx", "另存为", "Save its list as"),
    "a binary workbook": Refused(
        "a.xlsx", lambda: packed(**{"xl/workbook.bin": "x"}), "sheets.is_xlsb", "另存为 .xlsx", "save it as .xlsx"
    ),
    "bytes of a program": Refused(
        "a.txt", lambda: bytes(range(256)) * 40, "sheets.is_binary", "不是文字", "neither text"
    ),
    "a document named .xlsx": Refused(
        "a.xlsx", lambda: document("GB 1"), "sheets.is_document", "改为 .docx", "ending .docx"
    ),
    "a workbook named .docx": Refused(
        "a.docx", lambda: workbook([["GB 1"]]), "sheets.is_workbook", "改为 .xlsx", "ending .xlsx"
    ),
    "a text named .docx": Refused("a.docx", lambda: b"GB 1-2000", "sheets.is_text", "改为 .txt", "ending .txt"),
    # too large: the limit is lowered to 1 MB for these tests
    "more bytes than allowed": Refused(
        "a.csv", lambda: b"GB/T 40-2010,x\n" * 70_000, "sheets.too_many_bytes", "1 MB 的上限", "limit of 1 MB"
    ),
    "a zip bomb, document": Refused(
        "a.docx",
        lambda: bombed(document(), "word/document.xml", f"<w:document {WORD}><w:body>", " "),
        "sheets.suspicious_ratio",
        "压缩比异常",
        "compressed beyond",
    ),
    "a zip bomb, workbook": Refused(
        "a.xlsx",
        lambda: bombed(workbook([]), "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", " "),
        "sheets.suspicious_ratio",
        "压缩比异常",
        "compressed beyond",
    ),
    # encrypted or broken
    "a workbook with a password": Refused(
        "a.xlsx", lambda: old_office("EncryptedPackage"), "sheets.encrypted", "取消密码", "Remove the password"
    ),
    "a document with a password": Refused(
        "a.docx", lambda: old_office("EncryptedPackage"), "sheets.encrypted", "取消密码", "Remove the password"
    ),
    "a workbook cut off": Refused(
        "a.xlsx", lambda: workbook([["GB 1"]])[:2000], "sheets.broken_zip", "重新传输", "transfer it again"
    ),
    "a document cut off": Refused(
        "a.docx", lambda: document("GB 1")[:9000], "sheets.broken_zip", "重新传输", "transfer it again"
    ),
    "a workbook without its parts": Refused(
        "a.xlsx", lambda: packed(xl__a="x"), "sheets.missing_part", "xl/workbook.xml", "xl/workbook.xml"
    ),
    "a document with broken markup": Refused(
        "a.docx", lambda: packed(**{"word/document.xml": "<w:p>"}), "sheets.broken_xml", "第 1 行", "line 1"
    ),
    "a quotation mark that never closes": Refused(
        "a.csv",
        lambda: '标准号,名称\n"GB 1-2000,甲\n'.encode() + b"GB 2-2000,x\n" * 20_000,
        "sheets.open_quote",
        "第 2 行有一个引号没有闭合",
        "row 2",
    ),
    # more rows and numbers than allowed: lowered to 1,500 and 2,000 for these tests
    "more rows than allowed, csv": Refused(
        "a.csv",
        lambda: "标准号,名称\n".encode() + b"GB/T 40-2010,\n" * 1_501,
        "sheets.too_many_rows",
        "1500 行",
        "1500 rows",
    ),
    "more rows than allowed, workbook": Refused(
        "a.xlsx",
        lambda: workbook([["标准号"], *[["GB/T 40-2010"]] * 1_501]),
        "sheets.too_many_rows",
        "工作表“清单”超过 1500 行",
        "Sheet “清单” has more than the limit of 1500 rows",
    ),
    "10,000 numbers on one line, csv of many columns": Refused(
        "a.csv", lines(",".join(MANY)), "sheets.too_many_columns", "每行写一个编号", "one number a line"
    ),
    "10,000 numbers on one line, csv of one column": Refused(
        "a.csv", lines("标准号", "、".join(MANY)), "sheets.line_too_long", "第 2 行", "Line 2"
    ),
    "more numbers than allowed, one line": Refused(
        "a.txt", lines("、".join(MANY)), "check.too_many_identifiers", "2000 个，请分成几份", "split the list"
    ),
    "more numbers than allowed, one paragraph": Refused(
        "a.docx",
        lambda: document("、".join(MANY)),
        "check.too_many_identifiers",
        "2000 个，请分成几份",
        "split the list",
    ),
}

SEEN_IN_READING = {name: case for name, case in REFUSED.items() if case.code.startswith("sheets.")}


@dataclass(frozen=True)
class Taken:
    """A file that is taken: what is answered (line, number as understood) and the notes that go with it."""

    name: str
    content: Bytes
    lines: tuple[tuple[int, str], ...]
    notes: tuple[str, ...] = ()


FORTY = ((2, "GB/T 40-2010"),)
TAKEN = {
    "merged cells": Taken(
        "a.xlsx",
        lambda: workbook([["标准号", "名称"], [], [], ["GB 20-2001", "乙"]], merged="A2:A3"),
        ((2, "GB/T 40-2010"), (4, "GB 20-2001")),
        ("sheets.note.merged_cells",),
    ),
    "formulas": Taken("a.xlsx", lambda: workbook([["标准号"]], formula="A2"), FORTY, ("sheets.note.formulas",)),
    "hidden sheets": Taken(
        "a.xlsx",
        lambda: workbook([["标准号"], ["GB/T 40-2010"]], hidden=True),
        FORTY,
        ("check.other_sheets", "sheets.note.hidden_sheets"),
    ),
    "macros, workbook": Taken(
        "a.xlsm",
        lambda: with_macros(
            workbook([["标准号"], ["GB/T 40-2010"]]), "xl/vbaProject.bin", "xl/_rels/workbook.xml.rels"
        ),
        FORTY,
        ("sheets.note.macros",),
    ),
    "macros, document": Taken(
        "a.docm",
        lambda: with_macros(document("前言", "按 GB/T 40-2010"), "word/vbaProject.bin", "word/_rels/document.xml.rels"),
        FORTY,
        ("sheets.note.macros",),
    ),
    "GBK, csv": Taken(
        "a.csv", lambda: "标准号,名称\nGB/T 40-2010,甲\n".encode("gbk"), FORTY, ("sheets.note.encoding",)
    ),
    "GBK, text": Taken("a.txt", lambda: "标准号\nGB/T 40-2010 甲\n".encode("gbk"), FORTY, ("sheets.note.encoding",)),
    "UTF-16 with a mark": Taken("a.csv", lambda: "标准号,名称\nGB/T 40-2010,甲\n".encode("utf-16"), FORTY),
    "UTF-16 without a mark": Taken(
        "a.csv", lambda: "标准号,名称\nGB/T 40-2010,甲\n".encode("utf-16-le"), FORTY, ("sheets.note.encoding",)
    ),
    "UTF-16 from the other side": Taken(
        "a.txt", lambda: b"\xfe\xff" + "标准号\nGB/T 40-2010\n".encode("utf-16-be"), FORTY
    ),
    "a document without numbers": Taken("a.docx", lambda: document("见附件"), (), ("check.no_number_read",)),
}


@pytest.fixture(autouse=True)
def small_limits(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.GUIJU_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    settings.GUIJU_MAX_UPLOAD_MB = 1
    settings.GUIJU_MAX_ROWS = 1_500
    settings.GUIJU_MAX_IDENTIFIERS = 2_000
    settings.GUIJU_INLINE_LINES = 100_000
    given_small_catalogue()


def written(tmp_path: Path, name: str, content: Bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content())
    return path


def handed_in(client: Client, name: str, content: bytes) -> tuple[int, str]:
    """Status and text of the page that follows on handing a file in."""
    answer = client.post("/check", {"upload": SimpleUploadedFile(name, content), "as_of": "2026-11-22"})
    if answer.status_code != 302:
        return answer.status_code, answer.content.decode()
    shown = client.get(answer.headers["Location"])
    return shown.status_code, shown.content.decode()


@pytest.mark.parametrize("case", SEEN_IN_READING.values(), ids=SEEN_IN_READING)
def test_reading_refuses_with_a_reason_in_both_languages(tmp_path: Path, case: Refused) -> None:
    path = written(tmp_path, case.name, case.content)
    with pytest.raises(SheetError) as caught:
        list(read_file(path, limits=limits()))
    reason = caught.value.reason
    assert reason.code == case.code
    assert (case.zh in render(reason, "zh"), case.en in render(reason, "en")) == (True, True)


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_command_refuses_in_both_languages_and_writes_nothing(tmp_path: Path, case: Refused) -> None:
    path = written(tmp_path, case.name, case.content)
    out = tmp_path / f"out{path.suffix if path.suffix != '.txt' else '.xlsx'}"
    result = CliRunner().invoke(app, ["check", str(path), "-o", str(out)])
    said = "".join(result.output.split())
    assert (result.exit_code, out.exists()) == (2, False)
    assert ("".join(case.zh.split()) in said, "".join(case.en.split()) in said) == (True, True)
    assert "Traceback" not in result.output


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_page_refuses_in_the_words_of_its_language_and_answers_nothing_by_half(
    client: Client, case: Refused, language: str
) -> None:
    client.cookies["django_language"] = language
    status, html = handed_in(client, case.name, case.content())
    said = html.replace("&quot;", '"')
    if case.code == "sheets.too_many_bytes":  # the form sees the size before any reader does
        assert (status, ("上限为 1 MB" if language == "zh-hans" else "at most 1 MB") in said) == (422, True)
        return
    assert (status, (case.zh if language == "zh-hans" else case.en) in said) == (200, True)
    check = Check.objects.get()
    assert (check.state, list_lines(check).count()) == (Check.State.FAILED, 0)


@pytest.mark.parametrize("case", TAKEN.values(), ids=TAKEN)
def test_what_is_taken_is_answered_whole_and_its_oddities_are_said(client: Client, tmp_path: Path, case: Taken) -> None:
    reading = read_file(written(tmp_path, case.name, case.content), limits=limits())
    assert [line.line for line in reading] == [line for line, _key in case.lines]
    assert tuple(note.code for note in reading.notes) == case.notes
    status, _html = handed_in(client, case.name, case.content())
    check = get_check(Check.objects.get().link)
    assert (status, check.state) == (200, Check.State.DONE)
    assert tuple((line.line, line.key) for line in list_lines(check)) == case.lines
    assert (check.accounts["missing"], check.accounts["extra"]) == ([], [])
    assert tuple(note["code"] for note in check.accounts["notes"]) == case.notes


@pytest.mark.parametrize("case", TAKEN.values(), ids=TAKEN)
def test_command_takes_it_and_says_its_oddities(tmp_path: Path, case: Taken) -> None:
    path = written(tmp_path, case.name, case.content)
    out = tmp_path / f"out{path.suffix if path.suffix != '.txt' else '.xlsx'}"
    result = CliRunner().invoke(app, ["check", str(path), "-o", str(out)])
    assert (result.exit_code in {0, 1}, out.exists()) == (True, True), result.output


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_thousands_of_numbers_on_one_line_are_all_answered(client: Client, settings: LazySettings, name: str) -> None:
    settings.GUIJU_MAX_IDENTIFIERS = 20_000
    text = "、".join(MANY)
    status, _html = handed_in(client, name, text.encode() if name == "a.txt" else document(text))
    check = Check.objects.get()
    assert (status, check.state) == (200, Check.State.DONE)
    assert list(list_lines(check).values_list("key", flat=True)) == MANY


def test_thousands_of_numbers_in_one_cell_come_back_in_that_row(tmp_path: Path, settings: LazySettings) -> None:
    settings.GUIJU_MAX_IDENTIFIERS = 20_000
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([["标准号"], ["、".join(MANY[:1000])]]))
    result = CliRunner().invoke(app, ["check", str(path), "-o", str(tmp_path / "out.xlsx")])
    assert result.exit_code == 1, result.output
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    assert str(sheet["B2"].value).split("\n") == ["查无"] * 1000
    assert str(sheet["G2"].value).endswith(
        "〔超过单元格上限 32767 个字符，余下从略 / cut: a cell holds 32767 characters〕"
    )


def test_csv_of_another_encoding_comes_back_in_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", lambda: "标准号,名称\r\nGB/T 40-2010,甲\r\n".encode("gbk"))
    CliRunner().invoke(app, ["check", str(path), "-o", str(tmp_path / "out.csv")])
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_bytes().decode("gbk"))))
    assert [row[:3] for row in rows] == [["标准号", "名称", "查新：结论"], ["GB/T 40-2010", "甲", "现行"]]
