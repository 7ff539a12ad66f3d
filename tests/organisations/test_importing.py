"""Lists of organisations: every row accounted for, a second run changes nothing, codes are believed before names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied

from guiju.organisations.models import Organisation, OrganisationCode, OrganisationName, OrganisationRecord
from guiju.organisations.services.merging import merge
from guiju.platform.importing import AUTO, ImportSummary, MappingError, Order, SourceSpec, import_file
from guiju.platform.models import Classification, ImportRun, User
from tests.organisations.given import given_official, given_organisation, given_person

CODE = "91110000600037341L"
OTHER_CODE = "91110000100003962Y"

pytestmark = pytest.mark.django_db


def written(folder: Path, *rows: str) -> Path:
    path = folder / "organisations.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def imported(path: Path, mapping: str = AUTO, actor: User | None = None, source: str = "list") -> ImportSummary:
    order = Order(path=path, source=SourceSpec(source), mapping=mapping, actor=actor)
    return import_file(kind="organisations", order=order)


def counted(summary: ImportSummary) -> tuple[int, ...]:
    return (summary.read, summary.created, summary.updated, summary.unchanged, summary.rejected)


def reasons(summary: ImportSummary) -> list[str]:
    with Path(summary.rejects_file).open(encoding="utf-8-sig", newline="") as file:
        return [row["guiju:problem"] for row in csv.DictReader(file)]


def test_spellings_of_one_name_are_one_organisation(tmp_path: Path) -> None:
    path = written(tmp_path, "名称", "ABB(中国)有限公司", "ABB（中国）有限公司", "ＡＢＢ 中国 有限责任公司")
    assert counted(imported(path)) == (3, 1, 2, 0, 0)
    assert list(Organisation.objects.values_list("name", flat=True)) == ["ABB（中国）有限公司"]
    assert list(OrganisationName.objects.values_list("name", flat=True)) == ["ABB中国有限责任公司"]
    assert OrganisationRecord.objects.count() == 3


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "name,code", "甲灯具有限公司,4403131697", "乙灯具有限公司,", "甲灯具有限公司,4403131697")
    assert counted(imported(path)) == (3, 2, 0, 1, 0)
    before = list(OrganisationRecord.objects.order_by("pk").values())
    assert counted(imported(path)) == (3, 0, 0, 3, 0)
    assert list(OrganisationRecord.objects.order_by("pk").values()) == before
    assert list(ImportRun.objects.values_list("state", flat=True)) == ["done", "done"]


def test_facts_are_filled_in_and_never_written_over(tmp_path: Path) -> None:
    held = given_organisation("甲灯具有限公司", address="工业路 1 号")
    path = written(tmp_path, "名称,地址,网址,行业", "甲灯具有限公司,别处,https://a.example,C3872")
    assert counted(imported(path)) == (1, 0, 1, 0, 0)
    held.refresh_from_db()
    assert (held.address, held.website, held.industry) == ("工业路 1 号", "https://a.example", "3872")


def test_code_is_believed_before_the_name(tmp_path: Path) -> None:
    held = given_organisation("甲灯具有限公司", uscc=CODE)
    held.names.create(name="甲灯泡厂", folded_name="甲灯泡厂", kind="former")
    path = written(tmp_path, "名称,统一社会信用代码", f"甲灯泡厂,{CODE}")
    assert counted(imported(path)) == (1, 0, 1, 0, 0)


def test_code_of_another_is_refused_with_both_names(tmp_path: Path) -> None:
    given_organisation("甲灯具有限公司", uscc=CODE)
    summary = imported(written(tmp_path, "名称,统一社会信用代码", f"乙灯具有限公司,{CODE}"))
    assert counted(summary) == (1, 0, 0, 0, 1)
    assert "; ".join(reasons(summary)) == (
        f"the code {CODE} belongs to “甲灯具有限公司”, which is not the name of this row; "
        "compare them, or merge the two"
    )


def test_second_code_of_one_name_is_refused(tmp_path: Path) -> None:
    given_organisation("甲灯具有限公司", uscc=CODE)
    summary = imported(written(tmp_path, "名称,统一社会信用代码", f"甲灯具有限公司,{OTHER_CODE}"))
    assert reasons(summary) == [
        f"“甲灯具有限公司” has the unified social credit code {CODE}, this row says {OTHER_CODE}; compare them"
    ]


def test_bad_rows_come_back_with_every_reason_and_the_good_ones_go_on(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "名称,统一社会信用代码,类别,机构类别,行政区划",
        "甲灯具有限公司,91110000600037341X,,企业,重庆",
        ",,,,",
        f"，。,{OTHER_CODE},,,",
        "乙灯具有限公司,,,工厂,500112",
        f"丙灯具有限公司,{CODE},,企业,500112",
    )
    summary = imported(path)
    assert counted(summary) == (4, 1, 0, 0, 3)
    wrong_code, nameless, wrong_kind = reasons(summary)
    assert wrong_code.endswith("compare every sign; “重庆” is no code of a region (GB/T 2260, six digits)")
    assert nameless == "the name “,。” has no letters"
    assert wrong_kind.startswith("“工厂” is no kind of organisation; there are: enterprise、authority、")
    assert list(Organisation.objects.values_list("name", "uscc", "region")) == [("丙灯具有限公司", CODE, "500112")]


def test_region_is_understood_by_a_name_that_is_one_regions_alone(tmp_path: Path) -> None:
    for code, name in (("500000", "重庆市"), ("500112", "渝北区"), ("110101", "市辖区"), ("120101", "市辖区")):
        Classification.objects.create(scheme="GB/T 2260", code=code, title_zh=name)
    summary = imported(written(tmp_path, "名称,地区", "甲厂,渝北区", "乙厂,市辖区"))
    assert counted(summary) == (2, 1, 0, 0, 1)
    assert Organisation.objects.get().region == "500112"


def test_numbers_of_two_lists_do_not_meet(tmp_path: Path) -> None:
    imported(written(tmp_path, "名称,编号", "甲厂,1"), source="one")
    imported(written(tmp_path, "名称,编号", "乙厂,1"), source="two")
    assert list(OrganisationCode.objects.order_by("pk").values_list("scheme", "code", "organisation__name")) == [
        ("one", "1", "甲厂"),
        ("two", "1", "乙厂"),
    ]


def test_row_of_a_merged_organisation_goes_to_the_one_kept(tmp_path: Path) -> None:
    kept, merged = given_organisation("晶科能源股份有限公司"), given_organisation("晶科能源有限公司")
    merge(kept=kept, merged=merged, actor=given_official())
    assert counted(imported(written(tmp_path, "name", "晶科能源有限公司"))) == (1, 0, 1, 0, 0)
    assert OrganisationRecord.objects.get().organisation == kept


def test_workbook_and_a_mapping_of_ones_own_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["序号", "会员", "曾用名"])
        sheet.write_row(1, 0, [1, "甲灯具有限公司", "甲灯泡厂；甲电器厂"])
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"name": "会员", "former": "曾用名"}', encoding="utf-8")
    assert counted(imported(path, str(mapping))) == (1, 1, 0, 0, 0)
    assert list(OrganisationName.objects.values_list("name", "kind")) == [
        ("甲灯泡厂", "former"),
        ("甲电器厂", "former"),
    ]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ('{"name": "nowhere"}', "mapping.no_such_column"),
        ('{"colour": "会员"}', "mapping.unknown_field"),
        ('{"uscc": "会员"}', "mapping.no_organisation_name"),
        ("[]", "mapping.no_object"),
        ("{", "mapping.unreadable"),
    ],
)
def test_mapping_that_cannot_be_used_is_refused_in_words(tmp_path: Path, mapping: str, code: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(mapping, encoding="utf-8")
    with pytest.raises(MappingError) as refused:
        imported(written(tmp_path, "会员,代码", "甲厂,1"), str(path))
    assert refused.value.reason.code == code


def test_list_without_names_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as refused:
        imported(written(tmp_path, "标准号,状态", "GB/T 1-2000,现行"))
    assert refused.value.reason.code == "mapping.no_organisation_name"


def test_import_by_a_person_needs_the_duty_everywhere(tmp_path: Path) -> None:
    path = written(tmp_path, "name", "甲厂")
    for actor in (given_person("somebody"), given_official("local", "500000")):
        with pytest.raises(PermissionDenied):
            imported(path, actor=actor)
    assert counted(imported(path, actor=given_official())) == (1, 1, 0, 0, 0)


@pytest.mark.once
def test_survey_of_the_customs_is_taken_in_whole(shared_data: Path) -> None:
    """12,110 rows with brackets of both widths; 11,783 bodies, counted by folding the names by hand of a script."""
    path = shared_data / "cn" / "enterprises_customs_survey.csv"
    assert counted(imported(path)) == (12110, 11783, 327, 0, 0)
    assert counted(imported(path)) == (12110, 0, 0, 12110, 0)
    assert OrganisationRecord.objects.count() == 12110
    assert OrganisationCode.objects.filter(scheme="customs").count() == 874
