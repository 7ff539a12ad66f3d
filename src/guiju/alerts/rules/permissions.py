"""Who may read and answer what was told."""

from __future__ import annotations

from guiju.organisations.rules.standing import Administration, Role, Standing


def may_read(standing: Standing, *, user: int | None, organisation: int | None) -> bool:
    """A person's inbox is their own; an organisation's is that of its members."""
    if user is not None:
        return standing.user == user
    return standing.is_at_least(Role.READER, organisation)


def may_answer(standing: Standing, *, user: int | None, organisation: int | None) -> bool:
    """Seen, acknowledged and muted for an organisation is what its editors say."""
    if user is not None:
        return standing.user == user
    return standing.is_at_least(Role.EDITOR, organisation)


def may_plan(standing: Standing, organisation: int) -> bool:
    """Whom an organisation hands on to is for its managers to say."""
    return standing.is_at_least(Role.MANAGER, organisation)


def may_see_counts(standing: Standing) -> bool:
    """How much is on its way, and not to whom, is for the system administrator to watch."""
    return standing.administration is Administration.SYSTEM
