"""How people come to belong to an organisation: invited, by their address, let in by a manager, first by an official.

Each use case takes who acts, decides on their standing, and leaves an audit row in the same transaction.
`PermissionDenied` for those who may not, `OrganisationProblem` for what cannot be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from guiju.kernel.reasons import Reason
from guiju.organisations.models import Invitation, JoinRequest, Membership, Organisation
from guiju.organisations.problems import OrganisationProblem, refuse_for
from guiju.organisations.queries.finding import find_membership, place_of
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules import joining, permissions
from guiju.organisations.rules.joining import State
from guiju.organisations.rules.standing import Role
from guiju.organisations.services.auditing import note
from guiju.organisations.services.mailing import digest_of, new_secret, send_after_commit
from guiju.platform.models import User

Address = Callable[[str], str]
"""Makes the whole address of a link from its secret."""
INVITED: Final = "guiju.invited"
"""The session's key that says that an invitation was opened; it lets its holder sign up where only the invited may."""


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, role: Role, actor: User, address: Address, origin: str = ""
) -> Invitation:
    """Offer a place by mail. An earlier offer to the same address that is still open is withdrawn."""
    if not permissions.may_manage_members(standing_of(actor), place_of(organisation)):
        raise PermissionDenied
    sent = _sent_of_late()
    refuse_for(
        joining.mail_problem(
            (sent.filter(organisation=organisation).count(), joining.MOST_INVITATIONS),
            (sent.filter(email__iexact=email).count(), joining.MOST_LINKS),
        )
    )
    open_invitations(organisation).filter(email=email).update(revoked_at=timezone.now())
    made = _offer(organisation=organisation, email=email, role=role, address=address, invited_by=actor)
    note("organisation.invited", organisation, actor, after={"email": email, "role": role.value}, origin=origin)
    return made


@transaction.atomic
def ask_by_domain(*, organisation: Organisation, email: str, actor: User, address: Address, origin: str = "") -> None:
    """Send a link to an address in a verified domain; whoever can read it there may join as reader."""
    _permit_to_ask(actor)
    domain = joining.domain_of(email)
    if not organisation.domains.filter(domain=domain, verified_at__isnull=False).exists():
        raise OrganisationProblem(Reason.of("organisation.other_domain", domain=domain[:100]))
    if find_membership(organisation, actor) is not None:
        raise OrganisationProblem(Reason.of("organisation.already_member"))
    sent = _sent_of_late()
    counts = (sent.filter(only_for=actor).count(), sent.filter(email__iexact=email).count())
    refuse_for(joining.mail_problem(*((count, joining.MOST_LINKS) for count in counts)))
    open_invitations(organisation).filter(only_for=actor).update(revoked_at=timezone.now())
    _offer(organisation=organisation, email=email, role=Role.READER, address=address, only_for=actor)
    note("organisation.asked_by_domain", organisation, actor, after={"email": email}, origin=origin)


def _sent_of_late() -> QuerySet[Invitation]:
    return Invitation.objects.filter(created_at__gt=timezone.now() - joining.MAILS_WITHIN)


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Those whose link still works."""
    rows = Invitation.objects.filter(organisation=organisation, accepted_at=None, revoked_at=None)
    return rows.filter(expires_at__gt=timezone.now())


def find_invitation(secret: str) -> Invitation | None:
    """The invitation of a link that still works."""
    found = Invitation.objects.select_related("organisation").filter(
        digest=digest_of(secret), accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
    )
    return found.filter(organisation__merged_into=None).first()


def is_for(invitation: Invitation, person: User) -> bool:
    """Whether a link is this person's: they asked for it, or it was sent to the confirmed address of their account.

    A link that is passed on, or read in another's mail, lets nobody in.
    """
    if invitation.only_for_id is not None:
        return invitation.only_for_id == person.pk
    return invitation.email.casefold() == person.email.casefold()


@transaction.atomic
def accept(*, secret: str, actor: User, origin: str = "") -> Membership:
    """Take the place a link offers; the link is used up. A member's role only grows by it."""
    _permit_to_ask(actor)
    invitation = find_invitation(secret)
    if invitation is None:
        raise OrganisationProblem(Reason.of("organisation.invitation_gone"))
    if not is_for(invitation, actor):
        raise OrganisationProblem(Reason.of("organisation.invitation_of_another"))
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not taken.update(accepted_at=timezone.now(), accepted_by=actor):
        raise OrganisationProblem(Reason.of("organisation.invitation_gone"))
    member = _admit(invitation.organisation, actor, Role(invitation.role))
    after = {"role": member.role, "email": invitation.email}
    note("organisation.joined", invitation.organisation, actor, after=after, origin=origin)
    return member


@transaction.atomic
def revoke(*, invitation: Invitation, actor: User, origin: str = "") -> None:
    """Withdraw an offer: its link no longer works."""
    organisation = invitation.organisation
    if not permissions.may_manage_members(standing_of(actor), place_of(organisation)):
        raise PermissionDenied
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now()):
        note("organisation.invitation_revoked", organisation, actor, before={"email": invitation.email}, origin=origin)


