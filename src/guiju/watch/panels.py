"""What watching adds to other people's pages: an entry of the menu, and actions of a standard and of a search."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from guiju.organisations.queries.standing import standing_of
from guiju.platform.registries import Action, NavigationEntry, actions, navigation
from guiju.watch.queries.lists import find_items, list_editable

navigation.add("lists", NavigationEntry(_("My lists"), "lists", order=12))


def watch_context(request: HttpRequest, key: str) -> dict[str, Any]:
    """On which lists of the person a standard stands, and on which it could."""
    if not request.user.is_authenticated:
        return {"key": key, "signed_in": False}
    who = standing_of(request.user)
    items = find_items([key], who)
    there = {item.parent_id for item in items}
    editable = list_editable(who)
    return {
        "key": key,
        "signed_in": True,
        "items": items,
        "editable": {one.pk for one in editable},
        "others": [one for one in editable if one.pk not in there],
    }


def save_context(request: HttpRequest, key: str) -> dict[str, Any]:
    """A search may be kept by who is signed in."""
    return {"query": key, "signed_in": request.user.is_authenticated}


actions.add("watch", Action("standard", "watch/_watch.html", watch_context, order=10))
actions.add("save_search", Action("search", "watch/_save.html", save_context, order=10))
