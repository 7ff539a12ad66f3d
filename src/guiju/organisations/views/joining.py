"""Coming to belong to an organisation: asking, claiming, the links in mails."""

from __future__ import annotations

import uuid
from functools import partial

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.organisations.forms import ROLE_MEANINGS, ROLES, AddressForm, AskForm
from guiju.organisations.models import JoinRequest
from guiju.organisations.queries.finding import count_managers
from guiju.organisations.rules import permissions
from guiju.organisations.services import joining
from guiju.organisations.services.members import find_domain, verify_domain
from guiju.organisations.views.acting import attempt, back_to, origin, page, person, seen_organisation, standing
from guiju.organisations.views.people import link_to
from guiju.organisations.views.showing import frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def join(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Ask those who are there, or claim what nobody has claimed; or show an address in its domain."""
    found = seen_organisation(request, key)
    if not permissions.may_ask(standing(request)):
        raise PermissionDenied
    if found.merged_into is not None:
        return back_to("organisation_join", found.merged_into.uuid)
    form, by_address = AskForm(request.POST or None), AddressForm(prefix="domain")
    if request.method == "POST" and "domain-email" in request.POST:
        by_address = AddressForm(request.POST, prefix="domain")
        if by_address.is_valid():
            send = partial(
                joining.ask_by_domain,
                organisation=found,
                email=by_address.cleaned_data["email"],
                actor=person(request),
                address=link_to(request, "invitation"),
                origin=origin(request),
            )
            attempt(request, send, _("A link is on its way to that address; open it to join."))
            return back_to("organisation", found.uuid)
    elif request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"]
        do = partial(joining.ask, organisation=found, actor=person(request), message=message, origin=origin(request))
        attempt(request, do, _("The request is made; you are told of the answer."))
        return back_to("organisation", found.uuid)
    context = frame(found, standing(request)) | {
        "form": form,
        "by_address": by_address,
        "domains": found.domains.filter(verified_at__isnull=False),
        "managers": count_managers(found),
    }
    return page(request, "join.html", context, refused=request.method == "POST")


@require_POST
@login_required
def withdraw(request: HttpRequest, request_key: uuid.UUID) -> HttpResponse:
    """Take one's own request back."""
    asked = get_object_or_404(
        JoinRequest.objects.select_related("organisation"), uuid=request_key, user=person(request)
    )
    do = partial(joining.withdraw, request=asked, actor=person(request), origin=origin(request))
    attempt(request, do, _("The request is withdrawn."))
    return back_to("own_organisations")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """What a link offers; taken with one click, so that a program that opens links takes nothing.

    Who is not signed in is asked to, and with a link that works may make an account where only the invited may.
    """
    if not request.user.is_authenticated:
        if joining.find_invitation(secret) is not None:
            request.session[joining.INVITED] = True
        return redirect_to_login(request.get_full_path())
    if not permissions.may_ask(standing(request)):
        raise PermissionDenied
    found = joining.find_invitation(secret)
    if found is None or not joining.is_for(found, person(request)):
        return page(request, "gone.html", {"is_other": found is not None}, refused=True)
    if request.method == "POST":
        do = partial(joining.accept, secret=secret, actor=person(request), origin=origin(request))
        attempt(request, do, _("You now belong to %(name)s.") % {"name": found.organisation.name})
        return back_to("organisation", found.organisation.uuid)
    context = {"invitation": found, "role": ROLES[found.role], "meaning": ROLE_MEANINGS[found.role]}
    return page(request, "invitation.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def domain(request: HttpRequest, secret: str) -> HttpResponse:
    """The link that shows that mail to a domain reaches the organisation."""
    if not permissions.may_ask(standing(request)):
        raise PermissionDenied
    found = find_domain(secret)
    if found is None:
        return page(request, "gone.html", {"is_other": False}, refused=True)
    if request.method == "POST":
        do = partial(verify_domain, domain=found, actor=person(request), origin=origin(request), secret=secret)
        attempt(request, do, _("%(domain)s is confirmed.") % {"domain": found.domain})
        return back_to("organisation", found.organisation.uuid)
    return page(request, "domain.html", {"domain": found})
