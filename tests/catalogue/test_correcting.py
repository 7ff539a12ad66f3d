"""An official corrects a record: one more source, believed before all others, with a trail."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from guiju.catalogue.importers.correcting import CorrectionRefused, correct_standard
from guiju.catalogue.queries import get_record
from guiju.catalogue.rules import Status
from guiju.catalogue.rules.permissions import region_of
from guiju.kernel.docid import parse
from guiju.organisations.models import OfficialDuty
from guiju.platform.models import AuditEntry, Event, User
from tests.factories import given_standards

pytestmark = pytest.mark.django_db
KEY = "GB/T 24827-2015"
DAY = dt.date(2026, 1, 1)


def official(region: str = "", duty: str = "catalogue") -> User:
    user = User.objects.create_user("official@example.org")
    OfficialDuty.objects.create(user=user, duty=duty, region=region)
    return user


@pytest.fixture(autouse=True)
def _shelf() -> None:
    given_standards(
        {"number": KEY, "title_zh": "道路与街路照明灯具性能要求", "status": "现行", "effective": "2016-01-01"},
        {"number": "DB50/T 123-2020", "title_zh": "甲", "status": "现行", "effective": "2020-06-01"},
    )


def status(key: str = KEY) -> Status:
    return get_record(key, on=DAY).edition.status_on(DAY).status


def correct(user: User, key: str = KEY, **facts: str) -> None:
    correct_standard(key=key, facts=facts, told_in="announcement 2025 No. 9", why="the list was late", actor=user)


def test_correction_is_believed_before_other_sources_and_leaves_a_trail() -> None:
    user = official()
    correct(user, status="废止", withdrawn="2025-12-01")
    assert status() == Status.WITHDRAWN
    entry = AuditEntry.objects.get(action="standard.corrected")
    assert (entry.actor, entry.subject_key, entry.before, entry.why) == (user, KEY, None, "the list was late")
    assert entry.after == {
        "number": KEY,
        "status": "废止",
        "withdrawn": "2025-12-01",
        "told_in": "announcement 2025 No. 9",
    }
    assert {event.subject_key for event in Event.objects.filter(name="standard.updated")} == {KEY}


def test_correction_of_a_correction_takes_its_place_and_an_empty_one_takes_it_back() -> None:
    user = official()
    correct(user, status="废止", withdrawn="2025-12-01")
    correct(user, status="废止", withdrawn="2026-06-01")
    assert status() == Status.IN_FORCE
    correct(user, status="废止", withdrawn="2025-12-01")
    assert status() == Status.WITHDRAWN
    correct(user)
    assert status() == Status.IN_FORCE


def test_correction_that_cannot_be_read_changes_nothing() -> None:
    with pytest.raises(CorrectionRefused) as refused:
        correct(official(), effective="soon", status="废止")
    assert [problem.field for problem in refused.value.problems] == ["effective"]
    with pytest.raises(CorrectionRefused) as refused:
        correct(User.objects.get(), replaced_by="the new one")
    assert [problem.field for problem in refused.value.problems] == ["replaced_by"]
    assert (status(), AuditEntry.objects.filter(action="standard.corrected").count()) == (Status.IN_FORCE, 0)


@pytest.mark.parametrize(
    ("region", "duty", "key", "may"),
    [
        ("", "catalogue", KEY, True),
        ("500000", "catalogue", KEY, False),
        ("500000", "catalogue", "DB50/T 123-2020", True),
        ("510000", "catalogue", "DB50/T 123-2020", False),
        ("", "trade", KEY, False),
    ],
)
def test_correction_is_for_the_official_of_the_catalogue_where_the_standard_holds(
    region: str, duty: str, key: str, may: bool
) -> None:
    user = official(region, duty)
    if may:
        correct(user, key, status="废止", withdrawn="2025-12-01")
        assert status(key) == Status.WITHDRAWN
    else:
        with pytest.raises(PermissionDenied):
            correct(user, key, status="废止")


def test_correction_page_takes_the_form_and_says_what_cannot_be_read(client: Client) -> None:
    address = "/standards/GB/T_24827-2015/correct"
    assert client.get(address).headers["Location"] == f"/account/login/?next={address}"
    client.force_login(User.objects.create_user("nobody"))
    assert client.get(address).status_code == 403
    client.force_login(official())
    page = client.get("/standards/GB/T_24827-2015").content.decode()
    assert address in page
    assert client.get(address).status_code == 200
    given = {"status": "废止", "withdrawn": "2025-12-01", "told_in": "公告2025年第9号", "why": "名录滞后"}
    wrong = client.post(address, {**given, "withdrawn": "去年"})
    assert (wrong.status_code, "去年" in wrong.content.decode()) == (422, True)
    assert client.post(address, {**given, "why": ""}).status_code == 422
    assert client.post(address, given).headers["Location"] == "/standards/GB/T_24827-2015"
    assert status() == Status.WITHDRAWN
    assert 'value="2025-12-01"' in client.get(address).content.decode()
    assert client.get("/standards/GB/T_1-1900/correct").status_code == 404


def test_region_of_a_local_standard_is_told_by_its_prefix() -> None:

    found = {text: region_of(parse(text)) for text in ("DB50/T 1-2020", "DB5001/T 1-2020", "DB/T 4-2020", KEY)}
    assert found == {"DB50/T 1-2020": "500000", "DB5001/T 1-2020": "500100", "DB/T 4-2020": "", KEY: ""}
