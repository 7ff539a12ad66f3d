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
    "WS2812B", "WS-2812B", "DZ47-63", "NB 1-63", "JB 4-12V", "GB-36W", "SC 10-63A", "CB 1000-24V", "LY1200",
    "ISSN 1000-1234", "USD 1200-2000", "TV 1080-2000", "REF 123-2015", "Cat 5-2015", "DN 25-2010",
    "CY 2015", "MT 2015", "SY 2000", "ZY 2012", "T/T 30%", "Q/A 12", "PM2.5", "CO2",
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


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("YB2430-88", "YB 2430-1988"),
        ("SL237-1999", "SL 237-1999"),
        ("QB 1033-91", "QB 1033-1991"),
        ("GA 38-2004", "GA 38-2004"),
        ("HJ 2.1-2011", "HJ 2.1-2011"),
        ("DL5009.1", "DL 5009.1"),
        ("HG 20592", "HG 20592"),
        ("SL/T 52", "SL/T 52"),
        ("GB 1", "GB 1"),
    ],
)
def test_parse_number_of_an_industry_with_enough_to_show_it_is_read(text: str, canonical: str) -> None:
    assert parse(text).canonical == canonical
