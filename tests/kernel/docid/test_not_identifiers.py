"""Text that only looks like an identifier."""

from __future__ import annotations

import pytest

from guiju.kernel.docid import find_all, parse

NOT_IDENTIFIERS = [
    "", " ", "A4 80", "2016-05", "2026-08-22", "见附件", "同上", "无", "/", "-", "N/A", "LED 5W", "V1.2", "IP 65",
    "IP65",
    "RAL 9010", "T8-18W", "T5 28W", "E27", "MR16", "PAR 38", "Q235", "Q235B", "M8×20", "CRI 80", "3000K",
    "100-240V", "50/60Hz",
    "010-62345678", "13812345678", "¥1,200.00", "1,200.50元", "60 dB 100", "16GB 2666", "8 GB", "HS 8539.50",
    "USB 3.0", "PD 3.0",
    "PD 20W", "CIE 1931", "CIE 1976", "Table 1-2015", "第37号", "住建部令第 37 号", "工信部联科〔2022〕8号",
    "G/TBT/N/CHN/1234",
    "ICS 29.140.30", "CCS K70", "RS-485", "UTF-8", "PN 16", "DN 100", "SS 304", "GB", "GB/T", "ISO", "IEEE", "EN",
    "GB/T -2006",
    "GBT-YYYYY-20XX", "as 2015-2016", "is 5", "CB 5", "SC 50", "MODEL ABC-123", "AB-2015", "12345", "3.2.1",
    "MAY 12-2015",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_IDENTIFIERS)
def test_parse_text_without_identifier_is_empty_and_false(text: str) -> None:
    docid = parse(text)
    assert (docid.canonical, bool(docid)) == ("", False)


@pytest.mark.parametrize("text", NOT_IDENTIFIERS)
def test_find_all_in_text_without_identifier_finds_nothing(text: str) -> None:
    assert find_all(text) == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("XYZ/T 123-2015", "XYZ/T 123-2015"), ("XYZ/T 123", "XYZ/T 123"), ("xyz 45.6-2019", "XYZ 45.6-2019")],
)
def test_parse_unknown_body_is_kept_and_said_to_be_unknown(text: str, canonical: str) -> None:
    docid = parse(text)
    assert (docid.canonical, docid.known, docid.level) == (canonical, False, "")
    assert docid.understood()[0].code == "docid.unknown_body"
