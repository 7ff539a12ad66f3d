"""What holds for any text whatever."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guiju.kernel.docid import DocId, find_all, parse

PIECES = st.sampled_from(
    [
        "GB", "GB/T", "GBZ", "T/", "Q/", "DB50/T", "JGJ", "ISO", "IEC", "ISO/IEC", "EN", "BS", "DIN", "JIS C",
        "ASTM E", "IEEE Std",
        "ASME B", "ANSI", "UL", "CIE S", "ITU-R", "ETSI TS", "ГОСТ Р", "XYZ/T", "TR", "TS", "NA to", "CNCA-C", "TSG T",
        " ", "-", "—", ".", ":", "/", "~", "(", ")", "《", "》", "+", "\n", "O", "l", "年版", "第1号修改单", "XG1",
        "AMD1", "系列", "idt",
        "1", "2", "19001", "7000", "2015", "1998", "87", "A1", "E", "V1.2.1", "P802", "D3", "136 521",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join)
)


@settings(deadline=None)
@given(TEXTS)
@example("GB/T\x00 1")
@example("ǰßİŉ GB 1-2000")
def test_parse_any_text_gives_a_value_that_reads_itself_again(text: str) -> None:
    docid = parse(text)
    again = parse(docid.canonical)
    assert again == docid
    assert again.canonical == docid.canonical
    assert hash(again) == hash(docid)


@settings(deadline=None)
@given(TEXTS)
def test_every_view_of_any_identifier_can_be_had(text: str) -> None:
    docid = parse(text)
    assert bool(docid) == bool(docid.canonical)
    assert docid.as_dict()["canonical"] == str(docid)
    assert docid.understood() != ()
    assert parse(docid.printed) == docid
    assert docid.undated.is_dated is False
    assert docid.matches(docid) is bool(docid)


@settings(deadline=None)
@given(TEXTS)
def test_find_all_in_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    spans = [span for span, _docid in find_all(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@settings(deadline=None)
@given(st.lists(TEXTS.map(parse), max_size=6))
def test_order_is_total_and_agrees_with_equality(docids: list[DocId]) -> None:
    for one in docids:
        for other in docids:
            assert [one < other, one == other, one > other].count(True) == 1
    assert sorted(docids) == sorted(docids)


@settings(deadline=None)
@given(st.integers(1, 99999), st.integers(1, 99), st.integers(1956, 2049), st.integers(1, 99999))
def test_numbers_that_differ_are_never_equal(number: int, part: int, year: int, other: int) -> None:
    docid = parse(f"GB/T {number}.{part}-{year}")
    assert (docid.number, docid.parts, docid.year) == (str(number), (str(part),), year)
    assert (parse(f"GB/T {other}.{part}-{year}") == docid) is (number == other)


LENGTH = 100_000
UNITS = [
    "GB/T ", "1.1.", "((((", "7", "-", " ", "—", "\u3000", "标准", "ISO/", "ISO ", "GB", "T/A", "A", "a",
    "A1", "1:", "/", "\n",
    "ГОСТ ", "IEEE No ", "BS EN ISO/", "86B/", "20210837-", "+AMD", "《", "BPVC.", "TSG", "第1号修改单", "\\n",
    "\u00ad", "é", "\U0001f4a1",
    "GB/T 标准 ISO/ ((- ",
    "pr+A1CJJ2O15", ",ISO/2O15CJJ", "UL GB /Amd 1", "A1GJB", "/T /1NB/SH/T ", "ANSI/1", "G B", "//", "T/(", "GB|T",
]  # fmt: skip


@pytest.mark.parametrize("before", ["", "GB/T ", "ISO 9"])
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("read", [parse, find_all])
def test_hostile_text_of_100000_characters_returns_within_50_ms(
    read: Callable[[str], object], unit: str, before: str
) -> None:
    text = (before + unit * LENGTH)[:LENGTH]
    assert min(_seconds(read, text) for _ in range(5)) < 0.050


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


CHAINS = [
    "/ISO 1:2000", "ASTM A1/", "/GB/T 1-2000", "IEEE 1-2000/ISO 1/", "T/AB 1-2000/", "CIE 1:2000(ISO 1:2000",
    "NA to BS 1/ISO 2/",
]  # fmt: skip


@pytest.mark.parametrize("unit", CHAINS)
def test_parse_100000_characters_of_joined_numbers_returns_within_50_ms(unit: str) -> None:
    text = (unit * LENGTH)[:LENGTH]
    assert min(_seconds(parse, text) for _ in range(5)) < 0.050


@pytest.mark.parametrize(
    ("unit", "each"),
    [
        ("/ISO 1:2000", ["ISO 1:2000"]),
        ("ASTM A1/", ["ASTM A1"]),
        ("/GB/T 1-2000", ["GB/T 1-2000"]),
        ("IEEE 1-2000/ISO 1/", ["IEEE 1-2000/ISO 1"]),
        ("T/AB 1-2000/", ["T/AB 1-2000"]),
        ("CIE 1:2000(ISO 1:2000", ["CIE 1:2000/ISO 1:2000"]),
    ],
)
def test_find_all_in_numbers_joined_without_end_finds_each(unit: str, each: list[str]) -> None:
    assert [docid.canonical for _span, docid in find_all(unit * 900)] == each * 900


def test_find_all_after_long_hostile_text_still_finds_the_identifier() -> None:
    text = "A1GJB 标准 ISO/ A1CJJ2O15pr+UL GB /Amd 1" * 5000 + "GB/T 19001-2016"
    assert [docid.canonical for _span, docid in find_all(text)] == ["GB/T 19001-2016"]
    assert parse(text).canonical == "GB/T 19001-2016"
