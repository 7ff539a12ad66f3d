"""Pages of notes that a record is wrong: the form on a standard's page, the queue, an official's decision."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guiju.catalogue import queries
from guiju.catalogue.note_forms import FACTS, STATES, DecideForm, NoteForm
from guiju.catalogue.queries.noting import find_note, list_notes, may_decide_on
from guiju.catalogue.rules.noting import NotedFact, NoteState, may_see_queue
from guiju.catalogue.services.noting import decide_note
from guiju.catalogue.services.noting import say_wrong as say_it
from guiju.catalogue.views.exporting import Field, export_table, offer_exports, word_of
from guiju.organisations.views.asking import person_of, signed_in, standing_in
from guiju.platform.asking import address_of
from guiju.platform.rates import Allowances

HOUR: Final = 3600.0
PAGE: Final = 50
KINDS: Final = ("xlsx", "csv")


@require_http_methods(["GET", "HEAD", "POST"])
def say_wrong(request: HttpRequest, key: str) -> HttpResponse:
    """The form by which anybody says that a record is wrong."""
    standard = queries.find_standard(key)
    if standard is None:
        raise Http404(key)
    form = NoteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if not _may_go_on(request):
            form.add_error(None, _("Too many notes from here within an hour. Try again later, or sign in."))
        else:
            _said(request, standard.key, form)
            messages.success(request, _("Thank you. An official will look at it."))
            return HttpResponseRedirect(reverse("standard", args=[standard.key]))
    context = {"standard": standard, "form": form}
    return render(request, "catalogue/say_wrong.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, key: str, form: NoteForm) -> None:
    by = person_of(request) if request.user.is_authenticated else None
    given = form.cleaned_data
    fact = NotedFact(given["fact"])
    say_it(key=key, fact=fact, said=given["said"], evidence=given["evidence"], by=by, origin=address_of(request))


def _may_go_on(request: HttpRequest) -> bool:
    limit: int = settings.GUIJU_NOTES_RATE
    who = f"note user {request.user.pk}" if request.user.is_authenticated else f"note address {address_of(request)}"
    if not limit:
        return True
    return _allowances(settings.GUIJU_HOME).take(who, limit=limit, window=HOUR, now=time.time()).allowed


@cache
def _allowances(home: Path) -> Allowances:
    return Allowances(home / "rates")


@require_safe
@signed_in
def notes(request: HttpRequest) -> HttpResponse:
    """The queue for an official; for anybody else what they said."""
    who, state = standing_in(request), _state(request)
    page = Paginator(list_notes(who, state), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "state": state,
        "states": [(name, word, list_notes(who, name).count()) for name, word in STATES.items()],
        "facts": FACTS,
        "is_official": may_see_queue(who),
        "exports": offer_exports(request, "notes_export", kinds=KINDS),
    }
    return render(request, "catalogue/notes.html", context)


def _state(request: HttpRequest) -> str:
    asked = request.GET.get("state", "")
    return asked if asked in list(NoteState) else ""


@require_safe
@signed_in
def export_notes(request: HttpRequest, kind: str) -> FileResponse:
    """The same as a file."""
    fields = [
        Field("number", _("Standard number"), 22),
        Field("fact", _("What is wrong"), 16, word_of(FACTS)),
        Field("said", _("What is right"), 48),
        Field("evidence", _("Where that is written"), 40),
        Field("at", _("Said on"), 12),
        Field("state", _("State"), 12, lambda state: str(STATES[str(state)].text)),
        Field("why", _("Reason of the decision"), 40),
    ]
    rows = (
        (one.standard_key, one.fact, one.said, one.evidence, timezone.localtime(one.at).date(), one.state, one.why)
        for one in list_notes(standing_in(request), _state(request))
    )
    return export_table(fields, rows, kind=kind, name="guiju-corrections", title=_("Corrections"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def note(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One note; an official decides on it here."""
    who = standing_in(request)
    found = find_note(uuid, who)
    if found is None:
        raise Http404(uuid)
    form = DecideForm(request.POST or None)
    if form.is_bound and form.is_valid():
        accepted, why = form.cleaned_data["answer"] == NoteState.ACCEPTED, form.cleaned_data["why"]
        if not decide_note(note=found, accepted=accepted, why=why, by=person_of(request), origin=address_of(request)):
            messages.warning(request, _("Somebody else decided on it meanwhile."))
        return HttpResponseRedirect(reverse("note", args=[uuid]))
    may_decide = found.state == NoteState.OPEN and may_decide_on(found, who)
    context = {"note": found, "form": form, "fact": FACTS[found.fact], "word": STATES[found.state], "may": may_decide}
    return render(request, "catalogue/note.html", context, status=422 if form.errors else 200)
