"""What every page's shell shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from guiju import __version__
from guiju.platform.registries import navigation


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A place in the main menu; `current` as `aria-current` has it: page for itself, true for a page below it."""

    title: str
    address: str
    current: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """The main menu and the version."""
    entries = sorted((entry for _name, entry in navigation), key=lambda entry: entry.order)
    menu = [_menu_entry(entry.title, reverse(entry.url_name), request.path) for entry in entries]
    return {"menu": menu, "guiju_version": __version__}


def _menu_entry(title: str, address: str, path: str) -> MenuEntry:
    current = "page" if path == address else "true" if path.startswith(f"{address}/") else ""
    return MenuEntry(gettext(title), address, current)
