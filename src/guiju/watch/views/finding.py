"""What pages of watching share: who asks, the list behind an address, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from guiju.organisations.queries.naming import list_organisations_of
from guiju.organisations.rules.standing import Role
from guiju.organisations.views.asking import person_of, standing_in
from guiju.watch.queries.lists import Access, ListNotFound, find_item, get_list
from guiju.watch.services.lists import Asking

if TYPE_CHECKING:
    from guiju.organisations.models import Organisation
    from guiju.watch.models import ListItem, WatchList


def asking_of(request: HttpRequest) -> Asking:
    """The person, and the address they ask from."""
    return Asking(person_of(request), request.META.get("REMOTE_ADDR", ""))


def access_to(request: HttpRequest, uuid: UUID) -> Access:
    """The list, or the page that says there is none."""
    try:
        return get_list(uuid, standing_in(request))
    except ListNotFound as error:
        raise Http404(uuid) from error


def item_of(access: Access, pk: int) -> ListItem:
    """An item of the list, or the page that says there is none."""
    found = find_item(access.list, pk) if pk < 2**63 else None
    if found is None:
        raise Http404(pk)
    return found


def own_organisations(request: HttpRequest) -> list[Organisation]:
    """Those for which the person may make things."""
    return list_organisations_of(standing_in(request), Role.EDITOR)


def back_to(parent: WatchList, anchor: str = "") -> HttpResponseRedirect:
    """The page of a list, where it was left."""
    return HttpResponseRedirect(reverse("list", args=[parent.uuid]) + (f"#{anchor}" if anchor else ""))


def back_where(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """Where the form says it came from, if that is a page of this site."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if safe else otherwise)
