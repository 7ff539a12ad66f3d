"""The references of whole documents: judged once each, with every place, and the document's own number apart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import docx
import pytest

from guiju.checks.problems import TooManyIdentifiers
from guiju.checks.reference_answers import reference_as_dict
from guiju.checks.rules import Outcome
from guiju.checks.rules.references import Stale, is_finding, leading_role, staleness, why
from guiju.checks.rules.roles import Role
from guiju.checks.services.referring import Reference, ReferenceRun, find_references
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import WrongTypeError
from tests.checks.small_catalogue import given_small_catalogue
from tests.printing import print_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from django.conf import LazySettings


ON = dt.date(2026, 11, 1)

STANDARD = """ICS 29.140.40 \\
#align(center)[中 华 人 民 共 和 国 国 家 标 准]
#align(right)[GB/T 40.2—2025/IEC 40-2:2020 \\ 代替 GB/T 40—2010，部分代替 GB 20—2001]
2025-12-28 发布 #h(1fr) 2026-07-01 实施
#pagebreak()
#set page(header: [GB/T 40.2—2025], footer: context [#counter(page).display()], numbering: "1")
目 次 \\
2 规范性引用文件 #box(width: 1fr, repeat[.]) 1
#pagebreak()
1 范围

与 GB 7000.1 配合使用，见 GB/T \\
30—2014 以及《日光灯管》（GB/T 50.1）。GB/T 40.2 不适用于船用。

2 规范性引用文件

下列文件中的内容构成本文件必不可少的条款。

GB 7000.1—2015 灯具 第1部分：一般要求与试验（IEC 60598-1:2014，IDT）

GB/T 7000.1—2023 灯具

3 术语和定义

GB/T 30—2014 界定的术语适用于本文件。
#pagebreak()
#page(header: none, footer: none)[#rect(width: 40mm)]
参考文献

