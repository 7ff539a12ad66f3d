"""Pages that are open to some: a visitor is led to the sign-in page and back, another is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from guiju.organisations.access import standing_of_request
from guiju.organisations.rules.standing import Standing

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]


def signed_in(view: View[Asked]) -> View[Asked]:
    """A page for anybody with an account."""
    return open_to(lambda standing: standing.user is not None)(view)


def open_to(may: Callable[[Standing], bool]) -> Callable[[View[Asked]], View[Asked]]:
    """A page for those of whom a rule says so: others get 403, visitors the sign-in page first."""

    def decorate(view: View[Asked]) -> View[Asked]:
        @wraps(view)
        def asked(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
            standing = standing_of_request(request)
            if may(standing):
                return view(request, *args, **kwargs)
            if standing.user is None:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied

        return asked

    return decorate
