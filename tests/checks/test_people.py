"""Checks and reports of people who are signed in: whose they are, and four eyes where an organisation wants them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from guiju.checks.models import Check, Report
from guiju.checks.rules.people import keeps_four_eyes
from guiju.organisations.models import Organisation
from guiju.organisations.rules.standing import Role, Standing
from guiju.organisations.services.tokens import create_token
from guiju.platform.models import AuditEntry, User
from tests.checks.small_catalogue import given_small_catalogue
from tests.watch.given import organisation, person

NAMES = {"checked_by": "李强", "approved_by": "赵宁"}


@pytest.fixture
def firm(db: None, tmp_path: Path, settings: LazySettings) -> Organisation:
    settings.MEDIA_ROOT = tmp_path / "files"
    given_small_catalogue()
    return organisation(four_eyes=True)


def reported(client: Client, user: User, firm: Organisation) -> Report:
    client.force_login(user)
    check = client.post("/check", {"text": "GB/T 40-2010", "organisation": str(firm.uuid)}).headers["Location"]
    draft = {"client": firm.name, "searched_by": "王敏"}
    client.post(f"{check}/report", draft)
    return Report.objects.get()


@pytest.mark.parametrize(
    ("user", "role", "searched", "kept"),
    [
        (2, Role.EDITOR, 1, True),
        (2, Role.MANAGER, 1, True),
        (1, Role.MANAGER, 1, False),
        (2, Role.READER, 1, False),
        (2, Role.EDITOR, None, False),
    ],
)
def test_four_eyes_are_two_people_of_the_organisation(user: int, role: Role, searched: int | None, kept: bool) -> None:
    assert keeps_four_eyes(Standing(user, {7: role}), organisation=7, searched=searched) is kept


def test_report_is_approved_by_another_person_where_four_eyes_are_wanted(client: Client, firm: Organisation) -> None:
    wang, li = person("wang", (firm, Role.EDITOR)), person("li", (firm, Role.EDITOR))
    report = reported(client, wang, firm)
    assert (report.searched_person, report.client_organisation) == (wang, firm)
    assert client.post(f"/report/{report.link}/approve", NAMES).status_code == 422
    client.force_login(li)
    assert client.post(f"/report/{report.link}/approve", NAMES).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.approved_person) == ("approved", li)


def test_visitor_with_the_link_cannot_approve_where_four_eyes_are_wanted(client: Client, firm: Organisation) -> None:
    report = reported(client, person("wang", (firm, Role.EDITOR)), firm)
    assert Client().post(f"/report/{report.link}/approve", NAMES).status_code == 422
    report.refresh_from_db()
    assert report.state == "draft"


def test_checks_of_an_organisation_are_listed_for_its_members_alone(client: Client, firm: Organisation) -> None:
    reported(client, person("wang", (firm, Role.EDITOR)), firm)
    link = Check.objects.get().link
    client.force_login(person("reader", (firm, Role.READER)))
    assert link in client.get("/checks").content.decode()
    client.force_login(person("stranger"))
    assert link not in client.get("/checks").content.decode()
    assert Client().get("/checks").status_code == 302


def test_check_is_not_made_for_an_organisation_of_others(client: Client, firm: Organisation) -> None:
    client.force_login(person("stranger"))
    client.post("/check", {"text": "GB/T 40-2010", "organisation": str(firm.uuid)})
    assert [(one.organisation, one.owner and one.owner.username) for one in Check.objects.all()] == [(None, "stranger")]


def test_check_of_an_organisation_is_deleted_by_its_editors_and_not_by_who_has_the_link(
    client: Client, firm: Organisation
) -> None:
    editor, reader = person("editor", (firm, Role.EDITOR)), person("reader", (firm, Role.READER))
    report = reported(client, editor, firm)
    assert report.parent is not None
    for other in (None, person("stranger"), reader):
        client.logout()
        if other is not None:
            client.force_login(other)
        assert client.get(f"/check/{report.parent.link}").status_code == 200
        assert client.post(f"/check/{report.parent.link}/delete").status_code == 403
        assert client.post(f"/report/{report.link}/remove").status_code == 403
    assert (Check.objects.count(), Report.objects.count()) == (1, 1)
    client.force_login(editor)
    assert client.post(f"/check/{report.parent.link}/delete").status_code == 302
    assert (Check.objects.count(), Report.objects.count()) == (0, 0)
    told = AuditEntry.objects.filter(action="check.deleted").values_list("actor", flat=True)
    assert list(told) == [editor.pk]


def test_check_of_a_person_is_deleted_by_them_through_pages_and_api(client: Client, firm: Organisation) -> None:
    owner, other = person("owner"), person("other")
    client.force_login(owner)
    links = [client.post("/check", {"text": "GB/T 40-2010"}).headers["Location"] for _ in range(2)]
    client.force_login(other)
    assert client.post(f"{links[0]}/delete").status_code == 403
    answers = []
    for who in (other, owner):
        _token, secret = create_token(name="test", scopes=["checks:write"], owner=who)
        answers.append(client.delete(f"/api/v1/checks/{links[1][7:]}", headers={"Authorization": f"Bearer {secret}"}))
    assert [answer.status_code for answer in answers] == [403, 204]
    client.force_login(owner)
    assert client.post(f"{links[0]}/delete").status_code == 302
