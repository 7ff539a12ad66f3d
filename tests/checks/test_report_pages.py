"""Pages of reports: who holds which address may do what, and what a third party sees."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from guiju.checks import services
from guiju.checks.models import Report, ReportLine
from guiju.checks.problems import CompletionProblem, ReportProblem
from guiju.checks.rules import printed_code
from guiju.checks.services import Given, reporting
from guiju.kernel.reasons import Reason
from guiju.platform.jobs import Progress, work
from guiju.platform.models import Job
from tests.checks.reports_given import WORDING, approved, checked, correction_of, drafted
from tests.checks.small_catalogue import given_small_catalogue

FORM = {"client": "示范照明有限公司", "scope": "道路照明", "searched_by": "王敏"}
BEING_APPROVED = Reason.of("report.being_approved")
NAMES = {"checked_by": "李强", "approved_by": "赵宁"}


@pytest.fixture(autouse=True)
def catalogue(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    given_small_catalogue()


def notices(client: Client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    return re.findall(r'<div class="notice tone-\w+"[^>]*>.*?<h2>(.*?)</h2>', html, re.DOTALL)


def refusal(act: Callable[[], object]) -> Reason:
    with pytest.raises(ReportProblem) as raised:
        act()
    return raised.value.reason


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer) if answer.streaming else answer.content


def shown(client: Client, report: Report) -> str:
    """The page that verifies a report, without the form's token, which differs each time."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", body(client, f"/verify/{report.code}").decode())


def test_report_is_drafted_approved_and_verified_by_its_code(client: Client) -> None:
    check = checked()
    address = client.post(f"/check/{check.link}/report", FORM).headers["Location"]
    assert client.post(f"{address}/approve", NAMES).headers["Location"] == address
    report = Report.objects.get()
    assert report.address == f"http://testserver/verify/{report.code}"
    assert notices(Client(), f"/verify/{report.code}") == ["经本系统批准，内容未变"]


def test_code_typed_in_any_way_leads_to_the_result(client: Client) -> None:
    report = approved()
    typed = printed_code(report.code or "").lower()
    assert client.get("/verify", {"code": f" {typed} "}).headers["Location"] == f"/verify/{report.code}"
    assert client.get(f"/verify/{typed}").status_code == 200


@pytest.mark.parametrize("code", ["AAAABBBBCCCCDDDD", "nonsense", "标准", "%00", "(" * 500])
def test_unknown_code_is_said_to_be_unknown(client: Client, code: str) -> None:
    answer = client.get(f"/verify/{code}")
    assert answer.status_code == 404
    assert "<h2>没有这个验证码</h2>" in answer.content.decode()
    assert client.get(f"/verify/{code}/result.jsonl").status_code == 404


def test_draft_cannot_be_verified(client: Client) -> None:
    draft = drafted()
    assert draft.code is None
    assert client.get(f"/verify/{draft.link}").status_code == 404
    assert client.get("/verify/None").status_code == 404


def test_report_replaced_by_a_correction_is_said_to_be(client: Client) -> None:
    wrong = approved()
    right = approved(correction_of(wrong))
    assert notices(client, f"/verify/{wrong.code}") == ["已被更正报告代替"]
    assert f'href="/verify/{right.code}"' in body(client, f"/verify/{wrong.code}").decode()
    assert notices(client, f"/verify/{right.code}") == ["经本系统批准，内容未变"]
    assert f'href="/verify/{wrong.code}"' in body(client, f"/verify/{right.code}").decode()


def test_changed_result_is_not_to_be_relied_on(client: Client) -> None:
    report = approved()
    ReportLine.objects.filter(parent=report, place=1).delete()
    assert notices(client, f"/verify/{report.code}") == ["请勿采信此结果"]


@pytest.mark.parametrize(("changed", "said"), [(False, "校验值相同"), (True, "校验值不同")])
def test_checksum_of_a_copy_is_compared(client: Client, changed: bool, said: str) -> None:
    report = approved()
    copied = "0123456789abcdef".replace(report.checksum[0], "")[0] + report.checksum[1:] if changed else report.checksum
    html = client.get(f"/verify/{report.code}", {"checksum": copied.upper()}).content.decode()
    assert re.findall("校验值相同|校验值不同", html) == [said]


