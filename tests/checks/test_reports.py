"""Reports: drafts follow their check, approved ones are numbered, sealed and never edited, corrections replace them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection
from django.utils import timezone

from guiju.checks import services
from guiju.checks.models import Check, Report, ReportLine
from guiju.checks.problems import ReportProblem
from guiju.checks.queries import find_approved, find_correction, find_report, list_reports
from guiju.checks.services import Given, Wording
from guiju.kernel.reasons import Reason
from guiju.platform.models import AuditEntry, Event
from tests.checks.reports_given import WORDING, address_of, approved, checked, correction_of, drafted
from tests.checks.small_catalogue import given_small_catalogue


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def catalogue(db: None) -> None:
    given_small_catalogue()


def refusal(action: Callable[[], object]) -> Reason:
    with pytest.raises(ReportProblem) as raised:
        action()
    return raised.value.reason


def year() -> int:
    return timezone.localdate().year


pytestmark = pytest.mark.usefixtures("catalogue")


def test_draft_has_no_number_and_follows_its_check() -> None:
    check = checked()
    draft = drafted(check)
    assert (draft.state, draft.number, draft.code, draft.checksum) == ("draft", None, None, "")
    assert services.content_of(draft).facts["counts"] == {"current": 1, "not_found": 1, "replaced": 1, "withdrawn": 1}
    services.complete_lines(check=check, given=[Given(2, 4, 1, "GB/T 40-2010", "")], by="王敏")
    assert services.content_of(draft).facts["counts"] == {"current": 2, "replaced": 1, "withdrawn": 1}


def test_report_of_an_unfinished_check_is_refused() -> None:
    check = Check.objects.create(as_of=dt.date(2026, 1, 1), kind="text", state="running")
    assert refusal(lambda: drafted(check)) == Reason.of("report.not_finished")


def test_approval_gives_number_code_names_and_a_seal() -> None:
    report = approved()
    assert report.number == f"{year()}-00001"
    assert (report.searched_by, report.checked_by, report.approved_by) == ("王敏", "李强", "赵宁")
    assert report.address == f"https://standards.example/verify/{report.code}"
    assert find_approved(report.code or "") == find_report(report.link) == report
    assert services.is_sealed(report=report)
    assert AuditEntry.objects.get(action="report.approved").after == {
        "number": report.number,
        "checksum": report.checksum,
    }
    assert Event.objects.get(name="report.approved").payload == {"number": report.number}


def test_stored_result_says_what_was_found() -> None:
    facts, *findings = services.content_of(approved()).values
    assert {name: facts[name] for name in ("client", "scope", "as_of", "answers", "lines_read", "open_lines")} == {
        "client": "示范照明有限公司",
        "scope": "道路照明产品",
        "as_of": "2026-11-22",
        "answers": 4,
        "lines_read": 4,
        "open_lines": {"not_found": [4]},
    }
    assert [(item["body"], item["count"]) for item in facts["coverage"]] == [("GB", 11)]
    assert [source["name"] for source in facts["sources"]] == ["official list"]
    assert facts["sources"][0]["read_at"][:10] == timezone.localdate().isoformat()
    assert [(one["line"], one["input"], one["outcome"], one["standard"], one["successors"]) for one in findings] == [
        (1, "GB/T 40-2010", "current", "GB/T 40-2010", []),
        (2, "GB 7000.1-2007", "replaced", "GB 7000.1-2007", ["GB 7000.1-2015", "GB/T 7000.1-2023"]),
        (3, "GB 20-2001", "withdrawn", "GB 20-2001", []),
        (4, "GB/T 99-1999", "not_found", "", []),
    ]
    assert findings[2]["reason_en"].split("; ") == [
        "GB 20-2001 is withdrawn on 2026-11-22, and no source names a successor",
        "withdrawn on 2017-03-23",
    ]


def test_checksum_is_verified_by_other_means_from_the_file_of_the_result() -> None:
    report = approved()
    data = services.result_file(report=report).read_bytes()
    assert hashlib.sha256(data).hexdigest() == report.checksum
    values = [json.loads(line) for line in data.decode().splitlines()]
    again = "".join(
        json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values
    )
    assert again.encode() == data
    assert (values[0]["number"], len(values)) == (report.number, 5)


def test_result_changed_behind_the_back_breaks_the_seal() -> None:
    report = approved()
    line = ReportLine.objects.get(parent=report, place=3)
    line.content = line.content.replace('"outcome":"withdrawn"', '"outcome":"current"')
    line.save()
    assert not services.is_sealed(report=report)


def test_facts_changed_behind_the_back_break_the_seal() -> None:
    report = approved()
    assert report.facts is not None
    report.facts["client"] = "别的公司"
    report.save()
    assert not services.is_sealed(report=report)


def test_result_stored_before_it_was_kept_line_by_line_is_still_sealed() -> None:
    report = approved()
    for line in ReportLine.objects.all():
        line.content = json.dumps(dict(reversed(json.loads(line.content).items())))
        line.save()
    assert services.is_sealed(report=report)
    assert hashlib.sha256(services.result_file(report=report).read_bytes()).hexdigest() == report.checksum


@pytest.mark.parametrize("name", ["client", "scope", "searched_by", "checked_by", "why_replaced"])
def test_words_with_signs_that_nobody_sees_are_refused(name: str) -> None:
    wording = replace(WORDING, **{name: "甲\u202e乙"})
    told = Reason.of("report.control_signs", text="甲⟨U+202E⟩乙", signs="U+202E")
    check, draft = checked(), drafted()
    assert refusal(lambda: services.draft_report(check=check, wording=wording)) == told
    assert refusal(lambda: services.change_report(report=draft, wording=wording)) == told
    approve = partial(services.approve_report, report=draft, address_of=address_of)
    assert refusal(lambda: approve(checked_by="甲\u202e乙", approved_by="赵宁")) == told
    assert refusal(lambda: approve(checked_by="李强", approved_by="甲\u202e乙")) == told


def test_scope_may_have_several_lines() -> None:
    wording = replace(WORDING, scope="道路照明\r\n隧道照明")
    assert services.draft_report(check=checked(), wording=wording).scope == "道路照明\r\n隧道照明"


def test_approved_report_stays_as_it_was_whatever_becomes_of_its_check() -> None:
    check = checked()
    report = approved(drafted(check))
    before = list(services.content_of(report).values)
    services.complete_lines(check=check, given=[Given(2, 4, 1, "GB/T 40-2010", "")], by="王敏")
    services.delete_check(check=check)
    report.refresh_from_db()
    assert report.parent is None
    assert list(services.content_of(report).values) == before
    assert services.is_sealed(report=report)


def test_drafts_go_with_their_check() -> None:
    check = checked()
    draft, kept = drafted(check), approved(drafted(check))
    services.delete_check(check=check)
    assert list(Report.objects.values_list("pk", flat=True)) == [kept.pk]
    assert find_report(draft.link) is None


def test_draft_is_changed_and_an_approved_report_is_not() -> None:
    draft = drafted()
    other = Wording(client="另一家公司", searched_by="周洋")
    assert services.change_report(report=draft, wording=other).client == "另一家公司"
    report = approved(draft)
    refused = Reason.of("report.is_approved", number=report.number)
    assert refusal(lambda: services.change_report(report=report, wording=WORDING)) == refused
    assert refusal(lambda: services.delete_draft(report=report)) == refused
    assert refusal(lambda: approved(report)) == refused
    assert Report.objects.get().client == "另一家公司"


@pytest.mark.parametrize(("checker", "approver"), [("", "赵宁"), ("李强", " ")])
def test_report_without_its_names_is_not_approved(checker: str, approver: str) -> None:
    draft = drafted()
    refused = refusal(
        lambda: services.approve_report(report=draft, checked_by=checker, approved_by=approver, address_of=address_of)
    )
    assert refused == Reason.of("report.names_missing")
    assert Report.objects.get().state == "draft"


def test_numbered_draft_cannot_be_stored() -> None:
    with pytest.raises(IntegrityError):
        Report.objects.filter(pk=drafted().pk).update(number="2026-00009")


def test_correction_replaces_a_report_and_links_both_ways() -> None:
    check = checked()
    wrong = approved(drafted(check))
    services.complete_lines(check=check, given=[Given(2, 4, 1, "GB/T 40-2010", "来信更正")], by="王敏")
    draft = correction_of(wrong)
    assert find_correction(wrong) is None
    right = approved(draft)
    assert (find_correction(wrong), right.replaces) == (right, wrong)
    facts = services.content_of(right).facts
    assert facts["replaces"] == {"number": wrong.number, "checksum": wrong.checksum}
    assert facts["why_replaced"] == "第 4 行编号抄错"
    assert [facts["number"], wrong.number] == [f"{year()}-00002", f"{year()}-00001"]
    assert services.is_sealed(report=wrong)


def test_report_is_corrected_once_and_then_its_correction() -> None:
    first = approved()
    one, other = correction_of(first), correction_of(first)
    second = approved(one)
    refused = Reason.of("report.already_replaced", number=first.number, by=second.number)
    assert refusal(lambda: approved(other)) == refused
    assert refusal(lambda: correction_of(first)) == refused
    third = approved(correction_of(second))
    assert [find_correction(first), find_correction(second), find_correction(third)] == [second, third, None]


def test_correction_of_a_draft_or_without_a_reason_is_refused() -> None:
    draft = drafted()
    assert refusal(lambda: correction_of(draft)) == Reason.of("report.not_approved")
    report = approved(draft)
    assert refusal(lambda: correction_of(report, why=" ")) == Reason.of("report.why_missing")


def test_reports_of_a_check_are_listed_in_order() -> None:
    check = checked()
    first, second = approved(drafted(check)), drafted(check)
    assert list(list_reports(check)) == [first, second]


def test_approval_undone_leaves_no_gap_in_the_numbers() -> None:
    draft = drafted()

    def fail(code: str) -> str:
        raise ConnectionError(code)

    with pytest.raises(ConnectionError):
        services.approve_report(report=draft, checked_by="李强", approved_by="赵宁", address_of=fail)
    assert Report.objects.get().number is None
    assert approved(draft).number == f"{year()}-00001"


def test_numbers_begin_anew_each_year(monkeypatch: pytest.MonkeyPatch) -> None:
    approved()
    for moment in ("2031-12-31T15:59:00+00:00", "2031-12-31T16:01:00+00:00", "2032-02-01T00:00:00+00:00"):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: dt.datetime.fromisoformat(moment))
        approved()
    assert list(Report.objects.order_by("id").values_list("number", flat=True)) == [
        f"{dt.datetime.now(dt.UTC).astimezone(timezone.get_current_timezone()).year}-00001",
        "2031-00001",
        "2032-00001",
        "2032-00002",
    ]


@pytest.mark.django_db(transaction=True)
def test_reports_approved_at_the_same_time_get_each_number_once_and_without_gaps() -> None:
    check = checked()
    drafts = [drafted(check) for _ in range(24)]
    faults: list[Exception] = []
    start = threading.Barrier(6)

    def approve_some(mine: list[Report]) -> None:
        start.wait()
        try:
            for draft in mine:
                approved(draft)
        except Exception as fault:  # noqa: BLE001 (told below, in the thread of the test)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve_some, args=(drafts[place::6],)) for place in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    numbers = Report.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"{year()}-{place:05d}" for place in range(1, 25)]


@pytest.mark.django_db(transaction=True)
def test_draft_approved_by_two_at_once_gets_one_number() -> None:
    draft = drafted()
    told: list[str] = []
    start = threading.Barrier(4)

    def approve_it() -> None:
        start.wait()
        try:
            told.append(approved(Report.objects.get(pk=draft.pk)).number or "")
        except ReportProblem as problem:
            told.append(problem.reason.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [f"{year()}-00001", *["report.is_approved"] * 3]
    assert ReportLine.objects.count() == 4
