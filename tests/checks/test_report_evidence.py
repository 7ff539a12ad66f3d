"""A report never claims evidence that it does not have: what its answers leave open behind their outcome is told."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import openpyxl
import pypdf
import pytest
from django.apps import apps
from django.conf import LazySettings
from django.test import Client

from guiju.checks import services
from guiju.checks.models import Check, CheckLine
from guiju.checks.queries import list_lines
from tests.checks.reports_given import approved, checked, drafted
from tests.factories import given_standards

LIMITS = "以上结论仅依据所列来源在查新时的记载，收录范围以外不作判断；使用前请以标准文本和官方公告为准。"
OF_ALL_KINDS = "ISO 19115:2003\nGB/T 40-2010\nGB/T 40-2010/XG1-2015\nGB 60-1999\nGB/T 70-2001"


@pytest.fixture(autouse=True)
def catalogue(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    given_standards(
        {"number": "ISO 19115:2003"},
        {"number": "ISO 19115:2003/Cor 1:2006", "issued": "2006-07-01"},
        {"number": "GB/T 40-2010", "status": "现行", "effective": "2011-01-01", "seen_at": "2026-11-01"},
        {"number": "GB/T 60-1999"},
        {"number": "GB/T 70-2001", "effective": "2002-01-01"},
        {
            "number": "GB/T 70-2010",
            "status": "现行",
            "issued": "2010-06-01",
            "replaces": "GB/T 70-2001",
            "seen_at": "2026-11-01",
        },
    )


def test_amended_over_an_unknown_status_is_told_as_not_verified() -> None:
    facts = services.content_of(drafted(checked("ISO 19115:2003"))).facts
    assert (facts["counts"], facts["open_lines"], facts["doubts"]) == ({"amended": 1}, {}, {"status": [1]})
    assert facts["conclusion_zh"] == [
        "本次查新共 1 项，按所列来源的记载，在 2026-11-22 的情况如下：",
        "有所列编号未写明的修改单，或所写修改单没有记录：1 项，应连同修改单使用。",
        "其中 1 项虽有结论，仍有不能查证之处，列在“未能查证的内容”；本报告对这些方面不作结论。",
        LIMITS,
    ]


def test_paper_says_what_could_not_be_verified_and_not_that_all_rests_on_evidence() -> None:
    path = services.report_file(report=approved(drafted(checked(OF_ALL_KINDS))), kind="pdf", language="zh")
    words = re.sub(r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
    assert "每一项都有依据" not in words
    for said in (
        "△所查日期的状态不能确定21,4向发布机构或其他来源查证",
        "△编号的变更没有记录或日期14核对所写编号",
        "△所写的修改单或修订版没有记录13向发布机构查证修改单",
        "△何日起被代替没有记载15查证代替标准的实施日期",
        "连同修改单使用；向发布机构或其他来源查证",
    ):
        assert said in words


def test_open_ones_behind_an_outcome_are_stored_with_their_findings_and_exported(
    client: Client, tmp_path: Path
) -> None:
    check = checked(OF_ALL_KINDS)
    findings = list(services.content_of(approved(drafted(check))))
    assert [(one["outcome"], one["doubts"]) for one in findings] == [
        ("amended", ["status"]),
        ("current", []),
        ("amended", ["amendment"]),
        ("mandate_changed", ["status", "number"]),
        ("replaced", ["end"]),
    ]
    path = tmp_path / "open.xlsx"
    path.write_bytes(b"".join(client.get(f"/check/{check.link}/unresolved.xlsx")))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [1, 3, 4, 5]
    assert "有 4 条结果未能确定" in client.get(f"/check/{check.link}").content.decode()


def test_report_of_evidence_alone_still_says_so() -> None:
    facts = services.content_of(drafted(checked("GB/T 40-2010"))).facts
    assert facts["conclusion_zh"] == ["本次查新共 1 项，按所列来源的记载，在 2026-11-22 均为现行。", LIMITS]
    assert facts["doubts"] == {}


def test_sheet_that_was_not_read_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("另表")
    assert first is not None
    first.title = "清单"
    for sheet, numbers in ((first, ["GB/T 40-2010"] * 3), (second, ["GB/T 60-1999"])):
        sheet.append(["标准号"])
        for number in numbers:
            sheet.append([number])
    path = tmp_path / "list.xlsx"
    book.save(path)
    made = services.create_check(as_of=checked().as_of, upload=path, file_name="list.xlsx")
    check = services.start_check(check=services.choose_layout(check=made, sheet="清单", column=0))
    facts = services.content_of(drafted(check)).facts
    assert facts["notes_zh"] == [said for said in facts["notes_zh"] if "另表" in said]


def test_checks_kept_before_learn_what_they_leave_open() -> None:
    check = checked(OF_ALL_KINDS)
    marked = [line.line for line in list_lines(check, unresolved=True)]
    CheckLine.objects.update(is_open=False)
    importlib.import_module("guiju.migrations.0005_certainty_and_sealing").mark_open(apps, None)
    assert marked == [1, 3, 4, 5]
    assert [line.line for line in list_lines(Check.objects.get(), unresolved=True)] == [1, 3, 4]
