"""Watched documents: the list of them, one with its references and their state, as pages and as files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guiju.catalogue.forms import STATUSES, AsOfForm, own_title
from guiju.catalogue.queries import load_found
from guiju.catalogue.queries.touched import load_successors_in_force
from guiju.catalogue.rules import Status
from guiju.catalogue.views.exporting import Field, export_table, offer_exports
from guiju.checks.answers import reason_from_dict
from guiju.checks.problems import CheckProblem
from guiju.checks.receiving import as_path
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import SheetError
from guiju.organisations.views.asking import person_of, signed_in, standing_in
from guiju.platform.language import page_language
from guiju.platform.reasons import render as words
from guiju.platform.reasons import render_all
from guiju.watch.forms import ABSENT, NOT_HELD, DocumentForm
from guiju.watch.problems import WatchProblem
from guiju.watch.queries.saved import find_document, list_documents, list_references, may_change_document
from guiju.watch.services.documents import forget_document, watch_document
from guiju.watch.views.finding import asking_of, own_organisations

if TYPE_CHECKING:
    from guiju.watch.models import DocumentReference, WatchedDocument

KINDS = ("xlsx", "csv")
MOST_PLACES = 12


class Shown(NamedTuple):
    """A reference as the page shows it: its state, its title, where it stands, and what replaced it."""

    reference: DocumentReference
    status: str
    title: str
    places: str
    successors: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def documents(request: HttpRequest) -> HttpResponse:
    """The documents under watch; one that is handed in is read and watched from now on."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*posted, organisations=own_organisations(request))
    if form.is_bound and form.is_valid():
        try:
            made = _watched(request, form)
        except (SheetError, CheckProblem, WatchProblem) as problem:
            form.add_error("upload", words(problem.reason, page_language()))
        else:
            return HttpResponseRedirect(reverse("document", args=[made.uuid]))
    context = {
        "form": form,
        "documents": list_documents(standing_in(request)),
        "exports": offer_exports(request, "documents_export", kinds=KINDS),
    }
    return render(request, "watch/documents.html", context, status=422 if form.errors else 200)


def _watched(request: HttpRequest, form: DocumentForm) -> WatchedDocument:
    owner = form.owner_for(person_of(request).pk)
    with as_path(form.file) as path:
        return watch_document(
            path=path,
            name=form.file.name or "",
            owner=owner,
            asking=asking_of(request),
            number=form.cleaned_data["number"],
        )


@require_safe
@signed_in
def export_documents(request: HttpRequest, kind: str) -> FileResponse:
    """The documents as a file."""
    fields = [
        Field("name", _("Document"), 40),
        Field("number", _("Its own number"), 24),
        Field("owner", _("Belongs to"), 30),
        Field("count", _("Standards"), 12),
    ]
    rows = (
        (one.name, one.number, one.organisation.name if one.organisation else "", one.references.count())
        for one in list_documents(standing_in(request))
    )
    return export_table(fields, rows, kind=kind, name="guiju-documents", title=_("Documents"))


def _document(request: HttpRequest, uuid: UUID) -> WatchedDocument:
    found = find_document(uuid, standing_in(request))
    if found is None:
        raise Http404(uuid)
    return found


def _shown(found: WatchedDocument, on: dt.date) -> list[Shown]:
    references = list(list_references(found))
    keys = {one.standard_key for one in references}
    standards = {one.key: one for one in load_found(keys, on)}
    ended = [key for key, one in standards.items() if getattr(one, "status_word", "") == Status.REPLACED]
    successors = load_successors_in_force(ended, on) if ended else {}
    rows = []
    for one in references:
        standard = standards.get(one.standard_key)
        status = (getattr(standard, "status_word", "") or Status.UNKNOWN) if standard else ABSENT
        title = own_title(standard.title_zh, standard.title_en) if standard else one.title
        rows.append(Shown(one, status, title, _places(one), successors.get(one.standard_key, ())))
    return rows


def _places(reference: DocumentReference) -> str:
    places = [reason_from_dict(place) for place in reference.places]
    more = len(places) - MOST_PLACES
    told = [*places[:MOST_PLACES], *([Reason.of("watch.why.more_places", count=more)] if more > 0 else [])]
    return render_all(tuple(told), page_language())


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def document(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A document with the state of all it names on a day; posted, it is watched no more."""
    found = _document(request, uuid)
    if request.method == "POST":
        forget_document(document=found, asking=asking_of(request))
        return HttpResponseRedirect(reverse("documents"))
    form = AsOfForm(request.GET)
    rows = _shown(found, form.date)
    chosen = request.GET.get("status", "")
    counts = Counter(row.status for row in rows)
    context = {
        "document": found,
        "on": form.date,
        "is_today": form.date == timezone.localdate(),
        "rows": [row for row in rows if row.status == chosen] if chosen in counts else rows,
        "count": len(rows),
        "chosen": chosen if chosen in counts else "",
        "chips": [(name, word, counts[name]) for name, word in {**STATUSES, ABSENT: NOT_HELD}.items() if counts[name]],
        "may_change": may_change_document(found, standing_in(request)),
        "exports": offer_exports(request, "document_export", str(uuid), kinds=KINDS),
    }
    return render(request, "watch/document.html", context)


@require_safe
@signed_in
def export_document(request: HttpRequest, uuid: UUID, kind: str) -> FileResponse:
    """The references of a document as a file."""
    found, on = _document(request, uuid), AsOfForm(request.GET).date
    fields = [
        Field("number", _("Standard number"), 24),
        Field("written", _("As the document writes it"), 24),
        Field("title", _("Title"), 48),
        Field("status", _("Status (%(date)s)") % {"date": on.isoformat()}, 16, _status),
        Field("successors", _("Replaced by"), 28),
        Field("places", _("Where it stands"), 48),
    ]
    rows = (
        (one.reference.standard_key, one.reference.raw, one.title, one.status, one.successors, one.places)
        for one in _shown(found, on)
    )
    return export_table(fields, rows, kind=kind, name=f"guiju-document-{on.isoformat()}", title=_("Standards"))


def _status(status: object) -> str:
    return str({**STATUSES, ABSENT: NOT_HELD}[str(status)].text)
