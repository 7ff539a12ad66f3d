"""The same list checked again later: what changed, what people completed, what is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from guiju.checks import services
from guiju.checks.models import Check, Completion
from guiju.checks.problems import FileGone
from guiju.checks.queries import list_lines
from guiju.checks.services import Given
from guiju.checks.services.intake import folder_of
from tests.checks.small_catalogue import given_small_catalogue
from tests.factories import given_standards

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def catalogue(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    given_small_catalogue()


def checked(text: str) -> Check:
    return services.start_check(check=services.create_check(as_of=TODAY, text=text))


def again(check: Check, as_of: dt.date = TODAY) -> Check:
    return services.start_check(check=services.repeat_check(check=check, as_of=as_of))


def test_repeated_check_answers_the_same_text_for_another_date() -> None:
    first = checked("GB/T 30-2014\nGB 20-2001")
    later = again(first, dt.date(2027, 4, 1))
    assert [(line.line, line.input, line.outcome) for line in list_lines(later)] == [
        (1, "GB/T 30-2014", "replaced"),
        (2, "GB 20-2001", "withdrawn"),
    ]
    assert (later.earlier, later.as_of) == (first, dt.date(2027, 4, 1))
    assert [line.outcome for line in list_lines(first)] == ["superseded_soon", "withdrawn"]


def test_difference_names_what_changed_since() -> None:
    later = again(checked("GB/T 40-2010\nGB/T 30-2014"), dt.date(2027, 4, 1))
    (found,) = services.list_differences(check=later)
    assert found.before is not None
    assert found.after is not None
    assert (found.line, found.input, found.changed) == (2, "GB/T 30-2014", ("outcome", "in_force"))
    assert (found.before.in_force, found.after.in_force) == (("GB/T 30-2014",), ("GB/T 30-2027",))


def test_standard_that_came_into_the_catalogue_since_is_a_difference() -> None:
    first = checked("GB/T 77-2020")
    given_standards({"number": "GB/T 77-2020", "status": "现行", "effective": "2021-01-01"})
    (found,) = services.list_differences(check=again(first))
    assert (found.changed, found.after and found.after.standard) == (
        ("outcome", "standard", "in_force"),
        "GB/T 77-2020",
    )


def test_repeated_file_is_read_in_the_same_way_and_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("甲,乙\nGB 20-2001,GB/T 40-2010\n", encoding="utf-8")
    first = services.create_check(as_of=TODAY, upload=path, file_name="清单.csv")
    first = services.start_check(check=services.choose_layout(check=first, column=1))
    later = again(first)
    services.delete_check(check=first)
    later.refresh_from_db()
    assert [(line.input, line.outcome) for line in list_lines(later)] == [("GB/T 40-2010", "current")]
    assert (later.file_name, later.earlier, services.list_differences(check=later)) == ("清单.csv", None, [])
    assert services.annotated_file(check=later, language="zh").is_file()


def test_check_whose_file_is_gone_cannot_be_repeated(tmp_path: Path, client: Client) -> None:
    path = tmp_path / "list.txt"
    path.write_text("GB/T 40-2010", encoding="utf-8")
    first = services.start_check(check=services.create_check(as_of=TODAY, upload=path, file_name="list.txt"))
    for file in folder_of(first).iterdir():
        file.unlink()
    with pytest.raises(FileGone):
        services.repeat_check(check=first, as_of=TODAY)
    assert client.post(f"/check/{first.link}/again").status_code == 410


def test_what_was_completed_holds_for_lines_that_are_open_again() -> None:
    first = checked("按图纸\nGB/T 77-2020")
    services.complete_lines(
        check=first, given=[Given(2, 1, 1, "GB 20-2001", "来信"), Given(3, 2, 1, "GB/T 40-2010", "来信")], by="王敏"
    )
    given_standards({"number": "GB/T 77-2020", "status": "现行", "effective": "2021-01-01"})
    later = again(first)
    assert [(line.input, line.outcome, line.standard_key) for line in list_lines(later)] == [
        ("按图纸", "withdrawn", "GB 20-2001"),
        ("GB/T 77-2020", "current", "GB/T 77-2020"),
    ]
    (carried,) = Completion.objects.filter(parent__parent=later)
    original = Completion.objects.get(parent__parent=first, parent__line=1)
    assert (carried.by, carried.number, carried.note, carried.at) == ("王敏", "GB 20-2001", "来信", original.at)
    assert later.counts == {"current": 1, "withdrawn": 1}


def test_earlier_check_is_kept_as_long_as_the_one_that_repeats_it(settings: LazySettings) -> None:
    settings.GUIJU_KEEP_CHECKS_DAYS = 180
    first, lonely = checked("GB/T 40-2010"), checked("GB/T 40-2010")
    later = again(first)
    old = timezone.now() - dt.timedelta(days=200)
    Check.objects.filter(pk__in=[first.pk, lonely.pk]).update(created_at=old)
    assert services.delete_expired_checks() == 1
    assert set(Check.objects.values_list("pk", flat=True)) == {first.pk, later.pk}
    Check.objects.filter(pk=later.pk).update(created_at=old)
    assert services.delete_expired_checks() == 2


def test_pages_show_the_differences_and_give_them_as_a_table(client: Client, tmp_path: Path) -> None:
    first = checked("GB/T 40-2010\nGB/T 30-2014")
    address = client.post(f"/check/{first.link}/again", {"as_of": "2027-04-01"}).headers["Location"]
    html = client.get(f"{address}/differences").content.decode()
    assert '变化 <span class="soft">1</span>' in html
    target = tmp_path / "changes.xlsx"
    target.write_bytes(b"".join(client.get(f"{address}/differences.xlsx")))
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    rows = [row[:11] for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        (
            "行",
            "原文",
            "变化",
            *("上次：查新结论", "上次：对应标准", "上次：现行", "上次：代替标准"),
            *("本次：查新结论", "本次：对应标准", "本次：现行", "本次：代替标准"),
        ),
        (
            2,
            "GB/T 30-2014",
            "结论、现行标准",
            *("现行，即将被代替", "GB/T 30-2014", "GB/T 30-2014", "GB/T 30-2027"),
            *("被代替", "GB/T 30-2014", "GB/T 30-2027", "GB/T 30-2027"),
        ),
    ]


def test_check_that_repeats_none_has_no_differences(client: Client) -> None:
    html = client.get(f"/check/{checked('GB/T 40-2010').link}/differences").content.decode()
    assert "本次查新没有上次可比，或上次查新已删除。" in html