@transaction.atomic
def ask(*, organisation: Organisation, actor: User, message: str = "", origin: str = "") -> JoinRequest:
    """Ask to join; where nobody is yet, claim the organisation."""
    _permit_to_ask(actor)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    kind = JoinRequest.Kind.JOIN if organisation.is_claimed else JoinRequest.Kind.CLAIM
    waiting = JoinRequest.objects.filter(organisation=organisation, user=actor, state=State.WAITING.value)
    refuse_for(
        joining.ask_problem(
            is_member=find_membership(organisation, actor) is not None,
            is_waiting=waiting.exists(),
            is_claimed=organisation.is_claimed,
            is_claim=kind == JoinRequest.Kind.CLAIM,
        )
    )
    made = JoinRequest.objects.create(organisation=organisation, user=actor, kind=kind, message=message)
    note(f"organisation.{kind.value}_asked", organisation, actor, after={"message": message}, origin=origin)
    return made


@transaction.atomic
def withdraw(*, request: JoinRequest, actor: User, origin: str = "") -> None:
    """Take one's own request back."""
    if request.user_id != actor.pk:
        raise PermissionDenied
    _settle(request, State.WITHDRAWN, actor, "")
    note("organisation.request_withdrawn", request.organisation, actor, origin=origin)


@transaction.atomic
def decide(
    *, request: JoinRequest, grant: bool, actor: User, role: Role = Role.READER, why: str = "", origin: str = ""
) -> None:
    """Answer a request: a manager those to join, an official a first claim, which makes its asker manager."""
    organisation = Organisation.objects.select_for_update().get(pk=request.organisation_id)
    request.refresh_from_db(fields=["kind"])  # another claim may have been granted while this one was looked at
    _permit_to_decide(request, organisation, actor)
    _settle(request, State.GRANTED if grant else State.REFUSED, actor, why)
    is_claim = request.kind == JoinRequest.Kind.CLAIM
    if grant:
        _admit(organisation, request.user, Role.MANAGER if is_claim else role)
    if grant and is_claim:
        Organisation.objects.filter(pk=organisation.pk).update(is_claimed=True, is_proposed=False)
        others = JoinRequest.objects.filter(organisation=organisation, state=State.WAITING.value)
        others.update(kind=JoinRequest.Kind.JOIN)
    after = {"asker": request.user.get_username(), "granted": grant, "role": role.value if not is_claim else "manager"}
    note(f"organisation.{request.kind}_decided", organisation, actor, after=after, why=why, origin=origin)
    _tell_asker(request, organisation, granted=grant, why=why)


def _permit_to_ask(actor: User) -> None:
    standing = standing_of(actor)
    if standing.administration is not None:
        raise OrganisationProblem(Reason.of("organisation.administrator"))
    if not permissions.may_ask(standing):
        raise PermissionDenied


def _permit_to_decide(request: JoinRequest, organisation: Organisation, actor: User) -> None:
    standing, place = standing_of(actor), place_of(organisation)
    if request.kind == JoinRequest.Kind.CLAIM:
        allowed = permissions.may_decide_claim(standing, place, request.user_id)
    else:
        allowed = permissions.may_manage_members(standing, place)
    if not allowed:
        raise PermissionDenied


def _settle(request: JoinRequest, state: State, actor: User, why: str) -> None:
    """One answer each, whoever comes first."""
    waiting = JoinRequest.objects.filter(pk=request.pk, state=State.WAITING.value)
    if not waiting.update(state=state.value, decided_at=timezone.now(), decided_by=actor, why=why):
        raise OrganisationProblem(Reason.of("organisation.request_decided"))


def _admit(organisation: Organisation, user: User, role: Role) -> Membership:
    """Membership in at least this role; a request of theirs that waits is answered by it."""
    member, created = Membership.objects.get_or_create(
        organisation=organisation, user=user, defaults={"role": role.value}
    )
    order = list(Role)
    if not created and order.index(role) > order.index(Role(member.role)):
        member.role = role.value
        member.save(update_fields=["role"])
    waiting = JoinRequest.objects.filter(organisation=organisation, user=user, state=State.WAITING.value)
    waiting.update(state=State.GRANTED.value, decided_at=timezone.now())
    return member


def _offer(
    *,
    organisation: Organisation,
    email: str,
    role: Role,
    address: Address,
    invited_by: User | None = None,
    only_for: User | None = None,
) -> Invitation:
    secret, digest = new_secret()
    made = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role.value,
        digest=digest,
        invited_by=invited_by,
        only_for=only_for,
        expires_at=timezone.now() + joining.LINK_HOLDS,
    )
    send_after_commit(
        template="organisations/mail/invitation.txt",
        to=email,
        subject=_("Your place at %(name)s") % {"name": organisation.name},
        context={"organisation": organisation, "invitation": made, "link": address(secret)},
    )
    return made


def _tell_asker(request: JoinRequest, organisation: Organisation, *, granted: bool, why: str) -> None:
    if request.user.email:
        send_after_commit(
            template="organisations/mail/decided.txt",
            to=request.user.email,
            subject=_("Your request to %(name)s") % {"name": organisation.name},
            context={"organisation": organisation, "granted": granted, "why": why},
        )
