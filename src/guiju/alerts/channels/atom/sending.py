"""Nothing is sent; `alerts.views.feeds` writes the feed."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from guiju.alerts.channels.pulled import PulledChannel


class AtomChannel(PulledChannel):
    """For feed readers."""

    name = "atom"
    title = gettext_noop("Atom feed")


CHANNEL: Final = AtomChannel()
