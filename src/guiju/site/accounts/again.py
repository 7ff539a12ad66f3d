"""What matters to safety asks for the password or the second factor once more (within five minutes: once)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.account.decorators import reauthentication_required

View = TypeVar("View", bound=Callable[..., object])


def asked_again(view: View) -> View:
    """The view, behind the question whether it is really this person; what was sent is not lost by it."""
    return cast("View", reauthentication_required(view))