[1] GB/T 60—1999 没有日期的标准
"""


def summary(run: ReferenceRun) -> list[tuple[str, str, str, str]]:
    return [(one.key, one.role.value, one.answer.outcome.value, one.stale.value) for one in run.references]


def places(reference: Reference) -> list[tuple[str, str]]:
    return [(place["en"], place["role"]) for place in reference_as_dict(reference)["places"]]


def references_of(run: ReferenceRun) -> dict[str, Reference]:
    return {one.key: one for one in run.references}


@pytest.mark.django_db
def test_standard_in_pdf_tells_its_references_and_itself_apart(tmp_path: Path) -> None:
    given_small_catalogue()
    run = find_references(path=print_pdf(tmp_path / "a.pdf", STANDARD), as_of=ON)
    assert summary(run) == [
        ("IEC 40-2:2020", "adoption", "not_covered", "unknown"),
        ("GB/T 40-2010", "replaces", "current", "no"),
        ("GB 20-2001", "replaces_part", "withdrawn", "no"),
        ("GB 7000.1", "mention", "replaced", "yes"),
        ("GB/T 30-2014", "mention", "superseded_soon", "no"),
        ("GB/T 50.1", "mention", "current", "no"),
        ("GB 7000.1-2015", "normative", "replaced", "yes"),
        ("IEC 60598-1:2014", "adoption", "not_covered", "unknown"),
        ("GB/T 7000.1-2023", "normative", "current", "no"),
        ("GB/T 60-1999", "bibliography", "status_unknown", "unknown"),
    ]
    assert run.own is not None
    assert (run.own.key, run.own.spellings) == ("GB/T 40.2-2025", ("GB/T 40.2—2025/IEC 40-2:2020", "GB/T 40.2—2025"))
    assert run.notes == (Reason.of("sheets.note.pages_without_text", pages="4"),)


@pytest.mark.django_db
def test_reference_has_every_place_title_and_spelling(tmp_path: Path) -> None:
    given_small_catalogue()
    found = references_of(find_references(path=print_pdf(tmp_path / "a.pdf", STANDARD), as_of=ON))
    assert places(found["GB/T 30-2014"]) == [("page 3", "mention"), ("page 3", "mention")]
    assert found["GB/T 30-2014"].spellings == ("GB/T 30—2014",)
    assert (found["GB/T 50.1"].title, found["GB/T 50.1"].dated) == ("日光灯管", False)
    assert found["GB 7000.1-2015"].title == "灯具 第1部分：一般要求与试验"
    assert found["IEC 60598-1:2014"].degree == "IDT"
    assert found["GB/T 60-1999"].title == "没有日期的标准"


@pytest.mark.django_db
def test_json_of_a_reference_has_its_keys(tmp_path: Path) -> None:
    given_small_catalogue()
    (tmp_path / "a.txt").write_text("2 规范性引用文件\nGB 7000.1—2015 灯具\n", encoding="utf-8")
    (reference,) = find_references(path=tmp_path / "a.txt", as_of=ON).references
    told = reference_as_dict(reference)
    reason_zh, reason_en = told.pop("reason_zh"), told.pop("reason_en")
    assert told == {
        "key": "GB 7000.1-2015",
        "dated": True,
        "spellings": ["GB 7000.1—2015"],
        "role": "normative",
        "degree": "",
        "places": [{"role": "normative", "zh": "第 2 行", "en": "line 2"}],
        "title": "灯具",
        "outcome": "replaced",
        "standard": "GB 7000.1-2015",
        "successors": ["GB/T 7000.1-2023"],
        "dates": {"issued": "2015-12-31", "effective": "2017-01-01"},
        "stale": "yes",
        "candidates": [],
    }
    assert reason_zh.startswith("所引版本已不现行，请复核是否改引现行版本；GB 7000.1-2015 在 2026-11-01 已被代替")
    assert reason_en.startswith("the edition named is no longer in force: review whether the present one applies; ")


@pytest.mark.django_db
def test_undated_reference_is_to_be_reviewed_where_there_is_a_successor_and_mended_where_there_is_none(
    tmp_path: Path,
) -> None:
    given_small_catalogue()
    (tmp_path / "a.txt").write_text("见 GB 7000.1 和 GB 20。\n", encoding="utf-8")
    told = [reference_as_dict(one) for one in find_references(path=tmp_path / "a.txt", as_of=ON).references]
    assert [(one["key"], one["outcome"], one["stale"], one["successors"]) for one in told] == [
        ("GB 7000.1", "replaced", "yes", ["GB/T 7000.1-2023"]),
        ("GB 20", "withdrawn", "yes", []),
    ]
    assert [one["reason_en"].split("; ")[0] for one in told] == [
        "this undated number was replaced by another: review whether its successor applies",
        "this undated number was withdrawn and nothing replaces it: the reference has to be mended",
    ]
    assert [one["reason_zh"].split("；")[0] for one in told] == [
        "不注日期引用的标准已由其他编号代替，请复核并改用代替标准",
        "不注日期引用的标准已废止且无代替标准，须改引",
    ]


@pytest.mark.django_db
def test_running_head_counts_once_with_its_pages(tmp_path: Path) -> None:
    source = "#set page(header: [按 GB/T 40—2010 编制], footer: context [#counter(page).display()])\n" + (
        "正文\n#pagebreak()\n" * 4 + "GB/T 40—2010 末页"
    )
    (reference,) = find_references(path=print_pdf(tmp_path / "a.pdf", source), as_of=ON).references
    assert places(reference) == [("the running head or foot of pages 1-5", "mention"), ("page 5", "mention")]


@pytest.mark.django_db
def test_number_alone_in_the_running_head_is_the_document_s_own(tmp_path: Path) -> None:
    source = "#set page(header: [GB/T 40—2010])\n正文\n#pagebreak()\nGB 20—2001\n#pagebreak()\n正文"
    run = find_references(path=print_pdf(tmp_path / "a.pdf", source), as_of=ON)
    assert (run.own.key if run.own else "", [one.key for one in run.references]) == ("GB/T 40-2010", ["GB 20-2001"])


@pytest.mark.django_db
def test_list_of_numbers_has_no_number_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("GB 20-2001\nGB/T 40-2010\n", encoding="utf-8")
    run = find_references(path=tmp_path / "a.txt", as_of=ON)
    assert (run.own, [one.key for one in run.references]) == (None, ["GB 20-2001", "GB/T 40-2010"])


@pytest.mark.django_db
def test_word_document_tells_paragraphs_tables_and_notes(tmp_path: Path) -> None:
    given_small_catalogue()
    document = docx.Document()
    for text in (
        "企业标准",
        "Q/LS 7—2016",
        "代替 Q/LS 7—2010",
        "规范性引用文件",
        "GB 20—2001 镇流器",
        "术语和定义",
        "见 GB 20—2001。",
    ):
        document.add_paragraph(text)
    document.add_table(rows=1, cols=2).cell(0, 1).text = "gb/t40-2010"
    document.sections[0].header.paragraphs[0].text = "Q/LS 7—2016"
    document.save(str(tmp_path / "a.docx"))
    run = find_references(path=tmp_path / "a.docx", as_of=ON)
    assert run.own is not None
    assert run.own.key == "Q/LS 7-2016"
    assert [(one.key, one.stale.value, places(one)) for one in run.references] == [
        ("Q/LS 7-2010", "no", [("paragraph 3", "replaces")]),
        ("GB 20-2001", "yes", [("paragraph 5", "normative"), ("paragraph 7", "mention")]),
        ("GB/T 40-2010", "no", [("table 1, row 1, column 2", "mention")]),
    ]


@pytest.mark.django_db
def test_what_another_standard_replaces_is_only_mentioned(tmp_path: Path) -> None:
    given_small_catalogue()
    (tmp_path / "a.txt").write_text("GB/T 7000.1—2023 代替 GB 7000.1—2015。", encoding="utf-8")
    run = find_references(path=tmp_path / "a.txt", as_of=ON)
    assert summary(run) == [
        ("GB/T 7000.1-2023", "mention", "current", "no"),
        ("GB 7000.1-2015", "mention", "replaced", "yes"),
    ]


@pytest.mark.django_db
def test_undated_reference_means_the_newest_in_force(tmp_path: Path) -> None:
    given_small_catalogue()
    (tmp_path / "a.md").write_text("# 检验\n\n按 GB/T 30 与 GB/T 7000.1 检验。\n", encoding="utf-8")
    run = find_references(path=tmp_path / "a.md", as_of=dt.date(2027, 4, 1))
    assert [(one.key, one.dated, one.answer.standard, one.stale.value) for one in run.references] == [
        ("GB/T 30", False, "GB/T 30-2027", "no"),
        ("GB/T 7000.1", False, "GB/T 7000.1-2023", "no"),
    ]


@pytest.mark.django_db
def test_range_is_as_many_references_as_it_has_members_on_record(tmp_path: Path) -> None:
    given_small_catalogue()
    (tmp_path / "a.txt").write_text("按 GB/T 50.1~50.3 和 GB/T 50.1 检验。", encoding="utf-8")
    run = find_references(path=tmp_path / "a.txt", as_of=ON)
    assert [(one.key, one.answer.outcome.value, one.spellings) for one in run.references] == [
        ("GB/T 50.1", "current", ("GB/T 50.1~50.3", "GB/T 50.1")),
        ("GB/T 50.2", "current", ("GB/T 50.1~50.3",)),
        ("GB/T 50.1~50.3", "not_found", ("GB/T 50.1~50.3",)),
    ]


@pytest.mark.django_db
def test_year_that_cannot_be_read_is_asked_about_and_not_taken_for_none(tmp_path: Path) -> None:
    given_small_catalogue()
    (tmp_path / "a.txt").write_text("按 GB/T 40-20X0 检验，见 GB/T 40。", encoding="utf-8")
    run = find_references(path=tmp_path / "a.txt", as_of=ON)
    assert [(one.answer.outcome.value, one.spellings) for one in run.references] == [
        ("ambiguous", ("GB/T 40-20X0",)),
        ("current", ("GB/T 40",)),
    ]


@pytest.mark.django_db
def test_text_without_standards_has_no_references(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("没有编号。", encoding="utf-8")
    run = find_references(path=tmp_path / "a.txt", as_of=ON)
    assert (run.references, run.own, run.counts) == ((), None, {})


def test_workbook_is_no_text(tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415  # lazy: optional

    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(WrongTypeError) as caught:
        find_references(path=tmp_path / "a.xlsx", as_of=ON)
    assert caught.value.reason == Reason.of("sheets.is_workbook")


def test_text_with_more_numbers_than_one_check_takes_is_refused(tmp_path: Path, settings: LazySettings) -> None:
    settings.GUIJU_MAX_IDENTIFIERS = 2
    (tmp_path / "a.txt").write_text("GB 1-2000 GB 2-2000 GB 3-2000", encoding="utf-8")
    with pytest.raises(TooManyIdentifiers) as caught:
        find_references(path=tmp_path / "a.txt", as_of=ON)
    assert caught.value.reason == Reason.of("check.too_many_identifiers", limit=2)


@pytest.mark.parametrize(
    ("outcome", "role", "expected"),
    [
        (Outcome.REPLACED, Role.NORMATIVE, Stale.YES),
        (Outcome.WITHDRAWN, Role.ADOPTION, Stale.YES),
        (Outcome.REPLACED, Role.REPLACES, Stale.NO),
        (Outcome.WITHDRAWN, Role.REPLACES_PART, Stale.NO),
        (Outcome.CURRENT, Role.NORMATIVE, Stale.NO),
        (Outcome.SUPERSEDED_SOON, Role.NORMATIVE, Stale.NO),
        (Outcome.AMENDED, Role.MENTION, Stale.NO),
        (Outcome.MANDATE_CHANGED, Role.MENTION, Stale.NO),
        (Outcome.NOT_YET_IN_FORCE, Role.MENTION, Stale.NO),
        (Outcome.NOT_FOUND, Role.NORMATIVE, Stale.UNKNOWN),
        (Outcome.NOT_COVERED, Role.NORMATIVE, Stale.UNKNOWN),
        (Outcome.STATUS_UNKNOWN, Role.NORMATIVE, Stale.UNKNOWN),
        (Outcome.AMBIGUOUS, Role.NORMATIVE, Stale.UNKNOWN),
        (Outcome.UNREADABLE, Role.NORMATIVE, Stale.UNKNOWN),
    ],
)
def test_reference_is_stale_where_what_it_relies_on_has_ended(outcome: Outcome, role: Role, expected: Stale) -> None:
    assert staleness(outcome, role) == expected


def test_stale_reference_says_what_to_do() -> None:
    assert why(Stale.YES, Outcome.REPLACED, Role.NORMATIVE, dated=True) == (Reason.of("check.reference.stale"),)
    assert why(Stale.YES, Outcome.WITHDRAWN, Role.NORMATIVE, dated=False) == (
        Reason.of("check.reference.stale_undated"),
    )
    assert why(Stale.YES, Outcome.REPLACED, Role.NORMATIVE, dated=False) == (
        Reason.of("check.reference.replaced_undated"),
    )
    assert why(Stale.NO, Outcome.REPLACED, Role.REPLACES, dated=True) == (
        Reason.of("check.reference.replaced_by_this"),
    )
    assert why(Stale.NO, Outcome.CURRENT, Role.NORMATIVE, dated=True) == ()


def test_ended_standard_that_the_text_replaces_is_no_finding() -> None:
    assert [is_finding(outcome, Role.REPLACES) for outcome in (Outcome.REPLACED, Outcome.NOT_FOUND)] == [False, True]
    assert [is_finding(outcome, Role.MENTION) for outcome in (Outcome.REPLACED, Outcome.CURRENT)] == [True, False]


def test_role_that_weighs_most_leads() -> None:
    assert leading_role([Role.MENTION, Role.NORMATIVE, Role.ADOPTION]) == Role.NORMATIVE
