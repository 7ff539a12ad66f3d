"""Open answers are completed by a person, put back, and judged again; the rest is untouched."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client

from guiju.checks import services
from guiju.checks.models import Check, Completion
from guiju.checks.problems import CompletionProblem
from guiju.checks.queries import count_open, list_lines
from guiju.checks.services import Given, PutBack
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import SheetError
from guiju.platform.models import AuditEntry
from tests.checks.small_catalogue import given_small_catalogue
from tests.factories import given_standards

TODAY = dt.date(2026, 11, 22)
LIST = "GB/T 40-2010\n按图纸\nGB/T 50\nGB/T 99-1999"


@pytest.fixture(autouse=True)
def catalogue(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    given_small_catalogue()


@pytest.fixture
def check() -> Check:
    return services.start_check(check=services.create_check(as_of=TODAY, text=LIST))


def told(check: Check) -> list[tuple[int, str, str, str]]:
    return [(line.line, line.input, line.outcome, line.standard_key) for line in list_lines(check)]


def given(line: int, number: str, note: str = "", **more: object) -> Given:
    return Given(line + 1, line, 1, number, note, **more)  # type: ignore[arg-type]


def refused(check: Check, one: Given) -> list[Reason]:
    before = told(check)
    done = services.complete_lines(check=check, given=[one], by="王敏")
    assert (done.completed, done.noted, told(check)) == (0, 0, before)
    return list(done.refused)


def test_completed_line_is_judged_again_and_the_rest_untouched(check: Check) -> None:
    assert told(check) == [
        (1, "GB/T 40-2010", "current", "GB/T 40-2010"),
        (2, "按图纸", "unreadable", ""),
        (3, "GB/T 50", "ambiguous", ""),
        (4, "GB/T 99-1999", "not_found", ""),
    ]
    done = services.complete_lines(check=check, given=[given(2, "GB 20-2001", "电话询问")], by="王敏")
    assert done == PutBack(completed=1)
    assert told(check) == [
        (1, "GB/T 40-2010", "current", "GB/T 40-2010"),
        (2, "按图纸", "withdrawn", "GB 20-2001"),
        (3, "GB/T 50", "ambiguous", ""),
        (4, "GB/T 99-1999", "not_found", ""),
    ]
    check.refresh_from_db()
    assert check.counts == {"ambiguous": 1, "current": 1, "not_found": 1, "withdrawn": 1}


def test_who_completed_what_is_kept_with_the_answer_as_it_was(check: Check) -> None:
    services.complete_lines(check=check, given=[given(3, "GB/T 50.2-2005", "合同附件二")], by="王敏")
    kept = Completion.objects.get()
    assert (kept.parent.line, kept.number, kept.note, kept.by) == (3, "GB/T 50.2-2005", "合同附件二", "王敏")
    assert kept.before == {"key": "GB/T 50", "outcome": "ambiguous"}
    entry = AuditEntry.objects.get(action="check.completed")
    assert entry.after == {
        "by": "王敏",
        "lines": [{"line": 3, "part": 1, "number": "GB/T 50.2-2005", "note": "合同附件二"}],
    }


def test_row_with_only_a_note_keeps_its_answer(check: Check) -> None:
    assert services.complete_lines(check=check, given=[given(2, "", "不是标准")], by="王敏") == PutBack(noted=1)
    assert told(check)[1] == (2, "按图纸", "unreadable", "")
    assert Completion.objects.get().note == "不是标准"


def test_completed_line_may_be_completed_anew(check: Check) -> None:
    services.complete_lines(check=check, given=[given(2, "GB 20-2001")], by="王敏")
    services.complete_lines(check=check, given=[given(2, "GB/T 40-2010")], by="李强")
    assert told(check)[1] == (2, "按图纸", "current", "GB/T 40-2010")
    assert [(kept.by, kept.before["outcome"]) for kept in Completion.objects.order_by("id")] == [
        ("王敏", "unreadable"),
        ("李强", "withdrawn"),
    ]


def test_answered_line_is_not_for_completing(check: Check) -> None:
    assert refused(check, given(1, "GB 20-2001")) == [Reason.of("check.completion.not_open", row=2, line=1)]


def test_line_of_another_check_is_refused(check: Check) -> None:
    assert refused(check, given(9, "GB 20-2001")) == [
        Reason.of("check.completion.no_such_line", row=10, line=9, part=1)
    ]
    assert refused(check, given(2, "GB 20-2001", input="见附件")) == [
        Reason.of("check.completion.other_text", row=3, line=2, given="见附件", text="按图纸")
    ]


@pytest.mark.parametrize("number", ["胡写", "GB 20-2001、GB/T 40-2010", "GB/T 50.1~50.4"])
def test_number_that_is_not_one_standard_is_refused(check: Check, number: str) -> None:
    assert refused(check, given(2, number)) == [Reason.of("check.completion.not_one_number", row=3, number=number)]


def test_good_rows_go_on_beside_refused_ones(check: Check) -> None:
    done = services.complete_lines(check=check, given=[given(1, "GB 20-2001"), given(2, "GB 20-2001")], by="王敏")
    assert (done.completed, len(done.refused)) == (1, 1)
    assert told(check)[1][2] == "withdrawn"


def table(client: Client, check: Check, tmp_path: Path, filled: dict[int, tuple[str, str]]) -> Path:
    """The table of open answers as it is downloaded, with something written into rows (from 2)."""
    path = tmp_path / "open.xlsx"
    path.write_bytes(b"".join(client.get(f"/check/{check.link}/unresolved.xlsx")))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row, (number, note) in filled.items():
        sheet.cell(row, 7, number)
        sheet.cell(row, 8, note)
    book.save(path)
    return path


def test_table_of_open_answers_is_read_back_with_numbers_and_choices(
    client: Client, check: Check, tmp_path: Path
) -> None:
    path = table(client, check, tmp_path, {2: ("GB 20-2001", "来信"), 3: ("2", ""), 4: ("", "")})
    assert services.read_completed(path) == (
        [
            Given(2, 2, 1, "GB 20-2001", "来信", "按图纸"),
            Given(3, 3, 1, "2", "", "GB/T 50"),
        ],
        [],
    )


def test_figure_is_the_candidate_kept_with_the_answer_whatever_the_table_says(
    client: Client, check: Check, tmp_path: Path
) -> None:
    path = table(client, check, tmp_path, {3: ("2", "")})
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.cell(3, 6, "1) GB/T 40-2010\n2) GB 20-2001")
    book.save(path)
    rows, refused_rows = services.read_completed(path)
    assert (services.complete_lines(check=check, given=rows, by="王敏"), refused_rows) == (PutBack(completed=1), [])
    assert told(check)[2][3] == "GB/T 50.2-2005"
    assert Completion.objects.get().number == "GB/T 50.2-2005"


@pytest.mark.parametrize("figure", ["0", "4", "19001"])
def test_choice_that_is_none_is_refused(check: Check, figure: str) -> None:
    assert refused(check, given(3, figure)) == [Reason.of("check.completion.no_such_choice", row=4, number=figure)]


def test_figure_for_a_line_judged_again_is_refused_for_its_candidates_are_others(check: Check) -> None:
    services.complete_lines(check=check, given=[given(3, "1")], by="王敏")
    assert told(check)[2][3] == "GB/T 50.1-2004"
    assert refused(check, given(3, "2")) == [Reason.of("check.completion.choice_of_old", row=4, line=3)]


def test_second_row_for_a_line_is_refused_naming_both(check: Check) -> None:
    rows = [Given(2, 2, 1, "GB 20-2001", ""), Given(3, 4, 1, "", "电话询问"), Given(5, 2, 1, "GB/T 40-2010", "")]
    done = services.complete_lines(check=check, given=rows, by="王敏")
    twice = Reason.of("check.completion.twice", row=5, line=2, part=1, first=2)
    assert done == PutBack(completed=1, noted=1, refused=(twice,))
    assert told(check)[1][3] == "GB 20-2001"
    assert Completion.objects.count() == 2


def test_row_with_signs_that_nobody_sees_is_refused(check: Check) -> None:
    signs = [Reason.of("check.completion.control_signs", row=3, signs="U+202E")]
    assert refused(check, given(2, "GB 20-2001", "来信\u202e反写")) == signs
    assert refused(check, given(2, "GB 20-2001\u202e")) == signs


def test_name_with_signs_that_nobody_sees_is_refused(check: Check) -> None:
    with pytest.raises(CompletionProblem) as raised:
        services.complete_lines(check=check, given=[given(2, "GB 20-2001")], by="王\u200f敏")
    assert raised.value.reason == Reason.of("report.control_signs", text="王⟨U+200F⟩敏", signs="U+200F")
    assert Completion.objects.count() == 0


def test_answer_that_leaves_something_open_is_exported_and_completed(client: Client, tmp_path: Path) -> None:
    given_standards({"number": "GB/T 80-2012", "effective": "2013-01-01", "title_zh": "道路照明灯具"})
    listed = "标准号,名称\nGB/T 80-2012,食品中铅的测定方法\nGB/T 40-2010,照明设备电子镇流器\n"
    path = tmp_path / "list.csv"
    path.write_text(listed, encoding="utf-8")
    check = services.start_check(check=services.create_check(as_of=TODAY, upload=path, file_name="list.csv"))
    assert [line.outcome for line in list_lines(check)] == ["current", "current"]
    assert [line.line for line in list_lines(check, unresolved=True)] == [2]
    assert count_open(check) == 1
    services.complete_lines(check=check, given=[given(2, "GB/T 80-2012", "合同正本")], by="王敏")
    assert count_open(check) == 0


def test_table_without_its_columns_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(CompletionProblem) as raised:
        services.read_completed(path)
    assert raised.value.reason == Reason.of(
        "check.completion.no_column", missing="行、应为（编号或候选序号）", columns="甲、乙"
    )


def test_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(SheetError):
        services.read_completed(path)


def test_page_takes_the_table_and_tells_of_refused_rows(client: Client, check: Check, tmp_path: Path) -> None:
    path = table(client, check, tmp_path, {2: ("GB 20-2001", ""), 4: ("胡写", "")})
    with path.open("rb") as upload:
        answer = client.post(f"/check/{check.link}/completed", {"upload": upload, "by": "王敏"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "已收下 1 行" in html
    assert "<li>第 4 行：“胡写”不是一个标准编号，请每行只写一个编号</li>" in html


def test_page_leads_back_to_the_answers_where_all_was_taken(client: Client, check: Check, tmp_path: Path) -> None:
    path = table(client, check, tmp_path, {2: ("GB 20-2001", "")})
    with path.open("rb") as upload:
        answer = client.post(f"/check/{check.link}/completed", {"upload": upload, "by": "王敏"}, follow=True)
    assert answer.redirect_chain == [(f"/check/{check.link}", 302)]
    assert '<p class="notice tone-good">已收下 1 行</p>' in answer.content.decode()


def test_page_says_that_nothing_was_filled_in(client: Client, check: Check, tmp_path: Path) -> None:
    path = table(client, check, tmp_path, {})
    with path.open("rb") as upload:
        answer = client.post(f"/check/{check.link}/completed", {"upload": upload, "by": "王敏"})
    assert answer.status_code == 422
    assert "表中没有填写任何编号或依据" in answer.content.decode()


def test_column_of_a_completed_check_is_not_chosen_anew(client: Client, check: Check) -> None:
    Check.objects.filter(pk=check.pk).update(kind="table", layout={**check.layout, "options": [], "preview": []})
    services.complete_lines(check=check, given=[given(2, "GB 20-2001")], by="王敏")
    assert client.post(f"/check/{check.link}/columns", {"column": 0}).headers["Location"] == f"/check/{check.link}"
    assert Completion.objects.count() == 1
