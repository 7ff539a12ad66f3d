"""Whose channels somebody may see and change: their own, and those of the organisations they manage."""

from __future__ import annotations

from guiju.organisations.rules.standing import Role, Standing


def may_keep(standing: Standing, *, user: int | None, organisation: int | None) -> bool:
    """Whether the channels of a person or an organisation (by id) are theirs to keep. Programs keep none."""
    if standing.user is None or standing.scopes is not None:
        return False
    return user == standing.user if user is not None else standing.is_at_least(Role.MANAGER, organisation)


def managed(standing: Standing) -> list[int]:
    """The organisations (by id) whose channels are theirs to keep."""
    return [one for one in standing.roles if may_keep(standing, user=None, organisation=one)]
