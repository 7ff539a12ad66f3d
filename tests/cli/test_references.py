"""`guiju references`, `guiju standard` and `guiju stale`, as people and programs see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from guiju.cli.commands import app
from tests.checks.small_catalogue import given_small_catalogue
from tests.factories import given_standards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue(db: None) -> None:
    given_small_catalogue()
    given_standards({"number": "GB/T 90-2012", "effective": "2012-10-01", "cites": "GB 7000.1-2015; GB/T 40"})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def write(folder: Path, text: str) -> str:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_references_prints_one_object_each_and_a_summary_aside(tmp_path: Path) -> None:
    path = write(tmp_path, "按 GB 7000.1-2015 和 GB/T 40-2010、GB 7000.1-2015。")
    result = run("references", path, "--as-of", "2026-11-01", "--json", "--english")
    assert [(one["key"], one["outcome"], one["stale"]) for one in objects(result)] == [
        ("GB 7000.1-2015", "replaced", "yes"),
        ("GB/T 40-2010", "current", "no"),
    ]
    assert result.stderr.splitlines() == [
        "2 standards referred to, in 3 places; 1 references are stale",
        "in force 1  replaced 1",
    ]
    assert result.exit_code == 1


def test_references_all_in_force_end_with_zero(tmp_path: Path) -> None:
    result = run("references", write(tmp_path, "按 GB/T 40-2010 检验。"), "--as-of", "2026-11-01")
    assert (result.exit_code, "GB/T 40-2010" in result.stdout) == (0, True)


def test_references_tells_the_document_s_own_number_apart(tmp_path: Path) -> None:
    path = write(tmp_path, "ICS 29.140\n中华人民共和国国家标准\nGB 7000.1—2015\n代替 GB 7000.1—2007\n2015-12-31 发布\n")
    result = run("references", path, "--as-of", "2026-11-01", "--json")
    assert [one["key"] for one in objects(result)] == ["GB 7000.1-2007"]
    assert result.stderr.splitlines()[:2] == [
        "本文件自身的编号（不计入引用）：GB 7000.1-2015",
        "GB 7000.1-2015 在 2026-11-01 已被代替",
    ]
    assert result.exit_code == 0


def test_references_knows_a_cover_whose_words_are_set_with_blanks(tmp_path: Path) -> None:
    path = write(tmp_path, "中 华 人 民 共 和 国 国 家 标 准\nGB 7000.1—2015\n\n代替 GB 7000.1—2007\n")
    result = run("references", path, "--as-of", "2026-11-01", "--json")
    assert [one["key"] for one in objects(result)] == ["GB 7000.1-2007"]


def test_references_of_a_text_without_any_says_so(tmp_path: Path) -> None:
    result = run("references", write(tmp_path, "没有编号。"), "--english")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 standards referred to, in 0 places; 0 references are stale\n"


@pytest.mark.parametrize("name", ["none.txt", "scan.pdf"])
def test_references_of_what_cannot_be_read_end_with_two(tmp_path: Path, name: str) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    result = run("references", str(tmp_path / name))
    assert (result.exit_code, result.stdout, "Traceback" in result.stderr) == (2, "", False)


def test_references_of_a_folder_says_that_it_is_one(tmp_path: Path) -> None:
    result = run("references", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "".join(result.stderr.split()) == f"{tmp_path}:isafolder;nameonefileinit"


def test_standard_tells_everything_as_one_object() -> None:
    result = run("standard", "gb 7000.1—2015", "--on", "2026-11-01", "--json")
    (told,) = objects(result)
    assert result.exit_code == 0
    assert {name: told[name] for name in ("asked", "found", "by_number", "key", "status", "on")} == {
        "asked": "GB 7000.1-2015",
        "found": True,
        "by_number": False,
        "key": "GB 7000.1-2015",
        "status": "replaced",
        "on": "2026-11-01",
    }
    assert told["graph"] == {
        "nodes": [
            {"key": "GB 7000.1-2007", "held": True, "draft": False, "status": "replaced"},
            {"key": "GB 7000.1-2015", "held": True, "draft": False, "status": "replaced"},
            {"key": "GB/T 7000.1-2023", "held": True, "draft": False, "status": "in_force"},
        ],
        "edges": [
            {"from": "GB 7000.1-2007", "to": "GB 7000.1-2015", "scope": "whole"},
            {"from": "GB 7000.1-2015", "to": "GB/T 7000.1-2023", "scope": "whole"},
        ],
        "splits": [],
        "merges": [],
        "complete": True,
    }


def test_standard_speaks_to_people() -> None:
    result = run("standard", "GB 7000.1-2015", "--on", "2026-11-01", "--english")
    lines = result.stdout.splitlines()
    assert lines[0] == "GB 7000.1—2015  灯具 第1部分：一般要求与试验"
    assert lines[1].startswith("  replaced  replaced by GB/T 7000.1-2023 from 2024-07-01")
    assert "  GB 7000.1-2015 → GB/T 7000.1-2023" in lines
    assert "  GB/T 90-2012 (in force)  no longer current" in lines


@pytest.mark.parametrize("asked", ["GB 7000.1-2019", "GB/T 123456", "没有编号", "(((((", ""])
def test_standard_that_is_not_held_ends_with_one_and_candidates(asked: str) -> None:
    result = run("standard", asked, "--json")
    (told,) = objects(result)
    assert (result.exit_code, told["found"]) == (1, False)
    assert isinstance(told["candidates"], list)


@pytest.mark.parametrize("asked", ["GB/T 40、GB/T 90", "GB 7000.1-2015 GB 7000.1-2007", "GB/T 123456, GB/T 40"])
@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_standard_refuses_several_numbers_at_once(asked: str, arguments: tuple[str, ...]) -> None:
    result = run("standard", asked, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert " ".join(result.stderr.split()).endswith("; ask for one standard at a time")


@pytest.mark.parametrize("asked", ["GB/T 40", "GB/T 40 GB/T 40", "《照明设备电子镇流器》GB/T 40-2010"])
def test_standard_answers_for_one_number_whatever_stands_around_it(asked: str) -> None:
    (told,) = objects(run("standard", asked, "--on", "2026-11-01", "--json"))
    assert told["key"] == "GB/T 40-2010"


@pytest.mark.parametrize("asked", ["没有编号", "(((((", "foo", ""])
def test_standard_of_a_text_without_a_number_says_so(asked: str) -> None:
    english, chinese = run("standard", asked, "--english"), run("standard", asked)
    assert english.stderr.splitlines()[0] == f"{asked}: no identifier here"
    assert chinese.stderr.splitlines()[0] == f"{asked}: 这里没有标准编号"
    (told,) = objects(run("standard", asked, "--json"))
    assert (told["understood_zh"], told["understood_en"]) == ("这里没有标准编号", "no identifier here")


def test_standard_marks_what_is_not_published_among_replacements() -> None:
    given_standards({"number": "GB/T 40-2027", "status": "征求意见", "replaces": "GB/T 40-2010"})
    lines = run("standard", "GB/T 40-2010", "--on", "2026-11-01", "--english").stdout.splitlines()
    assert "  GB/T 40-2010 → GB/T 40-2027 (not yet published)" in lines
    lines = run("standard", "GB 7000.1-2015", "--on", "2026-11-01", "--english").stdout.splitlines()
    assert "  GB 7000.1-2015 → GB/T 7000.1-2023" in lines


def test_standard_says_which_edition_those_name_that_are_led_to_it() -> None:
    given_standards(
        {"number": "ISO 60078:2005", "level": "international", "issued": "2005-05-01"},
        {"number": "GB/T 50016-2010", "effective": "2010-07-01", "adopts": "IDT ISO 60078:2006"},
    )
    told = run("standard", "ISO 60078:2005", "--on", "2026-01-01", "--english").stdout
    assert (
        "  GB/T 50016-2010 (in force) IDT  → ISO 60078:2006  ISO 60078:2006 is not held; nearest edition of the "
        "number: ISO 60078:2005\n"
    ) in told


def test_standard_that_is_not_held_offers_what_comes_near() -> None:
    (told,) = objects(run("standard", "GB 7000.1-2019", "--json"))
    candidates = told["candidates"]
    assert isinstance(candidates, list)
    assert sorted(one["key"] for one in candidates) == ["GB 7000.1-2007", "GB 7000.1-2015", "GB/T 7000.1-2023"]


def test_stale_lists_references_that_no_longer_hold() -> None:
    result = run("stale", "--on", "2026-11-01", "--json")
    assert [(one["standard"], one["names"], one["newest"], one["successors"]) for one in objects(result)] == [
        ("GB/T 90-2012", "GB 7000.1-2015", None, ["GB/T 7000.1-2023"])
    ]
    assert result.exit_code == 1


@pytest.mark.parametrize("body", ["GB", "gb", "GB/T", "ＧＢ／Ｔ", " gb/t "])
def test_stale_understands_a_publisher_as_it_stands_before_numbers(body: str) -> None:
    result = run("stale", "--on", "2026-11-01", "--body", body, "--json")
    assert [one["standard"] for one in objects(result)] == ["GB/T 90-2012"]


@pytest.mark.parametrize("body", ["ISO", "XYZ", "GB/T 90", "GB/T 90-2012", "%", "国标"])
def test_stale_refuses_a_publisher_that_is_not_held(body: str) -> None:
    result = run("stale", "--on", "2026-11-01", "--body", body)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{body}: the catalogue holds no standard of such a publisher\n"


def test_stale_of_a_publisher_without_any_ends_with_zero() -> None:
    given_standards({"number": "QB/T 1-2000", "effective": "2000-10-01"})
    result = run("stale", "--on", "2026-11-01", "--body", "qb/t", "--english")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "stale adoptions and references: 0\n")
