"""What is told when a list says something else of a standard than before, or names a code anew."""

from __future__ import annotations

import pytest

from guiju.catalogue.services.classifying import CodeTitle, save_classifications
from guiju.platform.models import Event
from tests.factories import given_standards

pytestmark = pytest.mark.django_db

ROAD = {"number": "GB 7000.203-2013", "title_zh": "道路与街路照明灯具"}
ADOPTING = {**ROAD, "adopts": "IEC 60598-2-3:2011", "adoption_degree": "IDT"}
ADOPTED = {"number": "IEC 60598-2-3:2011", "title_en": "Luminaires for road lighting"}


def _told_since(last: int) -> list[tuple[str, str, object]]:
    told = Event.objects.filter(pk__gt=last).exclude(subject_type="source").order_by("pk")
    return list(told.values_list("name", "subject_key", "payload"))


def _last() -> int:
    return Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def test_statement_by_another_source_alone_is_told() -> None:
    given_standards(ROAD, ADOPTED)
    last = _last()
    given_standards(ADOPTING, source="library")
    stated = {"fact": "statements", "before": [], "after": ["adopts IEC 60598-2-3:2011 IDT"]}
    assert _told_since(last) == [("standard.updated", "GB 7000.203-2013", stated)]


def test_statement_taken_back_is_told_of_both_sides() -> None:
    given_standards(ADOPTING, ADOPTED)
    last = _last()
    given_standards(ROAD)
    taken_back = {"fact": "statements", "before": ["adopts IEC 60598-2-3:2011 IDT"], "after": []}
    assert _told_since(last) == [
        ("standard.updated", "GB 7000.203-2013", taken_back),
        ("standard.updated", "IEC 60598-2-3:2011", {"fact": "statements", "before": [], "after": []}),
    ]


def test_statements_of_a_new_standard_are_part_of_its_creation() -> None:
    given_standards(ADOPTING)
    assert [(name, key) for name, key, _payload in _told_since(0)] == [("standard.created", "GB 7000.203-2013")]


def test_statements_said_again_are_not_told() -> None:
    given_standards(ADOPTING, ADOPTED)
    last = _last()
    given_standards({**ADOPTING, "drafters": "某研究院"})
    assert [payload["fact"] for _name, _key, payload in _told_since(last)] == ["drafters"]  # type: ignore[index]


def test_code_is_told_of_when_it_is_new_or_named_otherwise() -> None:
    save_classifications(codes=[CodeTitle("CCS", "K72", "灯具", "")])
    save_classifications(codes=[CodeTitle("CCS", "K72", "灯具", "")])
    save_classifications(codes=[CodeTitle("CCS", "K72", "一般灯具", ""), CodeTitle("ICS", "29.140", "", "Lamps")])
    assert _told_since(0) == [
        ("classification.created", "CCS K72", {}),
        ("classification.created", "ICS 29.140", {}),
        ("classification.updated", "CCS K72", {}),
    ]
