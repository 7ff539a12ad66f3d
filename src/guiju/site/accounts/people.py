"""The security administrator's pages: people, their duties and administrations, their sessions and tokens."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guiju.catalogue.views.exporting import TABLE_KINDS, Field, export_table, offer_exports
from guiju.organisations.pages import open_to
from guiju.organisations.queries.people import (
    administrations_of,
    duties_of,
    find_administration,
    list_duties,
    list_memberships,
    list_people,
)
from guiju.organisations.queries.tokens import list_tokens_of
from guiju.organisations.rules.administering import may_govern_people
from guiju.organisations.rules.standing import Administration, Duty
from guiju.organisations.services import people as doing
from guiju.platform.models import User
from guiju.site.accounts.again import asked_again
from guiju.site.accounts.forms import ADMINISTRATIONS, DUTIES, AdministrationForm, DutyForm, PeopleForm, WhyForm

PAGE: Final = 50
CHUNK: Final = 500
SECURITY: Final = open_to(may_govern_people)


@SECURITY
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account, filtered."""
    form = PeopleForm(request.GET)
    page = Paginator(_asked(form), PAGE).get_page(request.GET.get("page"))
    keys = [one.pk for one in page]
    duties, administrations = duties_of(keys), administrations_of(keys)
    rows = [(one, duties[one.pk], administrations.get(one.pk)) for one in page]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "exports": offer_exports(request, "administration_people_export", kinds=TABLE_KINDS),
    }
    return render(request, "administration/people.html", context)


@SECURITY
@require_safe
def export_people(request: HttpRequest, kind: str) -> FileResponse:
    """The filtered list as a file."""
    fields = [
        Field("email", _("E-mail address"), 32),
        Field("name", _("Full name"), 20),
        Field("open", _("State"), 10, lambda is_open: _("open") if is_open else _("closed")),
        Field("administration", _("Administration"), 20, lambda one: str(ADMINISTRATIONS[str(one)]) if one else ""),
        Field("duties", _("Duties as an official"), 40),
        Field("since", _("Account since"), 18),
        Field("last", _("Last signed in"), 18),
    ]
    rows = _rows(PeopleForm(request.GET))
    return export_table(fields, rows, kind=kind, name="guiju-people", title=_("People"))


def _rows(form: PeopleForm) -> Iterator[tuple[object, ...]]:
    for chunk in Paginator(_asked(form), CHUNK):
        keys = [one.pk for one in chunk]
        duties, administrations = duties_of(keys), administrations_of(keys)
        for one in chunk:
            told = ", ".join(f"{DUTIES[duty.duty]}: {duty.region or _('everywhere')}" for duty in duties[one.pk])
            moments = [at.strftime("%Y-%m-%d") if at else "" for at in (one.date_joined, one.last_login)]
            yield one.email, one.get_full_name(), one.is_active, administrations.get(one.pk), told, *moments


def _asked(form: PeopleForm) -> Any:  # noqa: ANN401 (people)
    given = form.cleaned_data if form.is_valid() else {}
    return list_people(given.get("text", ""), state=given.get("state", ""))


@SECURITY
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One person; POST with `do` changes one thing about them."""
    found = get_object_or_404(User, uuid=key)
    if request.method == "POST":
        return _changed(request, found)
    context = {
        "found": found,
        "memberships": list_memberships(found.pk),
        "duties": list_duties(found.pk),
        "administration": find_administration(found.pk),
        "second_factor": Authenticator.objects.filter(user=found).exists(),
        "sessions": UserSession.objects.filter(user=found).count(),
        "tokens": list_tokens_of(user=found.pk),
        "duty_form": DutyForm(),
        "administration_form": AdministrationForm(),
    }
    return render(request, "administration/person.html", context)


@asked_again
def _changed(request: HttpRequest, found: User) -> HttpResponse:
    do = _DOING.get(request.POST.get("do", ""))
    why = WhyForm(request.POST)
    if do is None or not why.is_valid():
        messages.error(request, _("Nothing was changed: the form was not complete."))
        return redirect("administration_person", found.uuid)
    try:
        do(request, found, why.cleaned_data["why"])
    except doing.PersonError as error:
        messages.error(request, _("Nothing was changed: %(why)s") % {"why": error})
    else:
        messages.success(request, _("Done, and written to the audit trail."))
    return redirect("administration_person", found.uuid)


def _give_duty(request: HttpRequest, found: User, why: str) -> None:
    form = DutyForm(request.POST)
    if not form.is_valid():
        raise doing.PersonError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    duty = Duty(form.cleaned_data["duty"])
    doing.give_duty(person=found, duty=duty, region=form.cleaned_data["region"], actor=_actor(request), why=why)


def _take_duty(request: HttpRequest, found: User, why: str) -> None:
    asked = (request.POST.get("duty"), request.POST.get("region", ""))
    for held in [one for one in list_duties(found.pk) if (one.duty, one.region) == asked]:
        doing.take_duty(person=found, duty=Duty(held.duty), region=held.region, actor=_actor(request), why=why)


def _give_administration(request: HttpRequest, found: User, why: str) -> None:
    form = AdministrationForm(request.POST)
    if not form.is_valid():
        raise doing.PersonError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    given = Administration(form.cleaned_data["administration"])
    doing.give_administration(person=found, administration=given, actor=_actor(request), why=why)


def _take_administration(request: HttpRequest, found: User, why: str) -> None:
    doing.take_administration(person=found, actor=_actor(request), why=why)


def _close(request: HttpRequest, found: User, why: str) -> None:
    doing.close_account(person=found, actor=_actor(request), why=why)


def _open(request: HttpRequest, found: User, why: str) -> None:
    doing.open_account(person=found, actor=_actor(request), why=why)


def _sign_out(request: HttpRequest, found: User, why: str) -> None:
    doing.sign_out_everywhere(person=found, actor=_actor(request), why=why)


def _actor(request: HttpRequest) -> User:
    return cast("User", request.user)


_DOING: Final[dict[str, Callable[[HttpRequest, User, str], None]]] = {
    "give_duty": _give_duty,
    "take_duty": _take_duty,
    "give_administration": _give_administration,
    "take_administration": _take_administration,
    "close": _close,
    "open": _open,
    "sign_out": _sign_out,
}
