"""The pages of the organisations: who sees what, what they do, and that nonsense does no harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import get_resolver, reverse
from lxml import html
from openpyxl import load_workbook
from pytest_django import DjangoCaptureOnCommitCallbacks as Commit

from guiju.organisations.models import Contact, EmailDomain, JoinRequest, Merge, Organisation, Participation
from guiju.organisations.queries.finding import find_membership, list_members
from guiju.organisations.rules.standing import Role
from guiju.organisations.services import joining
from guiju.platform.models import AuditEntry, Classification, User
from tests.organisations.given import (
    given_administrator,
    given_member,
    given_official,
    given_organisation,
    given_person,
)

ABSENT = "5b6a2c1e-0000-4000-8000-000000000000"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def text_of(client: Client, name: str, *args: object, status: int = 200) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == status
    return " ".join(parsed(response.content).text_content().split())


def names_listed(client: Client, query: str = "") -> list[str]:
    page = parsed(client.get(f"/organisations{query}").content)
    return [link.text_content() for link in page.xpath("//tbody//th/a")]


def parsed(content: bytes) -> Any:
    """A page as a tree; what a path finds in it has many types."""
    return html.fromstring(content)


def streamed(answer: Any) -> bytes:
    """The file an answer hands out; it closes behind the last byte."""
    return b"".join(answer.streaming_content)


def given_tables() -> None:
    for scheme, code, name in (
        ("GB/T 2260", "500000", "重庆市"),
        ("GB/T 2260", "500112", "渝北区"),
        ("GB/T 2260", "440000", "广东省"),
        ("GB/T 2260", "440300", "深圳市"),
        ("GB/T 2260", "440303", "罗湖区"),
        ("GB/T 4754-2017", "C", "制造业"),
        ("GB/T 4754-2017", "38", "电气机械和器材制造业"),
        ("GB/T 4754-2017", "387", "照明器具制造"),
    ):
        Classification.objects.create(scheme=scheme, code=code, title_zh=name)


# the list


@pytest.fixture
def listed() -> None:
    given_tables()
    given_organisation("渝北照明有限公司", region="500112", industry="3872")
    given_organisation("罗湖灯具(深圳)有限公司", region="440303", industry="387", name_en="Luohu Lamps")
    given_organisation("深圳照明学会", region="440300", kind="association")
    given_organisation("隐藏照明有限公司", is_proposed=True)


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["深圳照明学会", "渝北照明有限公司", "罗湖灯具(深圳)有限公司"]),
        ("?kind=association", ["深圳照明学会"]),
        ("?region=440000", ["深圳照明学会", "罗湖灯具(深圳)有限公司"]),
        ("?region=440000&region=440300&region=440303", ["罗湖灯具(深圳)有限公司"]),
        ("?region=500000&region=440300", ["渝北照明有限公司"]),
        ("?industry=C", ["渝北照明有限公司", "罗湖灯具(深圳)有限公司"]),
        ("?text=灯具（深圳", ["罗湖灯具(深圳)有限公司"]),
        ("?text=luohu", ["罗湖灯具(深圳)有限公司"]),
        ("?text=燈具", ["罗湖灯具(深圳)有限公司"]),
        ("?text=没有", []),
    ],
)
def test_list_is_filtered_by_the_address(client: Client, query: str, names: list[str]) -> None:
    assert sorted(names_listed(client, query)) == sorted(names)


@pytest.mark.usefixtures("listed")
def test_list_goes_out_as_it_is_filtered(client: Client) -> None:
    answer = client.get("/organisations.xlsx?region=440000")
    sheet = load_workbook(BytesIO(streamed(answer))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [(row[0], row[4], row[5]) for row in rows] == [
        ("Name", "Region", "Region in words"),
        ("罗湖灯具(深圳)有限公司", "440303", "罗湖区"),
        ("深圳照明学会", "440300", "深圳市"),
    ]
    assert len(streamed(client.get("/organisations.csv")).splitlines()) == 4
    assert client.get("/organisations.exe").status_code == 404


def test_empty_list_says_how_to_fill_it(client: Client) -> None:
    assert "guiju import organisations FILE" in text_of(client, "organisations")


@pytest.mark.usefixtures("listed")
def test_region_is_chosen_step_by_step_without_a_script(client: Client) -> None:
    def steps(query: str) -> list[list[str]]:
        page = parsed(client.get(f"/organisations{query}").content)
        return [
            [option.get("value", "") for option in step.xpath("option")]
            for step in page.xpath("//select[@name='region']")
        ]

    assert steps("") == [["", "440000", "500000"]]
    assert steps("?region=440000") == [["", "440000", "500000"], ["", "440300"]]
    assert steps("?region=440000&region=440300") == [["", "440000", "500000"], ["", "440300"], ["", "440303"]]
    assert steps("?region=500000") == [["", "440000", "500000"], ["", "500112"]]


@pytest.mark.usefixtures("listed")
def test_picker_answers_the_next_step_alone(client: Client) -> None:
    answer = client.get("/organisations/choose/industries?industry=C")
    assert [step.get("name") for step in parsed(answer.content).xpath("//select")] == ["industry"] * 2
    assert client.get("/organisations/choose/colours").status_code == 404


# one organisation


def test_people_and_contacts_are_shown_to_members_alone(client: Client) -> None:
    home = given_organisation("重庆照明有限公司")
    given_member(home, "manager", Role.MANAGER)
    reader = given_member(home, "reader")
    Contact.objects.create(organisation=home, name="公开联系人", is_public=True)
    Contact.objects.create(organisation=home, name="内部联系人", email="inside@lamps.example")
    address = reverse("organisation_members", args=[home.uuid])
    for user in (None, given_person("stranger"), given_official(), given_administrator()):
        if user is not None:
            client.force_login(user)
        assert "@example.org" not in text_of(client, "organisation", home.uuid).replace(getattr(user, "email", "-"), "")
        assert client.get(address).status_code == (302 if user is None else 404)
        client.logout()
        client.cookies["django_language"] = "en"
    assert "内部联系人" not in text_of(client, "organisation", home.uuid)
    signed_in(client, reader)
    assert "inside@lamps.example" in text_of(client, "organisation", home.uuid)
    assert "manager@example.org" in text_of(client, "organisation_members", home.uuid)


def test_merged_organisation_leads_to_the_one_kept(client: Client) -> None:
    kept, merged = given_organisation("甲厂"), given_organisation("乙厂")
    Organisation.objects.filter(pk=merged.pk).update(merged_into=kept)
    answer = client.get(reverse("organisation", args=[merged.uuid]))
    assert answer.headers["Location"] == reverse("organisation", args=[kept.uuid])


def test_proposed_organisation_is_seen_by_its_asker_and_officials_alone(client: Client) -> None:
    asker = given_person("asker")
    signed_in(client, asker).post("/organisations/new", {"name": "新照明(重庆)有限公司", "kind": "enterprise"})
    made = Organisation.objects.get()
    assert (made.name, made.is_proposed) == ("新照明（重庆）有限公司", True)
    address = reverse("organisation", args=[made.uuid])
    answers = {}
    for name, user in (("asker", asker), ("other", given_person("other")), ("official", given_official())):
        client.force_login(user)
        answers[name] = client.get(address).status_code
    client.logout()
    answers["visitor"] = client.get(address).status_code
    assert answers == {"asker": 200, "other": 404, "official": 200, "visitor": 404}
    assert names_listed(client) == []


def test_registering_what_is_listed_leads_to_it(client: Client) -> None:
    given_organisation("重庆照明有限公司")
    answer = signed_in(client, given_person("asker")).post(
        "/organisations/new", {"name": "重庆照明有限责任公司", "kind": "enterprise"}
    )
    assert answer.status_code == 422
    assert "join or claim it on its page" in answer.content.decode()
    assert Organisation.objects.count() == 1


def test_next_step_of_a_choice_keeps_what_was_filled_in_and_saves_nothing(client: Client) -> None:
    given_tables()
    home = given_organisation("重庆照明有限公司")
    signed_in(client, given_member(home, "manager", Role.MANAGER))
    told = {"kind": "laboratory", "region": "440000", "address": "工业路", "narrow": "1"}
    answer = client.post(reverse("organisation_edit", args=[home.uuid]), told)
    page = parsed(answer.content)
    assert answer.status_code == 200
    assert len(page.xpath("//select[@name='region']")) == 2
    assert page.xpath("//input[@name='address']")[0].get("value") == "工业路"
    home.refresh_from_db()
    assert (home.kind, home.region, home.address) == ("enterprise", "", "")


def test_manager_keeps_the_profile_and_an_audit_row_tells_before_and_after(client: Client) -> None:
    given_tables()
    home = given_organisation("重庆照明有限公司", address="旧址")
    signed_in(client, given_member(home, "manager", Role.MANAGER))
    told = {"kind": "enterprise", "region": ["500000", "500112"], "address": "新址", "website": "https://a.example"}
    assert client.post(reverse("organisation_edit", args=[home.uuid]), told).status_code == 302
    home.refresh_from_db()
    assert (home.region, home.address) == ("500112", "新址")
    row = AuditEntry.objects.get()
    assert (row.action, row.before, row.after, row.origin) == (
        "organisation.profile_changed",
        {"region": "", "address": "旧址", "website": ""},
        {"region": "500112", "address": "新址", "website": "https://a.example"},
        "127.0.0.1",
    )


def test_website_that_a_browser_would_execute_is_refused(client: Client) -> None:
    home = given_organisation("重庆照明有限公司")
    signed_in(client, given_member(home, "manager", Role.MANAGER))
    told = {"kind": "enterprise", "website": "javascript:alert(1)"}
    assert client.post(reverse("organisation_edit", args=[home.uuid]), told).status_code == 422


def test_identity_is_changed_by_an_official_and_the_name_until_now_is_kept(client: Client) -> None:
    home = given_organisation("重庆照明有限公司", region="500112")
    address, told = reverse("organisation_identity", args=[home.uuid]), {"name": "重庆光电有限公司", "uscc": ""}
    assert signed_in(client, given_member(home, "manager", Role.MANAGER)).post(address, told).status_code == 403
    signed_in(client, given_official(region="500000")).post(address, told)
    home.refresh_from_db()
    assert (home.name, [one.name for one in home.names.all()]) == ("重庆光电有限公司", ["重庆照明有限公司"])
    assert names_listed(client, "?text=重庆照明") == ["重庆光电有限公司"]


def test_participation_names_a_listed_alliance(client: Client) -> None:
    home, union = given_organisation("重庆照明有限公司"), given_organisation("重庆照明联盟", kind="alliance")
    signed_in(client, given_member(home, "manager", Role.MANAGER))
    address = reverse("organisation_participations", args=[home.uuid])
    for body in ("重庆照明联盟", "没有的联盟", "重庆照明有限公司"):
        client.post(address, {"body": body, "role": "member", "since": "2024-03-01", "until": ""})
    client.post(address, {"body": "重庆照明联盟", "role": "chair", "since": "2024-03-01", "until": "2023-03-01"})
    made = Participation.objects.get()
    assert (made.organisation, made.body, made.role, str(made.since)) == (home, union, "member", "2024-03-01")
    assert "重庆照明有限公司" in text_of(client, "organisation", union.uuid)
    client.post(reverse("participation_remove", args=[home.uuid, made.pk]))
    assert Participation.objects.count() == 0


# people


def test_invitation_is_taken_with_a_click_and_not_by_opening_its_link(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    home = given_organisation("重庆照明有限公司")
    signed_in(client, given_member(home, "manager", Role.MANAGER))
    with django_capture_on_commit_callbacks(execute=True):
        told = {"email": "new@example.org", "role": "editor"}
        client.post(reverse("organisation_invite", args=[home.uuid]), told)
    link = re.search(r"http://testserver(/invitations/\S+)", str(mail.outbox[0].body))
    assert link is not None
    client.logout()
    assert client.get(link[1]).headers["Location"].startswith(resolve_url(settings.LOGIN_URL))
    new = given_person("new")
    signed_in(client, new)
    assert client.get(link[1]).status_code == 200
    assert find_membership(home, new) is None
    client.post(link[1])
    joined = find_membership(home, new)
    assert joined is not None
    assert joined.role == "editor"
    assert client.get(link[1]).status_code == 422


def test_member_is_removed_after_a_question(client: Client) -> None:
    home = given_organisation("重庆照明有限公司")
    reader = given_member(home, "reader")
    signed_in(client, given_member(home, "manager", Role.MANAGER))
    member = find_membership(home, reader)
    assert member is not None
    address = reverse("member_remove", args=[home.uuid, member.pk])
    assert "Remove this member?" in client.post(address).content.decode()
    assert list_members(home).count() == 2
    client.post(address, {"sure": "yes"})
    assert [one.user.username for one in list_members(home)] == ["manager"]


def test_reader_sees_people_but_changes_nothing(client: Client) -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    signed_in(client, given_member(home, "reader"))
    member = find_membership(home, manager)
    assert member is not None
    for name, args in (
        ("organisation_invite", ()),
        ("organisation_domains", ()),
        ("member_role", (member.pk,)),
        ("member_remove", (member.pk,)),
    ):
        assert client.post(reverse(name, args=[home.uuid, *args])).status_code == 403
    assert client.get(reverse("organisation_edit", args=[home.uuid])).status_code == 403


def test_members_go_out_to_members(client: Client) -> None:
    home = given_organisation("重庆照明有限公司")
    given_member(home, "manager", Role.MANAGER)
    address = reverse("organisation_members_export", args=[home.uuid, "csv"])
    signed_in(client, given_member(home, "reader"))
    answer = streamed(client.get(address)).decode("utf-8-sig")
    assert [line.split(",")[:3] for line in answer.splitlines()] == [
        ["Full name", "E-mail address", "Role"],
        ["manager", "manager@example.org", "Manager"],
        ["reader", "reader@example.org", "Reader"],
    ]
    signed_in(client, given_person("stranger"))
    assert client.get(address).status_code == 404


# officials


def test_claim_waits_in_the_queue_and_is_granted_there(client: Client) -> None:
    home = given_organisation("重庆照明有限公司", region="500112")
    asked = joining.ask(organisation=home, actor=given_person("asker"), message="法定代表人")
    signed_in(client, given_official(region="500000"))
    assert "法定代表人" in text_of(client, "officials_queue")
    refusal = client.post(reverse("claim_decide", args=[asked.uuid]), {"answer": "refuse", "why": ""}, follow=True)
    assert "Say why the claim is refused." in refusal.content.decode()
    client.post(reverse("claim_decide", args=[asked.uuid]), {"answer": "grant"})
    assert [one.role for one in list_members(home)] == ["manager"]
    assert "法定代表人" not in text_of(client, "officials_queue")


def test_merge_is_shown_first_and_undone_afterwards(client: Client) -> None:
    kept, merged = (
        given_organisation("晶科能源股份有限公司"),
        given_organisation("晶科能源有限公司", address="工业路 1 号"),
    )
    signed_in(client, given_official())
    assert "晶科能源有限公司" in text_of(client, "officials_queue")
    address = reverse("organisations_merge", args=[kept.uuid, merged.uuid])
    assert "taken over" in client.get(address).content.decode()
    assert Merge.objects.count() == 0
    client.post(address, {"why": "同一企业"})
    made = Merge.objects.get()
    client.post(reverse("merge_undo", args=[made.pk]))
    made.refresh_from_db()
    assert made.undone_at is not None
    client.post(reverse("organisations_apart", args=[kept.uuid, merged.uuid]))
    assert "look alike" in text_of(client, "officials_queue")


def test_queue_is_absent_for_whoever_is_no_official_of_the_catalogue(client: Client) -> None:
    home = given_organisation("重庆照明有限公司")
    asked = joining.ask(organisation=home, actor=given_person("asker"))
    for user in (given_member(given_organisation("乙厂"), "manager", Role.MANAGER), given_administrator()):
        signed_in(client, user)
        assert client.get("/officials/organisations").status_code == 404
        assert client.get("/officials/claims.csv").status_code == 404
        assert client.post(reverse("claim_decide", args=[asked.uuid]), {"answer": "grant"}).status_code == 404
    assert JoinRequest.objects.get().state == "waiting"


# nonsense


def addresses(organisation: Organisation, number: int) -> Iterator[str]:
    """Every address of the sub-domain, filled in with what exists."""
    values = {
        "key": str(organisation.uuid),
        "other": ABSENT,
        "request_key": ABSENT,
        "secret": "none",
        "number": number,
        "kind": "csv",
        "tree": "regions",
    }
    for name in get_resolver("guiju.organisations.urls").reverse_dict:
        if isinstance(name, str):
            wanted = get_resolver("guiju.organisations.urls").reverse_dict.getlist(name)[0][0][0][1]
            yield reverse(name, kwargs={one: values[one] for one in wanted})


@pytest.mark.parametrize("who", ["visitor", "stranger", "manager", "official"])
def test_no_address_fails_on_junk(client: Client, who: str) -> None:
    home = given_organisation("重庆照明有限公司")
    people = {
        "stranger": given_person("stranger"),
        "manager": given_member(home, "manager", Role.MANAGER),
        "official": given_official(),
    }
    if who in people:
        client.force_login(people[who])
    junk = {
        "page": "9" * 40,
        "text": "\0%_'\"<",
        "region": ["\0", "999999"],
        "industry": "Z",
        "kind": "\0",
        "email": "a\0b@c",
        "role": "owner",
        "answer": "maybe",
        "name": "\0\u202e",
        "uscc": "9" * 5000,
        "website": "http://[",
        "since": "0000-00-00",
        "domain-email": "x",
        "message": "x" * 3000,
    }
    seen = []
    for address in addresses(home, 9**18):
        for answer in (
            client.get(address, junk),
            client.post(address, junk),
            client.put(address, b"{"),
        ):
            seen.append(answer.status_code)
            if answer.streaming:
                streamed(answer)
    assert [status for status in seen if status >= 500] == []
    assert Organisation.objects.get().name == "重庆照明有限公司"
    assert EmailDomain.objects.count() == 0


def test_changes_need_the_form_of_the_page() -> None:
    home = given_organisation("重庆照明有限公司")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(given_member(home, "manager", Role.MANAGER))
    told = {"email": "new@example.org", "role": "reader"}
    assert strict.post(reverse("organisation_invite", args=[home.uuid]), told).status_code == 403
