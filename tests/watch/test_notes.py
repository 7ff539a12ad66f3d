"""Somebody says that a record is wrong; an official decides; who said it is told."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from guiju.catalogue.models import RecordNote
from guiju.catalogue.rules.noting import may_decide, region_of
from guiju.organisations.models import OfficialDuty
from guiju.organisations.rules.standing import Duty, Standing
from guiju.platform.models import AuditEntry, User
from tests.factories import given_standards
from tests.watch.given import headlines, person

WRONG = {"fact": "dates", "said": "实施日期应为 2015-03-01", "evidence": "国家标准公告 2014 年第 22 号"}


@pytest.fixture(autouse=True)
def catalogue(db: None, tmp_path: object, settings: LazySettings) -> None:
    settings.GUIJU_HOME = tmp_path
    given_standards({"number": "GB/T 30-2014", "effective": "2015-01-01"}, {"number": "DB50/T 4-2019"})


def official(name: str = "official", region: str = "500000") -> User:
    user = person(name)
    OfficialDuty.objects.create(user=user, duty=Duty.CATALOGUE.value, region=region)
    return user


@pytest.mark.parametrize(
    ("region", "key", "allowed"),
    [
        ("", "GB/T 30-2014", True),
        ("500000", "GB/T 30-2014", True),
        ("500000", "DB50/T 4-2019", True),
        ("510000", "DB50/T 4-2019", False),
        ("", "DB50/T 4-2019", True),
    ],
)
def test_official_decides_on_local_standards_of_their_region_only(region: str, key: str, allowed: bool) -> None:
    who = Standing(user=1, duties=frozenset({(Duty.CATALOGUE, region)}))
    assert may_decide(who, key) is allowed
    assert may_decide(Standing(user=1, duties=frozenset({(Duty.TRADE, region)})), key) is False


@pytest.mark.parametrize(
    ("key", "region"),
    [("DB50/T 4-2019", "500000"), ("DB5001/T 4-2019", "500100"), ("DB/T 4-2012", ""), ("GB 1-2000", "")],
)
def test_region_of_a_local_standard_is_read_from_its_prefix(key: str, region: str) -> None:
    assert region_of(key) == region


def test_visitor_says_what_is_wrong_and_an_official_decides(client: Client) -> None:
    assert client.post("/standards/GB/T 30-2014/wrong", WRONG).headers["Location"] == "/standards/GB/T_30-2014"
    note = RecordNote.objects.get()
    assert (note.by, note.state) == (None, "open")
    client.force_login(official())
    answer = client.post(f"/corrections/{note.uuid}", {"answer": "accepted", "why": "公告属实"})
    assert answer.status_code == 302
    note.refresh_from_db()
    assert (note.state, note.why) == ("accepted", "公告属实")
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True))[-2:] == [
        "standard.said_wrong",
        "standard.note_decided",
    ]


def test_person_who_said_it_is_told_the_answer_and_sees_it(client: Client) -> None:
    wang = person("wang")
    client.force_login(wang)
    client.post("/standards/GB/T 30-2014/wrong", WRONG)
    note = RecordNote.objects.get()
    client.force_login(official())
    client.post(f"/corrections/{note.uuid}", {"answer": "refused", "why": "公告另有更正"})
    assert headlines(wang) == ["alert: What you said of the record of GB/T 30-2014 was not taken over"]
    client.force_login(wang)
    assert "公告另有更正" in client.get(f"/corrections/{note.uuid}").content.decode()


def test_note_is_not_there_for_others_and_is_decided_by_no_one_else(client: Client) -> None:
    client.post("/standards/GB/T 30-2014/wrong", WRONG)
    note = RecordNote.objects.get()
    client.force_login(person("li"))
    assert client.get(f"/corrections/{note.uuid}").status_code == 404
    assert client.post(f"/corrections/{note.uuid}", {"answer": "accepted", "why": "x"}).status_code == 404
    wang = person("wang")
    RecordNote.objects.update(by=wang)
    client.force_login(wang)
    assert client.post(f"/corrections/{note.uuid}", {"answer": "accepted", "why": "x"}).status_code == 403


def test_notes_from_one_address_are_limited(client: Client, settings: LazySettings) -> None:
    settings.GUIJU_NOTES_RATE = 2
    answers = [client.post("/standards/GB/T 30-2014/wrong", WRONG).status_code for _ in range(3)]
    assert answers == [302, 302, 422]
    assert RecordNote.objects.count() == 2


def test_queue_is_filtered_and_exported(client: Client) -> None:
    client.post("/standards/GB/T 30-2014/wrong", WRONG)
    client.force_login(official())
    assert "GB/T 30-2014" in client.get("/corrections?state=open").content.decode()
    assert "<tbody>" not in client.get("/corrections?state=refused").content.decode()
    exported = b"".join(client.get("/corrections.csv")).decode("utf-8-sig")
    assert [line.split(",")[0] for line in exported.splitlines()][1:] == ["GB/T 30-2014"]
