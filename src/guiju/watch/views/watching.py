"""One click on a standard's page: put it on a list, or take it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.catalogue.queries import find_standard
from guiju.organisations.views.asking import person_of, signed_in, standing_in
from guiju.watch.forms import WatchForm
from guiju.watch.panels import watch_context
from guiju.watch.queries.lists import list_editable, list_items
from guiju.watch.rules.permissions import Owner
from guiju.watch.services.items import add_items, remove_item
from guiju.watch.services.lists import create_list
from guiju.watch.views.finding import access_to, asking_of, back_where

if TYPE_CHECKING:
    from guiju.watch.models import WatchList


@require_POST
@signed_in
def watch(request: HttpRequest) -> HttpResponse:
    """Put a standard on the list chosen, else on the person's first; who has none gets one."""
    form = WatchForm(request.POST)
    standard = find_standard(form.cleaned_data["key"]) if form.is_valid() else None
    if standard is None:
        raise Http404
    chosen = form.cleaned_data["list"]
    parent = access_to(request, chosen).list if chosen else _usual_list(request)
    add_items(parent=parent, keys=[standard.key], asking=asking_of(request))
    return _answer(request, standard.key)


def _usual_list(request: HttpRequest) -> WatchList:
    own = [one for one in list_editable(standing_in(request)) if one.user_id == person_of(request).pk]
    owner = Owner(user=person_of(request).pk)
    return own[0] if own else create_list(name=_("My standards"), owner=owner, asking=asking_of(request))


@require_POST
@signed_in
def unwatch(request: HttpRequest) -> HttpResponse:
    """Take a standard off the list that the page names."""
    form = WatchForm(request.POST)
    if not form.is_valid():
        raise Http404
    key, chosen = form.cleaned_data["key"], form.cleaned_data["list"]
    if chosen is None:
        raise Http404
    for item in list_items(access_to(request, chosen).list).filter(standard_key=key):
        remove_item(item=item, asking=asking_of(request))
    return _answer(request, key)


def _answer(request: HttpRequest, key: str) -> HttpResponse:
    """The action alone to who asks so, else the page again."""
    if "HX-Request" in request.headers:
        return render(request, "watch/_watch.html", watch_context(request, key))
    messages.success(request, _("Your lists were changed."))
    return back_where(request, reverse("standard", args=[key]))
