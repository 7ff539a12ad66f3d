"""Kept checks from hand-in to the file given back, with real files and a real database."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
from django.conf import LazySettings
from django.utils import timezone

from guiju.checks import services
from guiju.checks.models import Check, CheckLine
from guiju.checks.problems import ColumnError, UnsureLayout
from guiju.checks.queries import CheckNotFound, count_outcomes, find_check, get_check, list_lines
from guiju.checks.services.intake import folder_of, safe_name
from guiju.platform import jobs
from guiju.platform.models import AuditEntry, Event, Job
from tests.checks.small_catalogue import given_small_catalogue

TODAY = dt.date(2026, 11, 22)
ROWS: Sequence[Sequence[object]] = [
    ["序号", "标准编号", "标准名称", "备注"],
    [1, "GB 7000.1-2015", "灯具 第1部分：一般要求与试验", "=旧"],
    [2, "GB/T 40-2010\nGB 20-2001", "", ""],
    [3, "", "没有编号", ""],
    [4, "@SUM(A1)", "", ""],
    [5, "", "", "空"],
]


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    given_small_catalogue()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> None:
    settings.GUIJU_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("清单")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        book.add_worksheet("说明").write(0, 0, "不要动")
    return path


def checked(**handed_in: object) -> Check:
    return services.start_check(check=services.create_check(as_of=TODAY, **handed_in))  # type: ignore[arg-type]


def told(check: Check) -> list[tuple[int, int, str, str]]:
    return [(line.line, line.part, line.outcome, line.standard_key) for line in list_lines(check)]


def test_pasted_text_is_answered_at_once_and_kept_under_its_link() -> None:
    check = checked(text="GB/T 40-2010\n按图纸\nGB 7000.1")
    kept = get_check(check.link)
    assert (kept.state, kept.lines_read, kept.problem) == (Check.State.DONE, 3, None)
    assert told(kept) == [
        (1, 1, "current", "GB/T 40-2010"),
        (2, 1, "unreadable", ""),
        (3, 1, "replaced", "GB 7000.1-2015"),
    ]
    assert kept.counts == count_outcomes(kept) == {"current": 1, "replaced": 1, "unreadable": 1}
    assert (kept.accounts["missing"], kept.accounts["extra"], kept.accounts["blank"]) == ([], [], [])
    assert [(row["body"], row["count"], row["year_from"], row["year_to"]) for row in kept.coverage] == [
        ("GB", 11, 1999, 2027)
    ]


def test_pasted_text_with_a_sign_no_database_keeps_is_answered() -> None:
    assert told(checked(text="GB/T 40-2010\0\nGB 20-2001")) == [
        (1, 1, "current", "GB/T 40-2010"),
        (2, 1, "withdrawn", "GB 20-2001"),
    ]


def test_kept_line_has_all_that_the_page_shows() -> None:
    line = list_lines(checked(text="gb7000.1-2007"))[0]
    assert (line.input, line.key, line.successors, line.dates) == (
        "gb7000.1-2007",
        "GB 7000.1-2007",
        ["GB 7000.1-2015", "GB/T 7000.1-2023"],
        {"effective": "2009-01-01"},
    )
    assert line.reasons[0] == {
        "code": "check.replaced",
        "params": {"number": "GB 7000.1-2007", "on": "2026-11-22"},
    }
    assert line.standard is not None
    assert line.standard.key == "GB 7000.1-2007"


def test_workbook_comes_back_with_its_own_cells_and_the_answers(tmp_path: Path) -> None:
    check = checked(upload=workbook(tmp_path / "list.xlsx", ROWS), file_name="清单.xlsx")
    sheet = openpyxl.load_workbook(services.annotated_file(check=check, language="zh"))["清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[:4] for row in rows] == [[value or None for value in row] for row in ROWS]
    assert rows[0][4:] == [
        f"查新：{name}" for name in ("结论", "标准号", "标准名称", "日期", "代替标准", "说明", "查证")
    ]
    assert [row[4] for row in rows[1:]] == ["被代替", "现行\n废止", "未认出编号", "未认出编号", None]
    assert [row[5] for row in rows[1:]] == ["GB 7000.1-2015", "GB/T 40-2010\nGB 20-2001", None, None, None]
    assert rows[1][8] == "GB/T 7000.1-2023"
    assert check.accounts["blank"] == [{"line": 6}]


def test_workbook_comes_back_in_english_too(tmp_path: Path) -> None:
    check = checked(upload=workbook(tmp_path / "list.xlsx", ROWS), file_name="list.xlsx")
    sheet = openpyxl.load_workbook(services.annotated_file(check=check, language="en"))["清单"]
    assert [sheet.cell(row, 5).value for row in range(1, 4)] == ["check: outcome", "replaced", "in force\nwithdrawn"]


def test_csv_comes_back_with_answers_and_no_formula(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("标准号,名称\nGB/T 40-2010,镇流器\n=1+1,\n", encoding="utf-8")
    check = checked(upload=source, file_name="list.csv")
    with services.annotated_file(check=check, language="zh").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:3] for row in rows] == [
        ["标准号", "名称", "查新：结论"],
        ["GB/T 40-2010", "镇流器", "现行"],
        ["=1+1", "", "未认出编号"],
    ]


def test_document_gives_a_table_of_answers_with_places(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("前言")
    document.add_paragraph("按 GB 7000.1-2015 和 =cmd GB/T 40-2010 执行。")
    document.save(str(tmp_path / "text.docx"))
    check = checked(upload=tmp_path / "text.docx", file_name="text.docx")
    assert (check.kind, check.accounts["passed_over"], told(check)) == (
        "document",
        1,
        [(2, 1, "replaced", "GB 7000.1-2015"), (2, 2, "current", "GB/T 40-2010")],
    )
    assert list_lines(check)[0].place == {"code": "sheets.place.paragraph", "params": {"number": "2"}}
    sheet = openpyxl.load_workbook(services.annotated_file(check=check, language="zh", as_table=True)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:4] == [
        2,
        "按 GB 7000.1-2015 和 =cmd GB/T 40-2010 执行。",
        "被代替",
        "GB 7000.1-2015",
    ]


def test_unsure_column_asks_and_the_choice_is_used(tmp_path: Path) -> None:
    rows: list[list[object]] = [["甲", "乙"], ["GB/T 40-2010", "GB 20-2001"], ["GB 7000.1-2015", "GB/T 60-1999"]]
    check = services.create_check(upload=workbook(tmp_path / "two.xlsx", rows), file_name="two.xlsx", as_of=TODAY)
    assert check.state == Check.State.ASKING
    assert check.layout["preview"][0] == {"number": 2, "cells": ["GB/T 40-2010", "GB 20-2001"]}
    services.choose_layout(check=check, sheet="清单", column=1, title_column=None)
    services.start_check(check=check)
    assert told(check) == [(2, 1, "withdrawn", "GB 20-2001"), (3, 1, "status_unknown", "GB/T 60-1999")]


def test_other_sheet_chosen_is_laid_out_anew(tmp_path: Path) -> None:
    rows: list[list[object]] = [["甲", "乙"], ["GB/T 40-2010", "GB 20-2001"]]
    check = services.create_check(upload=workbook(tmp_path / "two.xlsx", rows), file_name="two.xlsx", as_of=TODAY)
    services.choose_layout(check=check, sheet="说明", column=0)
    assert (check.state, check.layout["sheet"]) == (Check.State.ASKING, "说明")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.xlsx", b"", "sheets.empty_file"),
        ("broken.xlsx", b"PK\x03\x04 cut off", "sheets.broken_zip"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "sheets.is_image"),
    ],
)
def test_file_that_cannot_be_read_ends_as_failed_with_words(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    check = checked(upload=path, file_name=name)
    assert (check.state, check.problem and check.problem["code"]) == (Check.State.FAILED, code)


def test_nothing_handed_in_ends_as_failed_with_words() -> None:
    assert checked(text="  \n ").problem == {"code": "check.nothing_to_check", "params": {}}


def test_too_many_identifiers_end_as_failed_with_words(settings: LazySettings) -> None:
    settings.GUIJU_MAX_IDENTIFIERS = 2
    assert checked(text="GB 1\nGB 2\nGB 3").problem == {
        "code": "check.too_many_identifiers",
        "params": {"limit": "2"},
    }


def test_file_deleted_in_the_meantime_ends_as_failed_with_words(tmp_path: Path, settings: LazySettings) -> None:
    settings.GUIJU_INLINE_LINES = 0
    check = checked(upload=workbook(tmp_path / "list.xlsx", ROWS), file_name="list.xlsx")
    (folder_of(check) / "list.xlsx").unlink()
    services.run_check(check_id=check.pk)
    assert get_check(check.link).problem == {"code": "check.file_gone", "params": {}}


def test_large_check_goes_to_the_worker_and_repeating_it_changes_nothing(settings: LazySettings) -> None:
    settings.GUIJU_INLINE_LINES = 2
    check = checked(text="GB/T 40-2010\nGB 20-2001\nGB/T 60-1999")
    assert (check.state, check.job is not None) == (Check.State.QUEUED, True)
    job = Job.objects.get(kind="checks.run")
    jobs.tasks.get("checks.run")(job.payload, jobs.Progress(job.pk))
    first = told(check)
    jobs.tasks.get("checks.run")(job.payload, jobs.Progress(job.pk))
    assert (
        told(check)
        == first
        == [
            (1, 1, "current", "GB/T 40-2010"),
            (2, 1, "withdrawn", "GB 20-2001"),
            (3, 1, "status_unknown", "GB/T 60-1999"),
        ]
    )
    assert get_check(check.link).state == Check.State.DONE


def test_one_line_of_very_many_numbers_goes_to_the_worker() -> None:
    assert checked(text="、".join(f"GB/T {number}-2020" for number in range(1, 6000))).state == Check.State.QUEUED


def test_csv_of_more_lines_than_are_answered_at_once_goes_to_the_worker(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("标准号,名称\n" + "GB/T 40-2010,镇流器\n" * 301, encoding="utf-8")
    assert checked(upload=source, file_name="list.csv").state == Check.State.QUEUED


def test_what_the_reading_met_is_kept_with_the_check(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_bytes("标准号,名称\nGB/T 40-2010,镇流器\n".encode("gbk"))
    check = checked(upload=source, file_name="list.csv")
    assert [note["code"] for note in check.accounts["notes"]] == ["sheets.note.encoding"]


def test_check_done_is_told_as_an_event_and_its_making_is_audited() -> None:
    check = checked(text="GB/T 40-2010")
    assert list(Event.objects.filter(name="check.done").values_list("subject_key", flat=True)) == [str(check.uuid)]
    assert list(AuditEntry.objects.filter(subject_key=str(check.uuid)).values_list("action", flat=True)) == [
        "check.created"
    ]


def test_lines_are_filtered_by_outcome_text_and_what_is_open() -> None:
    check = checked(text="GB/T 40-2010\nGB 20-2001\nGB/T 60-1999\n按图纸")
    assert [line.line for line in list_lines(check, outcomes=["current", "withdrawn"])] == [1, 2]
    assert [line.line for line in list_lines(check, text="gb/t 镇流器")] == [1]
    assert [line.line for line in list_lines(check, unresolved=True)] == [3, 4]


def test_link_that_is_not_kept_is_none_or_an_error() -> None:
    assert find_check("no-such-link") is None
    with pytest.raises(CheckNotFound):
        get_check("no-such-link")


def test_expired_checks_go_with_their_files_and_others_stay(tmp_path: Path) -> None:
    old = checked(upload=workbook(tmp_path / "list.xlsx", ROWS), file_name="list.xlsx")
    Check.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=181))
    young = checked(text="GB/T 40-2010")
    assert services.delete_expired_checks() == 1
    assert (list(Check.objects.all()), folder_of(old).exists()) == ([young], False)
    assert set(CheckLine.objects.values_list("parent", flat=True)) == {young.pk}


def test_checks_are_kept_for_ever_when_the_setting_is_zero(settings: LazySettings) -> None:
    settings.GUIJU_KEEP_CHECKS_DAYS = 0
    old = checked(text="GB/T 40-2010")
    Check.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=9999))
    assert services.delete_expired_checks() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("清单 2026（终稿）.xlsx", "清单 2026（终稿）.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\lists\\a.csv", "a.csv"),
        ("a\0b<script>.xlsx", "a_b_script_.xlsx"),
        (".xlsx", "xlsx"),
        ("", "list"),
        ("标" * 100 + ".xlsx", "标" * 66 + ".xlsx"),
        ("标" * 100, "标" * 66),
        ("a" * 300 + ".xlsx", "a" * 200 + ".xlsx"),
    ],
)
def test_file_name_is_kept_without_path_and_signs(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_check_file_keeps_nothing_and_writes_the_copy(tmp_path: Path) -> None:
    source = workbook(tmp_path / "list.xlsx", ROWS)
    run = services.check_file(path=source, as_of=TODAY)
    assert [(answer.line, answer.part, answer.outcome.value) for answer in run] == [
        (2, 1, "replaced"),
        (3, 1, "current"),
        (3, 2, "withdrawn"),
        (4, 1, "unreadable"),
        (5, 1, "unreadable"),
    ]
    assert run.counts == {"replaced": 1, "current": 1, "withdrawn": 1, "unreadable": 2}
    assert run.layout_words == "list.xlsx · 清单 · 标准编号"
    run.write(tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert (book["清单"]["E2"].value, book["说明"]["A1"].value) == ("被代替", "不要动")
    assert (Check.objects.count(), run.accounts["missing"], run.accounts["extra"]) == (0, [], [])


def test_check_file_unsure_of_the_column_says_which_there_are(tmp_path: Path) -> None:
    rows: list[list[object]] = [["甲", "乙"], ["GB/T 40-2010", "GB 20-2001"]]
    source = workbook(tmp_path / "two.xlsx", rows)
    with pytest.raises(UnsureLayout) as caught:
        services.check_file(path=source, as_of=TODAY)
    assert [option.name for option in caught.value.layout.options] == ["甲", "乙"]
    with pytest.raises(ColumnError):
        services.check_file(path=source, as_of=TODAY, column="丙")
    assert services.check_file(path=source, as_of=TODAY, column="乙").counts == {"withdrawn": 1}
