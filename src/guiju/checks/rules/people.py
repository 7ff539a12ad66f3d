"""Who may approve a report, and who finds a check among their own."""

from __future__ import annotations

from guiju.organisations.rules.standing import Role, Standing


def may_keep_for(who: Standing, organisation: int) -> bool:
    """Whether the person may make a check in the name of an organisation."""
    return who.is_at_least(Role.EDITOR, organisation)


def keeps_four_eyes(who: Standing, *, organisation: int, searched: int | None) -> bool:
    """Where an organisation wants four eyes: a member who may edit approves what somebody else has searched.

    `searched` is the person who drafted the report; where nobody is known to have, nobody can be told apart.
    """
    return searched is not None and who.is_at_least(Role.EDITOR, organisation) and who.user != searched
