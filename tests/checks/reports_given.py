"""Reports for tests, made by the same use cases that people go through."""

from __future__ import annotations

import datetime as dt
from typing import Final

from guiju.checks import services
from guiju.checks.models import Check, Report
from guiju.checks.services import Wording

TODAY: Final = dt.date(2026, 11, 22)
LIST: Final = "GB/T 40-2010\nGB 7000.1-2007\nGB 20-2001\nGB/T 99-1999"
WORDING: Final = Wording(client="示范照明有限公司", scope="道路照明产品", searched_by="王敏")


def checked(text: str = LIST) -> Check:
    return services.start_check(check=services.create_check(as_of=TODAY, text=text))


def drafted(check: Check | None = None) -> Report:
    return services.draft_report(check=check or checked(), wording=WORDING)


def address_of(code: str) -> str:
    return f"https://standards.example/verify/{code}"


def approved(report: Report | None = None) -> Report:
    return services.approve_report(
        report=report or drafted(), checked_by="李强", approved_by="赵宁", address_of=address_of
    )


def correction_of(report: Report, why: str = "第 4 行编号抄错") -> Report:
    assert report.parent is not None
    wording = Wording(client=report.client, searched_by="王敏", why_replaced=why)
    return services.draft_report(check=report.parent, wording=wording, replaces=report)
