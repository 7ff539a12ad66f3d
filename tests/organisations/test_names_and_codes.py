"""Names as shown and compared, codes with their check signs, and where codes of regions and industries stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.organisations.rules.codes import Code, CodeError, Scheme, read_code, read_customs, read_uscc
from guiju.organisations.rules.joining import domain_of, domain_problem
from guiju.organisations.rules.names import clean_name, fold_name, likely_kind, stem_of
from guiju.organisations.rules.regions import (
    INDUSTRY_TREE,
    REGION_TREE,
    deepest,
    industry_chain,
    industry_stems,
    read_industry,
    read_region,
    region_chain,
    region_stem,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("ABB(中国)有限公司", "ABB（中国）有限公司"),
        ("住友精化（中国 ）投资有限公司", "住友精化（中国）投资有限公司"),
        ("中意泰达 (营口) 汽车保修设备有限公司", "中意泰达（营口）汽车保修设备有限公司"),
        ("ＳＭＣ<中国>有限公司", "SMC（中国）有限公司"),
        ("  Osram  GmbH (China) ", "Osram GmbH (China)"),
        ("深圳创维-R G B电子有限公司", "深圳创维-R G B电子有限公司"),
    ],
)
def test_name_shown_has_one_width_and_the_brackets_of_its_language(written: str, shown: str) -> None:
    assert clean_name(written) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ABB(中国)有限公司", "ABB（中国）有限公司"),
        ("一汽—大众汽车有限公司", "一汽-大众汽车有限公司"),
        ("ＳＭＣ(中国)有限公司", "smc 中国 有限公司"),
        ("重庆照明有限责任公司", "重庆照明有限公司"),
        ("重庆照明股份公司", "重庆照明股份有限公司"),
        ("廣州燈具有限公司", "广州灯具有限公司"),
        ("Acme Co., Ltd.", "ACME COMPANY LIMITED"),
    ],
)
def test_names_that_differ_in_spelling_alone_compare_equal(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("重庆照明有限公司", "重庆照明股份有限公司"),
        ("重庆照明有限公司", "重庆照明有限公司上海分公司"),
        ("重庆照明集团有限公司", "重庆照明有限公司"),
    ],
)
def test_names_of_other_forms_and_branches_compare_different(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_stem_goes_without_the_legal_form_and_never_without_everything() -> None:
    assert [stem_of(fold_name(name)) for name in ("晶科能源有限公司", "晶科能源股份有限公司", "有限公司")] == [
        "晶科能源",
        "晶科能源",
        "有限公司",
    ]


@given(st.text(max_size=60))
def test_folding_a_shown_name_gives_what_folding_the_written_one_gives(text: str) -> None:
    assert fold_name(clean_name(text)) == fold_name(text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("重庆大学", "university"),
        ("中国照明电器协会", "association"),
        ("国家半导体照明工程研发及产业联盟", "alliance"),
        ("重庆市市场监督管理局", "authority"),
        ("大学生用品有限公司", "enterprise"),
    ],
)
def test_kind_is_told_by_how_a_name_ends(name: str, kind: str) -> None:
    assert likely_kind(name) == kind


# 91110000600037341L is the example of python-stdnum; the others change one sign of it.
def test_uscc_is_read_with_separators_and_in_full_width() -> None:
    assert read_uscc("9111 0000-600037341ｌ") == "91110000600037341L"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9111000060003734", "organisation.uscc_length"),
        ("91110000600037341M", "organisation.uscc_check"),
        ("91110000600037351L", "organisation.uscc_check"),
        ("9111000060003734IL", "organisation.uscc_signs"),
        ("91A10000600037341L", "organisation.uscc_signs"),
    ],
)
def test_uscc_that_is_none_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(CodeError) as refused:
        read_uscc(text)
    assert refused.value.reason.code == why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("91110000600037341L", Code(Scheme.USCC, "91110000600037341L")),
        ("4403131697", Code(Scheme.CUSTOMS, "4403131697")),
        ("ELI-52-002-2022", Code(Scheme.LISTED, "ELI-52-002-2022")),
        ("12", Code(Scheme.LISTED, "12")),
    ],
)
def test_code_of_an_unnamed_register_is_told_by_its_form(text: str, code: Code) -> None:
    assert read_code(text) == code


def test_customs_code_of_another_length_is_refused() -> None:
    with pytest.raises(CodeError) as refused:
        read_customs("44031316")
    assert refused.value.reason.code == "organisation.customs_form"


def test_region_lies_in_its_prefecture_and_province() -> None:
    assert [region_chain(code) for code in ("500112", "440300", "500000", "")] == [
        ("500000", "500100", "500112"),
        ("440000", "440300"),
        ("500000",),
        (),
    ]


def test_region_is_read_with_two_four_or_six_digits() -> None:
    assert [read_region(text) for text in ("50", "5001", "500112", "5", "重庆市", "050000")] == [
        "500000",
        "500100",
        "500112",
        "",
        "",
        "",
    ]


def test_places_of_a_region_begin_with_its_stem() -> None:
    assert [region_stem(code) for code in ("500000", "440300", "500112", "")] == ["50", "4403", "500112", ""]


# GB/T 4754-2017: C 制造业 holds the divisions 13 to 43, 38 is 电气机械和器材制造业, 3872 照明灯具制造
def test_industry_lies_in_its_section_which_its_digits_do_not_name() -> None:
    assert [industry_chain(code) for code in ("3872", "38", "C", "")] == [
        ("C", "38", "387", "3872"),
        ("C", "38"),
        ("C",),
        (),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("C3872", "3872"), ("c38", "38"), ("3872", "3872"), ("C", "C"), ("A38", ""), ("00", ""), ("U", "")],
)
def test_industry_is_read_with_or_without_the_letter_of_its_section(text: str, code: str) -> None:
    assert read_industry(text) == code


def test_branches_of_a_section_begin_with_its_divisions() -> None:
    assert industry_stems("A") == ("A", "01", "02", "03", "04", "05")
    assert industry_stems("387") == ("387",)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["500000", "500112"], "500112"),
        (["440000", "500112"], "440000"),
        (["500000", ""], "500000"),
        (["", "500112"], ""),
        (["x", "500112"], ""),
        ([], ""),
    ],
)
def test_choices_mean_the_last_that_lies_below_those_before(given: list[str], meant: str) -> None:
    assert deepest(REGION_TREE, given) == meant


def test_choices_of_an_industry_cross_from_the_letter_to_the_digits() -> None:
    assert deepest(INDUSTRY_TREE, ["C", "38", "387", "3872"]) == "3872"


@pytest.mark.parametrize(
    "domain",
    ["qq.com", "163.com", "gmail.com", "21cn.com", "msn.com", "vip.126.com", "vip.sina.com", "com.cn", "gov.cn"],
)
def test_domain_at_which_anybody_gets_an_address_stands_for_nobody(domain: str) -> None:
    problem = domain_problem(domain)
    assert problem is not None
    assert problem.code == "organisation.public_domain"


@pytest.mark.parametrize("domain", ["", "localhost", "a..b.com", "-a.com", "a.1", "例.中国", "a b.com"])
def test_domain_that_is_none_is_refused(domain: str) -> None:
    problem = domain_problem(domain)
    assert problem is not None
    assert problem.code == "organisation.no_domain"


def test_domain_of_an_address_is_what_stands_behind_the_last_at() -> None:
    assert domain_of('"a@b"@Zhaoming.EXAMPLE.cn') == "zhaoming.example.cn"
    assert domain_problem("zhaoming.example.cn") is None
