"""Years written in ways that are not the body's own."""

from __future__ import annotations

import pytest

from guiju.kernel.docid import parse


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("ISO 90001(1999)", "ISO 90001:1999"),
        ("ISO 90001, 1999", "ISO 90001:1999"),
        ("ISO 90001/1999", "ISO 90001:1999"),
        ("ISO 9001:99", "ISO 9001:1999"),
        ("ISO 9001/2015/Amd 1:2024", "ISO 9001:2015/Amd 1:2024"),
        ("IEC 60598-1 (2014)", "IEC 60598-1:2014"),
        ("DIN EN 12464-1 (2021-11)", "DIN EN 12464-1:2021-11"),
        ("CIE 015 (2018)", "CIE 015:2018"),
        ("GB/T 90031[2009]", "GB/T 90031-2009"),
        ("GB/T 90031/2009", "GB/T 90031-2009"),
        ("GB/T 90031=2009", "GB/T 90031-2009"),
        ("GB/T 90031，2009", "GB/T 90031-2009"),
        ("GB/T 90031—二〇〇九", "GB/T 90031-2009"),
        ("GB/T 90031（二○○九年）", "GB/T 90031-2009"),
        ("GB/T 90031-一九九九", "GB/T 90031-1999"),
        ("IEEE Std 1789™-2015", "IEEE 1789-2015"),
        ("UL® 8750-2015", "UL 8750-2015"),
        ("ASTM E2613(2014)", "ASTM E2613(2014)"),
    ],
)
def test_parse_year_in_an_unusual_place_is_kept(text: str, canonical: str) -> None:
    assert parse(text).canonical == canonical


@pytest.mark.parametrize(
    ("text", "canonical", "written"),
    [
        ("GB/T 90031-20099", "GB/T 90031", "20099"),
        ("GB/T 90031-209", "GB/T 90031", "209"),
        ("GB/T 90031-201X", "GB/T 90031", "201X"),
        ("GB/T 90031'2009", "GB/T 90031", "2009"),
        ("GB/T 19001.2016", "GB/T 19001.2016", "2016"),
        ("GB/T 2008/2009", "GB/T 2008", "2009"),
        ("ISO 9001:15", "ISO 9001", "15"),
        ("ISO 9001:20155", "ISO 9001", "20155"),
        ("ISO 9001.2015", "ISO 9001", "2015"),
    ],
)
def test_parse_year_that_is_not_understood_is_told(text: str, canonical: str, written: str) -> None:
    docid = parse(text)
    told = [dict(note.params) for note in docid.notes if note.code == "docid.year_not_understood"]
    assert (docid.canonical, told) == (canonical, [{"written": written}])


@pytest.mark.parametrize(
    "text",
    ["GB/T 90031", "GB/T 90031、90032", "GB 7000.1 (5)", "ISO 9001, 见附件", "GB 7000.1、5.3条", "GB/T 19001/24001"],
)
def test_parse_number_without_a_year_tells_of_none(text: str) -> None:
    assert [note.code for note in parse(text).notes] == []
