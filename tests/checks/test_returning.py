"""Answers written back row by row, and kept on disk until then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from guiju.checks.answers import Told
from guiju.checks.rules import Candidate, Outcome
from guiju.checks.services.answers_on_disk import AT_ONCE, AnswersOnDisk
from guiju.checks.services.returning import write_back
from guiju.kernel.reasons import Reason

DAY = dt.date(2026, 11, 22)
LAYOUT = {"kind": "table", "header_row": 1, "sheet": "清单"}


def answer(line: int, part: int = 1) -> Told:
    return Told(
        line=line,
        part=part,
        input="gb 20—2001",
        key="GB 20-2001",
        outcome=Outcome.WITHDRAWN,
        standard="GB 20-2001",
        title="电灯",
        dates={"withdrawn": "2017-03-23"},
        successors=("GB/T 21-2017",),
        reasons=(Reason.of("check.withdrawn", number="GB 20-2001", on=DAY),),
        candidates=(Candidate("GB/T 21-2017", "灯", "Lamp", (Reason.of("check.candidate.title"),)),),
    )


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    for row in (("标准编号",), ("GB 20-2001",), ("GB 21-2001",)):
        sheet.append(row)
    book.save(path)
    return path


def written(tmp_path: Path, *answers: Told) -> list[tuple[Any, ...]]:
    target = tmp_path / "out.xlsx"
    source = workbook(tmp_path / "list.xlsx")
    write_back(source, target, answers, LAYOUT, as_of=DAY, checked=DAY, language="zh")
    sheet = openpyxl.load_workbook(target).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_answers_stand_beside_their_rows_and_several_one_under_another(tmp_path: Path) -> None:
    rows = written(tmp_path, answer(3, 1), answer(3, 2))
    assert [row[:3] for row in rows[1:]] == [
        ("GB 20-2001", None, None),
        ("GB 21-2001", "废止\n废止", "GB 20-2001\nGB 20-2001"),
    ]


def test_answer_for_a_row_that_is_not_there_gets_a_table_with_every_answer(tmp_path: Path) -> None:
    rows = written(tmp_path, answer(2), answer(99))
    assert [row[:4] for row in rows[1:]] == [
        (2, "gb 20—2001", "废止", "GB 20-2001"),
        (99, "gb 20—2001", "废止", "GB 20-2001"),
    ]


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, AT_ONCE + 1])
def test_answers_on_disk_are_read_as_they_were_given_as_often_as_asked(count: int) -> None:
    given = [answer(line) for line in range(count)]
    kept = AnswersOnDisk(given)
    assert (len(kept), list(kept), list(kept)) == (count, given, given)


def test_answers_on_disk_read_by_two_at_once_keep_each_their_place() -> None:
    given = [answer(line) for line in range(AT_ONCE * 2 + 1)]
    kept = AnswersOnDisk(given)
    assert list(zip(kept, kept, strict=True)) == list(zip(given, given, strict=True))
