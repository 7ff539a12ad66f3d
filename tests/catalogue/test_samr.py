"""Lists of the national platforms: JSON answers, and pages of results copied as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.importers.kinds import Order, import_file
from guiju.catalogue.importers.samr import COLUMNS, results
from guiju.catalogue.models import Relation, Standard
from guiju.catalogue.services.importing import ImportSummary, SourceSpec

NATIONAL = {
    "total": 2,
    "rows": [
        {
            "C_STD_CODE": "<sacinfo>GB/T</sacinfo> 90001-2016",
            "C_C_NAME": "灯具&nbsp;<em>安全</em>",
            "C_E_NAME": "Luminaires",
            "STATE": "现行",
            "ISSUE_DATE": "2016-12-30",
            "ACT_DATE": "2017-07-01",
            "STD_NATURE": "推荐性",
            "TOTAL_REPE": "GB/T 90001-2008",
            "ICS": "29.140.40",
            "CCS": "K72",
        },
        {"C_STD_CODE": None, "C_C_NAME": "没有编号"},
    ],
}
INDUSTRY = {
    "records": [
        {
            "code": "QB/T 90002-2020",
            "chName": "灯",
            "status": "现行",
            "issueDate": 1577808000000,
            "actDate": 1593532800000,
            "recordNo": "71234-2020",
            "chargeDept": "工业和信息化部",
        }
    ]
}
PAGE = """国家标准全文公开系统
共 2 条
1\tGB/T 90001-2016\t灯具 安全要求\t推荐性\t现行\t2016-12-30\t2017-07-01
2\tGB 90003-2020\t路灯\t强标\t即将实施\t2020-01-02\t2031-01-01
"""
CARDS = """GB/T 90001-2016  现行
灯具 安全要求
发布日期：2016-12-30 | 实施日期：2017-07-01 | 代替标准：GB/T 90001-2008

GB/T 90001-2008  废止
灯具 安全要求
发布日期：2008-12-30 | 实施日期：2009-07-01 | 被代替标准：GB/T 90001-2016
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.GUIJU_HOME = tmp_path / "home"


def take(path: Path, text: str) -> ImportSummary:
    path.write_text(text, encoding="utf-8")
    return import_file(kind="samr", order=Order(path=path, source=SourceSpec(key="samr")))


@pytest.mark.django_db
def test_answer_of_the_national_platform_comes_in_without_the_marks_of_the_search(tmp_path: Path) -> None:
    summary = take(tmp_path / "page.json", json.dumps(NATIONAL, ensure_ascii=False))
    assert (summary.read, summary.created, summary.rejected) == (2, 1, 1)
    standard = Standard.objects.get()
    assert (standard.key, standard.title_zh, standard.title_en) == ("GB/T 90001-2016", "灯具 安全", "Luminaires")
    assert (str(standard.issued), str(standard.effective)) == ("2016-12-30", "2017-07-01")
    assert list(Relation.objects.values_list("type", "object_key")) == [("replaces", "GB/T 90001-2008")]


@pytest.mark.django_db
def test_answer_of_the_industry_platform_comes_in_with_moments_as_dates(tmp_path: Path) -> None:
    assert take(tmp_path / "page.json", json.dumps(INDUSTRY)).created == 1
    standard = Standard.objects.get()
    assert (str(standard.issued), str(standard.effective)) == ("2020-01-01", "2020-07-01")
    assert standard.record_number == "71234-2020"


@pytest.mark.django_db
def test_table_copied_from_a_page_comes_in(tmp_path: Path) -> None:
    summary = take(tmp_path / "page.txt", PAGE)
    assert (summary.read, summary.created, summary.rejected) == (2, 2, 0)
    rows = Standard.objects.order_by("key").values_list("key", "title_zh", "mandate")
    assert list(rows) == [
        ("GB 90003-2020", "路灯", "mandatory"),
        ("GB/T 90001-2016", "灯具 安全要求", "recommended"),
    ]
    later = Standard.objects.get(key="GB 90003-2020")
    assert (str(later.issued), str(later.effective)) == ("2020-01-02", "2031-01-01")


@pytest.mark.django_db
def test_cards_copied_from_a_page_come_in_with_what_replaces_what(tmp_path: Path) -> None:
    assert take(tmp_path / "page.txt", CARDS).created == 2
    newer = Standard.objects.get(key="GB/T 90001-2016")
    assert (newer.title_zh, str(newer.issued), str(newer.effective)) == ("灯具 安全要求", "2016-12-30", "2017-07-01")
    told = Relation.objects.order_by("record__key").values_list("record__key", "subject_key", "object_key")
    assert list(told) == [
        ("GB/T 90001-2008", "GB/T 90001-2016", "GB/T 90001-2008"),
        ("GB/T 90001-2016", "GB/T 90001-2016", "GB/T 90001-2008"),
    ]


pieces = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["GB/T 1-2020", "现行", "2020-01-01", "发布日期：", "代替标准: GB 1-1999", "\t", "|", "1\t"]),
)


@given(st.lists(st.lists(pieces, max_size=6).map("".join), max_size=8))
def test_any_text_gives_rows_that_begin_with_a_number(lines: list[str]) -> None:
    for row, cells in results(lines):
        assert 1 <= row <= len(lines)
        assert len(cells) == len(COLUMNS)
