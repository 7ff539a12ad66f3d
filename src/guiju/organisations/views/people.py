"""Those who belong to an organisation: seen by one another, kept by its managers."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guiju.kernel.sheets import Column
from guiju.organisations.forms import ROLE_MEANINGS, ROLES, AddressForm, AnswerForm, InviteForm, RoleForm
from guiju.organisations.models import EmailDomain, Invitation, JoinRequest, Membership, Organisation
from guiju.organisations.queries.finding import list_members, place_of
from guiju.organisations.queries.queue import list_requests
from guiju.organisations.rules import permissions
from guiju.organisations.rules.joining import State
from guiju.organisations.rules.standing import Role
from guiju.organisations.services import joining
from guiju.organisations.services import members as use_cases
from guiju.organisations.views.acting import attempt, back_to, origin, own_organisation, page, person, standing
from guiju.organisations.views.exporting import export, offer_exports
from guiju.organisations.views.showing import frame

PAGE: Final = 100
LONGEST_TEXT: Final = 100


@require_safe
@login_required
def members(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Who belongs to it; managers let people in and out here."""
    found = own_organisation(request, key)
    rows = Paginator(_filtered(request, found), PAGE).get_page(request.GET.get("page"))
    context = frame(found, standing(request)) | {
        "page": rows,
        "rows": [(one, ROLES[one.role]) for one in rows.object_list],
        "page_range": rows.paginator.get_elided_page_range(rows.number, on_each_side=2, on_ends=1),
        "text": _text(request),
        "own": person(request).pk,
        "roles": ROLES,
        "meanings": [(ROLES[role], ROLE_MEANINGS[role]) for role in ROLES],
        "domains": found.domains.all(),
        "exports": offer_exports(request, "organisation_members_export", found.uuid),
    }
    return page(request, "members.html", context | _managing(found, context["may_manage"]))


def _managing(found: Organisation, may_manage: bool) -> dict[str, Any]:  # noqa: FBT001 (one of two pages)
    if not may_manage:
        return {}
    return {
        "invite_form": InviteForm(),
        "domain_form": AddressForm(prefix="domain"),
        "invitations": [(one, ROLES[one.role]) for one in joining.open_invitations(found)],
        "requests": list_requests(found),
    }


def _text(request: HttpRequest) -> str:
    return request.GET.get("text", "").replace("\0", "").strip()[:LONGEST_TEXT]


def _filtered(request: HttpRequest, found: Organisation) -> QuerySet[Membership]:
    rows, text = list_members(found), _text(request)
    named = Q()
    for field in ("username", "first_name", "last_name", "email"):
        named |= Q(**{f"user__{field}__icontains": text})
    return rows.filter(named) if text else rows


@require_safe
@login_required
def export_members(request: HttpRequest, key: uuid.UUID, kind: str) -> FileResponse:
    """The members, as filtered, as a file for members."""
    found = own_organisation(request, key)
    columns = [
        Column(_("Full name"), 24),
        Column(_("E-mail address"), 32),
        Column(_("Role"), 12),
        Column(_("Member since"), 14),
    ]
    rows = (
        (one.user.get_full_name() or one.user.get_username(), one.user.email, str(ROLES[one.role]), one.since.date())
        for one in _filtered(request, found)
    )
    return export(columns, rows, kind=kind, name="members")


def _managed(request: HttpRequest, key: uuid.UUID) -> Organisation:
    """An organisation whose members the person manages; 404 where it is not theirs at all."""
    found = own_organisation(request, key)
    if not permissions.may_manage_members(standing(request), place_of(found)):
        raise PermissionDenied
    return found


