"""The state beside each reference of a Word document, from the answers to the document given back."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from django.conf import LazySettings
from typer.testing import CliRunner

from guiju.checks import services
from guiju.checks.answers import Told
from guiju.checks.marking import answers_by_place, mark_text, note_text
from guiju.checks.models import Check
from guiju.checks.rules import Outcome
from guiju.cli.commands import app
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import CannotAnnotateError
from tests.checks.small_catalogue import given_small_catalogue

TODAY = dt.date(2026, 11, 22)


def answer(
    outcome: Outcome,
    key: str,
    *,
    standard: str = "",
    successors: Sequence[str] = (),
    dates: dict[str, str] | None = None,
    reasons: Sequence[Reason] = (),
    line: int = 1,
) -> Told:
    return Told(
        line=line,
        part=1,
        input=key,
        key=key,
        outcome=outcome,
        standard=standard or key,
        title="",
        dates=dates or {},
        successors=tuple(successors),
        reasons=tuple(reasons),
    )


NOT_HELD = Told(1, 1, "", "GB 9-2000", Outcome.NOT_FOUND, "", "", {}, (), ())
TITLE = Reason.of("check.title_differs", given="甲", title="乙")
MARKS = [
    ([answer(Outcome.CURRENT, "GB 1-2000")], "〔现行〕", "[in force]"),
    (
        [answer(Outcome.REPLACED, "GB 1-2000", successors=["GB 1-2010", "GB/T 1-2020"])],
        "〔被代替 → GB 1-2010 → GB/T 1-2020〕",
        "[replaced → GB 1-2010 → GB/T 1-2020]",
    ),
    ([answer(Outcome.WITHDRAWN, "GB 1-2000", dates={"withdrawn": "2010-01-01"})], "〔废止〕", "[withdrawn]"),
    (
        [answer(Outcome.NOT_YET_IN_FORCE, "GB 1-2027", dates={"effective": "2027-01-01"})],
        "〔即将实施，2027-01-01 实施〕",
        "[not yet in force, in force 2027-01-01]",
    ),
    (
        [
            answer(
                Outcome.SUPERSEDED_SOON,
                "GB 1-2000",
                successors=["GB 1-2027"],
                dates={"effective": "2001-01-01", "next_change": "2027-01-01"},
            )
        ],
        "〔现行，即将被代替 → GB 1-2027，2027-01-01 状态将变〕",
        "[in force, ends soon → GB 1-2027, changes 2027-01-01]",
    ),
    ([answer(Outcome.CURRENT, "GB 1", standard="GB 1-2000")], "〔GB 1-2000 现行〕", "[GB 1-2000 in force]"),
    ([NOT_HELD], "〔查无〕", "[not found]"),
    (
        [answer(Outcome.CURRENT, "GB 1-2000", reasons=[TITLE])],
        "〔现行，名称不符，请核对编号〕",
        "[in force, title differs, check the number]",
    ),
    (
        [answer(Outcome.AMENDED, "GB 1-2000", reasons=[Reason.of("check.amended", number="x", amendments="XG1-2020")])],
        "〔有修改单，XG1-2020〕",
        "[amended, XG1-2020]",
    ),
    (
        [answer(Outcome.CURRENT, "GB 1.1-2000"), answer(Outcome.WITHDRAWN, "GB 1.2-2000"), NOT_HELD],
        "〔GB 1.1-2000 现行；GB 1.2-2000 废止；GB 9-2000 查无〕",
        "[GB 1.1-2000 in force; GB 1.2-2000 withdrawn; GB 9-2000 not found]",
    ),
    (
        [answer(Outcome.CURRENT, f"GB {n}-2000") for n in range(1, 11)],
        "〔" + "；".join(f"GB {n}-2000 现行" for n in range(1, 9)) + "；…共 10 项，见结果表〕",
        "[" + "; ".join(f"GB {n}-2000 in force" for n in range(1, 9)) + "; … 10 in all, see the table of answers]",
    ),
]


@pytest.mark.parametrize(("parts", "chinese", "english"), MARKS, ids=[chinese for _parts, chinese, _english in MARKS])
def test_mark_says_the_state_in_few_words(parts: list[Told], chinese: str, english: str) -> None:
    assert (mark_text(parts, "zh"), mark_text(parts, "en")) == (chinese, english)


def test_note_says_date_and_counts_in_the_order_of_severity() -> None:
    answers = [answer(Outcome.CURRENT, "GB 1-2000"), NOT_HELD, answer(Outcome.CURRENT, "GB 2-2000")]
    said = note_text(answers, as_of=TODAY, checked=TODAY, language="zh")
    assert said.startswith(
        "规矩查新：〔〕内为所引标准在 2026-11-22 的状态，2026-11-22 查证，不是原文。共 3 项：查无 1，现行 2。"
    )


def test_each_number_of_a_text_gets_its_own_answers_and_ranges_all_of_theirs() -> None:
    text = "GB 1-2000、GB/T 2.1~2.3-2000、GB/T 5.1~5.2-2000、GB 3-2000"
    member = Reason.of("check.one_of_range", given="GB/T 2.1~2.3-2000")
    other = Reason.of("check.one_of_range", given="GB/T 5.1~5.2-2000")
    parts = [
        answer(Outcome.CURRENT, "GB 1-2000"),
        answer(Outcome.CURRENT, "GB/T 2.1-2000", reasons=[member]),
        answer(Outcome.CURRENT, "GB/T 2.2-2000", reasons=[member]),
        answer(Outcome.NOT_FOUND, "GB/T 2.1~2.3-2000"),
        answer(Outcome.CURRENT, "GB/T 5.1-2000", reasons=[other]),
        answer(Outcome.CURRENT, "GB/T 5.2-2000", reasons=[other]),
        answer(Outcome.CURRENT, "GB 3-2000"),
    ]
    assert [(at, [one.key for one in mine]) for at, mine in answers_by_place(text, parts)] == [
        (9, ["GB 1-2000"]),
        (27, ["GB/T 2.1-2000", "GB/T 2.2-2000", "GB/T 2.1~2.3-2000"]),
        (45, ["GB/T 5.1-2000", "GB/T 5.2-2000"]),
        (55, ["GB 3-2000"]),
    ]


# --- from the file handed in to the file given back


@pytest.fixture
def catalogue(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.GUIJU_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    given_small_catalogue()


def specification(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("本产品按 GB 7000.1-2007 和 GB/T 40-2010 制造，图纸另附。")
    document.add_paragraph("没有编号的一段。")
    table = document.add_table(3, 2)
    rows = [("标准号", "标准名称"), ("GB 20-2001", ""), ("按客户图纸", "装配要求")]
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.sections[0].footer.paragraphs[0].text = "依据 GB/T 60-1999 编制"
    document.save(str(path))
    return path


BODY = [
    "本产品按 GB 7000.1-2007〔被代替 → GB 7000.1-2015 → GB/T 7000.1-2023〕 和 GB/T 40-2010〔现行〕 制造，图纸另附。",
    "没有编号的一段。",
]
CELLS = [["标准号", "标准名称"], ["GB 20-2001〔废止〕", ""], ["按客户图纸〔未认出编号〕", "装配要求"]]


def assert_marked(path: Path) -> None:
    document = docx.Document(str(path))
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == BODY
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == CELLS
    assert document.sections[0].footer.paragraphs[0].text == "依据 GB/T 60-1999〔状态不明〕 编制"


@pytest.mark.usefixtures("catalogue")
def test_kept_check_gives_the_document_back_with_its_states(tmp_path: Path) -> None:
    made = services.create_check(upload=specification(tmp_path / "a.docx"), file_name="规格书.docx", as_of=TODAY)
    check = services.start_check(check=made)
    path = services.annotated_file(check=check, language="zh")
    assert path.suffix == ".docx"
    assert_marked(path)


@pytest.mark.usefixtures("catalogue")
def test_document_has_a_table_of_answers_too(tmp_path: Path) -> None:
    made = services.create_check(upload=specification(tmp_path / "a.docx"), file_name="规格书.docx", as_of=TODAY)
    check = services.start_check(check=made)
    sheet = openpyxl.load_workbook(services.annotated_file(check=check, language="zh", as_table=True)).active
    assert sheet is not None
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        "被代替",
        "现行",
        "废止",
        "未认出编号",
        "状态不明",
    ]


@pytest.mark.usefixtures("catalogue")
def test_signed_document_is_answered_by_a_table(tmp_path: Path) -> None:
    source = specification(tmp_path / "a.docx")
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    check = services.start_check(check=services.create_check(upload=source, file_name="a.docx", as_of=TODAY))
    assert check.state == Check.State.DONE
    assert services.annotated_file(check=check, language="zh").suffix == ".xlsx"
    run = services.check_file(path=source, as_of=TODAY)
    with pytest.raises(CannotAnnotateError) as caught:
        run.write(tmp_path / "out.docx")
    assert caught.value.reason == Reason.of("sheets.signed")


@pytest.mark.usefixtures("catalogue")
def test_marked_document_checked_again_has_the_same_lines_and_marks(tmp_path: Path) -> None:
    source = specification(tmp_path / "a.docx")
    services.check_file(path=source, as_of=TODAY).write(tmp_path / "first.docx")
    again = services.check_file(path=tmp_path / "first.docx", as_of=TODAY)
    assert [answer.input for answer in again] == [
        answer.input for answer in services.check_file(path=source, as_of=TODAY)
    ]
    again.write(tmp_path / "second.docx")
    assert_marked(tmp_path / "second.docx")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", ["answered.docx", "answered.xlsx"])
def test_command_writes_a_document_or_a_table(tmp_path: Path, name: str) -> None:
    source = specification(tmp_path / "a.docx")
    result = CliRunner().invoke(app, ["check", str(source), "--as-of", "2026-11-22", "-o", str(tmp_path / name)])
    assert result.exit_code == 1, result.output
    if name.endswith(".docx"):
        assert_marked(tmp_path / name)
    else:
        assert openpyxl.load_workbook(tmp_path / name).sheetnames == ["查新结果"]


@pytest.mark.usefixtures("catalogue")
def test_command_refuses_another_ending_for_a_document(tmp_path: Path) -> None:
    source = specification(tmp_path / "a.docx")
    result = CliRunner().invoke(app, ["check", str(source), "-o", str(tmp_path / "out.csv")])
    assert (result.exit_code, ".docx or .xlsx" in result.output) == (2, True)
