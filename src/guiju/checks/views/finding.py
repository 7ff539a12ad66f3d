"""What the pages of one check share: finding it, its name, and that nobody else keeps a copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guiju.checks import queries

if TYPE_CHECKING:
    from guiju.checks.models import Check

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
NAME_LENGTH: Final = 60


def private(view: View[P]) -> View[P]:
    """Answers are for whoever holds the address: not indexed, kept by no cache."""

    @wraps(view)
    def handle(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return handle


def get_check(link: str) -> Check:
    """The check behind an address, or the page that says there is none."""
    found = queries.find_check(link)
    if found is None:
        raise Http404(link)
    return found


def get_finished(link: str) -> Check:
    """The same for a check that is answered; one that is not has no such page yet."""
    found = get_check(link)
    if found.state != found.State.DONE:
        raise Http404(link)
    return found


def may_choose(check: Check) -> bool:
    """Whether another column may be read: answering anew would drop what people completed."""
    return check.kind == check.Kind.TABLE and check.job is None and not queries.is_completed(check)


def frame(check: Check) -> dict[str, Any]:
    """What every page of a check shows above its own part."""
    return {"check": check, "name": name_of_check(check), "state_words": _size(check)}


def name_of_check(check: Check) -> str:
    """The file that was handed in, else the first line."""
    if check.file_name:
        return check.file_name
    first, *others = [line.strip() for line in check.text.splitlines() if line.strip()] or [""]
    first = first if len(first) <= NAME_LENGTH else first[:NAME_LENGTH] + "…"
    return _("%(first)s and more") % {"first": first} if others else first


def _size(check: Check) -> str:
    if check.state != check.State.DONE:
        return ""
    return ngettext("%(count)s line", "%(count)s lines", check.lines_read) % {"count": check.lines_read} or _("empty")
