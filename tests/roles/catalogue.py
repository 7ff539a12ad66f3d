"""The catalogue and the standards check: open to all, save what officials say and what is kept for somebody."""

from __future__ import annotations

from typing import Final

from guiju.catalogue.rules.noting import NotedFact
from guiju.catalogue.services.noting import say_wrong
from guiju.checks import services
from guiju.checks.models import Report
from guiju.models import Classification
from guiju.organisations.models import Organisation
from tests.checks.reports_given import TODAY, WORDING, approved, checked, drafted
from tests.factories import given_standards
from tests.factories_people import Cast
from tests.roles.place import CURRENT, EARLIER, Place, Places, fixed

LOCAL: Final = "DB50/T 1-2020"
"""A local standard of Chongqing."""


def places_of_catalogue(cast: Cast) -> Places:
    """Pages and operations about standards; a note that an editor of the organisation made."""
    note = say_wrong(key=CURRENT, fact=NotedFact.TITLE, said="灯具", by=cast.editor)
    correction = {"title_zh": "灯具 第1部分：一般要求与试验", "told_in": "公告 2015 年第 1 号", "why": "题名不全"}
    return {
        "sitemap": fixed(section="standards"),
        "browse_export": fixed(door="ics", kind="csv"),
        "browse_door": fixed(door="years"),
        "browse_code": fixed(door="ics", code="29"),
        "news_export": fixed(name="2026-W01", kind="csv"),
        "news_week": fixed(name="2026-W01"),
        "feed": fixed(name="in-force", kind="atom"),
        "coverage_export": fixed(kind="csv"),
        "statistics_export": fixed(name="levels", kind="csv"),
        "standards_export": fixed(kind="csv"),
        "standard_jsonld": fixed(key=CURRENT),
        "compare_export": fixed("?a=GB+7000.1-2007&b=GB+7000.1-2015", kind="csv"),
        "oai": fixed("?verb=Identify"),
        "standard_feed": fixed(key=CURRENT, kind="atom"),
        "cite": fixed(key=CURRENT, kind="ris"),
        "related": fixed(key=CURRENT, name="cited_by"),
        "related_export": fixed(key=CURRENT, name="cited_by", kind="csv"),
        "standard": fixed(key=CURRENT),
        "correct": Place({"key": CURRENT}, sent=correction),
        "correct (a local standard)": Place({"key": LOCAL}, sent=correction),
        "say_wrong": Place({"key": CURRENT}, sent={"fact": "title", "said": "灯具"}),
        "note": Place({"uuid": note.uuid}, sent={"answer": "accepted", "why": "题名不全"}),
        "notes_export": fixed(kind="csv"),
        "get_standard": fixed(number=CURRENT),
        "list_relations": fixed("?relation=cites", number=CURRENT),
        "list_codes": fixed(scheme="ICS"),
        "count_standards": fixed("?by=level"),
    }


def given_catalogue() -> None:
    """The standards and the class that the places name."""
    for code, title in (("29", "电气工程"), ("29.140", "灯具及有关设备")):
        Classification.objects.update_or_create(scheme="ICS", code=code, defaults={"title_zh": title})
    given_standards(
        {"number": EARLIER, "title_zh": "灯具 第1部分", "effective": "2009-01-01", "status": "作废"},
        {
            "number": CURRENT,
            "title_zh": "灯具 第1部分",
            "effective": "2017-01-01",
            "replaces": EARLIER,
            "ics": "29.140.40",
        },
        {"number": LOCAL, "title_zh": "灯具", "effective": "2020-06-01"},
    )


def places_of_checks(cast: Cast) -> Places:
    """Whoever has the link of a check or a report may change it; where four eyes are wanted, not everybody approves."""
    check = checked(CURRENT)
    report = approved(drafted(check))
    link, seen = {"link": check.link}, {"link": report.link}
    return {
        **dict.fromkeys(
            (
                *("check", "check_columns", "check_progress", "check_annotated", "check_unresolved", "check_complete"),
                *("check_repeat", "check_differences", "check_differences_table", "check_report", "check_delete"),
                *("get_check", "delete_check", "list_check_lines", "download_check"),
            ),
            Place(link),
        ),
        "choose_columns": Place(link, sent={"column": 0}),
        "create_check": Place(sent={"text": CURRENT}),
        "checks_export": fixed(kind="csv"),
        **dict.fromkeys(
            ("report", "report_approving", "report_correct", "report_remove", "report_scan", "report_approve"),
            Place(seen),
        ),
        "report_approve (two people)": Place(
            {"link": _searched_by_manager(cast).link}, sent={"checked_by": "李强", "approved_by": "赵宁"}
        ),
        "report_file": Place({**seen, "language": "zh", "kind": "docx"}),
        "verify": fixed(code=report.code),
        "verify_result": fixed(code=report.code),
    }


def _searched_by_manager(cast: Cast) -> Report:
    """A draft that the manager wrote, in an organisation that wants another to approve."""
    Organisation.objects.filter(pk=cast.organisation.pk).update(four_eyes=True)
    kept = services.create_check(as_of=TODAY, text=CURRENT, owner=cast.manager, organisation=cast.organisation.pk)
    return services.draft_report(check=services.start_check(check=kept), wording=WORDING, owner=cast.manager)
