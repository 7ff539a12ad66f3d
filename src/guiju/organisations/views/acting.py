"""What the pages of the organisations share: who asks, which organisation, and doing a thing or saying why not."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from guiju.organisations.forms import said
from guiju.organisations.models import Organisation
from guiju.organisations.problems import OrganisationProblem
from guiju.organisations.queries.finding import find_organisation, place_of
from guiju.organisations.queries.queue import find_waiting
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules import permissions
from guiju.organisations.rules.standing import Standing
from guiju.platform.models import User

UNPROCESSABLE: Final = 422


def person(request: HttpRequest) -> User:
    """Whoever is signed in; only behind `login_required`."""
    assert isinstance(request.user, User)
    return request.user


def standing(request: HttpRequest) -> Standing:
    """The standing of whoever asks."""
    return standing_of(request.user)


def origin(request: HttpRequest) -> str:
    """From where, for the audit trail."""
    return str(request.META.get("REMOTE_ADDR", ""))[:100]


def seen_organisation(request: HttpRequest, key: uuid.UUID) -> Organisation:
    """An organisation that the person may see; 404 for any other."""
    found = find_organisation(key)
    if found is None:
        raise Http404(str(key))
    asks = standing(request)
    if not permissions.may_see(asks, place_of(found)) and not (asks.user and find_waiting(found, asks.user)):
        raise Http404(str(key))
    return found


def own_organisation(request: HttpRequest, key: uuid.UUID) -> Organisation:
    """An organisation whose people the person may see; 404 for any other."""
    found = seen_organisation(request, key)
    if found.merged_into_id is not None or not permissions.may_see_people(standing(request), place_of(found)):
        raise Http404(str(key))
    return found


def kept_organisation(request: HttpRequest, key: uuid.UUID) -> Organisation:
    """An organisation whose profile the person may change; 404 for one they do not see, 403 for any other."""
    found = seen_organisation(request, key)
    if found.merged_into_id is not None:
        raise Http404(str(key))
    if not permissions.may_edit_profile(standing(request), place_of(found)):
        raise PermissionDenied
    return found


def back_to(name: str, *args: object) -> HttpResponseRedirect:
    """To another page, after something was done."""
    return HttpResponseRedirect(reverse(name, args=args))


def attempt(request: HttpRequest, do: Callable[[], object], done: str) -> bool:
    """Do it and say so; where it cannot be, say why."""
    try:
        do()
    except OrganisationProblem as problem:
        messages.error(request, said(problem.reason))
        return False
    messages.success(request, done)
    return True


def page(request: HttpRequest, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page that no cache keeps; 422 where what was sent cannot be taken."""
    response = render(request, f"organisations/{template}", context, status=UNPROCESSABLE if refused else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response
