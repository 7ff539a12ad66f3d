"""The person's lists and saved searches, a new list, and what changed on all lists since a day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guiju.catalogue.views.exporting import Field, export_table, offer_exports
from guiju.organisations.views.asking import person_of, signed_in, standing_in
from guiju.platform.language import page_language
from guiju.platform.reasons import render as words
from guiju.watch.forms import NewListForm, SinceForm
from guiju.watch.problems import WatchProblem
from guiju.watch.queries.lists import difference_since, list_lists
from guiju.watch.queries.saved import list_searches
from guiju.watch.services.items import add_typed
from guiju.watch.services.lists import create_list
from guiju.watch.views.finding import asking_of, back_to, own_organisations

KINDS = ("xlsx", "csv")


@require_safe
@signed_in
def lists(request: HttpRequest) -> HttpResponse:
    """Every list the person may see, their saved searches, and the form of a new list."""
    return render(request, "watch/lists.html", _context(request))


def _context(request: HttpRequest, form: NewListForm | None = None) -> dict[str, Any]:
    who = standing_in(request)
    text = request.GET.get("text", "").replace("\0", "").strip()[:200]
    found = list_lists(who)
    return {
        "lists": found.filter(name__icontains=text) if text else found,
        "text": text,
        "searches": list_searches(who),
        "form": form or NewListForm(organisations=own_organisations(request)),
        "exports": offer_exports(request, "lists_export", kinds=KINDS),
    }


@require_safe
@signed_in
def export_lists(request: HttpRequest, kind: str) -> FileResponse:
    """The names of the lists as a file."""
    fields = [
        Field("name", _("Name"), 40),
        Field("owner", _("Belongs to"), 40),
        Field("count", _("Standards"), 12),
        Field("created", _("Made on"), 12),
    ]
    rows = (
        (row.name, row.organisation.name if row.organisation else str(row.user), row.count, row.created_at.date())
        for row in _context(request)["lists"]
    )
    return export_table(fields, rows, kind=kind, name="guiju-lists", title=_("My lists"))


@require_http_methods(["POST"])
@signed_in
def new_list(request: HttpRequest) -> HttpResponse:
    """Make a list, with the numbers typed."""
    form = NewListForm(request.POST, organisations=own_organisations(request))
    if not form.is_valid():
        return render(request, "watch/lists.html", _context(request, form), status=422)
    asking = asking_of(request)
    owner = form.owner_for(person_of(request).pk)
    made = create_list(name=form.cleaned_data["name"], owner=owner, asking=asking)
    if form.cleaned_data["text"].strip():
        try:
            add_typed(parent=made, text=form.cleaned_data["text"], asking=asking)
        except WatchProblem as problem:
            messages.warning(request, words(problem.reason, page_language()))
    return back_to(made)


@require_safe
@signed_in
def changes(request: HttpRequest) -> HttpResponse:
    """What changed on every list of the person since a day."""
    form = SinceForm(request.GET)
    today = timezone.localdate()
    found = ((one, difference_since(one, form.day, until=today)) for one in list_lists(standing_in(request)))
    told = [(one, difference) for one, difference in found if difference.count]
    context = {"form": form, "since": form.day, "differences": told, "count": sum(one.count for _list, one in told)}
    return render(request, "watch/changes.html", context)
