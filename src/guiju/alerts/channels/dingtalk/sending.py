"""DingTalk: 20 messages a minute; over it the robot is blocked for ten minutes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any, Final
from urllib.parse import quote_plus

from django.utils.translation import gettext_noop

from guiju.alerts.channels.robots import RobotChannel
from guiju.alerts.rules.pacing import Limit


class DingtalkChannel(RobotChannel):
    """130101: blocked; 310000: the signature, a keyword or this server's address does not suit; 300005: no such robot.

    The receiver names no number of bytes that we could rely on; ours keeps a message readable.
    """

    name = "dingtalk"
    title = gettext_noop("DingTalk robot")
    limits = (Limit(most=20, seconds=60, burst=5),)
    most_bytes = 5000
    slow_codes = {130101: 600.0}  # noqa: RUF012 (declared by the class it extends)
    wrong_codes = frozenset({300005, 310000})

    def body(self, text: str, secret: str) -> dict[str, Any]:
        """A text message."""
        return {"msgtype": "text", "text": {"content": text}}

    def address(self, url: str, secret: str) -> str:
        """The address with moment and signature."""
        if not secret:
            return url
        moment = str(int(time.time() * 1000))
        return f"{url}&timestamp={moment}&sign={quote_plus(sign(secret, moment))}"


def sign(secret: str, moment: str) -> str:
    """HMAC-SHA256 over moment (milliseconds) and secret, keyed with the secret, in Base64."""
    digest = hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


CHANNEL: Final = DingtalkChannel()
