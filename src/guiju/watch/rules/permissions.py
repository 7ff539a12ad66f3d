"""Who may see and change what is under watch: decided on a `Standing` alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guiju.organisations.rules.standing import Role, Standing


class May(StrEnum):
    """What a share allows; to edit is to view too."""

    VIEW = "view"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose something is: a person's or an organisation's, by id."""

    user: int | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """To whom it is opened, and how far."""

    to: Owner
    may: May


def may_view(who: Standing, owner: Owner, shares: Iterable[Share] = ()) -> bool:
    """Owners and members see what is theirs, others what was shared with them."""
    return _is_own(who, owner, Role.READER) or any(_is_own(who, share.to, Role.READER) for share in shares)


def may_edit(who: Standing, owner: Owner, shares: Iterable[Share] = ()) -> bool:
    """The same for changes: in an organisation an editor's work, of a share only where it was given to edit."""
    given = (share for share in shares if share.may is May.EDIT)
    return _is_own(who, owner, Role.EDITOR) or any(_is_own(who, share.to, Role.EDITOR) for share in given)


def may_share(who: Standing, owner: Owner) -> bool:
    """To open a list to others, or to delete it, is for its owner; in an organisation for a manager."""
    return _is_own(who, owner, Role.MANAGER)


def may_own(who: Standing, owner: Owner) -> bool:
    """Whether something may be made that belongs to this owner."""
    return _is_own(who, owner, Role.EDITOR)


def _is_own(who: Standing, owner: Owner, role: Role) -> bool:
    """A token that names scopes needs `watch` among them."""
    if who.user is None or (who.scopes is not None and "watch" not in who.scopes):
        return False
    return owner.user == who.user if owner.organisation is None else who.is_at_least(role, owner.organisation)
