"""Channels that send nothing: a program fetches what there is, whenever it likes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guiju.alerts.channels.form import SettingsForm
from guiju.alerts.channels.port import Letter, Outcome, Sent
from guiju.alerts.models import Address


class PulledChannel:
    """Whatever is handed over is there to be fetched already."""

    most = 1000

    def send(self, address: Address, letters: Sequence[Letter]) -> Outcome:  # (of the port)
        """Nothing is left to do."""
        return Sent()


class PulledForm(SettingsForm):
    """Nothing is asked; the address to fetch from is made here."""

    def settings(self) -> dict[str, Any]:
        """None."""
        return {}

    @classmethod
    def where(cls, settings: Mapping[str, Any]) -> str:
        """Nothing: the address is secret and stands on its own page."""
        return ""
