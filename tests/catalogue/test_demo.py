"""The demonstration data through the same door as any list."""

from __future__ import annotations

import datetime as dt

import pytest

from guiju.catalogue.demo import load_demo
from guiju.catalogue.models import Relation, Standard
from guiju.catalogue.queries import get_edition, get_record, load_chains
from guiju.platform.models import Classification, Event

pytestmark = pytest.mark.django_db


def test_demo_load_takes_in_every_row_and_a_second_load_changes_nothing() -> None:
    first = load_demo()
    events = Event.objects.count()
    second = load_demo()
    assert sum(one.created for one in first) == sum(one.unchanged for one in second) == Standard.objects.count() == 595
    assert [sum(getattr(one, name) for one in second) for name in ("created", "updated", "rejected")] == [0, 0, 0]
    assert Event.objects.count() == events
    assert Classification.objects.count() == 81
    assert Relation.objects.filter(type="cites").count() == 99


def test_demo_shows_a_replacement_that_crossed_from_mandatory_to_recommended() -> None:
    load_demo()
    assert [link.key for link in load_chains(["GB 7000.1-2007"])["GB 7000.1-2007"]] == [
        "GB 7000.1-2015",
        "GB/T 7000.1-2023",
    ]
    edition = get_edition("GB/T 7000.1-2023")
    assert str(edition.facts.effective) == "2026-01-01"
    assert [edition.status_on(day).status for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1))] == [
        "published",
        "in_force",
    ]


def test_demo_answers_whether_an_adopted_edition_is_current() -> None:
    load_demo()
    adopted = get_record("GB/T 7000.1-2023", on=dt.date(2026, 3, 1)).relations["adopts"]
    assert [(one.key, one.degree, one.state.match) for one in adopted] == [("IEC 60598-1:2020", "MOD", "exact")]
