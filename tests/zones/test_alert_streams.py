"""An alert of the inner zone reaches the organisations of the outer one; what they answer travels back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from guiju.alerts.models import Alert, Delivery, Notice
from guiju.alerts.rules import Concerned, Kind, Message, Severity
from guiju.alerts.services.issuing import issue, recipient_of
from guiju.alerts.services.telling import tell_acknowledged
from guiju.kernel.packages import PackageError
from guiju.kernel.reasons import Reason
from guiju.organisations.models import Organisation
from guiju.platform.models import User
from guiju.platform.zones.exporting import export_news, export_whole
from guiju.platform.zones.importing import take_in, take_in_all
from tests.zones.given import at, believe, packages_of, undone

pytestmark = pytest.mark.django_db

SUBJECT = ("standard", "GB 7000.1-2015")
WITHDRAWN = Reason.of("status.withdrawn_on", date="2026-01-01")
WATCHED = Reason.of("standard.cited_by")
CODE = "91500000MA5U0000X0"
ALERTS = ("alerts",)


def organisation(name: str = "示范灯具厂", uscc: str | None = CODE) -> Organisation:
    return Organisation.objects.create(name=name, folded_name=name, uscc=uscc, is_demonstration=True)


def message(event: str = "withdrawn:2026-01-01", kind: Kind = Kind.ALERT, references: str = "") -> Message:
    return Message(
        subject=SUBJECT,
        event=event,
        headline=WITHDRAWN,
        details=(WATCHED,),
        severity=Severity.ACTION,
        place="/standards/GB_7000.1-2015",
        kind=kind,
        references=references,
    )


def tell(*messages: Message, to: str = "示范灯具厂", uscc: str | None = CODE) -> None:
    found = Organisation.objects.filter(name=to).first() or organisation(to, uscc)
    for one in messages:
        issue([(one, [Concerned(recipient_of(organisation=found.pk).pk, (WATCHED,))])])


@pytest.fixture
def inner(tmp_path: Path) -> Path:
    return tmp_path / "inner"


@pytest.fixture
def outer(tmp_path: Path) -> Path:
    return tmp_path / "outer"


def test_alert_arrives_with_its_uuid_moment_and_reasons(inner: Path) -> None:
    seen: list[tuple[object, object]] = []

    def step() -> None:
        tell(message())
        seen.append(Alert.objects.values_list("uuid", "at").get())

    (package,) = packages_of(inner, step, streams=ALERTS)
    here = organisation("示范灯具厂（外网）")  # known by its code, whatever it is called
    believe(inner)
    assert dict(take_in(package).counts) == {"issued": 1, "notices": 1, "unknown": 0}
    alert = Alert.objects.get()
    assert (alert.uuid, alert.at) == seen[0]
    assert (alert.subject_type, alert.subject_key, alert.event) == (*SUBJECT, "withdrawn:2026-01-01")
    assert (alert.kind, alert.severity, alert.place) == ("alert", 3, "/standards/GB_7000.1-2015")
    assert (alert.headline, alert.details) == (
        ["status.withdrawn_on", {"date": "2026-01-01"}],
        [["standard.cited_by", {}]],
    )
    notice = Notice.objects.get()
    assert (notice.recipient.organisation_id, notice.reasons) == (here.pk, [["standard.cited_by", {}]])


def test_alert_goes_out_by_the_addresses_the_organisation_has_here(inner: Path) -> None:
    (package,) = packages_of(inner, lambda: tell(message()), streams=ALERTS)
    recipient_of(organisation=organisation().pk).addresses.create(channel="inbox")
    believe(inner)
    take_in(package)
    assert Delivery.objects.filter(notice__alert__event="withdrawn:2026-01-01").count() == 1


def test_update_refers_to_the_alert_it_speaks_of(inner: Path) -> None:
    update = message("withdrawn:2026-02-01", Kind.UPDATE, references="withdrawn:2026-01-01")
    (package,) = packages_of(inner, lambda: tell(message(), update), streams=ALERTS)
    organisation()
    believe(inner)
    take_in(package)
    told = Alert.objects.order_by("pk").values_list("kind", "references__event")
    assert list(told) == [("alert", None), ("update", "withdrawn:2026-01-01")]


def test_cancel_of_what_was_never_told_here_is_not_issued(inner: Path) -> None:
    """The package with the alert went to nobody here; the one that takes it back has nothing to take back."""
    cancel = message("cancelled", Kind.CANCEL, references="withdrawn:2026-01-01")
    first, second = packages_of(inner, lambda: tell(message()), lambda: tell(cancel), streams=ALERTS)
    organisation()
    believe(inner)
    take_in(first)
    Delivery.objects.all().delete()
    Notice.objects.all().delete()
    Alert.objects.all().delete()
    assert dict(take_in(second).counts) == {"issued": 0, "notices": 0, "unknown": 0}
    assert not Alert.objects.exists()


def test_alert_to_a_person_stays_where_it_was_issued(inner: Path) -> None:
    def step() -> None:
        person = User.objects.create(username="示范")
        issue([(message(), [Concerned(recipient_of(user=person.pk).pk, (WATCHED,))])])

    assert packages_of(inner, step, streams=ALERTS) == []


def test_organisation_not_known_here_is_counted_and_told_by_a_whole_export_later(inner: Path, tmp_path: Path) -> None:
    with at(inner), undone():
        tell(message())
        (first,) = [tmp_path / one.file_name for one in export_news(streams=ALERTS, to=tmp_path)]
        (whole,) = [tmp_path / one.file_name for one in export_whole(stream="alerts", to=tmp_path)]
    believe(inner)
    assert dict(take_in(first).counts) == {"issued": 1, "notices": 0, "unknown": 1}
    organisation()
    assert dict(take_in(whole).counts) == {"issued": 0, "notices": 1, "unknown": 0}


def test_fact_told_here_before_is_told_once(inner: Path) -> None:
    (package,) = packages_of(inner, lambda: tell(message()), streams=ALERTS)
    tell(message())
    believe(inner)
    assert dict(take_in(package).counts) == {"issued": 0, "notices": 0, "unknown": 0}
    assert (Alert.objects.count(), Notice.objects.count()) == (1, 1)


def test_newcomers_of_an_alert_are_told_by_the_next_package(inner: Path) -> None:
    first, second = packages_of(
        inner, lambda: tell(message()), lambda: tell(message(), to="示范协会", uscc=None), streams=ALERTS
    )
    organisation()
    believe(inner)
    assert [one.counts["notices"] for one in take_in_all([first, second])] == [1, 0]  # the association is not here
    assert Alert.objects.count() == 1


def test_acknowledgement_travels_back_and_is_not_sent_round_again(inner: Path, outer: Path, tmp_path: Path) -> None:
    """Both zones have the same organisation; the outer one acknowledges at a stated moment."""
    moment = dt.datetime(2026, 3, 1, 4, tzinfo=dt.UTC)
    (package,) = packages_of(inner, lambda: tell(message()), streams=ALERTS)

    def acknowledge() -> None:
        organisation()
        believe(inner)
        take_in(package)
        Notice.objects.update(acknowledged_at=moment)
        tell_acknowledged(Notice.objects.values_list("pk", flat=True))

    (answer,) = packages_of(outer, acknowledge, streams=("acknowledgements",))
    with at(inner):
        tell(message())
        believe(outer, "acknowledgements")
        assert dict(take_in(answer).counts) == {"acknowledged": 1, "unchanged": 0, "unknown": 0}
        assert Notice.objects.values_list("acknowledged_at", "seen_at").get() == (moment, moment)
        assert list(export_news(streams=["acknowledgements"], to=tmp_path)) == []


def test_what_was_acknowledged_here_before_stands(inner: Path, outer: Path) -> None:
    (package,) = packages_of(inner, lambda: tell(message()), streams=ALERTS)

    def acknowledge() -> None:
        organisation()
        believe(inner)
        take_in(package)
        Notice.objects.update(acknowledged_at=timezone.now())
        tell_acknowledged(Notice.objects.values_list("pk", flat=True))

    (answer,) = packages_of(outer, acknowledge, streams=("acknowledgements",))
    tell(message())
    earlier = dt.datetime(2026, 3, 1, 4, tzinfo=dt.UTC)
    Notice.objects.update(acknowledged_at=earlier)
    believe(outer)
    assert dict(take_in(answer).counts) == {"acknowledged": 0, "unchanged": 1, "unknown": 0}
    assert Notice.objects.get().acknowledged_at == earlier


@pytest.mark.parametrize("place", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"])
def test_alert_that_points_elsewhere_is_refused(inner: Path, place: str) -> None:
    def step() -> None:
        tell(message())
        Alert.objects.update(place=place)

    (package,) = packages_of(inner, step, streams=ALERTS)
    organisation()
    believe(inner)
    with pytest.raises(PackageError, match=r"exchange\.content"):
        take_in(package)
    assert not Alert.objects.exists()


def test_alert_in_words_this_installation_does_not_have_is_refused(inner: Path) -> None:
    def step() -> None:
        tell(message())
        Alert.objects.update(headline=["trade.measure.new", {}])

    (package,) = packages_of(inner, step, streams=ALERTS)
    believe(inner)
    with pytest.raises(PackageError, match=r"exchange\.content"):
        take_in(package)
