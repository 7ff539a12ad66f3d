"""Lists of the national platforms: JSON answers, and pages of results copied as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.importers.kinds import Order, import_file
from guiju.catalogue.importers.samr_text import COLUMNS, results
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


def told(text: str) -> list[dict[str, str]]:
    """What every result of a copied page says, by field."""
    found = [dict(zip(COLUMNS, cells, strict=True)) for _row, cells in results(text.split("\n"))]
    return [{name: cell for name, cell in one.items() if cell and name != "text"} for one in found]


def test_copied_row_keeps_the_year_before_a_title_in_latin_letters() -> None:
    assert told("1\tGB/T 36979-2018\tLED产品空间颜色分布测量方法\t推标\t现行\t2018-12-28\t2019-07-01") == [
        {
            "number": "GB/T 36979-2018",
            "title": "LED产品空间颜色分布测量方法",
            "mandate": "推标",
            "status": "现行",
            "issued": "2018-12-28",
            "effective": "2019-07-01",
        }
    ]
    assert told("GB/T 31831-2015 LED室内照明应用技术要求") == [
        {"number": "GB/T 31831-2015", "title": "LED室内照明应用技术要求"}
    ]


@pytest.mark.parametrize("between", ["", " ", "  ", "\t"])
@pytest.mark.parametrize("brackets", ["[即将实施]", "【即将实施】", "（即将实施）"])
def test_copied_status_in_brackets_is_no_title_whatever_stands_before_it(between: str, brackets: str) -> None:
    assert told(f"GB 30255-2019{between}{brackets} 室内照明用LED产品能效限定值") == [
        {"number": "GB 30255-2019", "status": "即将实施", "title": "室内照明用LED产品能效限定值"}
    ]


def test_copied_status_before_a_number_opens_a_result_of_its_own() -> None:
    page = "GB/T 31832-2015 路灯（现行）\n【废止】GB 19044-2003 荧光灯能效\n全部代替标准：GB 19044-1999"
    assert told(page) == [
        {"number": "GB/T 31832-2015", "title": "路灯", "status": "现行"},
        {"number": "GB 19044-2003", "title": "荧光灯能效", "status": "废止", "replaces": "GB 19044-1999"},
    ]


def test_copied_line_with_single_spaces_is_told_apart() -> None:
    assert told("GB/T 50034-2024 《建筑照明设计标准》 现行 2024-03-08 2024-08-01 代替 GB 50034-2013") == [
        {
            "number": "GB/T 50034-2024",
            "title": "建筑照明设计标准",
            "status": "现行",
            "issued": "2024-03-08",
            "effective": "2024-08-01",
            "replaces": "GB 50034-2013",
        }
    ]
    assert told("2 GB/T 1.2-2020 标准化工作导则 第2部分 推标 现行 2020-11-19 2021-06-01 查看详细") == [
        {
            "number": "GB/T 1.2-2020",
            "title": "标准化工作导则 第2部分",
            "mandate": "推标",
            "status": "现行",
            "issued": "2020-11-19",
            "effective": "2021-06-01",
        }
    ]


def test_copied_label_ends_the_value_of_the_one_before_it() -> None:
    page = """GB/T 31831-2015 室内照明
主管部门：国家标准化管理委员会 归口单位：全国照明电器标准化技术委员会
发布日期：2015-07-03 实施日期：2016-01-01 代替标准：GB/T 31831-2010 状态：现行"""
    assert told(page) == [
        {
            "number": "GB/T 31831-2015",
            "title": "室内照明",
            "responsible_body": "国家标准化管理委员会",
            "committee": "全国照明电器标准化技术委员会",
            "issued": "2015-07-03",
            "effective": "2016-01-01",
            "replaces": "GB/T 31831-2010",
            "status": "现行",
        }
    ]


@pytest.mark.parametrize(
    "dates",
    [
        "发布于 2015-07-03   实施于 2016-01-01",
        "2015-07-03发布 2016-01-01实施",
        "2015-07-03 2016-01-01",
        "发布日期：2015-07-03实施日期：2016-01-01",
    ],
)
def test_copied_dates_are_read_with_and_without_labels(dates: str) -> None:
    (one,) = told(f"GB/T 31832-2015 路灯\n被GB/T 31832-2025代替\n{dates}")
    assert one == {
        "number": "GB/T 31832-2015",
        "title": "路灯",
        "replaced_by": "GB/T 31832-2025",
        "issued": "2015-07-03",
        "effective": "2016-01-01",
    }


def test_copied_table_is_read_by_its_headings_and_the_day_of_filing_ends_nothing() -> None:
    page = """序号\t标准号\t行业领域\t标准名称\t状态\t批准日期\t实施日期\t备案号\t备案日期
1\tQB/T 5001-2016\t轻工\t灯用瓷\t现行\t2016-12-30\t2017-07-01\t57001-2017\t2017-03-20"""
    assert told(page) == [
        {
            "number": "QB/T 5001-2016",
            "title": "灯用瓷",
            "status": "现行",
            "issued": "2016-12-30",
            "effective": "2017-07-01",
            "record_number": "57001-2017",
        }
    ]
    without_headings = page.split("\n")[1].replace("\t轻工", "")
    assert "withdrawn" not in told(without_headings)[0]


def test_copied_third_date_ends_what_is_said_to_be_withdrawn() -> None:
    (one,) = told("GB/T 1.1-2009\t标准化工作导则\t废止\t2009-06-17\t2010-01-01\t2020-10-01")
    assert one["withdrawn"] == "2020-10-01"


def test_copied_label_at_the_end_of_a_line_is_filled_by_the_next() -> None:
    assert told("GB/T 1.1-2020 标准化工作导则\n全部代替标准：\nGB/T 1.1-2009") == [
        {"number": "GB/T 1.1-2020", "title": "标准化工作导则", "replaces": "GB/T 1.1-2009"}
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "mandate"),
    [("强标", "mandatory"), ("推标", "recommended"), ("强制性", "mandatory"), ("指导性技术文件", "guidance")],
)
def test_nature_of_a_standard_is_its_mandate(tmp_path: Path, word: str, mandate: str) -> None:
    rows = [{"C_STD_CODE": "JJF 90001-2016", "C_C_NAME": "灯", "STD_NATURE": word}]
    take(tmp_path / "page.json", json.dumps(rows, ensure_ascii=False))
    assert Standard.objects.get().mandate == mandate


pieces = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *("GB/T 1-2020", "现行", "2020-01-01", "发布日期：", "代替标准: GB 1-1999", "\t", "|", "1\t", "【废止】"),
            *("《灯》", "被GB 1-2025代替", "代替 GB 2-1999", "2020-01-01实施", "标准号\t标准名称\t状态", " "),
        ]
    ),
)


@given(st.lists(st.lists(pieces, max_size=6).map("".join), max_size=8))
def test_any_text_gives_rows_that_begin_with_a_number(lines: list[str]) -> None:
    for row, cells in results(lines):
        assert 1 <= row <= len(lines)
        assert len(cells) == len(COLUMNS)
