"""Beside the inbox: what is muted, what could not be delivered, and how much is on its way."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guiju.alerts.queries import inbox as reads
from guiju.alerts.rules import permissions
from guiju.alerts.services import answering, muting
from guiju.alerts.views.inbox import BIGGEST, headline_of
from guiju.organisations.access import standing_of_request
from guiju.organisations.views.acting import origin, person
from guiju.platform.language import page_language

PAGE: Final = 50


@require_safe
@login_required
def mutes(request: HttpRequest) -> HttpResponse:
    """What is muted, and until when."""
    return render(request, "alerts/mutes.html", {"mutes": reads.list_mutes(_standing(request), timezone.localdate())})


@require_POST
@login_required
def unmute(request: HttpRequest, number: int) -> HttpResponse:
    """Hear of it again."""
    standing = _standing(request)
    found = reads.list_mutes(standing, timezone.localdate()).filter(pk=min(number, BIGGEST - 1)).first()
    if found is None:
        raise Http404
    owner = found.recipient
    if not permissions.may_answer(standing, user=owner.user_id, organisation=owner.organisation_id):
        raise PermissionDenied
    muting.unmute(mute=found)
    messages.success(request, _("No longer muted."))
    return redirect("inbox_mutes")


@require_safe
@login_required
def undelivered(request: HttpRequest) -> HttpResponse:
    """Letters that were given up, for those they were meant for."""
    page = Paginator(reads.list_undelivered(_standing(request)), PAGE).get_page(request.GET.get("page"))
    language = page_language()
    context = {
        "page": page,
        "rows": [(one, headline_of(one.notice.alert, language)) for one in page.object_list],
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "alerts/undelivered.html", context)


@require_POST
@login_required
def send_again(request: HttpRequest, number: int) -> HttpResponse:
    """Try a letter that was given up once more."""
    standing = _standing(request)
    found = reads.list_undelivered(standing).filter(pk=min(number, BIGGEST - 1)).first()
    if found is None:
        raise Http404
    answering.send_again(standing=standing, actor=person(request), delivery=found, origin=origin(request))
    messages.success(request, _("It is on its way again."))
    return redirect("undelivered")


@require_safe
@login_required
def outbox(request: HttpRequest) -> HttpResponse:
    """How many letters of the installation are on their way, sent, given up; for the system administrator."""
    if not permissions.may_see_counts(_standing(request)):
        raise Http404
    return render(request, "alerts/outbox.html", {"counts": reads.count_deliveries()})


_standing = standing_of_request
