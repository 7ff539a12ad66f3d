"""WeCom: 20 messages a minute, 2,048 bytes of text."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_noop

from guiju.alerts.channels.robots import RobotChannel
from guiju.alerts.rules.pacing import Limit


class WecomChannel(RobotChannel):
    """45009: too many messages; 93000: no robot has this address."""

    name = "wecom"
    title = gettext_noop("WeCom robot")
    limits = (Limit(most=20, seconds=60, burst=5),)
    most_bytes = 2048
    slow_codes = {45009: 60.0}  # noqa: RUF012 (declared by the class it extends)
    wrong_codes = frozenset({93000})

    def body(self, text: str, secret: str) -> dict[str, Any]:
        """A text message."""
        return {"msgtype": "text", "text": {"content": text}}


CHANNEL: Final = WecomChannel()
