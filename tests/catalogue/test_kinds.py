"""Smaller kinds of lists: announcements with joint numbers, references, codes, committees, JSON; and one command."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from guiju.catalogue.importers import listing
from guiju.catalogue.importers.kinds import Order, import_file, kinds
from guiju.catalogue.importers.mapping import MappingError
from guiju.catalogue.importers.rows import RowReader
from guiju.catalogue.models import Committee, Relation, SourceRecord, Standard, StatusPeriod
from guiju.catalogue.services.importing import ImportSummary, SourceSpec
from guiju.cli.commands import app
from guiju.platform.models import Classification, ImportRun
from guiju.platform.reasons import render

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.GUIJU_HOME = tmp_path / "home"


def write(path: Path, *rows: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def take(kind: str, path: Path, **asked: Any) -> ImportSummary:
    return import_file(kind=kind, order=Order(path=path, source=SourceSpec(key="list"), **asked))


def rejected(summary: ImportSummary) -> list[dict[str, str]]:
    """The rows of the file of refused rows."""
    with Path(summary.rejects_file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counts(summary: ImportSummary) -> tuple[int, ...]:
    return summary.read, summary.created, summary.updated, summary.unchanged, summary.rejected


JOINT = ("number", "title_zh", "replaces", "issued")
BOTH = "DB51/T90001-2026\nDB50/T90001-2026"


def test_joint_local_standard_makes_a_record_of_each_number_and_keeps_the_joint_one(tmp_path: Path) -> None:
    path = write(tmp_path / "filed.csv", JOINT, (BOTH, "联合标准", "代替DB51/T 90001—2019", "2026-08-01"))
    assert counts(take("announcement", path)) == (1, 1, 0, 0, 0)
    records = SourceRecord.objects.order_by("key")
    assert [(record.key, record.facts["joint"]) for record in records] == [
        ("DB50/T 90001-2026", ["DB51/T 90001-2026", "DB50/T 90001-2026"]),
        ("DB51/T 90001-2026", ["DB51/T 90001-2026", "DB50/T 90001-2026"]),
    ]
    assert {record.raw_number for record in records} == {"DB51/T90001-2026 DB50/T90001-2026"}
    assert counts(take("announcement", path)) == (1, 0, 0, 1, 0)
    assert Standard.objects.count() == 2


def test_joint_numbers_replace_the_old_numbers_of_their_own_prefix_only(tmp_path: Path) -> None:
    joint = "DB11/T 90001-2026 DB12/T 90002-2026 DB13/T 90003-2026"
    old = "DB11/T 90001-2016、DB12/T 90008-2016、QB/T 90009-2016"
    take("announcement", write(tmp_path / "filed.csv", JOINT, (joint, "京津冀", old, "2026-01-01")))
    replaced = Relation.objects.order_by("subject_key", "object_key").values_list("subject_key", "object_key")
    assert list(replaced) == [
        ("DB11/T 90001-2026", "DB11/T 90001-2016"),
        ("DB11/T 90001-2026", "QB/T 90009-2016"),
        ("DB12/T 90002-2026", "DB12/T 90008-2016"),
        ("DB12/T 90002-2026", "QB/T 90009-2016"),
        ("DB13/T 90003-2026", "QB/T 90009-2016"),
    ]


def test_joint_number_with_a_row_of_its_own_goes_by_that_row_and_does_not_flip(tmp_path: Path) -> None:
    rows = (BOTH, "联合标准", "", "2026-08-01"), ("DB50/T 90001-2026", "本省备案", "", "2026-08-02")
    path = write(tmp_path / "filed.csv", JOINT, *rows)
    assert counts(take("announcement", path)) == (2, 2, 0, 0, 0)
    assert Standard.objects.get(key="DB50/T 90001-2026").title_zh == "本省备案"
    assert counts(take("announcement", path)) == (2, 0, 0, 2, 0)


@pytest.mark.parametrize(
    "cell", ["GB/T 1-2020 GB/T 2-2020", "DB51/T 1-2026 DB51/T 2-2026", "DB51/T 1-2026 GB/T 2-2020"]
)
def test_several_numbers_that_are_not_joint_are_refused(tmp_path: Path, cell: str) -> None:
    path = write(tmp_path / "filed.csv", JOINT, (cell, "两个标准", "", ""))
    assert counts(take("announcement", path)) == (1, 0, 0, 0, 1)


def test_references_of_one_standard_become_one_record(tmp_path: Path) -> None:
    rows = (
        ("GB 90001-2013", "GB/T 1-2006", "yes"),
        ("GB 90001-2013", "GB 2", "no"),
        ("GB 90002-2013", "GB 2", "no"),
        ("无编号", "GB 2", "no"),
    )
    path = write(tmp_path / "refs.csv", ("from", "to", "dated"), *rows)
    assert counts(take("references", path)) == (4, 2, 0, 1, 1)
    told = Relation.objects.order_by("subject_key", "object_key").values_list("subject_key", "type", "object_key")
    assert list(told) == [
        ("GB 90001-2013", "cites", "GB 2"),
        ("GB 90001-2013", "cites", "GB/T 1-2006"),
        ("GB 90002-2013", "cites", "GB 2"),
    ]
    assert counts(take("references", path)) == (4, 0, 0, 3, 1)


def test_codes_are_counted_row_by_row_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    rows = (("29.140", "Lamps", ""), ("29.140", "Lamps", ""), ("29.140", "Other", ""), ("", "No code", ""))
    path = write(tmp_path / "ics.csv", ("code", "description", "notes"), *rows)
    assert counts(take("ics", path)) == (4, 1, 0, 1, 2)
    assert list(Classification.objects.values_list("scheme", "code", "title_en")) == [("ICS", "29.140", "Lamps")]
    assert counts(take("ics", path)) == (4, 0, 0, 2, 2)
    changed = write(tmp_path / "ics.csv", ("code", "description"), ("29.140", "Lamps and lighting"))
    assert counts(take("ics", changed)) == (1, 0, 1, 0, 0)
    run = ImportRun.objects.order_by("pk").last()
    assert run is not None
    assert (run.kind, run.read, run.updated, run.state) == ("ics", 1, 1, "done")


def test_titles_in_two_languages_stand_beside_each_other(tmp_path: Path) -> None:
    take("ics", write(tmp_path / "en.csv", ("code", "description"), ("29.140", "Lamps")))
    take("ics", write(tmp_path / "zh.csv", ("代码", "名称"), ("29.140", "灯")))
    assert list(Classification.objects.values_list("title_zh", "title_en")) == [("灯", "Lamps")]


def test_list_of_codes_without_headings_keeps_its_first_row_and_its_edition(tmp_path: Path) -> None:
    take("industries", write(tmp_path / "GBT4754-2011.csv", ("A", "农、林、牧、渔业"), ("01", "农业")))
    assert list(Classification.objects.order_by("code").values_list("scheme", "code", "title_zh")) == [
        ("GB/T 4754-2011", "01", "农业"),
        ("GB/T 4754-2011", "A", "农、林、牧、渔业"),
    ]


def test_folder_of_codes_comes_in_under_one_scheme(tmp_path: Path) -> None:
    folder = tmp_path / "ccs"
    folder.mkdir()
    write(folder / "level1.csv", ("代码 / Code", "名称 / Name"), ("K", "电工"))
    write(folder / "level3.csv", ("代码 / Code", "名称 / Name", "代码 / Code"), ("K72", "灯具", "K70/79"))
    assert counts(take("ccs", folder)) == (2, 2, 0, 0, 0)
    assert list(Classification.objects.order_by("code").values_list("scheme", "code", "title_zh")) == [
        ("CCS", "K", "电工"),
        ("CCS", "K72", "灯具"),
    ]


def test_column_of_schemes_goes_before_the_scheme_of_the_kind(tmp_path: Path) -> None:
    rows = ("ICS", "29.140", "灯", "Lamps"), ("CCS", "K72", "灯具", "")
    take("codes", write(tmp_path / "codes.csv", ("scheme", "code", "title_zh", "title_en"), *rows))
    assert list(Classification.objects.order_by("code").values_list("scheme", "code", "title_zh", "title_en")) == [
        ("ICS", "29.140", "灯", "Lamps"),
        ("CCS", "K72", "灯具", ""),
    ]


def test_committees_get_their_names_and_a_list_without_names_leaves_them(tmp_path: Path) -> None:
    take("committees", write(tmp_path / "a.csv", ("identifier", "name"), ("ISO/TC 274", "Light and lighting")))
    other = write(tmp_path / "b.csv", ("identifier", "documents"), ("ISO/TC 274", "40"), ("", "3"))
    assert counts(take("committees", other)) == (2, 0, 0, 1, 1)
    assert list(Committee.objects.values_list("key", "name_en")) == [("ISO/TC 274", "Light and lighting")]


@pytest.mark.parametrize(
    ("kind", "headings", "bad", "good", "model"),
    [
        ("codes", ["remark", "code", "title"], ["", "", "Lamps"], ["", "A", "Lamps"], Classification),
        ("committees", ["name", "committee"], ["Lamps", ""], ["Lamps", "TC 34"], Committee),
    ],
)
def test_refused_names_come_back_under_their_headings_and_come_in_once_corrected(
    tmp_path: Path, kind: str, headings: list[str], bad: list[str], good: list[str], model: Any
) -> None:
    refused = take(kind, write(tmp_path / "list.csv", headings, bad))
    assert counts(refused) == (1, 0, 0, 0, 1)
    with Path(refused.rejects_file).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert (rows[0][: len(headings)], rows[1][: len(headings)]) == (headings, bad)
    corrected = write(tmp_path / "corrected.csv", rows[0], [*good, *rows[1][len(headings) :]])
    assert counts(take(kind, corrected)) == (1, 1, 0, 0, 0)
    assert model.objects.count() == 1


def test_json_list_inside_an_answer_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    answer = {"ok": True, "data": {"list": [{"标准号": "GB/T 1-2020", "标准名称": "灯", "ics": ["29.140"]}]}}
    path.write_text(json.dumps(answer), encoding="utf-8")
    assert counts(take("table", path)) == (1, 1, 0, 0, 0)
    assert Standard.objects.get().classifications.get().code == "29.140"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "list.json is no JSON"),
        ("[" * 100_000, "list.json is no JSON"),
        ("3", "list.json holds no list of objects"),
    ],
)
def test_json_that_is_no_list_is_refused_with_words(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "list.json").write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as error:
        take("table", tmp_path / "list.json")
    assert render(error.value.reason, "en").startswith(told)


LINES = """{"标准号": "GB/T 90001-2020", "标准名称": "灯"}
{"标准号": "GB/T 90002-2020", "标准名称": 灯}

