"""Who may approve a report, who finds a check among their own, and who may change what has a link."""

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


def may_change(who: Standing, *, owner: int | None, organisation: int | None) -> bool:
    """Whoever has the link may delete a check that is nobody's, or approve a report of it.

    What is a person's, that person changes; what is an organisation's, its editors: others have the link to read.
    """
    if organisation is not None:
        return who.is_at_least(Role.EDITOR, organisation)
    return owner is None or who.user == owner
