"""Nothing is sent; `alerts.views.feeds` writes the calendar."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from guiju.alerts.channels.pulled import PulledChannel


class CalendarChannel(PulledChannel):
    """For calendar programs."""

    name = "calendar"
    title = gettext_noop("Calendar")


CHANNEL: Final = CalendarChannel()
