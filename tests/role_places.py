"""Where the role matrix goes: for every address that needs something, what fills its places and what is sent.

Add a line here for a new address with places (`<…>`) or one that wants a form, and a row to role_matrix.csv. An entry
is a function of the cast (tests/factories_people.py), called anew for every request, in a transaction that is undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from guiju.checks.models import Check, Report
from guiju.models import Job
from guiju.organisations.services.tokens import create_token
from tests.checks.reports_given import approved, checked, drafted
from tests.factories import given_standards
from tests.factories_people import Cast, given_person

STANDARD: Final = "GB 7000.1-2015"


@dataclass(frozen=True)
class Place:
    """What fills an address's places, its query, and what is sent to it (a form, or JSON for the API)."""

    at: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    sent: Mapping[str, Any] = field(default_factory=dict)


def given_catalogue() -> None:
    """The standards that addresses below name."""
    given_standards(
        {"number": "GB 7000.1-2007", "title_zh": "灯具 第1部分", "effective": "2009-01-01", "status": "作废"},
        {"number": STANDARD, "title_zh": "灯具 第1部分", "effective": "2017-01-01", "replaces": "GB 7000.1-2007"},
    )


def _check(**sent: Any) -> Callable[[Cast], Place]:
    return lambda _cast: Place({"link": _kept_check().link}, sent=sent)


@lru_cache(maxsize=1)
def _kept_check() -> Check:
    return checked(STANDARD)


@lru_cache(maxsize=1)
def _kept_draft() -> Report:
    return drafted(_kept_check())


@lru_cache(maxsize=1)
def _kept_report() -> Report:
    return approved(drafted(_kept_check()))


def make_objects() -> None:
    """Checks and reports, once for the whole walk; typesetting a report takes its time."""
    for kept in (_kept_check, _kept_draft, _kept_report):
        kept.cache_clear()
        kept()


def _report(**at: Any) -> Callable[[Cast], Place]:
    return lambda _cast: Place({"link": _kept_report().link, **at})


def _fixed(query: str = "", **at: Any) -> Callable[[Cast], Place]:
    return lambda _cast: Place(at, query)


def _own_token(cast: Cast) -> Place:
    token, _secret = create_token(name="x", scopes=[], organisation=cast.organisation)
    return Place({"prefix": token.prefix})


def _failed_job(_cast: Cast) -> Place:
    return Place({"key": str(Job.objects.create(kind="platform.seal", state=Job.State.FAILED).uuid)})


def _somebody(_cast: Cast) -> Place:
    person = given_person("somebody@example.org")
    return Place({"key": person.uuid}, sent={"do": "give_duty", "duty": "catalogue", "region": "500000"})


PLACES: Final[dict[str, Callable[[Cast], Place]]] = {
    # the catalogue
    "sitemap": _fixed(section="standards"),
    "browse_export": _fixed(door="ics", kind="csv"),
    "browse_door": _fixed(door="years"),
    "browse_code": _fixed(door="years", code="2015"),
    "news_export": _fixed(name="2026-W01", kind="csv"),
    "news_week": _fixed(name="2026-W01"),
    "feed": _fixed(name="in-force", kind="atom"),
    "coverage_export": _fixed(kind="csv"),
    "statistics_export": _fixed(name="levels", kind="csv"),
    "standards_export": _fixed(kind="csv"),
    "standard_jsonld": _fixed(key=STANDARD),
    "compare_export": _fixed("?a=GB+7000.1-2007&b=GB+7000.1-2015", kind="csv"),
    "oai": _fixed("?verb=Identify"),
    "standard_feed": _fixed(key=STANDARD, kind="atom"),
    "cite": _fixed(key=STANDARD, kind="ris"),
    "related": _fixed(key=STANDARD, name="cited_by"),
    "related_export": _fixed(key=STANDARD, name="cited_by", kind="csv"),
    "standard": _fixed(key=STANDARD),
    # checks and reports: whoever has the link
    "check": _check(),
    "check_columns": _check(),
    "check_progress": _check(),
    "check_annotated": _check(),
    "check_unresolved": _check(),
    "check_complete": _check(),
    "check_repeat": _check(),
    "check_differences": _check(),
    "check_differences_table": _check(),
    "check_report": _check(),
    "check_delete": _check(),
    "report": _report(),
    "report_approve": _report(),
    "report_approving": _report(),
    "report_correct": _report(),
    "report_remove": _report(),
    "report_scan": _report(),
    "report_file": _report(language="zh", kind="docx"),
    "verify": lambda _cast: Place({"code": _kept_report().code}),
    "verify_result": lambda _cast: Place({"code": _kept_report().code}),
    # accounts
    "account_token_end": _own_token,
    "account_tokens": lambda _cast: Place(sent={"name": "nightly", "days": "30", "owner": ""}),
    "account_confirm_email": _fixed(key="no-such-key"),
    "account_reset_password_from_key": _fixed(uidb36="1", key="no-such-key"),
    # the three administrations
    "administration_people_export": _fixed(kind="csv"),
    "administration_person": _somebody,
    "administration_job": _failed_job,
    "audit_export": _fixed(kind="csv"),
    # operations of the API, by their ids
    "get_standard": _fixed(number=STANDARD),
    "list_relations": _fixed("?relation=cites", number=STANDARD),
    "list_codes": _fixed(scheme="ICS"),
    "count_standards": _fixed("?by=level"),
    "create_check": lambda _cast: Place(sent={"text": STANDARD}),
    "get_check": _check(),
    "delete_check": _check(),
    "choose_columns": _check(column=0),
    "list_check_lines": _check(),
    "download_check": _check(),
}
