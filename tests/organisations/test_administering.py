"""The three administrations: what each may, what nobody may, and their pages."""

from __future__ import annotations

import pytest
from django.test import Client

from guiju.models import Administrator, AuditEntry, Job, Membership, OfficialDuty
from guiju.organisations.access import _standing_of_token
from guiju.organisations.rules.administering import (
    fault_of_administration,
    fault_of_duty,
    may_govern_people,
    may_read_trail,
    may_run_installation,
)
from guiju.organisations.rules.standing import VISITOR, Administration, Duty, Role, Standing
from guiju.organisations.rules.tokens import may_end_any_token, may_hold_tokens, may_keep_tokens_of
from guiju.organisations.services.people import PersonError, give_administration, give_duty, take_administration
from guiju.organisations.services.tokens import create_token, find_holder
from tests.factories_people import (
    given_administrator,
    given_member,
    given_official,
    given_organisation,
    given_person,
    signed_in,
)

pytestmark = pytest.mark.django_db

SYSTEM, SECURITY, AUDIT = (Standing(user=1, administration=one) for one in Administration)
MEMBER = Standing(user=1, roles={7: Role.MANAGER})
PROGRAM = Standing(roles={7: Role.MANAGER}, administration=Administration.SECURITY, scopes=frozenset({"checks:write"}))


@pytest.mark.parametrize(
    ("rule", "who"),
    [(may_run_installation, SYSTEM), (may_govern_people, SECURITY), (may_read_trail, AUDIT)],
)
def test_work_of_one_administration_is_done_by_it_alone(rule: object, who: Standing) -> None:
    assert callable(rule)
    everybody = [SYSTEM, SECURITY, AUDIT, MEMBER, PROGRAM, VISITOR]
    assert [one for one in everybody if rule(one)] == [who]


@pytest.mark.parametrize(
    ("standing", "own", "of_7", "of_8", "any_"),
    [
        (VISITOR, False, False, False, False),
        (MEMBER, True, True, False, False),
        (Standing(user=1, roles={7: Role.EDITOR}), True, False, False, False),
        (SECURITY, False, False, False, True),
        (SYSTEM, False, False, False, False),
        (PROGRAM, False, False, False, False),
    ],
)
def test_tokens_are_kept_by(standing: Standing, own: bool, of_7: bool, of_8: bool, any_: bool) -> None:
    assert may_hold_tokens(standing) is own
    assert may_keep_tokens_of(standing, 7) is of_7
    assert may_keep_tokens_of(standing, 8) is of_8
    assert may_end_any_token(standing) is any_


def test_administration_stands_alone() -> None:
    assert fault_of_administration(None, roles=0, duties=0) == ""
    assert "holds one administration" in fault_of_administration(Administration.AUDIT, roles=0, duties=0)
    assert "duties" in fault_of_administration(None, roles=0, duties=1)
    assert "member" in fault_of_administration(None, roles=1, duties=0)
    assert fault_of_duty(None, "500000") == fault_of_duty(None, "") == ""
    assert "administrator" in fault_of_duty(Administration.SYSTEM, "")


@pytest.mark.parametrize("region", ["5000", "5000000", "５０００００", "abcdef", " 50000"])
def test_region_is_six_digits(region: str) -> None:
    assert "six digits" in fault_of_duty(None, region)


def test_official_and_member_cannot_become_administrators() -> None:
    official = given_official(Duty.CATALOGUE, "official@example.org")
    member = given_member(given_organisation("甲"), Role.READER, "member@example.org")
    for person in (official, member):
        with pytest.raises(PersonError):
            give_administration(person=person, administration=Administration.AUDIT, actor=None)
    assert Administrator.objects.count() == 0


def test_administrator_gets_no_duty_and_does_not_take_away_their_own_administration() -> None:
    security = given_administrator(Administration.SECURITY, "security@example.org")
    with pytest.raises(PersonError):
        give_duty(person=security, duty=Duty.TRADE, region="", actor=None)
    with pytest.raises(PersonError):
        take_administration(person=security, actor=security)
    assert Administrator.objects.count() == 1


def test_duty_given_on_the_page_is_held_and_recorded() -> None:
    security = given_administrator(Administration.SECURITY, "security@example.org")
    person = given_person("zhao@example.org")
    sent = {"do": "give_duty", "duty": "catalogue", "region": "500000", "why": "文件〔2026〕1 号"}
    answer = signed_in(security).post(f"/administration/people/{person.uuid}", sent)
    assert answer.status_code == 302
    assert list(OfficialDuty.objects.values_list("user", "duty", "region")) == [(person.pk, "catalogue", "500000")]
    entry = AuditEntry.objects.get(action="duty.given")
    assert (entry.actor, entry.subject_key, entry.after, entry.why, entry.origin) == (
        security,
        str(person.uuid),
        {"duty": "catalogue", "region": "500000"},
        "文件〔2026〕1 号",
        "127.0.0.1",
    )


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"do": "everything"},
        {"do": "give_duty"},
        {"do": "give_duty", "duty": "catalogue", "region": "5" * 500},
        {"do": "give_duty", "duty": "all\x00"},
        {"do": "take_duty", "duty": "\x00", "region": "\x00"},
        {"do": "give_administration", "administration": "root"},
        {"do": "take_administration"},
        {"do": "close", "why": "x" * 501},
    ],
)
def test_form_that_makes_no_sense_changes_nothing(sent: dict[str, str]) -> None:
    security = given_administrator(Administration.SECURITY, "security@example.org")
    person = given_person("zhao@example.org")
    before = AuditEntry.objects.count()
    answer = signed_in(security).post(f"/administration/people/{person.uuid}", sent)
    assert (answer.status_code, AuditEntry.objects.count()) == (302, before)


