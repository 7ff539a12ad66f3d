"""What nobody has seen is handed on, once a step, and to nobody when somebody has."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from guiju.alerts.models import Alert, Delivery, EscalationStep, Notice
from guiju.alerts.rules import Severity
from guiju.alerts.rules.escalating import USUAL, working_hours
from guiju.alerts.services.escalating import hand_on, set_steps
from guiju.alerts.services.issuing import issue, recipient_of
from guiju.organisations.models import Membership, Organisation
from guiju.organisations.queries.standing import standing_of
from guiju.platform.models import AuditEntry
from tests.alerts.given import a_person, an_address, concerns, told

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("2026-03-02 09:00", "2026-03-02 17:00", 8),  # a Monday
        ("2026-03-02 08:00", "2026-03-02 10:30", 1.5),
        ("2026-03-02 18:00", "2026-03-03 09:00", 0),
        ("2026-03-06 16:00", "2026-03-09 10:00", 2),  # over a week-end
        ("2026-03-07 09:00", "2026-03-08 17:00", 0),
        ("2026-03-04 12:00", "2026-03-25 12:00", 120),  # three weeks
        ("2026-03-02 10:00", "2026-03-02 09:00", 0),
    ],
)
def test_working_hours_are_counted_by_hand(begin: str, end: str, hours: float) -> None:
    moments = [dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) for text in (begin, end)]
    assert working_hours(moments[0], moments[1], SHANGHAI) == hours


def test_usual_steps_are_two_and_four_working_days() -> None:
    assert [(step.hours, step.to) for step in USUAL] == [(16, "association"), (32, "authority")]


def a_house(name: str) -> Organisation:
    return Organisation.objects.create(name=name, folded_name=name)


@pytest.mark.django_db
def test_unseen_alert_is_handed_on_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    works, union, office = (a_house(f"{name} (demonstration)") for name in ("works", "union", "office"))
    to = [recipient_of(organisation=one.pk) for one in (union, office)]
    an_address(to[0])
    for hours, one in zip((16, 32), to, strict=True):
        EscalationStep.objects.create(organisation=works, hours=hours, least=Severity.ACTION, to=one)
    mine = recipient_of(organisation=works.pk)
    issue([(told("GB 1", severity=Severity.ACTION), concerns(mine)), (told("GB 2"), concerns(mine))])
    monday = dt.datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
    Alert.objects.update(at=monday)
    counted = []
    for day in (2, 4, 4, 6, 9):
        monkeypatch.setattr(timezone, "now", lambda day=day: dt.datetime(2026, 3, day, 9, 30, tzinfo=SHANGHAI))
        counted.append(hand_on())
    assert counted == [0, 1, 0, 1, 0]
    handed = Notice.objects.exclude(recipient=mine).order_by("pk")
    assert [one.recipient for one in handed] == to
    assert handed[0].reasons == [
        ["alert.handed_on", {"whose": "works (demonstration)", "hours": "16"}],
        ["tests.because", {}],
    ]
    assert Delivery.objects.get().notice == handed[0]


@pytest.mark.django_db
def test_seen_alert_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    works = a_house("works (demonstration)")
    EscalationStep.objects.create(organisation=works, hours=1, least=Severity.NOTICE, to=a_person())
    issue([(told(), concerns(recipient_of(organisation=works.pk)))])
    Alert.objects.update(at=dt.datetime(2026, 3, 2, 9, tzinfo=SHANGHAI))
    Notice.objects.update(seen_at=dt.datetime(2026, 3, 2, 10, tzinfo=SHANGHAI))
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 3, 4, 9, tzinfo=SHANGHAI))
    assert hand_on() == 0


@pytest.mark.django_db
def test_steps_are_set_by_managers_and_leave_a_trail() -> None:
    works, li, wang = a_house("works (demonstration)"), a_person("li"), a_person("wang")
    assert li.user is not None
    assert wang.user is not None
    Membership.objects.create(user=li.user, organisation=works, role="manager")
    Membership.objects.create(user=wang.user, organisation=works, role="editor")
    steps = [(16, Severity.ACTION, wang)]
    with pytest.raises(PermissionDenied):
        set_steps(standing=standing_of(wang.user), actor=wang.user, organisation=works.pk, steps=steps)
    set_steps(standing=standing_of(li.user), actor=li.user, organisation=works.pk, steps=steps)
    assert list(EscalationStep.objects.values_list("hours", "to")) == [(16, wang.pk)]
    assert AuditEntry.objects.get().action == "alert.steps_set"
