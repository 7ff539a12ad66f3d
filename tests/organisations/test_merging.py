"""Two organisations made one, and parted again."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from guiju.alerts.services.issuing import recipient_of
from guiju.organisations.models import (
    Contact,
    Merge,
    Organisation,
    OrganisationCode,
    Participation,
)
from guiju.organisations.problems import OrganisationProblem
from guiju.organisations.queries.finding import find_by_name, list_members
from guiju.organisations.queries.queue import list_alike
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.names import fold_name
from guiju.organisations.rules.standing import Role
from guiju.organisations.services.merging import merge, preview, tell_apart, undo
from guiju.platform.models import AuditEntry
from tests.organisations.given import given_member, given_official, given_organisation

CODE = "91110000600037341L"
OTHER_CODE = "91110000100003962Y"

pytestmark = pytest.mark.django_db


def state() -> dict[str, object]:
    """Everything a merge touches, by name, so that before and after can be compared."""
    rows = Organisation.objects.order_by("pk").values_list(
        "name", "uscc", "region", "address", "merged_into__name", "is_claimed"
    )
    return {
        "organisations": list(rows),
        "members": {one.name: [m.user.username for m in list_members(one)] for one in Organisation.objects.all()},
        "codes": list(OrganisationCode.objects.order_by("pk").values_list("code", "organisation__name")),
        "contacts": list(Contact.objects.order_by("pk").values_list("name", "organisation__name")),
        "parts": list(Participation.objects.order_by("pk").values_list("organisation__name", "body__name", "role")),
    }


def given_two() -> tuple[Organisation, Organisation]:
    kept = given_organisation("晶科能源股份有限公司", region="500112", uscc=None)
    merged = given_organisation("晶科能源有限公司", region="500000", uscc=CODE, address="工业路 1 号")
    union = given_organisation("照明联盟", kind="alliance", region="500000")
    both = given_member(kept, "both", Role.MANAGER)
    given_member(merged, "one")
    merged.memberships.create(user=both, role=Role.READER.value)
    OrganisationCode.objects.create(organisation=merged, scheme="customs", code="4403131697")
    Contact.objects.create(organisation=merged, name="王工")
    for one in (kept, merged):
        Participation.objects.create(organisation=one, body=union, role="member")
    return kept, merged


def test_merge_carries_over_what_hangs_on_the_other_and_undo_puts_it_back() -> None:
    kept, merged = given_two()
    official = given_official(region="500000")
    recipient = recipient_of(organisation=merged.pk)
    before = state()
    made = merge(kept=kept, merged=merged, actor=official, why="同一企业")
    recipient.refresh_from_db()
    assert recipient.organisation_id == kept.pk  # tables of other sub-domains follow
    assert state() == {
        "organisations": [
            ("晶科能源股份有限公司", CODE, "500112", "工业路 1 号", None, True),
            ("晶科能源有限公司", None, "500000", "工业路 1 号", "晶科能源股份有限公司", True),
            ("照明联盟", None, "500000", "", None, False),
        ],
        "members": {"晶科能源股份有限公司": ["both", "one"], "晶科能源有限公司": ["both"], "照明联盟": []},
        "codes": [("4403131697", "晶科能源股份有限公司")],
        "contacts": [("王工", "晶科能源股份有限公司")],
        "parts": [
            ("晶科能源股份有限公司", "照明联盟", "member"),
            ("晶科能源有限公司", "照明联盟", "member"),
        ],
    }
    undo(made=made, actor=official)
    recipient.refresh_from_db()
    assert recipient.organisation_id == merged.pk
    assert state() == before
    told = list(AuditEntry.objects.order_by("pk").values_list("action", "subject_key", "why"))
    keys = [str(kept.uuid), str(merged.uuid)]
    assert told == [
        *(("organisation.merged", key, "同一企业") for key in keys),
        *(("organisation.parted", key, "") for key in keys),
    ]


def test_preview_says_what_would_move_and_changes_nothing() -> None:
    kept, merged = given_two()
    before = state()
    problem, filled, counts = preview(kept, merged)
    assert problem is None
    assert filled == {"uscc": CODE, "address": "工业路 1 号"}
    assert counts == {"OrganisationCode": 1, "Contact": 1, "Participation": 1, "Membership": 2}
    assert state() == before


def test_what_was_changed_after_a_merge_survives_its_undoing() -> None:
    kept, merged = given_two()
    official = given_official(region="500000")
    made = merge(kept=kept, merged=merged, actor=official)
    Organisation.objects.filter(pk=kept.pk).update(address="新区大道 8 号")
    given_member(kept, "later")
    undo(made=made, actor=official)
    kept.refresh_from_db()
    assert kept.address == "新区大道 8 号"
    assert [one.user.username for one in list_members(kept)] == ["both", "later"]


def test_two_codes_are_two_bodies() -> None:
    kept = given_organisation("晶科能源股份有限公司", uscc=CODE)
    merged = given_organisation("晶科能源有限公司", uscc=OTHER_CODE)
    with pytest.raises(OrganisationProblem) as refused:
        merge(kept=kept, merged=merged, actor=given_official())
    assert refused.value.reason.code == "organisation.merge_two_codes"


def test_merge_is_for_an_official_of_both_regions() -> None:
    kept = given_organisation("晶科能源股份有限公司", region="500112")
    merged = given_organisation("晶科能源有限公司", region="440300")
    for actor in (given_official(region="500000"), given_member(kept, "manager", Role.MANAGER)):
        with pytest.raises(PermissionDenied):
            merge(kept=kept, merged=merged, actor=actor)


def test_merge_is_undone_once_and_the_last_first() -> None:
    one, two, three = (given_organisation(name) for name in ("甲厂", "乙厂", "丙厂"))
    official = given_official()
    first = merge(kept=two, merged=one, actor=official)
    second = merge(kept=three, merged=two, actor=official)
    with pytest.raises(OrganisationProblem) as refused:
        undo(made=first, actor=official)
    assert refused.value.reason.code == "organisation.merge_later"
    undo(made=second, actor=official)
    undo(made=first, actor=official)
    with pytest.raises(OrganisationProblem) as again:
        undo(made=Merge.objects.get(pk=first.pk), actor=official)
    assert again.value.reason.code == "organisation.merge_undone"
    assert set(Organisation.objects.values_list("merged_into", flat=True)) == {None}


def test_merged_organisation_is_gone_from_what_people_stand_in() -> None:
    kept, merged = given_two()
    merge(kept=kept, merged=merged, actor=given_official())
    assert find_by_name(fold_name("晶科能源有限公司")) is None
    both = list_members(kept)[0].user
    assert standing_of(both).roles == {kept.pk: Role.MANAGER}


def test_names_that_differ_in_the_legal_form_are_asked_about_until_told_apart() -> None:
    one, other = given_organisation("晶科能源有限公司"), given_organisation("晶科能源股份有限公司")
    given_organisation("广州灯具有限公司")
    official = given_official()
    assert [alike.pairs for alike in list_alike(standing_of(official))] == [((one, other),)]
    tell_apart(one=other, other=one, actor=official)
    assert list_alike(standing_of(official)) == []


def test_official_is_asked_about_their_own_regions_alone() -> None:
    for name in ("晶科能源有限公司", "晶科能源股份有限公司"):
        given_organisation(name, region="440300")
    here, elsewhere = given_official("here", "440000"), given_official("elsewhere", "500000")
    assert [len(list_alike(standing_of(one))) for one in (here, elsewhere)] == [1, 0]
