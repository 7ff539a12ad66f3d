"""Who may make, see and end a token."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from guiju.organisations.rules.scopes import SCOPES
from guiju.organisations.rules.standing import Administration, Role, Standing

DAYS: Final = 3650
"""The longest a token of a person or an organisation may live."""


def may_hold_tokens(standing: Standing) -> bool:
    """A person who works with standards may have tokens of their own; an administrator's rights are for no program."""
    return standing.user is not None and standing.scopes is None and standing.administration is None


def may_keep_tokens_of(standing: Standing, organisation: int) -> bool:
    """An organisation's tokens are its managers' matter, as persons: a token makes no tokens."""
    return standing.scopes is None and standing.is_at_least(Role.MANAGER, organisation)


def may_end_any_token(standing: Standing) -> bool:
    """The security administrator ends a token that has come into wrong hands, whoever's it is."""
    return standing.scopes is None and standing.administration is Administration.SECURITY


def fault_of(name: str, scopes: Collection[str], days: int | None) -> str:
    """What is wrong with a token that is asked for; nothing where nothing is. `days` None never expires."""
    unknown = sorted(set(scopes) - SCOPES.keys())
    if unknown:
        return f"there is no scope {', '.join(unknown)}; there are: {', '.join(SCOPES)}"
    if not name.strip().isprintable():
        return "the name of a token has no control characters and no line breaks"
    if not name.strip() or len(name.strip()) > 100 or (days is not None and not 1 <= days <= DAYS):
        return "a token needs a name of at most 100 characters, and expires after 1 to 3650 days or never"
    return ""
