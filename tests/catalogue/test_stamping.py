"""When a record changed, as those who follow the catalogue are told."""

from __future__ import annotations

import datetime as dt

import pytest

from guiju.catalogue.models import Standard
from guiju.catalogue.services.ranking import change_rank
from tests.catalogue.test_oai import FORMER, WHOLE
from tests.factories import given_standards


def stamps() -> dict[str, dt.datetime]:
    return dict(Standard.objects.values_list("key", "merged_at"))


def changed_by(*rows: dict[str, str], source: str = "official list") -> list[str]:
    before = stamps()
    given_standards(*rows, source=source)
    after = stamps()
    return sorted(key for key in before if after[key] != before[key])


@pytest.mark.django_db
def test_datestamp_changes_with_whatever_a_record_tells() -> None:
    other = {"number": "GB/T 5-2000", "title_zh": "其他"}
    given_standards(WHOLE, FORMER, other)
    assert changed_by(WHOLE, FORMER, other) == []
    assert changed_by({**WHOLE, "title_en": "Lamps"}) == ["GB 7000.1-2015", "GB/T 7000.1-2023"]
    assert changed_by({**other, "ics": "29.020"}) == ["GB/T 5-2000"]
    assert changed_by({**other, "ics": "29.020", "drafters": "甲所"}) == ["GB/T 5-2000"]
    assert changed_by({**other, "ics": "29.020", "drafters": "甲所", "cites": "GB/T 1-2000"}) == ["GB/T 5-2000"]
    assert changed_by({"number": "GB/T 6-2025", "replaces": "GB/T 5-2000", "effective": "2025-01-01"}) == [
        "GB/T 5-2000"
    ]
    both = ["GB 7000.1-2015", "GB/T 7000.1-2023"]
    assert changed_by({**FORMER, "replaced_by": "GB/T 7000.1-2023"}) == both
    assert changed_by(FORMER) == both


@pytest.mark.django_db
def test_datestamp_changes_when_another_source_is_believed() -> None:
    given_standards({"number": "GB/T 5-2000", "ics": "29.020"}, {"number": "GB/T 6-2000"})
    given_standards({"number": "GB/T 5-2000", "ics": "91.160"}, {"number": "GB/T 6-2000"}, source="shop")
    before = stamps()
    change_rank(key="shop", rank=1)
    after = stamps()
    assert [key for key in before if before[key] != after[key]] == ["GB/T 5-2000"]