def test_trail_shows_who_changed_what_and_filters_it() -> None:
    audit = given_administrator(Administration.AUDIT, "audit@example.org")
    person = given_person("zhao@example.org")
    give_duty(person=person, duty=Duty.TRADE, region="", actor=given_person("security@example.org"), why="因岗位调整")
    page = signed_in(audit).get("/audit?what=duty.").content.decode()
    assert ("因岗位调整" in page, "security@example.org" in page, "person.created" in page) == (True, True, False)
    table = b"".join(signed_in(audit).get("/audit.csv?who=security@").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert len(table.splitlines()) == 2
    assert "没有符合条件的记录" in signed_in(audit).get("/audit?first=2090-01-01").content.decode()


@pytest.mark.parametrize("query", ["first=x", "first=%00", "page=99999999999999999999", "who=%00", "last=9999-12-31"])
def test_trail_bears_any_query(query: str) -> None:
    audit = given_administrator(Administration.AUDIT, "audit@example.org")
    assert signed_in(audit).get(f"/audit?{query}").status_code == 200


def test_failed_job_is_taken_up_again_by_the_system_administrator() -> None:
    system = given_administrator(Administration.SYSTEM, "system@example.org")
    job = Job.objects.create(kind="platform.seal", state=Job.State.FAILED, tries=5, error="OSError: disk full")
    browser = signed_in(system)
    assert "OSError: disk full" in browser.get("/administration/installation").content.decode()
    assert browser.post(f"/administration/jobs/{job.uuid}").status_code == 302
    job.refresh_from_db()
    assert (job.state, job.tries, job.error) == (Job.State.QUEUED, 0, "")
    assert [browser.post(f"/administration/jobs/{key}").status_code for key in (job.uuid, "x")] == [404, 404]


def test_page_shows_no_secret_and_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIJU_EMAIL_URL", "smtp://robot:hidden-one@mail.example:25")
    monkeypatch.setenv("GUIJU_OIDC_SECRET", "hidden-two")
    system = given_administrator(Administration.SYSTEM, "system@example.org")
    page = signed_in(system).get("/administration/installation").content.decode()
    assert ("smtp://robot:••••••@mail.example:25" in page, "hidden-" in page) == (True, False)


def test_token_is_shown_once_and_belongs_to_the_organisation_chosen() -> None:
    organisation = given_organisation("甲")
    manager = given_member(organisation, Role.MANAGER, "manager@example.org")
    sent = {"name": "每晚查新", "days": "30", "owner": str(organisation.uuid), "scopes": ["checks:write"]}
    page = signed_in(manager).post("/account/tokens", sent).content.decode()
    secret = page.split('id="secret">')[1].split("<")[0]
    holder = find_holder(secret)
    assert getattr(holder, "organisation", None) == organisation.pk
    assert secret not in signed_in(manager).get("/account/tokens").content.decode()


def test_token_of_an_organisation_one_does_not_manage_is_not_made(client: Client) -> None:
    organisation = given_organisation("甲")
    editor = given_member(organisation, Role.EDITOR, "editor@example.org")
    sent = {"name": "x", "days": "30", "owner": str(organisation.uuid)}
    signed_in(editor).post("/account/tokens", sent)
    assert AuditEntry.objects.filter(action="token.created").count() == 0


def test_standing_of_a_token_is_its_owners_within_its_scopes() -> None:
    organisation = given_organisation("甲")
    member = given_member(organisation, Role.READER, "reader@example.org")
    security = given_administrator(Administration.SECURITY, "security@example.org")
    own, shared, powerful = (
        find_holder(create_token(name="x", scopes=["checks:write"], owner=owner, organisation=of)[1])
        for owner, of in ((member, None), (None, organisation), (security, None))
    )
    scopes = frozenset({"checks:write"})
    assert _standing_of_token(own) == Standing(user=member.pk, roles={organisation.pk: Role.READER}, scopes=scopes)  # type: ignore[arg-type]
    assert _standing_of_token(shared) == Standing(roles={organisation.pk: Role.EDITOR}, scopes=scopes)  # type: ignore[arg-type]
    assert _standing_of_token(powerful) == Standing(user=security.pk, scopes=scopes)  # type: ignore[arg-type]


def test_token_of_a_merged_organisation_acts_for_the_one_it_became() -> None:
    kept, gone = given_organisation("甲"), given_organisation("乙")
    secret = create_token(name="x", scopes=[], organisation=gone)[1]
    gone.merged_into = kept
    gone.save()
    assert getattr(find_holder(secret), "organisation", None) == kept.pk
    assert Membership.objects.count() == 0


def test_token_is_ended_with_a_reason_and_not_with_a_broken_one() -> None:
    person = given_person("zhao@example.org")
    token, _secret = create_token(name="x", scopes=[], owner=person)
    browser = signed_in(person)
    assert browser.post(f"/account/tokens/{token.prefix}", {"why": "\x00"}).status_code == 200
    assert browser.post(f"/account/tokens/{token.prefix}", {"why": "lost"}).status_code == 302
    assert AuditEntry.objects.get(action="token.revoked").why == "lost"
