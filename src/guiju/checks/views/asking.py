"""Pages that take a list: the box, the example, the question about columns, and the end of a check."""

from __future__ import annotations

from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from guiju.checks import services
from guiju.checks.forms import ACCEPTED, CheckForm, ColumnsForm
from guiju.checks.receiving import as_path
from guiju.checks.rules import Outcome
from guiju.checks.rules.people import may_change
from guiju.checks.views.finding import frame, get_check, may_choose, private
from guiju.checks.views.rows import columns_shown
from guiju.organisations.queries.naming import list_organisations_of
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.standing import Role
from guiju.platform.models import User

if TYPE_CHECKING:
    from guiju.checks.models import Check
    from guiju.organisations.models import Organisation

EXAMPLE: Final = "example_list.csv"
MEANINGS: Final = {
    Outcome.CURRENT: gettext_lazy("In force on the date asked for, by a date or a source that says so."),
    Outcome.AMENDED: gettext_lazy("In force, with amendment sheets that the line does not name."),
    Outcome.SUPERSEDED_SOON: gettext_lazy("In force, but its end is known: the date and the successor are given."),
    Outcome.NOT_YET_IN_FORCE: gettext_lazy("Published; the date of implementation lies ahead."),
    Outcome.MANDATE_CHANGED: gettext_lazy("The same document, today mandatory or recommended under another prefix."),
    Outcome.REPLACED: gettext_lazy("Another standard has taken its place; the whole chain is given."),
    Outcome.WITHDRAWN: gettext_lazy("Withdrawn without a successor."),
    Outcome.STATUS_UNKNOWN: gettext_lazy("The record is here, but nothing proves where it stands."),
    Outcome.AMBIGUOUS: gettext_lazy("The line may mean several standards; they are listed."),
    Outcome.NOT_FOUND: gettext_lazy("The publisher is covered, this number is not held. It may still exist."),
    Outcome.NOT_COVERED: gettext_lazy("The catalogue holds nothing of this publisher, so nothing can be said."),
    Outcome.UNREADABLE: gettext_lazy("No standard number was recognised in the line."),
}


def box_context(form: CheckForm | None = None) -> dict[str, Any]:
    """What the check box needs, on whatever page it stands."""
    return {
        "form": form or CheckForm(),
        "today": timezone.localdate(),
        "accepted": ",".join(ACCEPTED),
        "max_mb": settings.GUIJU_MAX_UPLOAD_MB,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@private
def new_check(request: HttpRequest) -> HttpResponse:
    """The check box; a list that was handed in leads to the page of its check."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    if form.is_bound and form.is_valid():
        return _started(_created(request, form))
    context = {**box_context(form), "meanings": MEANINGS.items(), "organisations": _organisations(request)}
    return render(request, "checks/new.html", context, status=422 if form.errors else 200)


def _created(request: HttpRequest, form: CheckForm) -> Check:
    owner = request.user if request.user.is_authenticated else None
    upload: UploadedFile[Any] | None = form.cleaned_data["upload"]
    chosen = form.cleaned_data["organisation"]
    organisation = next((one.pk for one in _organisations(request) if one.uuid == chosen), None)
    create = partial(services.create_check, as_of=form.date, owner=owner, organisation=organisation)
    if upload is None:
        return create(text=form.cleaned_data["text"])
    with as_path(upload) as path:
        return create(upload=path, file_name=upload.name or "")


def _organisations(request: HttpRequest) -> list[Organisation]:
    """Those in whose name the person may make a check."""
    return list_organisations_of(standing_of(request.user), Role.EDITOR)


def _started(check: Check) -> HttpResponseRedirect:
    """Straight to the answers; a check that asks something first asks on its own page."""
    services.start_check(check=check)
    return HttpResponseRedirect(reverse("check", args=[check.link]))


@require_POST
@private
def example_check(request: HttpRequest) -> HttpResponse:
    """Check the demonstration list that comes with Guiju."""
    with resources.as_file(resources.files("guiju.demo") / EXAMPLE) as path:
        name = _("Example list") + ".csv"
        made = services.create_check(upload=path, file_name=name, as_of=timezone.localdate())
    return _started(made)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def choose_columns(request: HttpRequest, link: str) -> HttpResponse:
    """Ask which column holds the numbers, and check once it is said; a check already answered is answered anew."""
    found = get_check(link)
    if not may_choose(found):
        return HttpResponseRedirect(reverse("check", args=[link]))
    form = ColumnsForm(request.POST or None)
    if not form.is_valid():
        return render(request, "checks/columns.html", {**frame(found), **columns_shown(found.layout)})
    services.choose_layout(check=found, **form.cleaned_data)
    return _started(found)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def delete(request: HttpRequest, link: str) -> HttpResponse:
    """Remove a check for good, after a question; 403 where it is another's, and the link only for reading."""
    found = get_check(link)
    if not may_change(standing_of(request.user), owner=found.owner_id, organisation=found.organisation_id):
        raise PermissionDenied
    if request.method == "POST":
        services.delete_check(check=found, actor=request.user if isinstance(request.user, User) else None)
        return HttpResponseRedirect(reverse("new_check"))
    return render(request, "checks/delete.html", frame(found))
