"""The official's queue: first claims, organisations that may be the same, merges that can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.kernel.sheets import Column
from guiju.organisations.forms import KINDS, AnswerForm, MergeForm, said
from guiju.organisations.models import JoinRequest, Merge, Organisation
from guiju.organisations.queries.finding import find_organisation, list_members, place_of
from guiju.organisations.queries.queue import list_alike, list_claims, list_done
from guiju.organisations.rules import permissions
from guiju.organisations.rules.names import fold_name
from guiju.organisations.rules.regions import REGION_TREE
from guiju.organisations.rules.standing import Standing
from guiju.organisations.services import joining, merging
from guiju.organisations.views.acting import attempt, back_to, origin, page, person, standing
from guiju.organisations.views.exporting import export, offer_exports
from guiju.organisations.views.showing import words_of

PAGE: Final = 25
FACT_WORDS: Final = {
    "uscc": gettext_lazy("Unified social credit code"),
    "name_en": gettext_lazy("Name in English"),
    "region": gettext_lazy("Region"),
    "industry": gettext_lazy("Industry"),
    "address": gettext_lazy("Address"),
    "website": gettext_lazy("Website"),
}
TABLE_WORDS: Final = {
    "Membership": gettext_lazy("members"),
    "OrganisationRecord": gettext_lazy("rows of sources"),
    "OrganisationCode": gettext_lazy("codes"),
    "OrganisationName": gettext_lazy("other names"),
    "Contact": gettext_lazy("contacts"),
    "Participation": gettext_lazy("participations"),
    "EmailDomain": gettext_lazy("e-mail domains"),
    "Invitation": gettext_lazy("invitations"),
    "JoinRequest": gettext_lazy("requests to join"),
}


def _official(request: HttpRequest) -> Standing:
    """The standing of an official of the catalogue; 404 for anybody else, who has no queue."""
    asks = standing(request)
    if not permissions.is_official_anywhere(asks):
        raise Http404
    return asks


def _text(request: HttpRequest) -> str:
    return request.GET.get("text", "").replace("\0", "").strip()[:100]


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this official."""
    asks, text = _official(request), _text(request)
    claims = list_claims(asks)
    if text:
        claims = claims.filter(organisation__folded_name__contains=fold_name(text))
    alike = list_alike(asks, fold_name(text))
    rows = Paginator(alike, PAGE).get_page(request.GET.get("page"))
    context = {
        "text": text,
        "claims": [(one, words_of(REGION_TREE, one.organisation.region)) for one in claims],
        "page": rows,
        "page_range": rows.paginator.get_elided_page_range(rows.number, on_each_side=2, on_ends=1),
        "kinds": KINDS,
        "merges": list_done(asks)[:PAGE],
        "claim_exports": offer_exports(request, "claims_export"),
        "exports": offer_exports(request, "alike_export"),
    }
    return page(request, "queue.html", context)


@require_safe
@login_required
def export_claims(request: HttpRequest, kind: str) -> FileResponse:
    """The claims that wait, as a file."""
    columns = [
        Column(_("Organisation"), 44),
        Column(_("Region"), 10),
        Column(_("Asked by"), 24),
        Column(_("Asked on"), 12),
        Column(_("Message"), 60),
    ]
    rows = (
        (one.organisation.name, one.organisation.region, one.user.get_username(), one.asked_at.date(), one.message)
        for one in list_claims(_official(request))
    )
    return export(columns, rows, kind=kind, name="claims")


@require_safe
@login_required
def export_alike(request: HttpRequest, kind: str) -> FileResponse:
    """The organisations that may be the same, as a file."""
    columns = [
        Column(_("Group"), 30),
        Column(_("Name"), 44),
        Column(_("Unified social credit code"), 24),
        Column("UUID", 38),
    ]
    return export(columns, _alike_rows(_official(request), _text(request)), kind=kind, name="duplicates")


def _alike_rows(asks: Standing, text: str) -> Iterator[Sequence[object]]:
    for alike in list_alike(asks, fold_name(text)):
        for one in alike.organisations:
            yield alike.stem, one.name, one.uscc or "", str(one.uuid)


@require_POST
@login_required
def decide(request: HttpRequest, request_key: uuid.UUID) -> HttpResponse:
    """Grant a first claim or not; a refusal says why."""
    _official(request)
    asked = get_object_or_404(JoinRequest.objects.select_related("user", "organisation"), uuid=request_key)
    if not permissions.is_official(standing(request), asked.organisation.region):
        raise Http404(str(request_key))
    form = AnswerForm(request.POST)
    if not form.is_valid() or (form.cleaned_data["answer"] == "refuse" and not form.cleaned_data["why"]):
        messages.error(request, _("Say why the claim is refused."))
        return back_to("officials_queue")
    do = partial(
        joining.decide,
        request=asked,
        grant=form.cleaned_data["answer"] == "grant",
        why=form.cleaned_data["why"],
        actor=person(request),
        origin=origin(request),
    )
    attempt(request, do, _("Answered."))
    return back_to("officials_queue")


def _both(request: HttpRequest, key: uuid.UUID, other: uuid.UUID) -> tuple[Organisation, Organisation]:
    """Two organisations that the official looks after; 404 for others."""
    asks = _official(request)
    one, two = find_organisation(key), find_organisation(other)
    if one is None or two is None or not permissions.may_merge(asks, place_of(one), place_of(two)):
        raise Http404(f"{key} {other}")
    return one, two


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: HttpRequest, key: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """What merging would do; done once it has been confirmed."""
    kept, merged = _both(request, key, other)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        do = partial(merging.merge, kept=kept, merged=merged, actor=person(request), why=why, origin=origin(request))
        if attempt(request, do, _("Merged. This can be undone below.")):
            return back_to("officials_queue")
    problem, filled, counts = merging.preview(kept, merged)
    context = {
        "kept": kept,
        "merged": merged,
        "sides": [_side(one) for one in (kept, merged)],
        "facts": [
            (word, getattr(kept, name) or "", getattr(merged, name) or "", name in filled)
            for name, word in FACT_WORDS.items()
        ],
        "counts": [(TABLE_WORDS.get(name, name), count) for name, count in counts.items()],
        "problem": said(problem) if problem else "",
        "form": form,
    }
    return page(request, "merge.html", context, refused=request.method == "POST")


def _side(one: Organisation) -> tuple[Organisation, Any, int]:
    return one, KINDS.get(one.kind, one.kind), list_members(one).count()


@require_POST
@login_required
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Part two that were merged."""
    asks = _official(request)
    made = get_object_or_404(Merge.objects.select_related("kept", "merged"), pk=number)
    if not permissions.may_merge(asks, place_of(made.kept), place_of(made.merged)):
        raise Http404(str(number))
    do = partial(merging.undo, made=made, actor=person(request), origin=origin(request))
    attempt(request, do, _("Undone: they are two again."))
    return back_to("officials_queue")


@require_POST
@login_required
def apart(request: HttpRequest, key: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """They are not the same, whatever their names."""
    one, two = _both(request, key, other)
    do = partial(merging.tell_apart, one=one, other=two, actor=person(request), origin=origin(request))
    attempt(request, do, _("Noted: they are two. This pair is not asked about again."))
    return back_to("officials_queue")
