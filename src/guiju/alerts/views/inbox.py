"""The inbox: what was told to a person and their organisations, why, and what they do with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guiju.alerts.models import Alert, Notice
from guiju.alerts.queries import inbox as reads
from guiju.alerts.rules import Kind, Severity
from guiju.alerts.rules.messages import Kept, from_json
from guiju.alerts.services import answering, muting
from guiju.alerts.views.asking import KINDS, SEVERITIES, InboxForm, MuteForm
from guiju.kernel.reasons import Language
from guiju.kernel.sheets import Column
from guiju.organisations.access import standing_of_request
from guiju.organisations.rules.standing import Standing
from guiju.organisations.views.acting import origin, person
from guiju.organisations.views.exporting import export, offer_exports
from guiju.platform.language import page_language
from guiju.platform.reasons import render as say

PAGE: Final = 50
MOST_SEEN: Final = 10_000
BIGGEST: Final = 2**63


@dataclass(frozen=True, slots=True)
class Row:
    """A notice as the list shows it: `tone` and `symbol` beside the word of its severity."""

    notice: Notice
    headline: str
    reasons: tuple[str, ...]
    whose: str
    severity: str
    tone: str
    symbol: str
    kind: str
    is_unread: bool


def shown(notices: Iterable[Notice]) -> Iterator[Row]:
    """Notices in the page's words."""
    language = page_language()
    for one in notices:
        word, tone, symbol = SEVERITIES[Severity(one.alert.severity)]
        yield Row(
            notice=one,
            headline=headline_of(one.alert, language),
            reasons=_said(one.reasons, language),
            whose=one.recipient.organisation.name if one.recipient.organisation else _("mine"),
            severity=str(word),
            tone=tone,
            symbol=symbol,
            kind="" if one.alert.kind == Kind.ALERT else str(KINDS[Kind(one.alert.kind)]),
            is_unread=one.seen_at is None and not one.is_quiet,
        )


def headline_of(alert: Alert, language: Language) -> str:
    """What an alert says first."""
    return say(from_json(alert.headline), language)


def _said(reasons: Iterable[Kept], language: Language) -> tuple[str, ...]:
    return tuple(say(from_json(kept), language) for kept in reasons)


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """The list."""
    standing, form = _asked(request)
    page = Paginator(reads.list_notices(standing, form.asked()), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filtered": any(name != "page" for name in request.GET),
        "page": page,
        "rows": list(shown(page.object_list)),
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "unread": reads.count_unread(standing),
        "undelivered": reads.list_undelivered(standing).count(),
        "mutes": reads.list_mutes(standing, timezone.localdate()).count(),
        "exports": offer_exports(request, "inbox_table"),
    }
    return _private(render(request, "alerts/inbox.html", context))


@require_safe
@login_required
def table(request: HttpRequest, kind: str) -> FileResponse:
    """The list as a file."""
    standing, form = _asked(request)
    columns = [
        Column(_("Told"), 18),
        Column(_("Subject"), 24),
        Column(_("What"), 60),
        Column(_("Severity"), 14),
        Column(_("Kind"), 12),
        Column(_("Why"), 60),
        Column(_("Whose"), 30),
        Column(_("Seen"), 18),
        Column(_("Acknowledged"), 18),
        Column(_("By"), 20),
    ]
    rows = (_cells(row) for row in shown(reads.list_notices(standing, form.asked()).iterator(chunk_size=1000)))
    return export(columns, rows, kind=kind, name="inbox")


def _cells(row: Row) -> tuple[object, ...]:
    one = row.notice
    return (
        _moment(one.alert.at),
        one.alert.subject_key,
        row.headline,
        row.severity,
        row.kind,
        "; ".join(row.reasons),
        row.whose,
        _moment(one.seen_at),
        _moment(one.acknowledged_at),
        str(one.acknowledged_by or ""),
    )


def _moment(moment: Any) -> str:  # noqa: ANN401 (a moment, or none)
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


@require_safe
@login_required
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """One notice: what, why, what was told before and after, and what may be done."""
    standing, found = _found(request, number)
    return _private(render(request, "alerts/notice.html", _context(standing, found, MuteForm(initial=_month()))))


def _context(standing: Standing, found: Notice, form: MuteForm) -> dict[str, Any]:
    language = page_language()
    (row,) = shown([found])
    chain = reads.history_of(found.alert)
    return {
        "row": row,
        "details": _said(found.alert.details, language),
        "history": [(one, headline_of(one, language), str(KINDS[Kind(one.kind)])) for one in chain],
        "replaced": any(one.pk > found.alert_id for one in chain),
        "may_answer": reads.may_answer(standing, found),
        "form": form,
        "deliveries": found.deliveries.select_related("address") if reads.may_answer(standing, found) else [],
    }


def _month() -> dict[str, Any]:
    return {"until": timezone.localdate() + dt.timedelta(days=30)}


@require_POST
@login_required
def see(request: HttpRequest, number: int) -> HttpResponse:
    """Note that a notice was seen; the page itself says so where a script reads along."""
    standing, found = _answered(request, number)
    answering.mark_seen(standing=standing, notices=[found])
    return HttpResponse(status=204) if "HX-Request" in request.headers else redirect("notice", number=number)


@require_POST
@login_required
def see_all(request: HttpRequest) -> HttpResponse:
    """Note that all that the filters show was seen."""
    standing, form = _asked(request)
    unread = reads.list_notices(standing, form.asked()).filter(seen_at=None)[:MOST_SEEN]
    number = answering.mark_seen(standing=standing, notices=list(unread))
    messages.success(request, ngettext("%d notice marked as seen.", "%d notices marked as seen.", number) % number)
    return redirect("inbox")


@require_POST
@login_required
def acknowledge(request: HttpRequest, number: int) -> HttpResponse:
    """Note who has taken the matter up."""
    standing, found = _found(request, number)
    if answering.acknowledge(standing=standing, actor=person(request), notice=found, origin=origin(request)):
        messages.success(request, _("Acknowledged. Others who read this inbox see that you have taken it up."))
    return redirect("notice", number=number)


@require_POST
@login_required
def mute(request: HttpRequest, number: int) -> HttpResponse:
    """Be silent about the subject, or its kind, until a day."""
    standing, found = _answered(request, number)
    form = MuteForm(request.POST)
    if not form.is_valid():
        return render(request, "alerts/notice.html", _context(standing, found, form), status=422)
    key = "" if form.cleaned_data["whole_type"] else found.alert.subject_key
    muting.mute(
        recipient=found.recipient,
        subject_type=found.alert.subject_type,
        subject_key=key,
        until=form.cleaned_data["until"],
    )
    messages.success(request, _("Muted. Notices still come into the inbox, quietly."))
    return redirect("inbox_mutes")


def _asked(request: HttpRequest) -> tuple[Standing, InboxForm]:
    standing = standing_of_request(request)
    return standing, InboxForm(request.GET, recipients=list(reads.recipients_of(standing)))


def _found(request: HttpRequest, number: int) -> tuple[Standing, Notice]:
    standing = standing_of_request(request)
    found = reads.find_notice(standing, number) if number < BIGGEST else None
    if found is None:
        raise Http404
    return standing, found


def _answered(request: HttpRequest, number: int) -> tuple[Standing, Notice]:
    """The same for who may answer it; 403 for who only reads it."""
    standing, found = _found(request, number)
    if not reads.may_answer(standing, found):
        raise PermissionDenied
    return standing, found


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
