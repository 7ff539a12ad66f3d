"""Whom an organisation hands on to what nobody there has seen: its managers say."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guiju.alerts.forms import StepForm, Steps
from guiju.alerts.queries.steps import UNIONS, Candidate, list_candidates, list_steps
from guiju.alerts.rules import Severity, permissions
from guiju.alerts.rules.escalating import USUAL
from guiju.alerts.services.escalating import set_steps
from guiju.alerts.services.issuing import recipient_of
from guiju.organisations.access import standing_of_request
from guiju.organisations.queries.finding import find_organisation
from guiju.organisations.queries.naming import list_organisations_of
from guiju.organisations.rules.standing import Role
from guiju.organisations.views.acting import person

if TYPE_CHECKING:
    from guiju.organisations.models import Organisation

MOST_STEPS: Final = 6


@require_safe
@never_cache
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations whose steps the person may set, with how many each has."""
    managed = list_organisations_of(standing_of_request(request), Role.MANAGER)
    return render(request, "alerts/handing_on.html", {"rows": [(one, len(list_steps(one))) for one in managed]})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def steps(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The steps of one organisation; where there are none, the usual ones stand there to be saved or changed."""
    found = _managed(request, key)
    candidates = list_candidates(found)
    kept = _as_rows(found)
    made = formset_factory(StepForm, formset=Steps, extra=MOST_STEPS, max_num=MOST_STEPS, validate_max=True)
    data = request.POST if request.method == "POST" else None
    forms = made(data, initial=kept or _usual(candidates), prefix="step", form_kwargs={"candidates": candidates})
    if data is not None and forms.is_valid():
        _save(request, found, forms, {one.key: one for one in candidates})
        messages.success(request, _("The steps are saved."), extra_tags="good")
        return redirect("handing_on_steps", key=key)
    context: dict[str, Any] = {"organisation": found, "forms": forms, "are_usual": not kept and data is None}
    return render(request, "alerts/steps.html", context, status=422 if data is not None else 200)


def _managed(request: HttpRequest, key: uuid.UUID) -> Organisation:
    """An organisation whose steps the person may set; there is none for anybody else."""
    found = find_organisation(key)
    if found is None or found.merged_into_id or not permissions.may_plan(standing_of_request(request), found.pk):
        raise Http404
    return found


def _as_rows(found: Organisation) -> list[dict[str, Any]]:
    rows = []
    for step in list_steps(found):
        key = f"p{step.to.user_id}" if step.to.user_id else f"o{step.to.organisation_id}"
        rows.append({"hours": step.hours, "least": step.least, "to": key})
    return rows


def _usual(candidates: list[Candidate]) -> list[dict[str, Any]]:
    """The usual steps, each to the first body of its sort that the organisation belongs to."""
    rows = []
    for step in USUAL:
        sorts = UNIONS if step.to == "association" else {step.to}
        to = next((one.key for one in candidates if one.kind in sorts), "")
        rows.append({"hours": step.hours, "least": step.least.value, "to": to})
    return rows


def _save(
    request: HttpRequest, found: Organisation, forms: BaseFormSet[StepForm], candidates: dict[str, Candidate]
) -> None:
    wanted = []
    for form in forms:
        to = candidates.get(form.cleaned_data.get("to", ""))
        if to is not None:
            recipient = recipient_of(user=to.user, organisation=to.organisation)
            wanted.append((form.cleaned_data["hours"], Severity(form.cleaned_data["least"]), recipient))
    set_steps(standing=standing_of_request(request), actor=person(request), organisation=found.pk, steps=wanted)
