"""Identifiers in running text and in cells that hold several."""

from __future__ import annotations

import itertools

import pytest

from guiju.kernel.docid import find_all


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], docid.canonical) for (start, end), docid in find_all(text)]


def test_find_all_in_prose_gives_places_in_the_text_as_given() -> None:
    text = "灯具应符合 GB 7000.1－2015 和《ＧＢ／Ｔ  9468—2008》的要求，另见 IEC 60598 - 1:2020。"
    assert found(text) == [
        ("GB 7000.1－2015", "GB 7000.1-2015"),
        ("ＧＢ／Ｔ  9468—2008", "GB/T 9468-2008"),
        ("IEC 60598 - 1:2020", "IEC 60598-1:2020"),
    ]


@pytest.mark.parametrize(
    ("text", "canonicals"),
    [
        ("AQ 2008-2006，AQ 2009-2006", ["AQ 2008-2006", "AQ 2009-2006"]),
        ("GB2893,GB2894", ["GB 2893", "GB 2894"]),
        ("JGJ7-2010JGJ78-91JGJ61-2003", ["JGJ 7-2010", "JGJ 78-1991", "JGJ 61-2003"]),
        ("GB50134-2004GBJ134-90", ["GB 50134-2004", "GBJ 134-1990"]),
        ("DB51/T10016-2026\\nDB50/T10016-2026", ["DB51/T 10016-2026", "DB50/T 10016-2026"]),
        ("DB51/T10016-2026\nDB50/T10016-2026", ["DB51/T 10016-2026", "DB50/T 10016-2026"]),
        ("YS/T 341.2-2006  、 YS/T 341.4-2016", ["YS/T 341.2-2006", "YS/T 341.4-2016"]),
        ("GB/T 26125-2011 (IEC 62321:2008, IDT)", ["GB/T 26125-2011", "IEC 62321:2008"]),
        ("GB/T24405.1-2009 idt ISO/IEC 20000-1:2005", ["GB/T 24405.1-2009", "ISO/IEC 20000-1:2005"]),
        ("GB/T 1.1-2020/GB/T 20001.10-2014", ["GB/T 1.1-2020", "GB/T 20001.10-2014"]),
        ("部分代替GB/T18386-2017", ["GB/T 18386-2017"]),
        ("GB/T 19001\n2016 年的报告", ["GB/T 19001"]),
        ("XYZ/T 5-2015 被 GB/T 6-2020 代替", ["XYZ/T 5-2015", "GB/T 6-2020"]),
        ("it is 5, en 2020 or ms 300, see iso 9001:2015", ["ISO 9001:2015"]),
        ("见iso9001、gb7000.1和iec 60598的规定", ["ISO 9001", "GB 7000.1", "IEC 60598"]),
        ("16GB 2666 memory, GB 4943.1 applies", ["GB 4943.1"]),
    ],
)
def test_find_all_in_lists_gives_each_identifier_in_order(text: str, canonicals: list[str]) -> None:
    assert [canonical for _written, canonical in found(text)] == canonicals


def test_find_all_with_a_broken_prefix_and_tabs_gives_places_in_the_text_as_given() -> None:
    assert found("按 G B/T 24823-2017 和\tGB//T 5-2016\t执行") == [
        ("G B/T 24823-2017", "GB/T 24823-2017"),
        ("GB//T 5-2016", "GB/T 5-2016"),
    ]


def test_find_all_spans_do_not_overlap_and_follow_one_another() -> None:
    text = "ISO 9001:2015, GB/T 19001-2016/ISO 9001:2015; EN 60598-1:2021 XYZ/T 1-2015 — UL 8750"
    spans = [span for span, _docid in find_all(text)]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
