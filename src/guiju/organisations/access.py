"""Who asks, and whether an operation of the API is open to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.http import HttpRequest
from ninja.security.base import AuthBase

from guiju.kernel.reasons import Reason
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.standing import Role, Standing
from guiju.organisations.services.tokens import Holder, Refusal, find_holder
from guiju.platform.problems import Problem

CALLER: Final = "guiju.caller"
STANDING: Final = "guiju.standing"
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


def standing_of_request(request: HttpRequest) -> Standing:
    """Who asks, of pages and of the API alike; read once a request.

    A token acts for its person with that person's standing, or for its organisation as an editor; its scopes limit it.
    """
    found: Standing | None = request.META.get(STANDING)
    if found is None:
        caller = caller_of(request)
        found = standing_of(getattr(request, "user", None)) if caller is None else _standing_of_token(caller)
        request.META[STANDING] = found
    return found


def _standing_of_token(caller: Holder) -> Standing:
    if caller.organisation is not None:
        return Standing(roles={caller.organisation: Role.EDITOR}, scopes=caller.scopes)
    return replace(standing_of(caller.owner), administration=None, scopes=caller.scopes)
