"""What an identifier offers once it is understood."""

from __future__ import annotations

import dataclasses
import json

import pytest

from guiju.kernel.docid import Amendment, DocId, parse
from guiju.kernel.docid.bodies import PROVINCES


def test_printed_of_chinese_number_has_an_em_dash() -> None:
    assert parse("GB/T 19001-2016/ISO 9001:2015").printed == "GB/T 19001—2016/ISO 9001:2015"
    assert parse("EN 62471:2008").printed == "EN 62471:2008"


def test_key_leaves_out_dual_number_and_language() -> None:
    assert parse("GB/T 19001-2016/ISO 9001:2015").key == "GB/T 19001-2016"
    assert parse("ISO/IEC 17025:2017(E)").key == "ISO/IEC 17025:2017"


def test_undated_leaves_out_year_and_amendments() -> None:
    assert parse("GB/T 5171.1-2014/XG1-2020").undated == parse("GB/T 5171.1")
    assert parse("GB 50016-2014(2018)").undated == parse("GB 50016")


def test_block_is_body_and_number_alone() -> None:
    blocks = {parse(text).block for text in ("GB 7000.1-2015", "GB/T 7000.201", "GB 7000(all parts)")}
    assert blocks == {"GB 7000"}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("GB 7000.1-2015", "national"), ("GBJ 16-87", "national"), ("20210837-T-469", "national"), ("SJ/T 1-2009",
        "industry"),
        ("CJJ 45-2015", "industry"), ("DB/T 4-2021", "industry"), ("DB50/T 4-2021", "local"), ("DBJ50/T 1-2018",
        "local"),
        ("DG/TJ08-12-2004", "local"), ("T/CSA 016-2013", "group"), ("CECS 28-2012", "group"), ("Q/HW 001-2021",
        "enterprise"),
        ("GJB 9001C-2017", "military"), ("JJG 196-2006", "metrology"), ("TSG 21-2016", "regulation"),
        ("CNCA-C08-01", "certification"), ("ISO 9001", "international"), ("86B/4520/CC", "international"),
        ("EN 62471", "regional"), ("BS EN 62471", "foreign"), ("JIS C 8105", "foreign"), ("ASTM E2613-14",
        "association"),
        ("XYZ/T 1-2015", ""),
    ],
)  # fmt: skip
def test_level_follows_the_prefix(text: str, level: str) -> None:
    assert parse(text).level == level


@pytest.mark.parametrize(
    ("text", "mandate"),
    [
        ("GB 1-2000", "mandatory"), ("GB/T 1-2000", "recommended"), ("GB/Z 1-2000", "guidance"), ("YY 505-2012",
        "mandatory"),
        ("DB50/ 1-2000", "mandatory"), ("T/CAS 1-2000", ""), ("JJG 196-2006", ""), ("ISO 9001", ""),
        ("20210837-T-469", "recommended"), ("20210837-Q-469", "mandatory"),
    ],
)  # fmt: skip
def test_mandate_is_what_the_prefix_says(text: str, mandate: str) -> None:
    assert parse(text).mandate == mandate


def test_fields_of_a_full_chinese_identifier() -> None:
    docid = parse("GB/T 5171.1-2014/XG1-2020")
    assert docid == DocId(
        "GB",
        "standard",
        "recommended",
        number="5171",
        parts=("1",),
        year=2014,
        amendments=(Amendment("XG", "1", 2020),),
    )


def test_fields_of_a_consolidated_edition() -> None:
    docid = parse("IEC 62031:2018+AMD1:2021 CSV")
    assert (docid.amendments, docid.variant) == ((Amendment("Amd", "1", 2021, included=True),), "CSV")


def test_matches_overlooks_only_what_it_is_told_to() -> None:
    old, new = parse("GB 7000.1-2015"), parse("GB/T 7000.1-2023")
    assert not old.matches(new)
    assert not old.matches(new, ignore={"year"})
    assert old.matches(new, ignore={"year", "mandate"})
    assert not parse("GB 7000.1").matches(old)
    assert parse("GB 7000.1").matches(old, ignore={"year"})
    assert parse("GB 7000.2-2015").matches(old, ignore={"part"})
    assert parse("GB/T 1-2000/ISO 2:1999").matches(parse("GB/T 1-2000"), ignore={"dual"})
    assert parse("GB 4806.1-2016/XG1").matches(parse("GB 4806.1-2016"), ignore={"amendments"})
    assert parse("GB 50016-2014(2018)").matches(parse("GB 50016-2014"), ignore={"reissue"})
    assert not parse("").matches(parse(""))


def test_matches_with_an_unknown_name_says_what_it_may_be() -> None:
    with pytest.raises(ValueError, match=r"cannot ignore \['years'\]"):
        parse("GB 1").matches(parse("GB 2"), ignore={"years"})


def test_order_counts_numbers_as_numbers() -> None:
    texts = ["GB/T 10-2000", "GB/T 9.2-2000", "GB/T 9.10-2000", "GB/T 9.2-1999", "ISO 1:2000", "GB/T 9"]
    assert [docid.canonical for docid in sorted(map(parse, texts))] == [
        "GB/T 9", "GB/T 9.2-1999", "GB/T 9.2-2000", "GB/T 9.10-2000", "GB/T 10-2000", "ISO 1:2000",
    ]  # fmt: skip


def test_docid_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse("GB 1").year = 2000  # type: ignore[misc]


def test_edition_and_notes_do_not_count_as_difference() -> None:
    assert parse("IEC 60598-1 Ed.9.0") == parse("IEC 60598-1")
    assert parse("IEC 60598-1 Ed.9.0").edition == "9.0"
    assert hash(parse("CJJ 45-91")) == hash(parse("CJJ 45-1991"))


def test_as_dict_is_json_with_every_field() -> None:
    data = parse("GB/T 5171.1-2014/XG1-2020").as_dict()
    assert json.loads(json.dumps(data)) == data
    assert {field.name for field in dataclasses.fields(DocId)} - {"notes"} <= set(data)
    assert (data["canonical"], data["key"], data["undated"], data["publisher"], data["level"]) == (
        "GB/T 5171.1-2014/XG1-2020", "GB/T 5171.1-2014/XG1-2020", "GB/T 5171.1", "GB", "national",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("BS EN ISO 9001", "BS"),
        ("ISO/IEC 27001", "ISO/IEC"),
        ("T/CECS 1-2020", "T/CECS"),
        ("Q/320500 ABC 1-2020", "Q/320500 ABC"),
    ],
)
def test_publisher_is_the_first_body_of_the_chain(text: str, publisher: str) -> None:
    assert parse(text).publisher == publisher


def test_every_province_code_is_read_as_local() -> None:
    assert [code for code in PROVINCES if parse(f"DB{code}/T 1-2020").body != f"DB{code}"] == []
