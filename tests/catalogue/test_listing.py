"""The figures of the home page."""

from __future__ import annotations

import datetime as dt

import pytest

from guiju.catalogue.queries import count_totals
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _lamps() -> None:
    given_standards(
        {"number": "GB/T 7000.1-2023", "title_zh": "灯具 一般要求", "effective": "2026-02-01", "ics": "29.140.40",
         "replaces": "GB 7000.1-2015", "ccs": "K72"},
        {"number": "GB 7000.1-2015", "title_zh": "灯具 一般要求", "effective": "2017-01-01", "ics": "29.140.40"},
        {"number": "GB/T 7000.201-2025", "title_zh": "固定式通用灯具", "effective": "2026-09-01", "ics": "29.140.40",
         "replaces": "GB 7000.201-2008", "title_en": "Fixed luminaires"},
        {"number": "GB 7000.201-2008", "title_zh": "固定式通用灯具", "effective": "2010-02-01"},
        {"number": "IEC 62031:2018", "title_en": "LED modules", "issued": "2018-03-01", "ics": "29.140.99"},
        {"number": "GB/T 24823-2017", "title_zh": "LED模块", "status": "现行", "seen_at": "2026-04-01"},
    )  # fmt: skip


def test_totals_count_by_status_on_the_date() -> None:
    totals = count_totals(ON)
    assert (totals.standards, totals.bodies, totals.sources) == (6, 2, 1)
    assert totals.by_status == {"in_force": 3, "published": 1, "replaced": 1, "unknown": 1}
