"""Who calls the API, and whether an operation is open to them."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from ninja.security.base import AuthBase

from guiju.kernel.reasons import Reason
from guiju.platform.problems import Problem
from guiju.platform.tokens import Holder, Refusal, find_holder

CALLER: Final = "guiju.caller"
CHALLENGE: Final = 'Bearer realm="guiju"'


def identify(request: HttpRequest) -> Holder | None:
    """Whose token the request carries, None where it carries none; `Problem` for one that does not count."""
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if not given:
        return None
    scheme, _, secret = given.partition(" ")
    found = find_holder(secret.strip()) if scheme.lower() == "bearer" else Refusal("unknown")
    if isinstance(found, Refusal):
        raise unauthorized(found.why)
    request.META[CALLER] = found
    return found


def caller_of(request: HttpRequest) -> Holder | None:
    """The caller that `identify` found."""
    found: Holder | None = request.META.get(CALLER)
    return found


def unauthorized(why: str) -> Problem:
    """401, with the reason in words."""
    told = CHALLENGE if why == "missing" else f'{CHALLENGE}, error="invalid_token"'
    return Problem(401, "unauthorized", Reason.of(f"problem.token.{why}"), headers={"WWW-Authenticate": told})


class Token(AuthBase):
    """An operation that only a token with a scope may call."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> Holder:
        """The caller; `Problem` for nobody, and for who may not."""
        caller = caller_of(request)
        if caller is None:
            raise unauthorized("missing")
        if self.scope not in caller.scopes:
            told = f'{CHALLENGE}, error="insufficient_scope", scope="{self.scope}"'
            detail = Reason.of("problem.token.scope", scope=self.scope)
            raise Problem(403, "forbidden", detail, headers={"WWW-Authenticate": told})
        return caller
