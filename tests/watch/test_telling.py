"""From a changed catalogue to alerts: each fact once, to those whom it concerns, and no flood."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import LazySettings
from django.utils import timezone

from guiju.alerts.models import Alert, Notice
from guiju.organisations.models import Membership
from guiju.organisations.rules.standing import Role
from guiju.watch.models import Fact, ListItem
from guiju.watch.rules.items import Mode
from guiju.watch.rules.permissions import May, Owner
from guiju.watch.services import moving, telling
from guiju.watch.services.items import add_typed
from guiju.watch.services.lists import create_list, end_share, follow_list, share_list
from tests.factories import given_standards
from tests.watch.given import (
    OLD,
    asking,
    forget_changes,
    given_list,
    headlines,
    organisation,
    person,
    tell_changes,
)

TODAY = dt.date(2026, 11, 23)
NEW = {"number": "GB/T 30-2026", "issued": "2026-11-02", "effective": "2027-03-01", "replaces": "GB/T 30-2014"}


@pytest.fixture(autouse=True)
def today(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    move_to(monkeypatch, TODAY)


def move_to(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: day)


def test_standard_that_comes_on_a_list_is_not_told_of() -> None:
    given_standards(OLD)
    wang = person()
    given_list(wang, "GB/T 30-2014")
    assert headlines(wang) == []
    assert set(Fact.objects.values_list("what", "state")) == {
        ("recorded", "silent"),
        ("in_force", "silent"),
        ("review:2030", "pending"),
    }


def test_successor_is_told_once_with_its_date() -> None:
    given_standards(OLD)
    wang = person()
    given_list(wang, "GB/T 30-2014")
    given_standards(NEW)
    assert tell_changes() == 1
    assert headlines(wang) == ["alert: The end of GB/T 30-2014 is known: 2027-03-01, replaced by GB/T 30-2026"]
    given_standards(NEW)
    assert tell_changes() == 0


def test_dates_are_told_as_they_come_near_and_when_they_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    given_standards(OLD, NEW)
    wang = person()
    given_list(wang, "GB/T 30-2014", mode=Mode.FREEZE)
    told = []
    for day in ("2026-11-30", "2026-12-01", "2027-01-30", "2027-02-22", "2027-02-28", "2027-03-01", "2027-03-02"):
        move_to(monkeypatch, dt.date.fromisoformat(day))
        telling.look_at_day()
        told.append((day, len(headlines(wang))))
    assert told == [
        ("2026-11-30", 0),
        ("2026-12-01", 1),
        ("2027-01-30", 2),
        ("2027-02-22", 3),
        ("2027-02-28", 3),
        ("2027-03-01", 4),
        ("2027-03-02", 4),
    ]
    assert headlines(wang)[-2:] == [
        "alert: GB/T 30-2014 ends within 7 days, on 2027-03-01, replaced by GB/T 30-2026",
        "alert: GB/T 30-2014 is replaced from 2027-03-01, by GB/T 30-2026",
    ]


def test_day_missed_by_the_worker_is_told_as_the_last_step_only(monkeypatch: pytest.MonkeyPatch) -> None:
    given_standards(OLD, NEW)
    wang = person()
    given_list(wang, "GB/T 30-2014", mode=Mode.FREEZE)
    move_to(monkeypatch, dt.date(2027, 2, 25))
    telling.look_at_day()
    assert headlines(wang) == ["alert: GB/T 30-2014 ends within 7 days, on 2027-03-01, replaced by GB/T 30-2026"]


def test_other_date_of_the_successor_is_an_update_of_what_was_told() -> None:
    given_standards(OLD)
    wang = person()
    given_list(wang, "GB/T 30-2014")
    given_standards(NEW)
    tell_changes()
    given_standards({**NEW, "effective": "2027-06-01"})
    tell_changes()
    first, second = Alert.objects.order_by("id")
    assert (second.kind, second.references) == ("update", first)
    assert headlines(wang)[-1] == "update: The end of GB/T 30-2014 is known: 2027-06-01, replaced by GB/T 30-2026"


def test_successor_taken_back_cancels_what_was_told() -> None:
    given_standards(OLD)
    wang = person()
    given_list(wang, "GB/T 30-2014")
    given_standards(NEW)
    tell_changes()
    given_standards({**NEW, "replaces": ""})
    tell_changes()
    first, second = Alert.objects.order_by("id")
    assert (second.kind, second.references) == ("cancel", first)
    assert headlines(wang)[-1] == "cancel: Taken back: The end of GB/T 30-2014 is known"


def test_new_edition_is_told_to_who_follows_the_number_and_not_to_who_froze_one() -> None:
    given_standards(OLD)
    wang, li = person("wang"), person("li")
    given_list(wang, "GB/T 30")
    given_list(li, "GB/T 30-2014", mode=Mode.FREEZE)
    forget_changes()
    given_standards({key: value for key, value in NEW.items() if key != "replaces"})
    tell_changes()
    assert headlines(wang) == ["alert: GB/T 30-2026 is published, issued 2026-11-02, in force from 2027-03-01"]
    assert headlines(li) == []


def test_first_import_of_a_number_is_silent() -> None:
    wang = person()
    given_list(wang, "GB/T 30, GB/T 30-2014")
    given_standards(OLD, NEW)
    tell_changes()
    assert headlines(wang) == []
    assert set(ListItem.objects.values_list("key", "standard_key").filter(removed_at=None)) == {
        ("GB/T 30", "GB/T 30-2014"),
        ("GB/T 30-2014", "GB/T 30-2014"),
    }


def test_withdrawal_is_told_with_the_reason_it_concerns_somebody() -> None:
    given_standards(OLD)
    wang = person()
    given_list(wang, "GB/T 30-2014", name="实验室")
    given_standards({**OLD, "withdrawn": "2026-11-01"})
    tell_changes()
    assert headlines(wang) == ["alert: GB/T 30-2014 is withdrawn from 2026-11-01"]
    assert [notice.reasons for notice in Notice.objects.all()] == [[["watch.why.list", {"name": "实验室"}]]]


def test_amendment_and_corrected_record_are_told() -> None:
    given_standards(OLD)
    wang = person()
    given_list(wang, "GB/T 30-2014")
    given_standards({"number": "GB/T 30-2014/XG1-2026", "issued": "2026-10-01", "effective": "2026-11-01"})
    tell_changes()
    given_standards({**OLD, "title_zh": "灯具 通用要求"})
    tell_changes()
    assert headlines(wang) == [
        "alert: GB/T 30-2014 is amended from 2026-11-01: GB/T 30-2014/XG1-2026",
        "alert: The record of GB/T 30-2014 was corrected (2026-11-23): title_zh",
    ]


def test_adopted_base_that_is_superseded_is_told_to_who_watches_the_adoption() -> None:
    given_standards(
        {"number": "ISO 9001:2015", "status": "published", "issued": "2015-09-15"},
        {"number": "GB/T 19001-2016", "status": "现行", "effective": "2017-07-01", "adopts": "ISO 9001:2015"},
    )
    wang = person()
    given_list(wang, "GB/T 19001-2016")
    given_standards({"number": "ISO 9001:2026", "issued": "2026-09-01", "replaces": "ISO 9001:2015"})
    tell_changes()
    assert headlines(wang) == [
        "alert: ISO 9001:2015, which GB/T 19001-2016 adopts, is no longer current; ISO 9001:2026 is in force"
    ]


def test_many_changes_at_once_are_one_summary(settings: LazySettings) -> None:
    settings.GUIJU_WATCH_MOST_ALERTS = 5
    rows = [{"number": f"GB/T {number}-2014", "effective": "2015-01-01"} for number in range(101, 107)]
    given_standards(*rows)
    wang, li = person("wang"), person("li")
    given_list(wang, " ".join(row["number"] for row in rows))
    given_list(li, rows[0]["number"])
    given_standards(*({**row, "withdrawn": "2026-11-01"} for row in rows))
    tell_changes()
    assert headlines(wang) == ["alert: Many of your standards changed on 2026-11-23; this one notice stands for all"]
    assert headlines(li) == ["alert: GB/T 101-2014 is withdrawn from 2026-11-01"]


def test_item_that_follows_goes_on_to_the_successor_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    given_standards(OLD, NEW)
    wang = person()
    listed = given_list(wang, "GB/T 30-2014", mode=Mode.FOLLOW)
    move_to(monkeypatch, dt.date(2027, 2, 28))
    telling.look_at_day()
    assert [item.key for item in listed.items.filter(removed_at=None)] == ["GB/T 30-2014"]
    move_to(monkeypatch, dt.date(2027, 3, 1))
    telling.look_at_day()
    item = listed.items.get(removed_at=None)
    assert (item.key, item.follows and item.follows.key) == ("GB/T 30-2026", "GB/T 30-2014")


def test_item_that_follows_goes_to_the_end_of_the_chain() -> None:
    given_standards(
        {"number": "GB/T 30-1990", "effective": "1991-01-01"},
        {"number": "GB/T 30-2000", "effective": "2001-01-01", "replaces": "GB/T 30-1990"},
        {**OLD, "replaces": "GB/T 30-2000"},
    )
    listed = given_list(person(), "GB/T 30-1990", mode=Mode.FOLLOW)
    assert [item.key for item in listed.items.filter(removed_at=None)] == ["GB/T 30-2014"]


def test_item_that_asks_stays_until_a_person_says(monkeypatch: pytest.MonkeyPatch) -> None:
    given_standards(OLD, NEW)
    listed = given_list(person(), "GB/T 30-2014", mode=Mode.ASK)
    move_to(monkeypatch, dt.date(2027, 3, 1))
    telling.look_at_day()
    assert [item.key for item in listed.items.filter(removed_at=None)] == ["GB/T 30-2014"]
    assert moving.move_on(["GB/T 30-2014"], today=dt.date(2027, 3, 1)) == 0


def test_events_of_an_import_are_taken_up_by_the_worker() -> None:
    given_standards(OLD)
    wang = person()
    given_list(wang, "GB/T 30-2014")
    forget_changes()
    given_standards({**OLD, "withdrawn": "2026-11-01"})
    assert tell_changes() == 1


def test_who_left_the_organisation_hears_no_more_of_its_lists() -> None:
    given_standards(OLD)
    firm = organisation()
    editor, reader = person("editor", (firm, Role.EDITOR)), person("reader", (firm, Role.READER))
    listed = create_list(name="工厂", owner=Owner(organisation=firm.pk), asking=asking(editor))
    add_typed(parent=listed, text="GB/T 30-2014", asking=asking(editor))
    for one in (editor, reader):
        follow_list(parent=listed, asking=asking(one), on=True)
    Membership.objects.filter(user=reader).delete()
    given_standards(NEW)
    tell_changes()
    assert len(headlines(editor)) == 1
    assert headlines(reader) == []


def test_members_hear_no_more_of_a_list_that_is_shared_with_their_organisation_no_more() -> None:
    other = {"number": "GB/T 40-2014", "status": "现行", "effective": "2015-01-01"}
    given_standards(OLD, other)
    firm = organisation()
    wang, li = person("wang"), person("li", (firm, Role.READER))
    listed = given_list(wang, "GB/T 30-2014 GB/T 40-2014")
    shared = share_list(parent=listed, to=Owner(organisation=firm.pk), may=May.VIEW, asking=asking(wang))
    follow_list(parent=listed, asking=asking(li), on=True)
    given_standards(NEW)
    tell_changes()
    assert (len(headlines(wang)), len(headlines(li))) == (1, 1)
    end_share(parent=listed, share=shared.pk, asking=asking(wang))
    given_standards({**NEW, "number": "GB/T 40-2026", "replaces": "GB/T 40-2014"})
    tell_changes()
    assert (len(headlines(wang)), len(headlines(li))) == (2, 1)
