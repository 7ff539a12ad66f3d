"""The account menu: what a signed-in person finds under their name. Sub-domains above add their own places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from guiju.organisations.rules.standing import Standing
from guiju.platform.registries import Registry


@dataclass(frozen=True)
class AccountEntry:
    """A place in the account menu, for those of whom `shown_to` says so."""

    title: str
    url_name: str
    order: int = 100
    shown_to: Callable[[Standing], bool] = lambda standing: standing.user is not None


account_menu: Final[Registry[AccountEntry]] = Registry("account menu entry")


def entries_for(standing: Standing) -> list[AccountEntry]:
    """The places of the menu that are shown to this person, in order."""
    shown = [entry for _name, entry in account_menu if entry.shown_to(standing)]
    return sorted(shown, key=lambda entry: entry.order)
