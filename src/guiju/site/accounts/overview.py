"""A person's own page: who they are here, what they may do, and the way to everything about the account."""

from __future__ import annotations

from typing import cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guiju.organisations.access import standing_of_request
from guiju.organisations.pages import signed_in
from guiju.organisations.queries.people import list_duties, list_memberships
from guiju.organisations.services.people import rename_person
from guiju.platform.models import User
from guiju.site.accounts.forms import NameForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The page; POST changes the name shown to others."""
    person = cast("User", request.user)
    form = NameForm(request.POST or None, initial={"name": person.get_full_name()})
    if request.method == "POST" and form.is_valid():
        rename_person(person=person, name=form.cleaned_data["name"])
        messages.success(request, _("Your name was changed."))
        return redirect("account")
    context = {
        "form": form,
        "memberships": list_memberships(person.pk),
        "duties": list_duties(person.pk),
        "administration": standing_of_request(request).administration,
        "second_factor": is_mfa_enabled(person),
    }
    return render(request, "account/overview.html", context)
