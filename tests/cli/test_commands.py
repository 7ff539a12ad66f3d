"""The commands as other programs rely on them: what they print, one object a line, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from guiju.cli.commands import app
from tests.factories import given_standards


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def luminaires() -> None:
    given_standards(
        {
            "number": "GB 7000.1-2007",
            "title": "灯具 第1部分",
            "effective": "2009-01-01",
            "replaced_by": "GB 7000.1-2015",
        },
        {"number": "GB 7000.1-2015", "title": "灯具 第1部分", "effective": "2017-01-01"},
    )


def test_identify_answers_each_line_before_the_next_is_sent() -> None:
    command = [sys.executable, "-m", "guiju", "identify"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        answers = []
        for raw in ("gbt19001—2016", "见附件", "ISO/IEC 27001:2022"):
            running.stdin.write(raw + "\n")
            running.stdin.flush()
            answers.append(running.stdout.readline())
        running.stdin.close()
        assert running.wait() == 0
    assert answers == [
        "gbt19001—2016\tGB/T 19001-2016\n",
        "见附件\t\n",
        "ISO/IEC 27001:2022\tISO/IEC 27001:2022\n",
    ]


def test_identify_json_gives_all_fields() -> None:
    result = CliRunner().invoke(app, ["identify", "--json"], input="GB/T 5171.1-2014/XG1-2020\n")
    (facts,) = objects(result)
    expected = {
        "raw": "GB/T 5171.1-2014/XG1-2020",
        "canonical": "GB/T 5171.1-2014/XG1-2020",
        "body": "GB",
        "level": "national",
        "mandate": "recommended",
        "number": "5171",
        "parts": ["1"],
        "year": 2014,
        "undated": "GB/T 5171.1",
    }
    assert {name: facts[name] for name in expected} == expected
    assert facts["understood_zh"] != facts["understood_en"]


@pytest.mark.django_db
@pytest.mark.usefixtures("luminaires")
def test_check_json_prints_one_object_an_identifier_with_the_fields_agreed(tmp_path: Path) -> None:
    path = write(tmp_path / "list.txt", "GB7000.1-2007、GB 7000.1\n见附件\n")
    result = run("check", path, "--as-of", "2020-01-01", "--json")
    found = objects(result)
    names = ["line", "part", "input", "key", "outcome", "standard", "successors", "dates", "candidates"]
    assert [list(facts) for facts in found] == [[*names, "reason_zh", "reason_en"]] * 3
    assert [(f["line"], f["part"], f["key"], f["outcome"], f["standard"], f["successors"]) for f in found] == [
        (1, 1, "GB 7000.1-2007", "replaced", "GB 7000.1-2007", ["GB 7000.1-2015"]),
        (1, 2, "GB 7000.1", "current", "GB 7000.1-2015", []),
        (2, 1, "", "unreadable", "", []),
    ]
    assert {f["input"] for f in found} == {"GB7000.1-2007、GB 7000.1", "见附件"}
    assert result.exit_code == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("luminaires")
def test_check_of_a_list_in_force_ends_with_0(tmp_path: Path) -> None:
    path = write(tmp_path / "list.txt", "GB 7000.1-2015\n")
    result = run("check", path, "--as-of", "2020-01-01")
    assert result.exit_code == 0
    assert "现行" in result.stdout


@pytest.mark.django_db
@pytest.mark.usefixtures("luminaires")
def test_check_gives_the_workbook_back_with_its_own_columns_first(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["序号", "标准号", "部门"], [1, "GB7000.1-2007", "=1+1"]):
        sheet.append(row)
    workbook.save(tmp_path / "list.xlsx")
    told = run("check", str(tmp_path / "list.xlsx"), "--as-of", "2020-01-01", "-o", str(tmp_path / "out.xlsx"))
    assert told.stdout == ""  # the answers are in the file
    back = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert back is not None
    rows = [[cell.value for cell in row] for row in back.iter_rows(max_col=5)]
    assert rows == [
        ["序号", "标准号", "部门", "查新：结论", "查新：标准号"],
        [1, "GB7000.1-2007", "=1+1", "被代替", "GB 7000.1-2007"],
    ]


@pytest.mark.django_db
def test_import_json_ends_with_the_counts_agreed(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", "标准号,标准名称,实施日期\nGB 1-2001,甲,2001-01-01\n待定,乙,2001-01-01\n")
    result = run("import", "table", path, "--json")
    facts = objects(result)[-1]
    assert list(facts) == ["kind", "read", "created", "updated", "unchanged", "rejected", "seconds", "rejects_file"]
    assert [facts[name] for name in ("kind", "read", "created", "updated", "unchanged", "rejected")] == [
        "table",
        2,
        1,
        0,
        0,
        1,
    ]
    assert Path(str(facts["rejects_file"])).is_file()
    assert result.exit_code == 1
    again = objects(run("import", "table", path, "--json"))[-1]
    assert [again[name] for name in ("created", "updated", "unchanged", "rejected")] == [0, 0, 1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.xlsx"), "nowhere.xlsx: no such file"),
        (("import", "table", "nowhere.csv"), "nowhere.csv: no such file"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.django_db
def test_a_file_that_is_no_table_is_refused_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"%PDF-1.7 not a workbook")
    result = run("check", str(path))
    assert result.exit_code == 2
    assert " / " in result.stderr
    assert "Traceback" not in result.stderr


def test_commands_that_need_tables_say_so_on_an_empty_home(tmp_path: Path) -> None:
    path = write(tmp_path / "list.txt", "GB 1-2001\n")
    done = subprocess.run(
        [sys.executable, "-m", "guiju", "check", path],
        env={"GUIJU_HOME": str(tmp_path / "home"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.strip().endswith("Run: guiju migrate")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("out", "said"),
    [("answers.csv", "are written as .xlsx; end the name so"), ("nowhere/answers.xlsx", "no such folder")],
)
def test_answers_are_not_written_under_a_name_or_place_that_does_not_fit(tmp_path: Path, out: str, said: str) -> None:
    path = write(tmp_path / "list.txt", "GB 1-2001\n")
    result = run("check", path, "-o", str(tmp_path / out))
    assert result.exit_code == 2
    assert said in result.stderr.replace("\n", " ")
    assert list(tmp_path.iterdir()) == [tmp_path / "list.txt"]


@pytest.mark.django_db
@pytest.mark.parametrize("rank", ["0", "-5", "100"])
def test_a_rank_out_of_bounds_is_refused(tmp_path: Path, rank: str) -> None:
    path = write(tmp_path / "list.csv", "标准号\nGB 1-2001\n")
    assert run("import", "table", path, "--rank", rank).exit_code == 2


def test_a_setting_that_cannot_be_used_ends_in_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guiju", "migrate"],
        env={"GUIJU_HOME": str(tmp_path), "GUIJU_MODE": "bogus"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [
            (
                "GUIJU_MODE='bogus' cannot be used; expected production or development: "
                "development shows fault details in the browser"
            )
        ],
    )


@pytest.mark.django_db
def test_import_passes_over_a_cover_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    cover = workbook.active
    assert cover is not None
    cover.title = "说明"
    cover.append(["本表由质量部整理"])
    workbook.create_sheet("隐藏").sheet_state = "hidden"
    listed = workbook.create_sheet("清单")
    for row in (["标准号", "标准名称"], ["GB 1-2001", "甲"], ["GB 2-2002", "乙"]):
        listed.append(row)
    workbook.save(tmp_path / "list.xlsx")
    facts = objects(run("import", "table", str(tmp_path / "list.xlsx"), "--json"))[-1]
    assert [facts[name] for name in ("read", "created", "rejected")] == [2, 2, 0]


@pytest.mark.django_db
def test_import_of_headings_alone_reads_nothing_and_is_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", "标准编号,标准名称\n")
    result = run("import", "table", path, "--json")
    assert result.exit_code == 0
    assert objects(result)[-1]["read"] == 0
