"""The inbox as it fills: short streams of server-sent events, and the same as a plain answer for polling."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from guiju.alerts.queries import inbox as reads
from guiju.organisations.access import standing_of_request

RETRY_MILLISECONDS: Final = 5000


@require_safe
def stream(request: HttpRequest) -> HttpResponse:
    """What is new since Last-Event-ID, and when to ask again. The stream ends at once: it holds no thread.

    204, which tells a browser to ask no more, for who is not signed in.
    """
    standing = standing_of_request(request)
    if standing.user is None:
        return HttpResponse(status=204)
    last, unread = reads.newest(standing), reads.count_unread(standing)
    state = f"{last}-{unread}"
    asked = request.headers.get("Last-Event-ID", "")
    told = (
        ""
        if asked == state
        else f'id: {state}\nevent: inbox\ndata: {{"unread": {unread}, "new": {_new(asked, last)}}}\n\n'
    )
    answer = HttpResponse(f"retry: {RETRY_MILLISECONDS}\n\n{told}", content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _new(asked: str, last: int) -> str:
    """Whether something came since the state that was told last; at the first time nothing is news."""
    before = re.fullmatch(r"([0-9]{1,19})-[0-9]{1,3}", asked)
    return "true" if before and int(before[1]) < last else "false"


@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """The number of unread notices, for browsers without streams."""
    answer = JsonResponse({"unread": reads.count_unread(standing_of_request(request))})
    answer.headers["Cache-Control"] = "no-store"
    return answer
