"""Lists into the catalogue through the real importer: counts, repetition, refusal, merging, interruption."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from guiju.catalogue.importers.table import SourceSpec, import_table
from guiju.catalogue.models import (
    ColumnMapping,
    DraftingOrganisation,
    MandateChange,
    Relation,
    SourceRecord,
    Standard,
    StandardClassification,
    StatusPeriod,
)
from guiju.catalogue.queries import find_standard, get_edition
from guiju.catalogue.services import importing
from guiju.organisations.models import OfficialDuty
from guiju.platform.models import AuditEntry, Event, ImportRun, User
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

HEADINGS = ("标准号", "标准名称", "状态", "发布日期", "实施日期", "代替标准", "采标情况", "ICS", "CCS", "起草单位")
FIRST = (
    ("GB/T 100-2020", "灯甲", "现行", "2020-01-02", "2020-07-01", "GB/T 100-2010", "IDT ISO 10:2018", "29.140", "K72",
     "甲所、乙厂"),
    ("GB/T 100-2010", "灯甲", "废止", "2010-01-02", "2010-07-01", "", "", "29.140", "K72", ""),
    ("GB/T 200-2019", "灯乙", "现行", "2019-05", "2020", "", "", "", "", ""),
)  # fmt: skip


def write_list(path: Path, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def counts(path: Path, **asked: Any) -> dict[str, int]:
    facts = import_table(path=path, **asked).as_dict()
    return {name: facts[name] for name in ("read", "created", "updated", "unchanged", "rejected")}


def told(read: int, created: int = 0, updated: int = 0, unchanged: int = 0, rejected: int = 0) -> dict[str, int]:
    return {"read": read, "created": created, "updated": updated, "unchanged": unchanged, "rejected": rejected}


def everything() -> dict[str, list[Any]]:
    """The catalogue without ids and moments."""
    standards = Standard.objects.order_by("key")
    skipped = {"id", "uuid", "merged_at", "_state", "committee_id", "responsible_body_id", "issuing_body_id"}
    return {
        "standards": [{k: v for k, v in vars(row).items() if k not in skipped} for row in standards],
        "records": list(SourceRecord.objects.order_by("source__key", "key").values_list("source__key", "key", "facts")),
        "relations": list(
            Relation.objects.order_by("record__key", "type", "subject_key", "object_key").values_list(
                "record__key", "type", "subject_key", "object_key", "scope", "degree", "dated"
            )
        ),
        "periods": list(
            StatusPeriod.objects.order_by("standard__key", "start").values_list(
                "standard__key", "start", "end", "status", "dated"
            )
        ),
        "codes": list(
            StandardClassification.objects.order_by("standard__key", "scheme", "code").values_list(
                "standard__key", "scheme", "code"
            )
        ),
        "drafters": list(
            DraftingOrganisation.objects.order_by("standard__key", "rank").values_list("standard__key", "rank", "name")
        ),
    }


def test_import_of_a_list_keeps_facts_relations_and_periods(tmp_path: Path) -> None:
    assert counts(write_list(tmp_path / "national.csv", FIRST)) == told(3, created=3)
    standard = Standard.objects.get(key="GB/T 100-2020")
    assert (standard.title_zh, standard.level, standard.mandate) == ("灯甲", "national", "recommended")
    assert (str(standard.issued), str(standard.effective)) == ("2020-01-02", "2020-07-01")
    assert everything()["relations"] == [
        ("GB/T 100-2020", "adopts", "GB/T 100-2020", "ISO 10:2018", "whole", "IDT", True),
        ("GB/T 100-2020", "replaces", "GB/T 100-2020", "GB/T 100-2010", "whole", "", True),
    ]
    assert everything()["codes"] == [
        ("GB/T 100-2010", "CCS", "K72"),
        ("GB/T 100-2010", "ICS", "29.140"),
        ("GB/T 100-2020", "CCS", "K72"),
        ("GB/T 100-2020", "ICS", "29.140"),
    ]
    assert everything()["drafters"] == [("GB/T 100-2020", 1, "甲所"), ("GB/T 100-2020", 2, "乙厂")]
    old = StatusPeriod.objects.filter(standard__key="GB/T 100-2010").values_list("start", "end", "status")
    assert list(old) == [
        (dt.date.min, dt.date(2010, 1, 2), "draft"),
        (dt.date(2010, 1, 2), dt.date(2010, 7, 1), "published"),
        (dt.date(2010, 7, 1), dt.date(2020, 7, 1), "in_force"),
        (dt.date(2020, 7, 1), dt.date.max, "replaced"),
    ]


def test_import_keeps_the_precision_of_dates(tmp_path: Path) -> None:
    import_table(path=write_list(tmp_path / "national.csv", FIRST))
    standard = Standard.objects.get(key="GB/T 200-2019")
    assert (str(standard.issued), str(standard.effective)) == ("2019-05", "2020")


def test_import_of_the_same_file_again_reports_only_unchanged_and_writes_nothing(tmp_path: Path) -> None:
    path = write_list(tmp_path / "national.csv", FIRST)
    import_table(path=path)
    before, events = everything(), Event.objects.count()
    assert counts(path) == told(3, unchanged=3)
    assert everything() == before
    assert Event.objects.count() == events


def test_import_of_a_changed_row_updates_it_and_what_it_replaced(tmp_path: Path) -> None:
    import_table(path=write_list(tmp_path / "national.csv", FIRST))
    changed = ((*FIRST[0][:4], "2021-01-01", *FIRST[0][5:]), *FIRST[1:])
    assert counts(write_list(tmp_path / "national.csv", changed)) == told(3, updated=1, unchanged=2)
    assert get_edition("GB/T 100-2010").status_on(dt.date(2020, 12, 31)).status == "in_force"
    assert get_edition("GB/T 100-2010").status_on(dt.date(2021, 1, 1)).status == "replaced"


def test_import_that_no_longer_states_a_relation_takes_it_back(tmp_path: Path) -> None:
    import_table(
        path=write_list(
            tmp_path / "national.csv", (FIRST[0], ("GB/T 100-2010", "灯甲", "", "", "2010-07-01", *[""] * 5))
        )
    )
    assert get_edition("GB/T 100-2010").status_on(dt.date(2025, 1, 1)).status == "replaced"
    import_table(path=write_list(tmp_path / "national.csv", [(*FIRST[0][:5], "无", *FIRST[0][6:])]))
    assert get_edition("GB/T 100-2010").status_on(dt.date(2025, 1, 1)).status == "in_force"
    assert list(StatusPeriod.objects.filter(standard__key="GB/T 100-2010").values_list("status", flat=True)) == [
        "published",
        "in_force",
    ]


def test_import_is_the_same_whatever_the_order_and_the_size_of_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    import_table(path=write_list(tmp_path / "national.csv", FIRST))
    at_once = everything()
    Standard.objects.all().delete()
    SourceRecord.objects.all().delete()
    monkeypatch.setattr(importing, "BATCH", 1)
    import_table(path=write_list(tmp_path / "national.csv", tuple(reversed(FIRST))))
    assert everything() == at_once


def test_second_differing_row_of_one_identifier_is_refused_with_both_row_numbers(tmp_path: Path) -> None:
    other = ("GB/T100—2020", "灯丙", *[""] * 8)
    path = write_list(tmp_path / "national.csv", (*FIRST, other))
    summary = import_table(path=path)
    assert (summary.created, summary.rejected) == (3, 1)
    assert rejected(summary.rejects_file)[0]["guiju:problem"] == (
        "row 5 has the same identifier as row 2 (GB/T 100-2020) but other content: keep one or mend the number"
    )
    assert Standard.objects.get(key="GB/T 100-2020").title_zh == "灯甲"


def test_second_identical_row_of_one_identifier_counts_as_unchanged(tmp_path: Path) -> None:
    respelt = ("ＧＢ／Ｔ１００－２０２０", *FIRST[0][1:])
    rows = (*FIRST, FIRST[0], respelt)
    assert counts(write_list(tmp_path / "national.csv", rows)) == told(5, created=3, unchanged=2)


def rejected(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


BAD = (
    ("", "没有编号", *[""] * 8),
    ("见附件", "不是编号", *[""] * 8),
    ("GB/T 300-2020", "坏日期", "现行", "2020-02-30", "待定", *[""] * 5),
    ("GB/T 301-2020", "好", "现行", "2020-02-28", *[""] * 6),
    ("GB/T 302-2020 GB/T 303-2020", "两个编号", *[""] * 8),
)


def test_bad_rows_are_refused_with_row_field_value_and_reason_and_good_ones_go_on(tmp_path: Path) -> None:
    summary = import_table(path=write_list(tmp_path / "mixed.csv", BAD))
    assert (summary.read, summary.created, summary.rejected) == (5, 1, 4)
    assert [(row["guiju:row"], row["guiju:field"], row["guiju:value"]) for row in rejected(summary.rejects_file)] == [
        ("2", "number", ""),
        ("3", "number", "见附件"),
        ("4", "issued; effective", "2020-02-30; 待定"),
        ("6", "number", "GB/T 302-2020 GB/T 303-2020"),
    ]
    assert rejected(summary.rejects_file)[2]["guiju:problem"] == (
        "“2020-02-30” in issued is no date: expected 2024-07-01, 2024-07 or 2024; mend it, or leave it empty; "
        "“待定” in effective is no date: expected 2024-07-01, 2024-07 or 2024; mend it, or leave it empty"
    )


def test_rejects_file_corrected_and_imported_again_completes_the_source(tmp_path: Path) -> None:
    summary = import_table(path=write_list(tmp_path / "mixed.csv", BAD))
    rejects = Path(summary.rejects_file)
    text = rejects.read_text(encoding="utf-8-sig")
    rejects.write_text(text.replace("2020-02-30", "2020-03-30").replace("待定", ""), encoding="utf-8-sig")
    again = import_table(path=rejects, source=SourceSpec("mixed"))
    assert (again.read, again.created, again.rejected) == (4, 1, 3)
    assert str(Standard.objects.get(key="GB/T 300-2020").issued) == "2020-03-30"
    assert list(ImportRun.objects.values_list("source__key", flat=True).distinct().order_by()) == ["mixed"]
    assert Path(again.rejects_file) != rejects


def test_rejects_file_belongs_to_the_same_source_by_its_name(tmp_path: Path) -> None:
    summary = import_table(path=write_list(tmp_path / "mixed.csv", BAD))
    import_table(path=Path(summary.rejects_file))
    assert list(ImportRun.objects.values_list("source__key", flat=True).distinct().order_by()) == ["mixed"]


def test_import_with_nothing_refused_makes_no_rejects_file(tmp_path: Path) -> None:
    assert import_table(path=write_list(tmp_path / "national.csv", FIRST)).rejects_file == ""


def test_facts_of_two_sources_are_merged_by_rank_and_both_records_kept() -> None:
    given_standards({"number": "GB/T 1-2020", "title_zh": "乙名", "effective": "2021-01-01"}, source="shop")
    given_standards({"number": "GB/T 1-2020", "title_zh": "甲名"}, source="official list")
    standard = Standard.objects.get(key="GB/T 1-2020")
    assert (standard.title_zh, str(standard.effective)) == ("甲名", "2021-01-01")
    assert list(SourceRecord.objects.values_list("source__key", "facts__title_zh")) == [
        ("official list", "甲名"),
        ("shop", "乙名"),
    ]


def test_lower_source_imported_again_does_not_flip_the_facts() -> None:
    given_standards({"number": "GB/T 1-2020", "title_zh": "甲名"}, source="official list")
    given_standards({"number": "GB/T 1-2020", "title_zh": "乙名"}, source="shop")
    given_standards({"number": "GB/T 1-2020", "title_zh": "乙名"}, source="shop")
    assert Standard.objects.get(key="GB/T 1-2020").title_zh == "甲名"


def test_events_tell_of_each_new_standard_and_of_each_fact_that_changed() -> None:
    given_standards({"number": "GB/T 1-2020", "title_zh": "甲", "effective": "2021-01-01"})
    given_standards({"number": "GB/T 1-2020", "title_zh": "乙", "effective": "2021-01-01", "ics": "29.140"})
    told = Event.objects.filter(subject_type="standard").order_by("pk")
    assert list(told.values_list("name", "subject_key", "payload")) == [
        ("standard.created", "GB/T 1-2020", {}),
        ("standard.updated", "GB/T 1-2020", {"fact": "title_zh", "before": "甲", "after": "乙"}),
        ("standard.updated", "GB/T 1-2020", {"fact": "classifications", "before": [], "after": ["ICS 29.140"]}),
    ]


def test_event_tells_when_a_successor_changes_the_status_of_a_standard() -> None:
    given_standards({"number": "GB/T 1-2010", "effective": "2011-01-01"})
    given_standards({"number": "GB/T 1-2020", "effective": "2021-01-01", "replaces": "GB/T 1-2010"}, source="library")
    event = Event.objects.get(name="standard.updated", subject_key="GB/T 1-2010")
    assert event.payload == {
        "fact": "status",
        "before": [["0001-01-01", "published"], ["2011-01-01", "in_force"]],
        "after": [["0001-01-01", "published"], ["2011-01-01", "in_force"], ["2021-01-01", "replaced"]],
    }


def test_import_leaves_one_audit_entry_a_run_with_its_counts(tmp_path: Path) -> None:
    user = User.objects.create_user("official")
    OfficialDuty.objects.create(user=user, duty="catalogue")
    import_table(path=write_list(tmp_path / "national.csv", FIRST), actor=user)
    entry = AuditEntry.objects.get()
    run = ImportRun.objects.get()
    assert (entry.action, entry.subject_key, entry.actor) == ("catalogue.import", "national", user)
    assert entry.after == {**told(3, created=3), "file": "national.csv", "sha256": run.file_sha256}
    assert (run.state, run.read, run.created) == ("done", 3, 3)


def test_import_by_a_person_without_the_right_is_denied_and_writes_nothing(tmp_path: Path) -> None:
    user = User.objects.create_user("visitor")
    with pytest.raises(PermissionDenied):
        import_table(path=write_list(tmp_path / "national.csv", FIRST), actor=user)
    assert (Standard.objects.count(), ImportRun.objects.count()) == (0, 0)


class StoppedError(Exception):
    """Somebody pulled the plug."""


@pytest.mark.parametrize("stop_after", [1, 2])
def test_import_stopped_between_batches_and_run_again_ends_in_the_same_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_after: int
) -> None:
    path = write_list(tmp_path / "national.csv", FIRST)
    import_table(path=path)
    whole = everything()
    Standard.objects.all().delete()
    SourceRecord.objects.all().delete()
    ImportRun.objects.all().delete()
    monkeypatch.setattr(importing, "BATCH", 1)

    def pull(done: int, _total: int | None) -> None:
        if done == stop_after:
            raise StoppedError

    with pytest.raises(StoppedError):
        import_table(path=path, progress=pull)
    assert ImportRun.objects.get().state == "running"
    assert counts(path) == told(3, created=3 - stop_after, unchanged=stop_after)
    assert everything() == whole
    assert list(ImportRun.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "done"]


def test_change_of_mandate_is_neither_replacement_nor_withdrawal_and_the_old_spelling_finds_it() -> None:
    given_standards(
        {
            "number": "GB/T 5000-2008",
            "effective": "2009-01-01",
            "former_number": "GB 5000-2008",
            "mandate_changed": "2017-03-23",
        }
    )
    change = MandateChange.objects.get()
    assert (change.standard_key, change.former_key, change.before, change.after, change.on_from) == (
        "GB/T 5000-2008",
        "GB 5000-2008",
        "mandatory",
        "recommended",
        dt.date(2017, 3, 23),
    )
    found = find_standard("GB 5000-2008")
    assert found is not None
    assert found.key == "GB/T 5000-2008"
    assert get_edition("GB 5000-2008").status_on(dt.date(2020, 1, 1)).status == "in_force"


def test_replacement_of_the_old_spelling_ends_the_standard_under_its_new_number() -> None:
    given_standards(
        {"number": "GB/T 5000-2008", "effective": "2009-01-01", "former_number": "GB 5000-2008", "replaces": ""},
        {"number": "GB/T 5000-2024", "effective": "2025-01-01", "former_number": "", "replaces": "GB 5000-2008"},
    )
    edition = get_edition("GB/T 5000-2008")
    assert [edition.status_on(dt.date(2024, 12, 31)).status, edition.status_on(dt.date(2025, 1, 1)).status] == [
        "in_force",
        "replaced",
    ]


def test_amendment_sheet_belongs_to_its_edition_by_its_number() -> None:
    given_standards(
        {"number": "GB/T 5171.1-2014", "effective": "2015-01-22"},
        {"number": "GB/T 5171.1-2014/XG1-2020", "effective": "2020-12-01"},
    )
    sheets = get_edition("GB/T 5171.1-2014").facts.amendments
    assert [(sheet.key, str(sheet.effective), sheet.held) for sheet in sheets] == [
        ("GB/T 5171.1-2014/XG1-2020", "2020-12-01", True)
    ]


def test_list_of_withdrawals_gives_the_date_of_withdrawal() -> None:
    given_standards({"number": "SN/T 1-2010", "event": "废止", "effective": "2020-03-01"})
    standard = Standard.objects.get(key="SN/T 1-2010")
    assert (standard.effective, str(standard.withdrawn)) == (None, "2020-03-01")


def test_mapping_used_is_kept_for_the_source_and_can_be_edited_and_used_again(tmp_path: Path) -> None:
    path = write_list(tmp_path / "house.csv", [("GB/T 1-2020", "甲")], headings=("编号", "品名"))
    import_table(path=path)
    assert ColumnMapping.objects.get(name="house").columns == {"number": "编号"}
    saved = Path(settings.GUIJU_HOME) / "mappings" / "house.json"
    saved.write_text('{"number": "编号", "title_zh": "品名"}', encoding="utf-8")
    assert counts(path, mapping=str(saved)) == told(1, updated=1)
    assert Standard.objects.get().title_zh == "甲"


def test_progress_tells_rows_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    steps: list[int] = []
    import_table(path=write_list(tmp_path / "national.csv", FIRST), progress=lambda done, _total: steps.append(done))
    assert steps == [2, 3]


@pytest.fixture(autouse=True)
def _rejects_in_a_folder_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.GUIJU_HOME = tmp_path / "home"