["GB/T 90003-2020"]
{"标准号": "GB/T 90004-2020", "标准名称": "镇流器"}
{"标准号": "GB/T 90005-20"""


def test_bad_lines_of_a_file_of_objects_are_refused_with_reason_and_place_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(LINES, encoding="utf-8")
    first = take("table", path)
    assert counts(first) == (5, 2, 0, 0, 3)
    refused = [(row["guiju:row"], row["guiju:field"], row["guiju:value"]) for row in rejected(first)]
    assert refused == [
        ("2", "json", '{"标准号": "GB/T 90002-2020", "标准名称": 灯}'),
        ("4", "json", '["GB/T 90003-2020"]'),
        ("6", "json", '{"标准号": "GB/T 90005-20'),
    ]
    told = [row["guiju:problem"] for row in rejected(first)]
    assert told[0] == "the line is no JSON (at character 36: Expecting value): mend it and import it again"
    assert told[1] == 'expected an object {…}, here is ["GB/T 90003-2020"]: mend it, or delete it'
    assert counts(take("table", path)) == (5, 0, 0, 2, 3)


def test_line_with_half_a_character_is_refused_with_its_column_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    good, bad = (
        '{"标准号": "GB/T 90001-2020", "标准名称": "灯"}',
        r'{"标准号": "GB/T 90002-2020", "标准名称": "灯\ud83d"}',
    )
    path.write_text(f"{good}\n{bad}\n" + r'["\ud800"]' + "\n", encoding="utf-8")
    first = take("table", path)
    assert counts(first) == (3, 1, 0, 0, 2)
    refused = [(row["guiju:row"], row["guiju:field"], row["guiju:value"]) for row in rejected(first)]
    assert refused == [("2", "标准名称", "灯\ufffd"), ("3", "json", '["\ufffd"]')]
    assert counts(take("table", path)) == (3, 0, 0, 1, 2)


def test_members_of_a_json_list_that_are_no_objects_are_refused_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    answer = {
        "rows": [{"C_STD_CODE": "GB/T 90001-2000", "C_C_NAME": "甲"}, None, "x", {"C_STD_CODE": "GB/T 90002-2000"}]
    }
    path.write_text(json.dumps(answer), encoding="utf-8")
    for kind in ("samr", "table"):
        summary = take(kind, path)
        assert (summary.read, summary.rejected) == (4, 2)
        assert [(row["guiju:row"], row["guiju:value"]) for row in rejected(summary)] == [("2", "null"), ("3", '"x"')]
    assert Standard.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "good", "read"),
    [
        ("iso-open-data", {"id": 1, "reference": "ISO 90001:2020"}, Standard),
        ("references", {"from": "GB/T 90001-2020", "to": "GB/T 90002-2020"}, Standard),
        ("codes", {"code": "1", "name": "灯"}, Classification),
        ("committees", {"number": "ISO/TC 274", "name": "Light"}, Committee),
    ],
)
def test_bad_line_stops_no_kind_of_list(tmp_path: Path, kind: str, good: dict[str, Any], read: Any) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(f"{{\n{json.dumps(good)}\n", encoding="utf-8")
    summary = take(kind, path)
    assert (counts(summary), read.objects.count()) == ((2, 1, 0, 0, 1), 1)
    assert [row["guiju:row"] for row in rejected(summary)] == ["1"]