def test_third_party_learns_no_address_that_lets_it_act(client: Client) -> None:
    check = checked()
    report = approved(drafted(check))
    pages = [body(client, f"/verify/{report.code}"), body(client, f"/verify/{report.code}/result.jsonl")]
    files = [services.report_file(report=report, kind=kind, language="zh").read_bytes() for kind in services.KINDS]
    for shown in (*pages, *files):
        assert report.link.encode() not in shown
        assert check.link.encode() not in shown
    assert client.get(f"/report/{report.code}").status_code == 404
    assert client.get(f"/check/{report.code}").status_code == 404


def test_who_has_only_the_code_cannot_have_the_report_replaced(client: Client) -> None:
    report = approved()
    other = checked()
    answer = client.post(
        f"/check/{other.link}/report", {**FORM, "replaces": f"/verify/{report.code}", "why_replaced": "没有权利"}
    )
    assert (answer.status_code, Report.objects.count()) == (422, 1)
    assert "找不到要更正的报告，请粘贴该报告页面的地址" in answer.content.decode()


def test_report_is_corrected_from_another_check_by_the_address_of_its_page(client: Client) -> None:
    report, other = approved(), checked("GB/T 40-2010")
    answer = client.post(
        f"/check/{other.link}/report",
        {**FORM, "replaces": f"http://testserver/report/{report.link}?x=1", "why_replaced": "清单有误"},
    )
    assert Report.objects.get(link=answer.headers["Location"].rpartition("/")[2]).replaces == report


def test_correction_is_drafted_from_the_page_of_the_report(client: Client) -> None:
    report = approved()
    answer = client.post(f"/report/{report.link}/correct", {"why_replaced": "第 4 行有误"})
    draft = Report.objects.get(link=answer.headers["Location"].rpartition("/")[2])
    assert (draft.state, draft.replaces, draft.why_replaced, draft.client) == (
        *("draft", report, "第 4 行有误"),
        "示范照明有限公司",
    )


def test_correction_without_its_check_is_refused_and_says_why(client: Client) -> None:
    report = approved()
    assert report.parent is not None
    services.delete_check(check=report.parent)
    answer = client.post(f"/report/{report.link}/correct", {"why_replaced": "第 4 行有误"})
    html = answer.content.decode()
    assert (answer.status_code, Report.objects.count()) == (422, 1)
    assert '<details class="no-print" open>' in html
    assert '<p class="card" role="alert">本报告所依据的查新已不在。' in html


@pytest.mark.parametrize("name", ["client", "scope", "searched_by", "checked_by"])
def test_signs_that_nobody_sees_are_refused_at_the_form(client: Client, name: str) -> None:
    answer = client.post(f"/check/{checked().link}/report", {**FORM, name: "甲\u202e乙"})
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    html = answer.content.decode()
    assert re.findall(r'class="field__error" id="(\w+)"', html) == [f"id_{name}_error"]
    assert "“甲⟨U+202E⟩乙”中有看不见的控制字符（U+202E）" in html


def test_signs_that_nobody_sees_are_refused_at_approval(client: Client) -> None:
    draft = drafted()
    answer = client.post(f"/report/{draft.link}/approve", {"checked_by": "李强", "approved_by": "赵\u2066宁"})
    assert (answer.status_code, Report.objects.get().state) == (422, "draft")


@pytest.mark.parametrize(
    ("column", "value"),
    [("approved_by", "别人"), ("checked_by", "别人"), ("client", "别的公司"), ("address", "https://elsewhere.example")],
)
def test_column_changed_beside_the_seal_is_not_shown(client: Client, column: str, value: str) -> None:
    report = approved()
    before = shown(client, report)
    Report.objects.filter(pk=report.pk).update(**{column: value})
    assert shown(client, report) == before


def test_day_of_approval_changed_beside_the_seal_is_not_shown(client: Client) -> None:
    report = approved()
    assert report.approved_at is not None
    before = shown(client, report)
    Report.objects.filter(pk=report.pk).update(approved_at=report.approved_at.replace(year=2001))
    assert shown(client, report) == before


