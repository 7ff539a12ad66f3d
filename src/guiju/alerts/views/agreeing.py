"""Pages for receivers, who need no account: agreeing to be told, and ending it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guiju.alerts.queries.addresses import find_to_end
from guiju.alerts.services import addresses as services


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def agree(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a mail: mail programs open links by themselves, so a button agrees, not the link."""
    address = services.find_by_link(token)
    if address is None:
        return render(request, "alerts/agree.html", {"gone": True}, status=410)
    if request.method == "POST":
        services.agree(address=address)
        address.refresh_from_db()
    context = {"address": address, "email": address.settings["email"], "done": address.verified_at is not None}
    with translation.override(address.language):
        return render(request, "alerts/agree.html", context)


@csrf_exempt  # a mail program posts for its reader (RFC 8058); who knows the secret may
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, secret: str) -> HttpResponse:
    """One click ends the mails to an address; a person who opens the link is asked first."""
    address = find_to_end(secret)
    if address is None:
        raise Http404
    if request.method == "POST":
        services.unsubscribe(address=address)
        address.refresh_from_db()
    with translation.override(address.language):
        return render(request, "alerts/unsubscribe.html", {"address": address, "done": not address.is_on})
