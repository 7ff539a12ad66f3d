"""Registering an organisation, and changing what is said of one."""

from __future__ import annotations

import uuid
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guiju.organisations.forms import ContactForm, IdentityForm, NewForm, ParticipationForm, ProfileForm, said
from guiju.organisations.models import Contact, Participation
from guiju.organisations.problems import OrganisationProblem
from guiju.organisations.queries.finding import place_of
from guiju.organisations.rules import permissions
from guiju.organisations.services import profile
from guiju.organisations.views.acting import attempt, back_to, kept_organisation, origin, page, person, standing
from guiju.organisations.views.showing import frame

NARROW = "narrow"
"""The button that asks for the next step of a choice and saves nothing."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Register an organisation that is not listed, and claim it."""
    if not permissions.may_ask(standing(request)):
        raise PermissionDenied
    if request.method != "POST" or NARROW in request.POST:
        form = NewForm(initial=_so_far(request, NewForm()))
        return page(request, "new.html", {"form": form})
    form = NewForm(request.POST)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("name", "uscc", "kind", "region", "message")}
        try:
            made = profile.register(**facts, actor=person(request), origin=origin(request))
        except OrganisationProblem as problem:
            form.add_error(None, said(problem.reason))
        else:
            messages.success(request, _("Registered. An official looks at your claim."))
            return back_to("organisation", made.organisation.uuid)
    return page(request, "new.html", {"form": form}, refused=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Change the profile."""
    found = kept_organisation(request, key)
    told = {name: getattr(found, name) for name in profile.PROFILE}
    if request.method != "POST" or NARROW in request.POST:
        form = ProfileForm(initial={**told, **_so_far(request, ProfileForm())})
    else:
        form = ProfileForm(request.POST)
        if form.is_valid():
            profile.edit_profile(
                organisation=found, facts=form.cleaned_data, actor=person(request), origin=origin(request)
            )
            messages.success(request, _("The profile is saved."))
            return back_to("organisation", found.uuid)
    context = frame(found, standing(request)) | {
        "form": form,
        "identity": IdentityForm(initial={"name": found.name, "uscc": found.uscc or ""}),
        "contact_form": ContactForm(),
        "participation_form": ParticipationForm(),
        "contacts": found.contacts.all(),
        "participations": found.participations.select_related("body"),
    }
    return page(request, "edit.html", context, refused=form.is_bound)


def _so_far(request: HttpRequest, form: ProfileForm | NewForm) -> dict[str, object]:
    """What was filled in before the next step of a choice was asked for."""
    if NARROW not in request.POST:
        return {}
    fields = form.fields.items()
    return {name: field.widget.value_from_datadict(request.POST, request.FILES, name) for name, field in fields}


@require_POST
@login_required
def identify(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Another name or code."""
    found = kept_organisation(request, key)
    if not permissions.may_edit_identity(standing(request), place_of(found)):
        raise PermissionDenied
    form = IdentityForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.get_json_data().values():
            messages.error(request, errors[0]["message"])
        return back_to("organisation_edit", found.uuid)
    do = partial(
        profile.edit_identity,
        organisation=found,
        name=form.cleaned_data["name"],
        uscc=form.cleaned_data["uscc"],
        actor=person(request),
        origin=origin(request),
    )
    attempt(request, do, _("Name and code are saved; the earlier name is kept as a former one."))
    return back_to("organisation_edit", found.uuid)


@require_POST
@login_required
def add_contact(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Somebody to turn to."""
    found = kept_organisation(request, key)
    form = ContactForm(request.POST)
    if form.is_valid():
        profile.add_contact(organisation=found, facts=form.cleaned_data, actor=person(request), origin=origin(request))
        messages.success(request, _("The contact is added."))
    else:
        messages.error(request, _("A contact needs a name, and an e-mail address that is one."))
    return back_to("organisation_edit", found.uuid)


@require_POST
@login_required
def remove_contact(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """Nobody to turn to any more."""
    found = kept_organisation(request, key)
    contact = get_object_or_404(Contact, organisation=found, pk=number)
    do = partial(profile.remove_contact, contact=contact, actor=person(request), origin=origin(request))
    attempt(request, do, _("The contact is removed."))
    return back_to("organisation_edit", found.uuid)


@require_POST
@login_required
def add_participation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Where it takes part."""
    found = kept_organisation(request, key)
    form = ParticipationForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the name of the body, and dates as 2026-03-01."))
        return back_to("organisation_edit", found.uuid)
    do = partial(
        profile.add_participation,
        organisation=found,
        actor=person(request),
        origin=origin(request),
        **form.cleaned_data,
    )
    attempt(request, do, _("Saved."))
    return back_to("organisation_edit", found.uuid)


@require_POST
@login_required
def remove_participation(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """It was said wrongly."""
    found = kept_organisation(request, key)
    one = Participation.objects.select_related("organisation", "body").filter(pk=number).first()
    if one is None or found.pk not in {one.organisation_id, one.body_id}:
        raise Http404(str(number))
    do = partial(profile.remove_participation, participation=one, actor=person(request), origin=origin(request))
    attempt(request, do, _("Removed."))
    return back_to("organisation_edit", found.uuid)