def test_number_or_code_that_is_not_the_sealed_one_is_not_to_be_relied_on(client: Client) -> None:
    report, other = approved(), approved()
    Report.objects.filter(pk=report.pk).update(number="2026-99999")
    assert notices(client, f"/verify/{report.code}") == ["请勿采信此结果"]
    assert "2026-99999" not in body(client, f"/verify/{report.code}").decode()
    Report.objects.filter(pk=other.pk).update(code="AAAABBBBCCCCDDDD")
    assert notices(client, "/verify/AAAABBBBCCCCDDDD") == ["请勿采信此结果"]


def test_correction_that_was_not_sealed_as_one_of_this_report_is_not_to_be_relied_on(client: Client) -> None:
    report, other = approved(), approved(drafted(checked("GB/T 40-2010")))
    Report.objects.filter(pk=other.pk).update(replaces=report)
    assert notices(client, f"/verify/{report.code}") == ["请勿采信此结果"]
    assert f"/verify/{report.code}" not in body(client, f"/verify/{other.code}").decode()


def test_long_report_is_approved_in_the_background(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "INLINE_ANSWERS", 3)
    draft = drafted()
    assert draft.parent is not None
    page = f"/report/{draft.link}"
    assert client.post(f"{page}/approve", NAMES).headers["Location"] == page
    assert Report.objects.get().state == "draft"
    html = body(client, page).decode()
    assert f'hx-get="{page}/approving"' in html
    assert "<form" not in html.partition("<main")[2].partition("</main")[0]
    assert refusal(partial(services.change_report, report=draft, wording=WORDING)) == BEING_APPROVED
    assert refusal(partial(services.delete_draft, report=draft)) == BEING_APPROVED
    assert refusal(partial(approved, draft)) == BEING_APPROVED
    with pytest.raises(CompletionProblem):
        services.complete_lines(check=draft.parent, given=[Given(2, 4, 1, "GB/T 40-2010", "")], by="王敏")

    work(stop=threading.Event(), until_empty=True)
    report = Report.objects.get()
    assert (report.state, report.checked_by, report.approved_by) == ("approved", "李强", "赵宁")
    assert report.address == f"http://testserver/verify/{report.code}"
    assert client.get(f"{page}/approving").headers["HX-Refresh"] == "true"
    assert notices(client, f"/verify/{report.code}") == ["经本系统批准，内容未变"]
    assert (report.job.done, report.job.total) == (4, 4) if report.job else False


def test_approval_done_again_after_a_fault_ends_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "INLINE_ANSWERS", 3)
    draft = drafted()
    services.start_approval(report=draft, checked_by="李强", approved_by="赵宁", verify_at="https://x.example/verify")
    ReportLine.objects.create(parent=draft, place=1, content='{"left":"by a worker that was killed"}\n')
    for _ in range(2):
        services.approve_waiting(report_id=draft.pk, verify_at="https://x.example/verify", progress=Progress(0))
    report = Report.objects.get()
    assert (ReportLine.objects.count(), report.number and report.number[-5:]) == (4, "00001")
    assert services.is_sealed(report=report)


def test_approval_that_cannot_be_done_leaves_the_draft_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "INLINE_ANSWERS", 3)
    wrong = approved()
    one, other = correction_of(wrong), correction_of(wrong)
    for draft in (one, other):
        services.start_approval(
            report=draft, checked_by="李强", approved_by="赵宁", verify_at="https://x.example/verify"
        )
    work(stop=threading.Event(), until_empty=True)
    states = {report.pk: (report.state, report.job is None) for report in Report.objects.exclude(pk=wrong.pk)}
    assert states == {one.pk: ("approved", False), other.pk: ("draft", True)}


def test_check_deleted_while_its_report_is_being_approved_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "INLINE_ANSWERS", 3)
    draft = drafted()
    services.start_approval(report=draft, checked_by="李强", approved_by="赵宁", verify_at="https://x.example/verify")
    assert draft.parent is not None
    services.delete_check(check=draft.parent)
    work(stop=threading.Event(), until_empty=True)
    assert Report.objects.count() == 0
    assert set(Job.objects.filter(kind="checks.approve").values_list("state", flat=True)) == {"done"}