def test_file_without_any_object_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text("no json\n", encoding="utf-8")
    with pytest.raises(MappingError) as error:
        take("table", tmp_path / "list.jsonl")
    told = "list.jsonl holds no JSON object at all; the first thing in it is: no json"
    assert render(error.value.reason, "en") == told


@pytest.mark.parametrize(
    ("kind", "good", "bad", "told"),
    [
        (
            "ics",
            ["29", "29.140", "29.140.40"],
            ["3.1", "29.14", "29.140.4", "029", "29.140.40.1"],
            "“3.1” is no code of ICS: expected one such as 29, 29.140, 29.140.40; mend it",
        ),
        (
            "regions",
            ["11", "1101", "110101"],
            ["11010", "1", "1101010", "AB"],
            "“11010” is no code of GB/T 2260: expected one such as 11, 1101, 110101; mend it",
        ),
    ],
)
def test_code_that_is_none_of_its_scheme_is_refused_with_the_form_expected(
    tmp_path: Path, kind: str, good: list[str], bad: list[str], told: str
) -> None:
    path = write(tmp_path / "codes.csv", ("code", "title"), *((code, "甲") for code in [*good, *bad]))
    summary = take(kind, path)
    assert counts(summary) == (len(good) + len(bad), len(good), 0, 0, len(bad))
    assert [row["guiju:value"] for row in rejected(summary)] == bad
    assert rejected(summary)[0]["guiju:problem"] == told


