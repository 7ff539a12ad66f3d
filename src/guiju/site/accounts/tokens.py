"""Tokens of programs: a person's own, and those of the organisations they manage."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guiju.models import ApiToken, Organisation
from guiju.organisations.access import standing_of_request
from guiju.organisations.pages import open_to, signed_in
from guiju.organisations.queries.people import list_memberships
from guiju.organisations.queries.tokens import find_token, list_tokens_of
from guiju.organisations.rules.standing import Standing
from guiju.organisations.rules.tokens import may_end_any_token, may_hold_tokens, may_keep_tokens_of
from guiju.organisations.services.tokens import AlreadyRevoked, create_token, revoke_token
from guiju.platform.models import User
from guiju.site.accounts.again import asked_again
from guiju.site.accounts.forms import TokenForm, WhyForm


@open_to(may_hold_tokens)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens one may see, and the form for a new one; POST makes it and shows its secret this once."""
    kept = _organisations_of(request)
    form = TokenForm(request.POST or None, organisations=kept)
    if request.method == "POST" and form.is_valid():
        return _create(request, form)
    owners: list[tuple[Any, Any]] = [(None, list_tokens_of(user=request.user.pk))]
    owners += [(one, list_tokens_of(organisation=one.pk)) for one in kept]
    return render(request, "account/tokens.html", {"form": form, "owners": owners})


@asked_again
def _create(request: HttpRequest, form: TokenForm) -> HttpResponse:
    person = cast("User", request.user)
    organisation = form.organisation
    token, secret = create_token(
        name=form.cleaned_data["name"],
        scopes=form.cleaned_data["scopes"],
        days=int(form.cleaned_data["days"]),
        owner=None if organisation is not None else person,
        organisation=organisation,
        actor=person,
    )
    return render(request, "account/token_made.html", {"token": token, "secret": secret})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end_token(request: HttpRequest, prefix: str) -> HttpResponse:
    """Asks whether a token shall end; POST ends it."""
    token = find_token(prefix)
    standing = standing_of_request(request)
    if token is None or not _may_end(standing, token):
        raise Http404(prefix)
    back = "account_tokens" if may_hold_tokens(standing) else "administration_people"
    form = WhyForm(request.POST or None)
    if request.method != "POST" or (request.POST and not form.is_valid()):
        return render(request, "account/token_end.html", {"token": token, "back": back})
    try:
        revoke_token(prefix=prefix, actor=cast("User", request.user), why=request.POST.get("why", ""))
    except AlreadyRevoked:
        messages.info(request, _("This token had ended before."))
    else:
        messages.success(request, _("The token has ended; no program gets in with it any more."))
    return redirect(back)


def _may_end(standing: Standing, token: ApiToken) -> bool:
    if may_end_any_token(standing):
        return True
    if token.organisation_id is not None:
        return may_keep_tokens_of(standing, token.organisation_id)
    return may_hold_tokens(standing) and token.owner_id == standing.user


def _organisations_of(request: HttpRequest) -> list[Organisation]:
    """Those whose tokens are this person's matter."""
    standing = standing_of_request(request)
    memberships = list_memberships(request.user.pk or 0)
    return [one.organisation for one in memberships if may_keep_tokens_of(standing, one.organisation_id)]