def test_approved_report_is_neither_changed_nor_removed_by_its_page(client: Client) -> None:
    report = approved()
    answer = client.post(f"/report/{report.link}", {**FORM, "client": "别人"})
    assert (answer.status_code, client.post(f"/report/{report.link}/approve", NAMES).status_code) == (422, 422)
    client.post(f"/report/{report.link}/remove")
    assert Report.objects.get().client == "示范照明有限公司"


def test_draft_is_changed_and_removed_by_its_page(client: Client) -> None:
    draft = drafted()
    assert draft.parent is not None
    assert client.post(f"/report/{draft.link}", {**FORM, "client": "别人"}).status_code == 302
    assert Report.objects.get().client == "别人"
    assert client.post(f"/report/{draft.link}/remove").headers["Location"] == f"/check/{draft.parent.link}/report"
    assert Report.objects.count() == 0


def test_form_without_a_client_is_said(client: Client) -> None:
    answer = client.post(f"/check/{checked().link}/report", {"searched_by": "王敏"})
    assert answer.status_code == 422
    assert re.findall(r'class="field__error" id="(\w+)"', answer.content.decode()) == ["id_client_error"]


def test_files_have_names_a_person_knows(client: Client) -> None:
    report = approved()
    for kind in ("pdf", "docx", "xlsx"):
        answer = client.get(f"/report/{report.link}/en/{kind}")
        b"".join(answer)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{report.number}-en.{kind}"'


@pytest.mark.parametrize("tail", ["fr/pdf", "zh/exe", "zh/..", "scan.svg/x"])
def test_file_that_is_none_is_not_found(client: Client, tail: str) -> None:
    assert client.get(f"/report/{approved().link}/{tail}").status_code == 404


def test_code_to_scan_is_served_as_drawing_for_approved_reports_alone(client: Client) -> None:
    assert client.get(f"/report/{drafted().link}/scan.svg").status_code == 404
    answer = client.get(f"/report/{approved().link}/scan.svg")
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("image/svg+xml", b"<svg ")


def test_pages_of_reports_are_kept_by_no_cache_and_no_index(client: Client) -> None:
    report = approved()
    check = f"/check/{report.parent.link}" if report.parent else ""
    own = (f"/report/{report.link}", f"/report/{report.link}/zh/xlsx", f"/verify/{report.code}", "/verify")
    for address in (*own, f"/verify/{report.code}/result.jsonl", f"{check}/report", f"{check}/completed"):
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer)
        headers = answer.headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow"), (
            address
        )


@pytest.mark.parametrize("suffix", ["", "/zh/pdf", "/scan.svg"])
def test_report_link_that_is_none_is_not_found(client: Client, suffix: str) -> None:
    assert client.get(f"/report/nosuchlink{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", ["approve", "correct", "remove"])
def test_acts_are_not_done_by_a_link(client: Client, suffix: str) -> None:
    assert client.get(f"/report/{drafted().link}/{suffix}").status_code == 405


def test_texts_of_people_are_shown_as_text(client: Client) -> None:
    address = client.post(
        f"/check/{checked('GB 20-2001 <script>alert(1)</script>').link}/report", {**FORM, "client": "<b>甲</b>"}
    ).headers["Location"]
    client.post(f"{address}/approve", NAMES)
    report = Report.objects.get()
    for page in (address, f"/verify/{report.code}"):
        html = body(client, page).decode()
        assert "<script>alert" not in html
        assert "<b>甲" not in html
        assert "&lt;b&gt;甲&lt;/b&gt;" in html


def test_no_page_has_a_script_or_style_of_its_own_or_loads_from_elsewhere(client: Client) -> None:
    wrong, other = approved(), drafted()
    approved(correction_of(wrong))
    check = f"/check/{other.parent.link}" if other.parent else ""
    again = client.post(f"{check}/again").headers["Location"]
    own = (f"/report/{wrong.link}", f"/report/{other.link}", f"/verify/{wrong.code}", "/verify")
    for address in (*own, check, f"{check}/report", f"{check}/completed", f"{again}/differences"):
        html = body(client, address).decode()
        assert re.findall(r"<style\b|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", html) == [], address
        assert re.findall(r"""(?:src|action|formaction)=["'](?:https?:)?//""", html) == [], address
