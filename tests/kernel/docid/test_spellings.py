"""The same identifier typed in other ways is the same; another identifier never is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from guiju.kernel.docid import parse

CLEAN = [
    "GB/T 19001-2016", "GB 7000.1-2015", "GB/T 5171.1-2014/XG1-2020", "GB 50016-2014(2018)",
    "NB/T 47013.1~47013.13-2015",
    "GBZ/T 300.1-2017", "GJB 9001C-2017", "SJ/T 11395-2009", "DB50/T 1234-2022", "DB3210/T 1001-2018", "DB50/ 123-2021",
    "DG/TJ08-2291C-2022", "DBJ/T 15-120-2017", "T/CECS 10001-2019", "T/CNAS-A 1-2020", "Q/HW 001-2021",
    "Q/320500 ABC 001-2020", "GSB 05-1426-2001", "TSG T7001-2023", "ZB N40 004-1988", "JJF 1059.1-2012", "CNCA-C08-01",
    "GB/T 19001-2016/ISO 9001:2015", "ISO 10303-227:2005", "ISO/IEC TR 14143-5:2004", "ISO 19157:2013/Amd 1:2018",
    "IEC 62031:2018+AMD1:2021 CSV", "86B/4520/CC", "EN 196-3:2005+A1:2008", "BS EN ISO 9001:2015",
    "BS 5550-2.12.1:1993",
    "DIN EN ISO 9001:2015-11", "JIS C 8147-2-7:2014", "ITU-R BT.1082-1", "ETSI TS 136 521-1 V17.7.0 (2023-07)",
    "CIE S 014-1/E:2006", "CIE x019:2001", "GOST R ISO/IEC 24789-2-2016", "ASTM A36/A36M-19", "ASTM C1028-07e1",
    "ASME BPVC.III.1.NC-2017", "IEEE 802.11ah-2016", "IEEE P802.3/D3.1, February 2022", "ANSI/IES RP-16-17",
    "IES LM-80-08",
]  # fmt: skip

FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}

SPELLINGS: dict[str, Callable[[str], str]] = {
    "small": str.lower,
    "capital": str.upper,
    "full width": lambda text: text.translate(FULL_WIDTH | {0x20: "\u3000"}),
    "em dash": lambda text: text.replace("-", "—"),
    "double em dash": lambda text: text.replace("-", "——"),
    "en dash": lambda text: text.replace("-", "–"),
    "full-width dash": lambda text: text.replace("-", "－"),
    "hyphen": lambda text: text.replace("-", "‐"),
    "hard hyphen": lambda text: text.replace("-", "‑"),
    "minus": lambda text: text.replace("-", "−"),
    "soft hyphen": lambda text: text.replace("-", "\u00ad"),
    "doubled hyphen": lambda text: text.replace("-", "--"),
    "spaced hyphen": lambda text: text.replace("-", " - "),
    "no space": lambda text: text.replace(" ", ""),
    "many spaces": lambda text: text.replace(" ", "    "),
    "hard space": lambda text: text.replace(" ", "\u00a0"),
    "full-width slash": lambda text: text.replace("/", "／"),
    "division slash": lambda text: text.replace("/", "∕"),
    "spaced slash": lambda text: text.replace("/", " / "),
    "full-width colon": lambda text: text.replace(":", "："),
    "title marks": lambda text: f"《{text}》",
    "edges": lambda text: f"  {text}\t",
}


@pytest.mark.parametrize("clean", CLEAN)
def test_clean_identifier_is_its_own_canonical_form(clean: str) -> None:
    assert parse(clean).canonical == clean


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("clean", CLEAN)
def test_parse_other_spelling_gives_the_same_value(clean: str, name: str) -> None:
    assert parse(SPELLINGS[name](clean)) == parse(clean)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("GBT 19001-2016", "GB/T 19001-2016"),
        ("GB T 19001-2016", "GB/T 19001-2016"),
        ("GB-T 19001-2016", "GB/T 19001-2016"),
        ("GB_T_19001_2016", "GB/T 19001-2016"),
        ("GB\\T 19001-2016", "GB/T 19001-2016"),
        ("GB/T\t19001-2016", "GB/T 19001-2016"),
        ("GB/T 19001\t2016", "GB/T 19001-2016"),
        ("ISO\x0b9001:2015", "ISO 9001:2015"),
        ("GB//T 19001-2016", "GB/T 19001-2016"),
        ("GB|T 19001-2016", "GB/T 19001-2016"),
        ("G B/T 24823-2017", "GB/T 24823-2017"),
        ("ＧＢ／Ｔ 5606（全部部分）", "GB/T 5606(all parts)"),
        ("GB/T 19001~2016", "GB/T 19001-2016"),
        ("GB/T 19001 2016", "GB/T 19001-2016"),
        ("GB/T 19001:2016", "GB/T 19001-2016"),
        ("GB/T 19001-2016.pdf", "GB/T 19001-2016"),
        ("GB/T 19001-2016-2016", "GB/T 19001-2016"),
        ("GB Z 20177.1-2006", "GB/Z 20177.1-2006"),
        ("GBZ 20177.1-2006", "GBZ 20177.1-2006"),
        ("DB50T 1234-2022", "DB50/T 1234-2022"),
        ("DB 50/T 1234-2022", "DB50/T 1234-2022"),
        ("DB50 123-2021", "DB50/ 123-2021"),
        ("TCECS 10001-2019", "T/CECS 10001-2019"),
        ("T CECS 10001-2019", "T/CECS 10001-2019"),
        ("QHW 001-2021", "Q/HW 001-2021"),
        ("NBSHT 0948-2017", "NB/SH/T 0948-2017"),
        ("NB SH/T 0948-2017", "NB/SH/T 0948-2017"),
        ("DBT 4-2021", "DB/T 4-2021"),
        ("JTGT D70-2010", "JTG/T D70-2010"),
        ("DGTJ08-2291C-2022", "DG/TJ08-2291C-2022"),
        ("DBJ61_T 60-2011", "DBJ61/T 60-2011"),
        ("ISO\\TS 16949:2009", "ISO/TS 16949:2009"),
        ("ANSI IEEE 488.2-1987", "ANSI/IEEE 488.2-1987"),
        ("IEEE P802.11REV-mb/D3", "IEEE P802.11-REVMB/D3"),
        ("GB 4806.1-2016 第1号修改单", "GB 4806.1-2016/XG1"),
        ("GB 4806.1-2016《第一号修改单》", "GB 4806.1-2016/XG1"),
        ("GB/T 24823-2017/XG1-2020 第1号修改单", "GB/T 24823-2017/XG1-2020"),
        ("GB/T 24823-2017 第1号修改单（XG1-2020）", "GB/T 24823-2017/XG1-2020"),
        ("GB/T 24823-2017/XG1-2020《第一号修改单》", "GB/T 24823-2017/XG1-2020"),
        ("GB/T 24823-2017/XG1-2020 第1号修改单/XG2-2021", "GB/T 24823-2017/XG1-2020/XG2-2021"),
        ("GB/T 24823-2017/XG1 第2号修改单", "GB/T 24823-2017/XG1/XG2"),
        ("GB/T 24823-2017/XG1-2020 第1号修改单-2021", "GB/T 24823-2017/XG1-2020/XG1-2021"),
        ("ISO 19157:2013/Amd 1:2018 Amendment 1", "ISO 19157:2013/Amd 1:2018"),
        ("ISO 19157:2013/Amd 1/Cor 1/Amd 2/Cor 1", "ISO 19157:2013/Amd 1/Cor 1/Amd 2/Cor 1"),
        ("GB 50016-2014 (2018 版本)", "GB 50016-2014(2018)"),
        ("ISO/IEC/TR 14143-5:2004", "ISO/IEC TR 14143-5:2004"),
        ("ISO TR 14143:2004", "ISO/TR 14143:2004"),
        ("IEC/TS 62504:2014", "IEC TS 62504:2014"),
        ("ISO 9001-2015", "ISO 9001:2015"),
        ("ISO 19157:2013/Amd.1:2018", "ISO 19157:2013/Amd 1:2018"),
        ("UNE-EN 12464-1:2012", "UNE EN 12464-1:2012"),
        ("ГОСТ Р 34.11-2012", "GOST R 34.11-2012"),
        ("IEEE Std No. 1789-2015", "IEEE 1789-2015"),
        ("JTG D70 / 2-2014", "JTG D70/2-2014"),
        ("JTGT D70/2-01-2014", "JTG/T D70/2-01-2014"),
        ("IS 10322 (Part 1):2014", "IS 10322-1:2014"),
        ("IS 10322 : Part 1 : 2014", "IS 10322-1:2014"),
        ("IS 10322 (Part 5/Sec 1):2012", "IS 10322-5-1:2012"),
        ("IS 10322 (Part 5/Section 1) : 2012", "IS 10322-5-1:2012"),
    ],
)
def test_parse_habitual_spelling_gives_the_clean_identifier(typed: str, clean: str) -> None:
    assert parse(typed).canonical == clean


DIFFERENT = [
    "JTG D70-2014", "JTG D70/2-2014", "JTG D70/3-2014", "JTG/T D70/2-2014", "JTG/T D70/2-01-2014",
    "JTG/T D70/2-02-2014", "IS 10322 (Part 1):2014", "IS 10322 (Part 1/Sec 1):2014", "IS 10322 (Part 5/Sec 1):2014",
    "CIE OP02 1-5", "CIE OP02 25-31", "CIE x049-P03", "CIE x049-P04", "IEC 60335-2-11:2024 EXV",
    "IEC 60335-2-11:2024 EXV-CMV",
    "ISO/IEC Guide 98-3:2008", "ISO/IEC Guide 98-3-SP1:2008", "ISO 3758:1991", "ISO 3758:1991/Suppl:1993",
    "ASME PTC 25-2018",
    "ASME PTC 13-2018", "BS A 242-A 245:1974", "BS A 242:1974", "IEEE P802.1AB-Cor2/D1", "IEEE P802.1AB-Cor1/D1",
    "GB 7000.1-2015", "GB/T 7000.1-2015", "GB 7000.1-2007", "GB 7000.2-2015", "GB 7001.1-2015", "GB 7000-2015",
    "GB 7000.1",
    "GB 7000.1-2015/XG1", "GB 7000.1-2015/XG2", "GB 7000.1-2015(2018)", "GB 7000.1-2015/IEC 60598-1:2014",
    "GB 7000.11-2015",
    "GB/Z 7000.1-2015", "GBZ 7000.1-2015", "GBZ/T 7000.1-2015", "GBJ 7000.1-2015", "GJB 7000.1-2015", "DB/T 4-2021",
    "DB50/T 4-2021", "DB5001/T 4-2021", "DB51/T 4-2021", "T/CAS 4-2021", "T/CASS 4-2021", "T/CAS 04-2021",
    "Q/CAS 4-2021",
    "GB 7000(all parts)", "GB 7000", "GB 7000.1~7000.3-2015", "NB/T 1-2015", "NB/SH/T 1-2015", "SH/T 1-2015",
    "ISO 9001:2015", "ISO/IEC 9001:2015", "IEC 9001:2015", "ISO/TS 9001:2015", "ISO/TR 9001:2015", "ISO/DIS 9001:2015",
    "ISO 9001-1:2015", "ISO 9001:2015/Amd 1:2016", "ISO 9001:2015/Cor 1:2016", "ISO 9001:2015+Amd 1:2016",
    "EN ISO 9001:2015",
    "BS EN ISO 9001:2015", "DIN EN ISO 9001:2015", "DIN EN ISO 9001:2015-11", "EN 9001:2015", "prEN 9001:2015",
    "EN 196-3:2005+A1:2008", "EN 196-3:2005/A1:2008", "EN 196-3:2005/AC:2008", "JIS C 8147:2014", "JIS Z 8147:2014",
    "IEEE 802.1AE-2018", "IEEE 802.1-2018", "IEEE 802.11-2018", "IEEE P802.11/D1", "IEEE P802.11/D2", "UL 1598",
    "UL 1598C",
    "ITU-R BT.1082-1", "ITU-R BT.1082-2", "ITU-T K.21", "CIE 15:2018", "CIE 15:2004", "ASTM E2613-14",
    "ASTM E2613-14e1",
    "ASTM E2613-14(2019)", "ASTM E2613-04", "IES LM-80-08", "IES LM-80-20", "IES TM-80-20", "GOST 15150-69",
    "GOST R 15150-69",
    "ETSI TS 136 521-1 V17.7.0 (2023-07)", "ETSI TS 136 521-1 V17.6.0 (2023-07)", "ETSI TR 136 521-1 V17.7.0 (2023-07)",
]  # fmt: skip


def test_parse_different_identifiers_gives_different_values() -> None:
    docids = {text: parse(text) for text in DIFFERENT}
    assert [(a, b) for a, b in combinations(DIFFERENT, 2) if docids[a] == docids[b]] == []
    assert len({docid.canonical for docid in docids.values()}) == len(DIFFERENT)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("DL 755", "DL 755"), ("WS 394", "WS 394"), ("TB10001", "TB 10001"), ("JB 4730", "JB 4730"), ("CJJ45", "CJJ 45")],
)
def test_an_undated_number_of_an_industry_needs_three_digits_or_five_run_together(text: str, canonical: str) -> None:
    assert parse(text).canonical == canonical
