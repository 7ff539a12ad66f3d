"""What an organisation is: registered, its profile and identity, whom to turn to, where it takes part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from guiju.kernel.reasons import Reason
from guiju.organisations.models import Contact, JoinRequest, Organisation, OrganisationName, Participation
from guiju.organisations.problems import OrganisationProblem, refuse_for
from guiju.organisations.queries.finding import find_by_name, find_by_uscc, place_of
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules import permissions
from guiju.organisations.rules.names import fold_name, stem_of
from guiju.organisations.services.auditing import note
from guiju.organisations.services.joining import ask
from guiju.platform import events
from guiju.platform.events import Happening
from guiju.platform.models import User

PROFILE: Final = ("name_en", "kind", "region", "industry", "address", "website", "four_eyes")
JOINT: Final = (Organisation.Kind.ASSOCIATION, Organisation.Kind.ALLIANCE, Organisation.Kind.COMMITTEE)


@transaction.atomic
def register(
    *, name: str, uscc: str, kind: str, region: str, actor: User, message: str = "", origin: str = ""
) -> JoinRequest:
    """Register an organisation that is not listed, with the claim to be its first manager.

    It stays hidden until an official grants the claim. `OrganisationProblem` where it is listed already.
    """
    _refuse_listed(name, uscc)
    folded = fold_name(name)
    made = Organisation.objects.create(
        name=name,
        folded_name=folded,
        stem=stem_of(folded),
        uscc=uscc or None,
        kind=kind,
        region=region,
        is_proposed=True,
    )
    note("organisation.registered", made, actor, after={"name": name, "uscc": uscc}, origin=origin)
    return ask(organisation=made, actor=actor, message=message, origin=origin)


@transaction.atomic
def edit_profile(*, organisation: Organisation, facts: Mapping[str, Any], actor: User, origin: str = "") -> None:
    """Change what an organisation says of itself; `facts` are those of `PROFILE`."""
    standing = standing_of(actor)
    if not permissions.may_edit_profile(standing, place_of(organisation)):
        raise PermissionDenied
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = {name: facts[name] for name in PROFILE if name in facts and getattr(organisation, name) != facts[name]}
    _save(organisation, changed, "organisation.profile_changed", actor, origin=origin)


@transaction.atomic
def edit_identity(
    *, organisation: Organisation, name: str, uscc: str, actor: User, why: str = "", origin: str = ""
) -> None:
    """Give it another name or code; the name until now stays as a former one."""
    if not permissions.may_edit_identity(standing_of(actor), place_of(organisation)):
        raise PermissionDenied
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    holder = find_by_uscc(uscc) if uscc else None
    if holder is not None and holder.pk != organisation.pk:
        raise OrganisationProblem(Reason.of("organisation.code_taken", number=uscc, holder=holder.name))
    folded = fold_name(name)
    if organisation.name != name:
        former = {"folded_name": organisation.folded_name, "kind": OrganisationName.Kind.FORMER}
        OrganisationName.objects.update_or_create(organisation=organisation, name=organisation.name, defaults=former)
    wanted = {"name": name, "folded_name": folded, "stem": stem_of(folded), "uscc": uscc or None}
    changed = {field: value for field, value in wanted.items() if getattr(organisation, field) != value}
    _save(organisation, changed, "organisation.identity_changed", actor, why=why, origin=origin)


@transaction.atomic
def add_contact(*, organisation: Organisation, facts: Mapping[str, Any], actor: User, origin: str = "") -> Contact:
    """Name somebody to turn to."""
    _permit_profile(organisation, actor)
    made = Contact.objects.create(organisation=organisation, **facts)
    note("organisation.contact_added", organisation, actor, after=dict(facts), origin=origin)
    return made


@transaction.atomic
def remove_contact(*, contact: Contact, actor: User, origin: str = "") -> None:
    """Name somebody no longer."""
    _permit_profile(contact.organisation, actor)
    before = {"name": contact.name, "email": contact.email, "phone": contact.phone, "purpose": contact.purpose}
    contact.delete()
    note("organisation.contact_removed", contact.organisation, actor, before=before, origin=origin)


@transaction.atomic
def add_participation(
    *,
    organisation: Organisation,
    body: str,
    role: str,
    actor: User,
    since: dt.date | None = None,
    until: dt.date | None = None,
    origin: str = "",
) -> Participation:
    """Say that an organisation takes part in an association, alliance or committee that is listed, by its name."""
    _permit_profile(organisation, actor)
    found = find_by_name(fold_name(body))
    if found is None or found.kind not in JOINT:
        raise OrganisationProblem(Reason.of("organisation.no_joint_body", name=body))
    refuse_for(Reason.of("organisation.in_itself") if found.pk == organisation.pk else None)
    refuse_for(Reason.of("organisation.dates_crossed") if since and until and until < since else None)
    made, created = Participation.objects.get_or_create(
        organisation=organisation, body=found, role=role, defaults={"since": since, "until": until}
    )
    refuse_for(None if created else Reason.of("organisation.participation_there"))
    note("organisation.participation_added", organisation, actor, after=_told(made), origin=origin)
    return made


@transaction.atomic
def remove_participation(*, participation: Participation, actor: User, origin: str = "") -> None:
    """It was said wrongly: for its end there is a date. Either side may take it back."""
    standing = standing_of(actor)
    sides = (participation.organisation, participation.body)
    if not any(permissions.may_edit_profile(standing, place_of(side)) for side in sides):
        raise PermissionDenied
    before = _told(participation)
    participation.delete()
    note("organisation.participation_removed", participation.organisation, actor, before=before, origin=origin)


def _told(one: Participation) -> dict[str, Any]:
    dates = {"since": one.since, "until": one.until}
    told = {name: date.isoformat() for name, date in dates.items() if date}
    return {"body": str(one.body.uuid), "role": one.role, **told}


def _refuse_listed(name: str, uscc: str) -> None:
    holder = find_by_uscc(uscc) if uscc else None
    if holder is not None:
        raise OrganisationProblem(Reason.of("organisation.code_taken", number=uscc, holder=holder.name))
    same = find_by_name(fold_name(name))
    if same is not None and not (uscc and same.uscc and uscc != same.uscc):
        raise OrganisationProblem(Reason.of("organisation.name_taken", holder=same.name))


def _permit_profile(organisation: Organisation, actor: User) -> None:
    if not permissions.may_edit_profile(standing_of(actor), place_of(organisation)):
        raise PermissionDenied


def _save(
    organisation: Organisation, changed: Mapping[str, Any], action: str, actor: User, *, why: str = "", origin: str = ""
) -> None:
    """Write what differs, with before and after; nothing where nothing does."""
    if not changed:
        return
    before = {name: getattr(organisation, name) for name in changed}
    for name, value in changed.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(changed))
    note(action, organisation, actor, before=before, after=dict(changed), why=why, origin=origin)
    events.emit([Happening("organisation.updated", ("organisation", str(organisation.uuid)))])
