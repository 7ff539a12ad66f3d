"""The system administrator's page: how the installation is set, and the work that failed."""

from __future__ import annotations

import os
import re
from typing import Final, NamedTuple, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guiju.organisations.pages import open_to
from guiju.organisations.rules.administering import may_run_installation
from guiju.platform import jobs
from guiju.platform.models import Job, User
from guiju.site.environment import SETTINGS

SYSTEM: Final = open_to(may_run_installation)
PAGE: Final = 50
SECRETS: Final = frozenset({"GUIJU_SECRET_KEY", "GUIJU_OIDC_SECRET"})
_PASSWORD: Final = re.compile(r"(://[^:/@]*):[^@]*@")


class Value(NamedTuple):
    """A setting as the page shows it; passwords are not shown."""

    name: str
    value: str
    is_set: bool
    meaning: str


@SYSTEM
@require_safe
def installation(request: HttpRequest) -> HttpResponse:
    """Settings, and background work by state with the failed jobs."""
    failed = Job.objects.filter(state=Job.State.FAILED).order_by("-finished_at", "-id")
    page = Paginator(failed, PAGE).get_page(request.GET.get("page"))
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("id")))
    context = {
        "values": shown_settings(),
        "counts": [(word, counts.get(state, 0)) for state, word in _states().items()],
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "administration/installation.html", context)


@SYSTEM
@require_POST
def take_up_job(request: HttpRequest, key: str) -> HttpResponse:
    """A failed job is tried again."""
    if not jobs.take_up(key, actor=cast("User", request.user)):
        raise Http404(key)
    messages.success(request, _("The job is in the queue again."))
    return redirect("administration_installation")


def shown_settings() -> list[Value]:
    """Every setting with its value; secrets and passwords are left out."""
    return [
        Value(one.name, _shown(one.name, os.environ.get(one.name, one.default)), one.name in os.environ, one.meaning)
        for one in SETTINGS
    ]


def _shown(name: str, value: str) -> str:
    if name in SECRETS and value:
        return "••••••"
    return _PASSWORD.sub(r"\1:••••••@", value)


def _states() -> dict[str, str]:
    return {
        Job.State.QUEUED: _("waiting"),
        Job.State.RUNNING: _("under way"),
        Job.State.DONE: _("done"),
        Job.State.FAILED: _("failed"),
    }
