"""Who asks for a page, and that they are signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.standing import Standing
from guiju.platform.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> View[P]:
    """Only for who is signed in: others are asked to, and come back. Kept by no cache."""

    @wraps(view)
    def handle(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return handle


def person_of(request: HttpRequest) -> User:
    """The person who is signed in."""
    assert isinstance(request.user, User), "the page is only for who is signed in"
    return request.user


def standing_in(request: HttpRequest) -> Standing:
    """Who asks, for the decisions of every sub-domain."""
    return standing_of(request.user)
