"""What somebody may have meant."""

from __future__ import annotations

import pytest

from guiju.catalogue.queries import list_near_numbers, list_title_candidates, load_title_candidates
from guiju.kernel.docid import parse
from tests.factories import given_standards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lamps() -> None:
    given_standards(
        {"number": "GB 7000.1-2015", "title_zh": "灯具 第1部分：一般要求与试验", "title_en": "Luminaires - Part 1"},
        {"number": "GB/T 7000.1-2023", "title_zh": "灯具 第1部分：一般要求与试验"},
        {"number": "GB 7000.201-2008", "title_zh": "灯具 固定式通用灯具"},
        {
            "number": "GB/T 24823-2017",
            "title_zh": "普通照明用LED模块 性能要求",
            "title_en": "LED modules for general lighting",
        },
        {"number": "SJ/T 24823-2001", "title_zh": "电容器"},
        {"number": "GB/T 24824-2009", "title_zh": "普通照明用LED模块测试方法"},
        {"number": "GB/T 1-2020", "title_zh": "标准化工作导则"},
    )


def near(text: str, limit: int = 5) -> list[tuple[str, str]]:
    return [(found.key, found.reason.code) for found in list_near_numbers(parse(text), limit)]


def test_year_not_held_offers_the_editions_of_the_number_first() -> None:
    assert near("GB 7000.1-2016")[:2] == [
        ("GB 7000.1-2015", "candidate.same_number"),
        ("GB/T 7000.1-2023", "candidate.same_number"),
    ]


def test_number_one_digit_off_offers_the_same_body_and_the_same_digits() -> None:
    assert sorted(near("GB/T 24825-2017")) == [
        ("GB/T 24823-2017", "candidate.near_number"),
        ("GB/T 24824-2009", "candidate.near_number"),
    ]
    assert ("SJ/T 24823-2001", "candidate.same_digits") in near("GB/T 24823-2016")


def test_swapped_digits_are_near() -> None:
    assert near("GB/T 28423-2017") == [("GB/T 24823-2017", "candidate.near_number")]


def test_short_number_offers_nothing_by_digits_alone() -> None:
    assert near("SJ/T 1-2020") == []


def test_number_limit_is_kept() -> None:
    assert len(near("GB 7000.1-2016", limit=1)) == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("普通照明用LED模块 性能要求", "GB/T 24823-2017"),
        ("普通照明用ＬＥＤ模块性能要求", "GB/T 24823-2017"),
        ("普通照明 LED模块 测试方法", "GB/T 24824-2009"),
        ("led modules, general lighting", "GB/T 24823-2017"),
        ("灯具 第1部分一般要求和试验", "GB 7000.1-2015"),
    ],
)
def test_title_finds_the_standard_whose_title_is_nearest(text: str, key: str) -> None:
    assert list_title_candidates(text, 1)[0].key == key


def test_title_unlike_any_offers_nothing() -> None:
    assert list_title_candidates("食品中黄曲霉毒素的测定") == ()
    assert list_title_candidates("") == ()


def test_titles_of_standards_imported_later_are_found() -> None:
    assert list_title_candidates("食品中黄曲霉毒素的测定") == ()
    given_standards({"number": "GB 5009.22-2016", "title_zh": "食品中黄曲霉毒素的测定"}, source="library")
    assert [found.key for found in list_title_candidates("食品中黄曲霉毒素的测定")] == ["GB 5009.22-2016"]


def test_title_that_changed_is_found_under_its_new_words_only() -> None:
    given_standards({"number": "GB/T 1-2020", "title_zh": "道路照明灯具性能规范"}, source="top", rank=1)
    found = load_title_candidates(["道路照明灯具性能规范", "标准化工作导则"])
    assert {text: [one.key for one in hits] for text, hits in found.items()} == {
        "道路照明灯具性能规范": ["GB/T 1-2020"],
        "标准化工作导则": [],
    }