@require_POST
@login_required
def invite(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Offer a place by mail."""
    found = _managed(request, key)
    form = InviteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give an e-mail address and a role."))
        return back_to("organisation_members", found.uuid)
    email = form.cleaned_data["email"]
    do = partial(
        joining.invite,
        organisation=found,
        email=email,
        role=Role(form.cleaned_data["role"]),
        actor=person(request),
        address=link_to(request, "invitation"),
        origin=origin(request),
    )
    attempt(request, do, _("An invitation is on its way to %(email)s.") % {"email": email})
    return back_to("organisation_members", found.uuid)


def link_to(request: HttpRequest, name: str) -> joining.Address:
    """Makes whole addresses of the links in mails."""
    return lambda secret: request.build_absolute_uri(reverse(name, args=[secret]))


@require_POST
@login_required
def revoke(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """Withdraw an invitation."""
    found = _managed(request, key)
    one = get_object_or_404(Invitation, organisation=found, pk=number)
    do = partial(joining.revoke, invitation=one, actor=person(request), origin=origin(request))
    attempt(request, do, _("The invitation is withdrawn."))
    return back_to("organisation_members", found.uuid)


@require_POST
@login_required
def change_role(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """Another role for a member."""
    found = _managed(request, key)
    member = get_object_or_404(Membership, organisation=found, pk=number)
    form = RoleForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        do = partial(use_cases.change_role, member=member, role=role, actor=person(request), origin=origin(request))
        attempt(request, do, _("The role is changed."))
    return back_to("organisation_members", found.uuid)


@require_POST
@login_required
def remove(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """End a membership, one's own or another's, once it has been confirmed."""
    found = own_organisation(request, key)
    member = get_object_or_404(Membership.objects.select_related("user"), organisation=found, pk=number)
    leaves = member.user_id == person(request).pk
    if not leaves and not permissions.may_manage_members(standing(request), place_of(found)):
        raise PermissionDenied
    if request.POST.get("sure") != "yes":
        return page(request, "remove.html", frame(found, standing(request)) | {"member": member, "leaves": leaves})
    do = partial(use_cases.remove, member=member, actor=person(request), origin=origin(request))
    done = attempt(request, do, _("You no longer belong to it.") if leaves else _("The member is removed."))
    if done and leaves:
        return back_to("organisation", found.uuid)
    return back_to("organisation_members", found.uuid)


@require_POST
@login_required
def answer(request: HttpRequest, key: uuid.UUID, request_key: uuid.UUID) -> HttpResponse:
    """Let somebody in, or not."""
    found = _managed(request, key)
    asked = get_object_or_404(
        JoinRequest.objects.select_related("user", "organisation"), organisation=found, uuid=request_key
    )
    form = AnswerForm(request.POST)
    if not form.is_valid() or asked.state != State.WAITING.value:
        told_why = _("This request has been answered, or the answer was not understood.")
        messages.error(request, told_why)
        return back_to("organisation_members", found.uuid)
    told = form.cleaned_data
    do = partial(
        joining.decide,
        request=asked,
        grant=told["answer"] == "grant",
        role=Role(told["role"] or Role.READER.value),
        why=told["why"],
        actor=person(request),
        origin=origin(request),
    )
    attempt(request, do, _("Answered."))
    return back_to("organisation_members", found.uuid)


@require_POST
@login_required
def add_domain(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Name a domain by an address in it."""
    found = _managed(request, key)
    form = AddressForm(request.POST, prefix="domain")
    if not form.is_valid():
        messages.error(request, _("Give an e-mail address in the domain."))
        return back_to("organisation_members", found.uuid)
    email = form.cleaned_data["email"]
    do = partial(
        use_cases.add_domain,
        organisation=found,
        email=email,
        actor=person(request),
        address=link_to(request, "domain"),
        origin=origin(request),
    )
    attempt(request, do, _("A link is on its way to %(email)s; it confirms the domain.") % {"email": email})
    return back_to("organisation_members", found.uuid)


@require_POST
@login_required
def remove_domain(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """Nobody joins by this domain any more."""
    found = _managed(request, key)
    domain = get_object_or_404(EmailDomain, organisation=found, pk=number)
    do = partial(use_cases.remove_domain, domain=domain, actor=person(request), origin=origin(request))
    attempt(request, do, _("The domain is removed; members stay."))
    return back_to("organisation_members", found.uuid)
