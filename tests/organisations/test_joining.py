"""Coming to belong to an organisation, and ceasing to."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks as Commit

from guiju.organisations.models import EmailDomain, Invitation, JoinRequest, Membership, Organisation
from guiju.organisations.problems import OrganisationProblem
from guiju.organisations.queries.finding import find_membership, list_members
from guiju.organisations.queries.queue import list_claims
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.standing import Role
from guiju.organisations.services import joining, members
from guiju.platform.models import AuditEntry, User
from tests.organisations.given import (
    given_administrator,
    given_member,
    given_official,
    given_organisation,
    given_person,
)

pytestmark = pytest.mark.django_db


def link(secret: str) -> str:
    return f"https://guiju.example.org/{secret}"


def secret_of(message: mail.EmailMessage) -> str:
    found = re.search(r"https://guiju\.example\.org/(\S+)", str(message.body))
    assert found is not None
    return found[1]


def roles(organisation: Organisation) -> dict[str, str]:
    return {one.user.username: one.role for one in list_members(organisation)}


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def invited(
    organisation: Organisation, manager: User, commit: Commit, role: Role = Role.EDITOR, email: str = "new@example.org"
) -> str:
    with commit(execute=True):
        joining.invite(organisation=organisation, email=email, role=role, actor=manager, address=link)
    return secret_of(mail.outbox[-1])


def why(problem: pytest.ExceptionInfo[OrganisationProblem]) -> str:
    return problem.value.reason.code


def test_invitation_by_mail_makes_a_member_once(django_capture_on_commit_callbacks: Commit) -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    secret = invited(home, manager, django_capture_on_commit_callbacks)
    joining.accept(secret=secret, actor=given_person("new"))
    assert roles(home) == {"manager": "manager", "new": "editor"}
    with pytest.raises(OrganisationProblem) as refused:
        joining.accept(secret=secret, actor=given_person("other"))
    assert why(refused) == "organisation.invitation_gone"
    assert mail.outbox[-1].to == ["new@example.org"]
    assert actions() == ["organisation.invited", "organisation.joined"]


def test_invitation_that_is_passed_on_lets_nobody_in(django_capture_on_commit_callbacks: Commit) -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    secret = invited(home, manager, django_capture_on_commit_callbacks, Role.MANAGER)
    with pytest.raises(OrganisationProblem) as refused:
        joining.accept(secret=secret, actor=given_person("somebody"))
    assert why(refused) == "organisation.invitation_of_another"
    joining.accept(secret=secret, actor=given_person("new"))
    assert roles(home) == {"manager": "manager", "new": "manager"}


def test_invitation_keeps_no_secret(django_capture_on_commit_callbacks: Commit) -> None:
    home = given_organisation("重庆照明有限公司")
    secret = invited(home, given_member(home, "manager", Role.MANAGER), django_capture_on_commit_callbacks)
    assert secret not in {str(value) for row in Invitation.objects.values() for value in row.values()}


def test_invitation_expires_after_two_weeks(django_capture_on_commit_callbacks: Commit) -> None:
    home = given_organisation("重庆照明有限公司")
    secret = invited(home, given_member(home, "manager", Role.MANAGER), django_capture_on_commit_callbacks)
    made = Invitation.objects.get()
    assert made.expires_at - made.created_at == pytest.approx(dt.timedelta(days=14), abs=dt.timedelta(minutes=1))
    Invitation.objects.update(expires_at=timezone.now())
    assert joining.find_invitation(secret) is None


def test_invitation_withdrawn_or_sent_anew_no_longer_works(django_capture_on_commit_callbacks: Commit) -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    first = invited(home, manager, django_capture_on_commit_callbacks)
    second = invited(home, manager, django_capture_on_commit_callbacks)
    assert joining.find_invitation(first) is None
    found = joining.find_invitation(second)
    assert found is not None
    joining.revoke(invitation=found, actor=manager)
    assert joining.find_invitation(second) is None


def test_invitation_of_a_member_raises_the_role_and_never_lowers_it(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    reader = given_member(home, "reader")
    for email, role, person in (
        ("reader@example.org", Role.EDITOR, reader),
        ("Manager@Example.org", Role.READER, manager),
    ):
        joining.accept(
            secret=invited(home, manager, django_capture_on_commit_callbacks, role, email=email), actor=person
        )
    assert roles(home) == {"manager": "manager", "reader": "editor"}


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR])
def test_invitation_by_who_manages_nothing_is_denied(role: Role) -> None:
    home = given_organisation("重庆照明有限公司")
    actor = given_member(home, "member", role)
    with pytest.raises(PermissionDenied):
        joining.invite(organisation=home, email="new@example.org", role=Role.READER, actor=actor, address=link)
    assert mail.outbox == []


def test_no_mail_leaves_where_the_invitation_is_rolled_back() -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    joining.invite(organisation=home, email="new@example.org", role=Role.READER, actor=manager, address=link)
    assert mail.outbox == []  # the test's transaction never commits


def test_first_claim_granted_by_an_official_makes_a_manager(django_capture_on_commit_callbacks: Commit) -> None:
    home = given_organisation("重庆照明有限公司", region="500112")
    asker, official = given_person("asker"), given_official(region="500000")
    asked = joining.ask(organisation=home, actor=asker, message="法定代表人")
    assert asked.kind == "claim"
    assert list(list_claims(standing_of(official))) == [asked]
    with django_capture_on_commit_callbacks(execute=True):
        joining.decide(request=asked, grant=True, actor=official, why="营业执照已核对")
    home.refresh_from_db()
    assert (roles(home), home.is_claimed) == ({"asker": "manager"}, True)
    assert [message.to for message in mail.outbox] == [["asker@example.org"]]
    assert actions() == ["organisation.claim_asked", "organisation.claim_decided"]


def test_claim_is_not_for_officials_elsewhere_nor_for_its_asker() -> None:
    home = given_organisation("重庆照明有限公司", region="500112")
    official = given_official(region="500000")
    asked = joining.ask(organisation=home, actor=official)
    with pytest.raises(PermissionDenied):
        joining.decide(request=asked, grant=True, actor=official)
    with pytest.raises(PermissionDenied):
        joining.decide(request=asked, grant=True, actor=given_official("elsewhere", "440000"))
    assert roles(home) == {}


def test_second_claim_becomes_a_request_to_the_new_manager() -> None:
    home = given_organisation("重庆照明有限公司")
    first, second = given_person("first"), given_person("second")
    asked = joining.ask(organisation=home, actor=first)
    later = joining.ask(organisation=home, actor=second)
    joining.decide(request=asked, grant=True, actor=given_official())
    later.refresh_from_db()
    assert later.kind == "join"
    joining.decide(request=later, grant=True, actor=first, role=Role.EDITOR)
    assert roles(home) == {"first": "manager", "second": "editor"}


def test_claim_looked_at_while_another_was_granted_is_for_the_manager_now() -> None:
    home, official = given_organisation("重庆照明有限公司"), given_official()
    asked = joining.ask(organisation=home, actor=given_person("first"))
    later = joining.ask(organisation=home, actor=given_person("second"))
    joining.decide(request=asked, grant=True, actor=official)
    assert later.kind == "claim"  # as the other official still has it before them
    with pytest.raises(PermissionDenied):
        joining.decide(request=later, grant=True, actor=official)
    assert roles(home) == {"first": "manager"}


def test_request_is_answered_once() -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    asked = joining.ask(organisation=home, actor=given_person("asker"))
    joining.decide(request=asked, grant=False, actor=manager, why="not known here")
    with pytest.raises(OrganisationProblem) as refused:
        joining.decide(request=asked, grant=True, actor=manager)
    assert why(refused) == "organisation.request_decided"
    assert roles(home) == {"manager": "manager"}


def test_request_waits_only_once_and_can_be_withdrawn() -> None:
    home = given_organisation("重庆照明有限公司")
    asker = given_person("asker")
    asked = joining.ask(organisation=home, actor=asker)
    with pytest.raises(OrganisationProblem) as refused:
        joining.ask(organisation=home, actor=asker)
    assert why(refused) == "organisation.already_asked"
    with pytest.raises(PermissionDenied):
        joining.withdraw(request=asked, actor=given_person("other"))
    joining.withdraw(request=asked, actor=asker)
    assert joining.ask(organisation=home, actor=asker).state == "waiting"
    assert JoinRequest.objects.count() == 2


def test_administrator_of_the_platform_joins_nothing() -> None:
    with pytest.raises(OrganisationProblem) as refused:
        joining.ask(organisation=given_organisation("重庆照明有限公司"), actor=given_administrator())
    assert why(refused) == "organisation.administrator"


def test_address_in_a_verified_domain_lets_its_reader_in(django_capture_on_commit_callbacks: Commit) -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    with django_capture_on_commit_callbacks(execute=True):
        named = members.add_domain(organisation=home, email="office@lamps.example", actor=manager, address=link)
    asker = given_person("asker")
    with pytest.raises(OrganisationProblem) as refused:
        joining.ask_by_domain(organisation=home, email="a@lamps.example", actor=asker, address=link)
    assert why(refused) == "organisation.other_domain"
    members.verify_domain(domain=named, actor=manager, secret=secret_of(mail.outbox[-1]))
    with django_capture_on_commit_callbacks(execute=True):
        joining.ask_by_domain(organisation=home, email="a@LAMPS.example", actor=asker, address=link)
    secret = secret_of(mail.outbox[-1])
    assert mail.outbox[-1].to == ["a@LAMPS.example"]
    with pytest.raises(OrganisationProblem) as taken:
        joining.accept(secret=secret, actor=given_person("thief"))
    assert why(taken) == "organisation.invitation_of_another"
    joining.accept(secret=secret, actor=asker)
    assert roles(home) == {"manager": "manager", "asker": "reader"}


def test_domain_is_verified_by_its_mail_or_by_an_official_and_by_nobody_else(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    home = given_organisation("重庆照明有限公司", region="500112")
    manager = given_member(home, "manager", Role.MANAGER)
    with django_capture_on_commit_callbacks(execute=True):
        named = members.add_domain(organisation=home, email="office@lamps.example", actor=manager, address=link)
    with pytest.raises(PermissionDenied):
        members.verify_domain(domain=named, actor=manager, secret="guessed")
    members.verify_domain(domain=named, actor=given_official(region="500000"))
    assert EmailDomain.objects.get().verified_at is not None


def test_public_mail_provider_is_no_domain_of_an_organisation() -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    with pytest.raises(OrganisationProblem) as refused:
        members.add_domain(organisation=home, email="boss@qq.com", actor=manager, address=link)
    assert why(refused) == "organisation.public_domain"


def test_last_manager_cannot_leave_until_there_is_another() -> None:
    home = given_organisation("重庆照明有限公司")
    manager, reader = given_member(home, "manager", Role.MANAGER), given_member(home, "reader")
    own, other = find_membership(home, manager), find_membership(home, reader)
    assert own is not None
    assert other is not None
    with pytest.raises(OrganisationProblem) as leaving:
        members.remove(member=own, actor=manager)
    with pytest.raises(OrganisationProblem) as stepping_down:
        members.change_role(member=own, role=Role.READER, actor=manager)
    assert [why(leaving), why(stepping_down)] == ["organisation.last_manager"] * 2
    members.change_role(member=other, role=Role.MANAGER, actor=manager)
    members.remove(member=own, actor=manager)
    assert roles(home) == {"reader": "manager"}
    assert actions() == ["organisation.role_changed", "organisation.left"]


def test_reader_leaves_but_removes_nobody() -> None:
    home = given_organisation("重庆照明有限公司")
    given_member(home, "manager", Role.MANAGER)
    reader, other = given_member(home, "reader"), given_member(home, "other")
    theirs, own = find_membership(home, other), find_membership(home, reader)
    assert theirs is not None
    assert own is not None
    with pytest.raises(PermissionDenied):
        members.remove(member=theirs, actor=reader)
    members.remove(member=own, actor=reader)
    assert roles(home) == {"manager": "manager", "other": "reader"}


def test_manager_of_another_organisation_changes_nothing_here() -> None:
    home, away = given_organisation("重庆照明有限公司"), given_organisation("广州灯具有限公司")
    reader = given_member(home, "reader")
    stranger = given_member(away, "stranger", Role.MANAGER)
    with pytest.raises(PermissionDenied):
        members.change_role(member=Membership.objects.get(user=reader), role=Role.MANAGER, actor=stranger)


def test_links_to_one_address_are_few_within_an_hour() -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)

    def send(email: str) -> None:
        joining.invite(organisation=home, email=email, role=Role.READER, actor=manager, address=link)

    for _ in range(5):
        send("new@example.org")
    with pytest.raises(OrganisationProblem) as refused:
        send("New@example.org")
    assert why(refused) == "organisation.too_many_mails"
    send("other@example.org")
    Invitation.objects.update(created_at=timezone.now() - dt.timedelta(hours=1, seconds=1))
    send("new@example.org")


def test_links_that_one_person_asks_for_are_few_within_an_hour() -> None:
    home = given_organisation("重庆照明有限公司")
    EmailDomain.objects.create(organisation=home, domain="zhaoming.example.cn", verified_at=timezone.now())
    asker = given_person("asker")
    for name in ("a", "b", "c", "d", "e"):
        joining.ask_by_domain(organisation=home, email=f"{name}@zhaoming.example.cn", actor=asker, address=link)
    with pytest.raises(OrganisationProblem) as refused:
        joining.ask_by_domain(organisation=home, email="f@zhaoming.example.cn", actor=asker, address=link)
    assert why(refused) == "organisation.too_many_mails"


def test_links_that_confirm_domains_are_few_within_an_hour() -> None:
    home = given_organisation("重庆照明有限公司")
    manager = given_member(home, "manager", Role.MANAGER)
    for name in ("a", "b", "c", "d", "e"):
        members.add_domain(organisation=home, email=f"x@{name}.example.cn", actor=manager, address=link)
    EmailDomain.objects.all().delete()
    with pytest.raises(OrganisationProblem) as refused:
        members.add_domain(organisation=home, email="x@f.example.cn", actor=manager, address=link)
    assert why(refused) == "organisation.too_many_mails"
