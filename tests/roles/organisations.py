"""An organisation, its people, and what officials decide on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guiju.organisations.models import JoinRequest, Membership, Organisation
from guiju.organisations.rules.standing import Duty, Role
from guiju.organisations.services import joining, members, merging, profile
from tests.factories_people import Cast, given_organisation, given_person
from tests.roles.place import Place, Places, fixed


def places_of_organisations(cast: Cast) -> Places:
    """Pages that everybody sees, those of members, and those of managers; the organisation is theirs."""
    own, manager = cast.organisation, cast.manager
    Organisation.objects.filter(pk__in=(own.pk, cast.others.pk)).update(is_claimed=True)
    proposed = profile.register(
        name="示范企业丁（演示）", uscc="", kind="enterprise", region="500000", actor=cast.manager
    ).organisation
    given_organisation("示范联盟（演示）", kind="alliance")
    contact = profile.add_contact(organisation=own, facts={"name": "王敏"}, actor=manager)
    part = profile.add_participation(organisation=own, body="示范联盟（演示）", role="member", actor=manager)
    key = {"key": own.uuid}
    told = {
        "name_en": "Demonstration A",
        "kind": "enterprise",
        "region": "",
        "industry": "",
        "address": "",
        "website": "",
    }
    return {
        "organisations_export": fixed(kind="csv"),
        "organisation_picker": fixed(tree="regions"),
        "organisation_new": Place(
            sent={"name": "示范企业戊（演示）", "kind": "enterprise", "region": "", "message": ""}
        ),
        "organisation": Place(key),
        "organisation (proposed)": fixed(key=proposed.uuid),
        "organisation_edit": Place(key, sent=told),
        "organisation_identity": Place(key, sent={"name": "示范企业己（演示）", "uscc": ""}),
        "organisation_contacts": Place(key, sent={"name": "李强"}),
        "contact_remove": Place({**key, "number": contact.pk}),
        "organisation_participations": Place(key, sent={"body": "示范联盟（演示）", "role": "chair"}),
        "participation_remove": Place({**key, "number": part.pk}),
    }


def places_of_people(cast: Cast) -> Places:
    """Who belongs to it, and the ways in. The one who asks to join is the stranger."""
    own, manager = cast.organisation, cast.manager
    key = {"key": own.uuid}
    reader = Membership.objects.get(organisation=own, user=cast.reader)
    invited, invitation = _mailed(
        joining.invite, organisation=own, email=cast.stranger.email, role=Role.READER, actor=manager
    )
    named, domain = _mailed(members.add_domain, organisation=own, email="x@jia.example.org", actor=manager)
    asked = joining.ask(organisation=own, actor=cast.stranger)
    return {
        "organisation_join": Place(key, sent={"message": ""}),
        "join_withdraw": fixed(request_key=asked.uuid),
        "organisation_members": Place(key),
        "organisation_members_export": Place({**key, "kind": "csv"}),
        "member_role": Place({**key, "number": reader.pk}, sent={"role": "editor"}),
        "member_remove": Place({**key, "number": reader.pk}, sent={"sure": "yes"}),
        "organisation_invite": Place(key, sent={"email": "y@example.org", "role": "reader"}),
        "invitation_revoke": Place({**key, "number": invited.pk}),
        "request_answer": Place({**key, "request_key": asked.uuid}, sent={"answer": "grant", "role": "reader"}),
        "organisation_domains": Place(key, sent={"domain-email": "x@yi.example.org"}),
        "domain_remove": Place({**key, "number": named.pk}),
        "invitation": fixed(secret=invitation),
        "domain": fixed(secret=domain),
    }


def _mailed(use_case: Callable[..., Any], **given: object) -> tuple[Any, str]:
    """What a use case made, and the secret of the link it mailed."""
    secrets: list[str] = []

    def address(secret: str) -> str:
        secrets.append(secret)
        return f"https://guiju.example/{secret}"

    return use_case(**given, address=address), secrets[0]


def places_of_officials(cast: Cast) -> Places:
    """First claims, and organisations that may be the same."""
    official = cast.officials[Duty.CATALOGUE]
    one, other, third, unclaimed = (given_organisation(f"示范企业{sign}（演示）") for sign in "庚辛壬癸")
    claim: JoinRequest = joining.ask(organisation=unclaimed, actor=given_person("asker@example.org"))
    merged = merging.merge(kept=one, merged=other, actor=official)
    both = {"key": one.uuid, "other": third.uuid}
    return {
        "claims_export": fixed(kind="csv"),
        "alike_export": fixed(kind="csv"),
        "claim_decide": Place({"request_key": claim.uuid}, sent={"answer": "grant"}),
        "organisations_merge": Place(both, sent={"why": "同一家企业"}),
        "organisations_apart": Place(both),
        "merge_undo": fixed(number=merged.pk),
    }