def test_row_held_word_for_word_is_read_again_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.csv", ("number", "title_zh"), ("GB/T 1-2020", "灯"))
    take("table", path)
    read: list[int] = []
    original = RowReader.read_all

    def spied(self: RowReader, number: int, cells: Sequence[str]) -> Any:
        read.append(number)
        return original(self, number, cells)

    monkeypatch.setattr(RowReader, "read_all", spied)
    assert counts(take("table", path)) == (1, 0, 0, 1, 0)
    assert read == []
    assert counts(take("table", path, reread=True)) == (1, 0, 0, 1, 0)
    assert read == [2]


def test_rows_are_read_once_more_after_reading_changed_and_known_again_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.csv", ("number", "title_zh", "effective"), ("GB/T 1-2020", "灯", "2020-10-01"))
    take("table", path)
    held = list(StatusPeriod.objects.values_list("start", "end", "status", "dated"))
    StatusPeriod.objects.all().delete()
    read: list[int] = []
    original = RowReader.read_all

    def spied(self: RowReader, number: int, cells: Sequence[str]) -> Any:
        read.append(number)
        return original(self, number, cells)

    monkeypatch.setattr(RowReader, "read_all", spied)
    monkeypatch.setattr(listing, "READING", 1000)
    assert [counts(take("table", path)) for _ in range(2)] == [(1, 0, 0, 1, 0)] * 2
    assert read == [2]
    assert list(StatusPeriod.objects.values_list("start", "end", "status", "dated")) == held


