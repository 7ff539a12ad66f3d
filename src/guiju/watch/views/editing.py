"""What people do to a list and its items; each a form that posts, and leads back to the list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from guiju.checks.problems import CheckProblem
from guiju.checks.receiving import as_path
from guiju.kernel.sheets import SheetError
from guiju.organisations.queries.naming import find_named
from guiju.organisations.views.asking import signed_in
from guiju.platform.language import page_language
from guiju.platform.models import User
from guiju.platform.reasons import render as words
from guiju.watch.forms import AddForm, ItemForm, RenameForm, ShareForm
from guiju.watch.problems import WatchProblem
from guiju.watch.rules.permissions import May, Owner
from guiju.watch.services import items as item_services
from guiju.watch.services import lists as list_services
from guiju.watch.services.items import Added
from guiju.watch.views.finding import access_to, asking_of, back_to, item_of

if TYPE_CHECKING:
    from guiju.watch.models import WatchList
    from guiju.watch.services.lists import Asking


@require_POST
@signed_in
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put numbers on the list: typed, in a file, or those of a check."""
    access = access_to(request, uuid)
    form = AddForm(request.POST, request.FILES)
    if form.is_valid():
        _tell_added(request, lambda: _added(form, access.list, asking_of(request)))
    return back_to(access.list)


def _added(form: AddForm, parent: WatchList, asking: Asking) -> Added:
    if form.file is not None:
        with as_path(form.file) as path:
            return item_services.add_file(parent=parent, path=path, asking=asking)
    if link := _link(form.cleaned_data["check"]):
        return item_services.add_checked(parent=parent, link=link, asking=asking)
    return item_services.add_typed(parent=parent, text=form.cleaned_data["text"], asking=asking)


def _link(address: str) -> str:
    """The link of a check in the address of any of its pages."""
    _before, _check, behind = address.strip().partition("/check/")
    return re.split(r"[/?#]", behind or address.strip())[0]


def _tell_added(request: HttpRequest, add_them: Callable[[], Added]) -> None:
    try:
        added = add_them()
    except (SheetError, CheckProblem, WatchProblem) as problem:
        _complain(request, problem)
        return
    told = ngettext("%(count)s standard was added.", "%(count)s standards were added.", added.new)
    messages.success(request, told % {"count": added.new})
    if added.there:
        told = ngettext("%(count)s was on the list already.", "%(count)s were on the list already.", added.there)
        messages.info(request, told % {"count": added.there})


def _complain(request: HttpRequest, problem: SheetError | CheckProblem | WatchProblem) -> None:
    messages.error(request, words(problem.reason, page_language()))


@require_POST
@signed_in
def rename(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Another name and note."""
    access = access_to(request, uuid)
    form = RenameForm(request.POST)
    if form.is_valid():
        list_services.rename_list(parent=access.list, **form.cleaned_data, asking=asking_of(request))
    else:
        messages.error(request, _("Give the list a name of at most 200 characters."))
    return back_to(access.list)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the list up for good, after a question."""
    access = access_to(request, uuid)
    if not access.share:
        raise PermissionDenied
    if request.method == "POST":
        list_services.delete_list(parent=access.list, asking=asking_of(request))
        return HttpResponseRedirect(reverse("lists"))
    return render(request, "watch/delete.html", {"list": access.list, "count": access.list.items.count()})


@require_POST
@signed_in
def follow(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hear of the list, or no more."""
    access = access_to(request, uuid)
    list_services.follow_list(parent=access.list, asking=asking_of(request), on=request.POST.get("on") == "yes")
    return back_to(access.list)


@require_POST
@signed_in
def share(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open the list to a person or an organisation."""
    access = access_to(request, uuid)
    form = ShareForm(request.POST)
    found = find_named(form.cleaned_data["to"]) if form.is_valid() else None
    if found is None:
        _complain(request, WatchProblem("no_such_person"))
        return back_to(access.list, "sharing")
    to = Owner(user=found.pk) if isinstance(found, User) else Owner(organisation=found.pk)
    may = May(form.cleaned_data["may"])
    list_services.share_list(parent=access.list, to=to, may=may, asking=asking_of(request))
    return back_to(access.list, "sharing")


@require_POST
@signed_in
def unshare(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Close the list to somebody again."""
    access = access_to(request, uuid)
    if pk < 2**63:
        list_services.end_share(parent=access.list, share=pk, asking=asking_of(request))
    return back_to(access.list, "sharing")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """What people keep with an item."""
    access = access_to(request, uuid)
    found = item_of(access, pk)
    kept = {"tags": "，".join(found.tags) if page_language() == "zh" else ", ".join(found.tags)}
    names = ("mode", "note", "responsible", "place_of_use")
    form = ItemForm(request.POST or None, initial={**{name: getattr(found, name) for name in names}, **kept})
    if form.is_bound and form.is_valid():
        item_services.change_item(item=found, wording=form.wording, asking=asking_of(request))
        return back_to(access.list, f"item-{pk}")
    context = {"access": access, "list": access.list, "item": found, "form": form}
    return render(request, "watch/item.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def remove(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Take an item off the list; the way to undo it stands above the list."""
    access = access_to(request, uuid)
    found = item_of(access, pk)
    item_services.remove_item(item=found, asking=asking_of(request))
    return HttpResponseRedirect(f"{reverse('list', args=[uuid])}?removed={found.pk}")


@require_POST
@signed_in
def restore(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Bring a removed item back."""
    access = access_to(request, uuid)
    item_services.restore_item(item=item_of(access, pk), asking=asking_of(request))
    return back_to(access.list, f"item-{pk}")


@require_POST
@signed_in
def move(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Go on to the successor, as the person says."""
    access = access_to(request, uuid)
    try:
        item_services.move_item(
            item=item_of(access, pk), to=request.POST.get("to", "")[:200], asking=asking_of(request)
        )
    except WatchProblem as problem:
        _complain(request, problem)
    return back_to(access.list)


@require_POST
@signed_in
def keep(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Stay with this edition, as the person says."""
    access = access_to(request, uuid)
    item_services.freeze_item(item=item_of(access, pk), asking=asking_of(request))
    return back_to(access.list, f"item-{pk}")
