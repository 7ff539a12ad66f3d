"""Columns found by their headings in the shapes lists have, and by their content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.catalogue.importers.mapping import MappingError, guess_mapping, read_mapping

SHAPES = {
    "engineer's list": (
        ("序号", "标准编号", "标准名称", "使用部门", "备注"),
        {"number": "标准编号", "title": "标准名称"},
    ),
    "national platform": (
        ("C_STD_CODE", "C_C_NAME", "C_E_NAME", "STATE", "ISSUE_DATE", "ACT_DATE", "END_DATE", "STD_NATURE",
         "ADOPT_TYPE", "TOTAL_REPE", "DRAFT_UNIT", "ICS", "CCS", "CD_NAME", "TA_NAME"),
        {"number": "C_STD_CODE", "title_zh": "C_C_NAME", "title_en": "C_E_NAME", "status": "STATE",
         "issued": "ISSUE_DATE", "effective": "ACT_DATE", "withdrawn": "END_DATE", "mandate": "STD_NATURE",
         "adopts": "ADOPT_TYPE", "replaces": "TOTAL_REPE", "drafters": "DRAFT_UNIT", "ics": "ICS", "ccs": "CCS",
         "responsible_body": "CD_NAME", "committee": "TA_NAME"},
    ),
    "industry platform": (
        ("code", "chName", "status", "issueDate", "actDate", "recordNo", "recordDate", "chargeDept", "industry"),
        {"number": "code", "title_zh": "chName", "status": "status", "issued": "issueDate", "effective": "actDate",
         "record_number": "recordNo", "responsible_body": "chargeDept"},
    ),
    "standards service": (
        ("a100", "a298", "a302", "a825", "a826", "a101", "a205", "a000"),
        {"number": "a100", "title_zh": "a298", "title_en": "a302", "ccs": "a825", "ics": "a826", "issued": "a101",
         "effective": "a205", "status": "a000"},
    ),
    "bibliographic": (
        ("id", "title_en", "title_fr", "doctype", "edition", "stage", "published", "stable_until", "obsoleted", "tc",
         "tc_name", "ics_codes", "ics_texts", "relations", "urn", "url"),
        {"number": "id", "title_en": "title_en", "level": "doctype", "status": "stage", "issued": "published",
         "withdrawn": "obsoleted", "committee": "tc", "committee_name": "tc_name", "ics": "ics_codes",
         "relations": "relations"},
    ),
    "record of a national standard": (
        ("标准号", "中文标准名称", "英文标准名称", "标准状态", "采标情况", "中国标准分类号（CCS）",
         "国际标准分类号（ICS）", "发布日期", "实施日期", "废止日期", "主管部门", "归口单位", "发布单位", "计划号",
         "代替标准", "起草单位", "备注"),
        {"number": "标准号", "title_zh": "中文标准名称", "title_en": "英文标准名称", "status": "标准状态",
         "adopts": "采标情况", "ccs": "中国标准分类号（CCS）", "ics": "国际标准分类号（ICS）", "issued": "发布日期",
         "effective": "实施日期", "withdrawn": "废止日期", "responsible_body": "主管部门", "committee": "归口单位",
         "issuing_body": "发布单位", "plan_number": "计划号", "replaces": "代替标准", "drafters": "起草单位"},
    ),
    "headings in two languages": (
        ("标准号(Standard No.)", "名称/Title", "状态 Status", "被代替标准"),
        {"number": "标准号(Standard No.)", "title": "名称/Title", "status": "状态 Status", "replaced_by": "被代替标准"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_mapping_of_a_known_shape_is_guessed_from_its_headings(shape: str) -> None:
    columns, expected = SHAPES[shape]
    row = ["GB/T 19001-2016" if column == expected["number"] else "" for column in columns]
    assert guess_mapping(columns, [row]).columns == expected


def test_mapping_without_a_known_heading_takes_the_column_that_holds_numbers() -> None:
    rows = [["1", "x", "GB 7000.1-2015"], ["2", "GB/T 1-2020", "GB/T 24823-2017"], ["3", "", "SJ/T 11395-2009"]]
    mapping = guess_mapping(["A", "B", "C"], rows)
    assert mapping.columns == {"number": "C"}
    assert [reason.code for reason in mapping.reasons] == ["mapping.by_content"]


def test_mapping_takes_content_where_the_heading_misleads() -> None:
    rows = [["灯具", "GB 7000.1-2015"], ["光源", "GB/T 24823-2017"]]
    mapping = guess_mapping(["标准", "文件"], rows)
    assert mapping.columns == {"number": "文件"}


def test_mapping_of_a_table_without_numbers_says_what_there_is() -> None:
    with pytest.raises(MappingError) as caught:
        guess_mapping(["A", "B"], [["1", "x"], ["2", "y"]])
    assert dict(caught.value.reason.params) == {"columns": "A, B"}


def test_mapping_tells_why_each_column_was_taken() -> None:
    mapping = guess_mapping(["标准号", "备注"], [["GB 1-2020", ""]])
    assert [(r.code, dict(r.params)) for r in mapping.reasons] == [
        ("mapping.by_heading", {"field": "number", "column": "标准号"})
    ]


def test_mapping_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps({"number": "编号", "title_zh": "品名"}), encoding="utf-8")
    assert read_mapping(file).places(["品名", "编号"]) == {"number": 1, "title_zh": 0}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "mapping.unreadable"),
        ("[]", "mapping.no_object"),
        ('{"number": 1}', "mapping.no_object"),
        ('{"nummer": "编号"}', "mapping.unknown_field"),
        ('{"title_zh": "品名"}', "mapping.no_number"),
    ],
)
def test_mapping_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(file)
    assert caught.value.reason.code == code


def test_mapping_that_names_a_column_the_table_lacks_says_which(tmp_path: Path) -> None:
    file = tmp_path / "mapping.json"
    file.write_text('{"number": "编号"}', encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(file).places(["号"])
    assert dict(caught.value.reason.params) == {"column": "编号", "columns": "号"}