def test_second_row_of_a_number_is_refused_on_every_run(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ("number", "title_zh"), ("GB/T 1-2020", "甲"), ("GB/T 1-2020", "乙"))
    assert [counts(take("table", path)) for _ in range(3)] == [(2, 1, 0, 0, 1), (2, 0, 0, 1, 1), (2, 0, 0, 1, 1)]
    swapped = write(tmp_path / "a.csv", ("number", "title_zh"), ("GB/T 1-2020", "乙"), ("GB/T 1-2020", "甲"))
    assert counts(take("table", swapped)) == (2, 0, 1, 0, 1)
    assert Standard.objects.get().title_zh == "乙"


def test_shipped_mapping_is_taken_for_a_list_with_its_headings(tmp_path: Path) -> None:
    headings = (
        "id", "standard_number", "standard_prefix", "number_body", "version_year", "title", "type", "status",
        "replaced_by", "replaces", "category", "applicable_engineering_types", "applicable_chapters",
        "citation_frequency", "verified", "source", "notes",
    )  # fmt: skip
    row = dict.fromkeys(headings, "") | {"id": "GB 9 x", "standard_number": "GB 90001-2020", "title": "灯"}
    path = write(tmp_path / "a.csv", headings, tuple(row.values()))
    assert counts(take("table", path)) == (1, 1, 0, 0, 0)
    assert Standard.objects.get().key == "GB 90001-2020"


def test_command_names_the_kinds_when_asked_for_another(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ("number",), ("GB/T 1-2020",))
    run = CliRunner().invoke(app, ["import", "nonsense", str(path)])
    assert run.exit_code == 2
    assert [name for name, _kind in kinds if name not in run.output] == []


def test_command_imports_a_kind_and_ends_with_one_object(tmp_path: Path) -> None:
    path = write(tmp_path / "ics.csv", ("code", "description"), ("29.140", "Lamps"), ("", "none"))
    run = CliRunner().invoke(app, ["import", "ics", str(path), "--json"])
    assert run.exit_code == 1
    told = json.loads(run.stdout.splitlines()[-1])
    assert {name: told[name] for name in ("kind", "read", "created", "updated", "unchanged", "rejected")} == {
        "kind": "ics", "read": 2, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1,
    }  # fmt: skip
