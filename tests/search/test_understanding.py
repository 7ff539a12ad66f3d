"""What a query is taken to say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.search import WORDS, codes_of
from guiju.search.understanding import Understood, understand


def _read(query: str) -> Understood:
    return understand(query, WORDS)


def _numbers(query: str) -> list[str]:
    return [docid.canonical for docid in _read(query).identifiers]


def _words(query: str) -> list[str]:
    return [run.text for run in _read(query).words]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("GB/T 19001-2016", "GB/T 19001-2016"),
        ("gbt19001", "GB/T 19001"),
        ("GB / T  31897 . 201", "GB/T 31897.201"),
        ("ＧＢ／Ｔ ２４８２７—２０１５", "GB/T 24827-2015"),
        ("IEC 6O598-1:2024", "IEC 60598-1:2024"),
        ("T / CSA 016-2013", "T/CSA 016-2013"),
        ("DB44T1621", "DB44/T 1621"),
        ("CISPR15", "CISPR 15"),
    ],
)
def test_number_in_any_spelling_is_read(query: str, number: str) -> None:
    assert _numbers(query) == [number]


def test_number_and_words_are_told_apart() -> None:
    read = _read("道路灯具 IEC 60598-2-3 对应国标")
    assert [docid.canonical for docid in read.identifiers] == ["IEC 60598-2-3"]
    assert [run.text for run in read.words] == ["道路灯具"]
    assert [(wish.facet, wish.values) for wish in read.wishes] == [("level", ("national",))]


def test_part_apart_from_number_is_a_second_reading() -> None:
    read = _read("GB/T 31897 1")
    assert [docid.canonical for docid in read.identifiers] == ["GB/T 31897"]
    assert [docid.canonical for docid in read.second] == ["GB/T 31897.1"]
    assert read.words == ()


def test_digits_alone_are_a_number_of_any_body() -> None:
    assert _read("7000.203").digits == ("7000.203",)
    assert _read("60598-2-3").digits == ("60598.2.3",)
    assert _read("17625.1-2012").digits == ("17625.1",)


def test_prefix_words_and_year_are_told_apart() -> None:
    read = _read("gb 灯具 2015")
    assert read.bodies == ("GB",)
    assert [run.text for run in read.words] == ["灯具"]
    assert read.years == (2015, 2015)
    assert read.stretch is None


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("灯具 2015-2020", (2015, 2020)),
        ("灯具 2015年以后", (2015, None)),
        ("灯具 2015年以前", (None, 2015)),
    ],
)
def test_stretch_of_years_is_a_limit(query: str, years: tuple[int | None, int | None]) -> None:
    assert _read(query).stretch == years


def test_year_alone_may_be_a_number_too() -> None:
    read = _read("2015")
    assert (read.years, read.digits) == ((2015, 2015), ("2015",))


@pytest.mark.parametrize("query", ["GB 19510.14-2009 替代", "GB 19510.14-2009 被什么标准代替", "iso 9001 replaced by"])
def test_question_for_what_replaces_is_understood(query: str) -> None:
    assert (_read(query).successors, _read(query).words) == (True, ())


def test_word_of_replacing_without_number_is_a_word() -> None:
    assert (_read("替代燃料").successors, _words("替代燃料")) == (False, ["替代燃料"])


def test_quotes_are_a_phrase_and_minus_excludes() -> None:
    read = _read('"道路照明" 灯具 -隧道 -"体育 场馆"')
    assert read.phrases == ("道路照明",)
    assert read.excluded == ("体育 场馆", "隧道")
    assert [run.text for run in read.words] == ["灯具"]


def test_minus_before_a_year_excludes_nothing() -> None:
    assert _read("GB 7000.1 -2015").excluded == ()


def test_word_inside_a_title_is_no_wish() -> None:
    assert _read("强制性产品认证").wishes == ()
    assert _read("灯具 强制性").wishes[0].values == ("mandatory",)


def test_empty_words_are_dropped_where_others_remain() -> None:
    assert _words("灯具 标准") == ["灯具"]
    assert _words("标准") == ["标准"]
    assert _words("standards for the safety of lamps") == ["safety", "lamps"]


def test_reasons_say_what_was_understood() -> None:
    reasons = [(reason.code, dict(reason.params)) for reason in _read("gb 灯具 2015").reasons()]
    assert reasons == [
        ("search.body", {"body": "GB"}),
        ("search.words", {"words": "灯具"}),
        ("search.year", {"year": "2015"}),
    ]


@given(st.text(max_size=500))
def test_any_text_is_understood_without_fault(text: str) -> None:
    assert _read(text).query == text


@pytest.mark.parametrize("piece", ["GB/T ", "-", '"', "2015年", "1.", "替代", "a" * 50 + " ", "７．", "对应国标 "])
def test_hostile_query_is_understood_at_once(piece: str) -> None:
    started = time.process_time()
    _read(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 0.05


@pytest.mark.parametrize("query", ["现行强制性国家标准 灯具", "灯具 强制性 现行 国标", "灯具现行强制性国家标准"])
def test_words_of_conditions_run_together_are_all_understood(query: str) -> None:
    read = _read(query)
    assert read.conditions == {"level": ("national",), "mandate": ("mandatory",), "status": ("in_force",)}
    assert [run.text for run in read.words] == ["灯具"]


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        ("ISO 9001 对应国标", True),
        ("ISO 9001 对应的国家标准", True),
        ("等同采用 ISO 9001", True),
        ("ISO 9001 国标", True),
        ("IEC 60598-1 adopted by", True),
        ("GB/T 19001 国标", False),
        ("ISO 9001 国际标准", False),
        ("采用国际标准", False),
    ],
)
def test_question_for_what_adopts_a_number_is_understood(query: str, asks: bool) -> None:
    assert _read(query).adopters is asks


@pytest.mark.parametrize(
    ("query", "number", "second"),
    [
        ("GB/T 31897-1", "GB/T 31897", "GB/T 31897.1"),
        ("IEC 60598 2 3", "IEC 60598", "IEC 60598-2-3"),
        ("GB/T 31897 - 1", "GB/T 31897", "GB/T 31897.1"),
    ],
)
def test_parts_apart_or_after_a_dash_are_a_second_reading(query: str, number: str, second: str) -> None:
    read = _read(query)
    assert ([one.canonical for one in read.identifiers], [one.canonical for one in read.second]) == ([number], [second])
    assert read.words == ()


@pytest.mark.parametrize(
    ("query", "digits", "year"),
    [("7000.203-2013", "7000.203", "2013"), ("27001:2022", "27001", "2022"), ("60598-2-3：2011", "60598.2.3", "2011")],
)
def test_digits_with_a_year_are_an_edition_of_any_body(query: str, digits: str, year: str) -> None:
    read = _read(query)
    assert (read.digits, read.editions, read.years, read.words) == ((digits,), {digits: year}, None, ())


def test_two_years_alone_are_a_stretch_and_no_number() -> None:
    read = _read("2015-2020")
    assert (read.years, read.digits) == ((2015, 2020), ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("29.140", [("ics", "29.140")]),
        ("ics 29", [("ics", "29")]),
        ("k72", [("ccs", "K72")]),
        ("IEC/TC 34", [("committee", "IEC/TC 34"), ("committee", "TC 34")]),
        ("tc34", [("committee", one) for one in ("SAC/TC 34", "ISO/TC 34", "IEC/TC 34", "TC 34")]),
        ("ISO/TC34/SC5", [("committee", "ISO/TC 34/SC 5")]),
        ("ISO/IEC JTC 1/SC 29", [("committee", "ISO/IEC JTC 1/SC 29")]),
        ("K", []),
        ("35", []),
        ("29.140 灯具", []),
    ],
)
def test_code_alone_is_read_as_a_class_or_committee(text: str, codes: list[tuple[str, str]]) -> None:
    assert [(code.facet, code.value) for code in codes_of(text)] == codes
