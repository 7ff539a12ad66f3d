"""Those who belong to an organisation: other roles, removed, leaving; and the domains of its addresses."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guiju.kernel.reasons import Reason
from guiju.organisations.models import EmailDomain, Membership, Organisation
from guiju.organisations.problems import OrganisationProblem, refuse_for
from guiju.organisations.queries.finding import count_managers, place_of
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules import joining, permissions
from guiju.organisations.rules.standing import Role
from guiju.organisations.services.auditing import count_since, note
from guiju.organisations.services.joining import Address
from guiju.organisations.services.mailing import digest_of, new_secret, send_after_commit
from guiju.platform.models import User


@transaction.atomic
def change_role(*, member: Membership, role: Role, actor: User, origin: str = "") -> None:
    """Give a member another role."""
    _permit(member.organisation, actor)
    before = _held(member, role)
    Membership.objects.filter(pk=member.pk).update(role=role.value)
    facts = {"member": member.user.get_username()}
    note(
        "organisation.role_changed",
        member.organisation,
        actor,
        before={**facts, "role": before.value},
        after={**facts, "role": role.value},
        origin=origin,
    )


@transaction.atomic
def remove(*, member: Membership, actor: User, origin: str = "") -> None:
    """End a membership: one's own, or as manager another's. What they made for the organisation stays with it."""
    leaves = member.user_id == actor.pk
    if not leaves:
        _permit(member.organisation, actor)
    held = _held(member, None)
    Membership.objects.filter(pk=member.pk).delete()
    before = {"member": member.user.get_username(), "role": held.value}
    action = "organisation.left" if leaves else "organisation.member_removed"
    note(action, member.organisation, actor, before=before, origin=origin)


@transaction.atomic
def add_domain(
    *, organisation: Organisation, email: str, actor: User, address: Address, origin: str = ""
) -> EmailDomain:
    """Name a domain of the organisation by an address in it, to which a link is sent that verifies it."""
    _permit(organisation, actor)
    domain = joining.domain_of(email)
    refuse_for(joining.domain_problem(domain))
    held = EmailDomain.objects.filter(organisation=organisation, domain=domain).first()
    if held is not None and held.verified_at is not None:
        raise OrganisationProblem(Reason.of("organisation.domain_there", domain=domain))
    named = count_since("organisation.domain_named", organisation, joining.MAILS_WITHIN)  # removed ones count too
    refuse_for(joining.mail_problem((named, joining.MOST_LINKS)))
    secret, digest = new_secret()
    sent = {"address": email, "digest": digest, "sent_at": timezone.now()}
    made, _created = EmailDomain.objects.update_or_create(organisation=organisation, domain=domain, defaults=sent)
    send_after_commit(
        template="organisations/mail/domain.txt",
        to=email,
        subject=_("Confirm that %(domain)s belongs to %(name)s") % {"domain": domain, "name": organisation.name},
        context={"organisation": organisation, "domain": domain, "link": address(secret)},
    )
    note("organisation.domain_named", organisation, actor, after={"domain": domain, "address": email}, origin=origin)
    return made


def find_domain(secret: str) -> EmailDomain | None:
    """The domain that the link of a mail verifies, for as long as an invitation holds."""
    found = EmailDomain.objects.select_related("organisation").filter(digest=digest_of(secret), verified_at=None)
    return found.filter(sent_at__gt=timezone.now() - joining.LINK_HOLDS).first()


@transaction.atomic
def verify_domain(*, domain: EmailDomain, actor: User, origin: str = "", secret: str = "") -> None:
    """Take a domain as the organisation's: shown by the link that was mailed to it, or by an official."""
    by_mail = bool(secret) and domain.digest == digest_of(secret)
    if not by_mail and not permissions.may_verify_domain(standing_of(actor), place_of(domain.organisation)):
        raise PermissionDenied
    refuse_for(joining.domain_problem(domain.domain))
    EmailDomain.objects.filter(pk=domain.pk).update(verified_at=timezone.now(), verified_by=actor, digest="")
    after = {"domain": domain.domain, "by": "mail" if by_mail else "official"}
    note("organisation.domain_verified", domain.organisation, actor, after=after, origin=origin)


@transaction.atomic
def remove_domain(*, domain: EmailDomain, actor: User, origin: str = "") -> None:
    """Nobody joins by this domain any more; those who did stay."""
    _permit(domain.organisation, actor)
    domain.delete()
    note("organisation.domain_removed", domain.organisation, actor, before={"domain": domain.domain}, origin=origin)


def _permit(organisation: Organisation, actor: User) -> None:
    if not permissions.may_manage_members(standing_of(actor), place_of(organisation)):
        raise PermissionDenied


def _held(member: Membership, becomes: Role | None) -> Role:
    """The role held until now; two managers who leave at once wait for one another."""
    Organisation.objects.select_for_update().get(pk=member.organisation_id)
    held = Role(Membership.objects.get(pk=member.pk).role)
    refuse_for(joining.last_manager_problem(held, becomes, count_managers(member.organisation)))
    return held
