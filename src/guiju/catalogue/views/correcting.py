"""An official corrects the record of a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guiju.catalogue import queries
from guiju.catalogue.forms import CorrectionForm
from guiju.catalogue.importers.correcting import FIELDS, CorrectionRefused, correct_standard
from guiju.catalogue.queries.record import find_correction
from guiju.catalogue.rules.permissions import may_correct
from guiju.kernel.docid import parse
from guiju.organisations.views.asking import person_of, signed_in, standing_in
from guiju.platform.language import page_language
from guiju.platform.models import User
from guiju.platform.reasons import render as say

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard

SHOWN: Final = frozenset({"issued", "effective", "withdrawn", "title_zh", "title_en"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """What officials say of a standard now, to be changed; 403 for who may not, 404 for a standard not held."""
    if not may_correct(standing_in(request), parse(key)):
        raise PermissionDenied
    standard = queries.find_standard(key)
    if standard is None:
        raise Http404
    form = CorrectionForm(request.POST or None, initial=find_correction(key) or {})
    if form.is_valid() and _is_taken(form, key, person_of(request)):
        messages.success(request, _("The record was corrected."))
        return HttpResponseRedirect(reverse("standard", args=[key]))
    context = {"standard": standard, "form": form, "fields": [(form[name], _held(standard, name)) for name in FIELDS]}
    return render(request, "catalogue/correct.html", context, status=422 if form.errors else 200)


def _held(standard: Standard, name: str) -> str:
    """What the catalogue holds of a field now, said beside it; "" where it holds nothing."""
    held = getattr(standard, name, None) if name in SHOWN else None
    return _("Now: %(value)s") % {"value": held} if held else ""


def _is_taken(form: CorrectionForm, key: str, actor: User) -> bool:
    """Whether the catalogue took it; what it could not read is said beside the fields."""
    given = form.cleaned_data
    try:
        correct_standard(
            key=key,
            facts={name: given[name] for name in FIELDS},
            told_in=given["told_in"],
            why=given["why"],
            actor=actor,
        )
    except CorrectionRefused as refused:
        for problem in refused.problems:
            form.add_error(problem.field if problem.field in FIELDS else None, say(problem.reason, page_language()))
        return False
    return True
