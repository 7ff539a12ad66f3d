"""What every page's shell shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from guiju import __version__
from guiju.platform.registries import navigation


def shell(request: HttpRequest) -> dict[str, Any]:
    """The main menu and the version."""
    entries = sorted((entry for _, entry in navigation), key=lambda entry: entry.order)
    return {"navigation": entries, "guiju_version": __version__}
