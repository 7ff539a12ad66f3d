"""Feishu: 100 messages a minute and 5 a second, 20 KB a request."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any, Final

from django.utils.translation import gettext_noop

from guiju.alerts.channels.robots import RobotChannel
from guiju.alerts.rules.pacing import Limit


class FeishuChannel(RobotChannel):
    """9499 and 11232: too many messages. 19001: no such robot; 19021, 19022, 19024: signature, address or keyword.

    JSON and the signature around the text take part of the 20 KB.
    """

    name = "feishu"
    title = gettext_noop("Feishu robot")
    limits = (Limit(most=100, seconds=60, burst=20), Limit(most=5, seconds=1, burst=1))
    most_bytes = 9000
    code_names = ("code", "StatusCode")
    slow_codes = {9499: 60.0, 11232: 60.0}  # noqa: RUF012 (declared by the class it extends)
    wrong_codes = frozenset({19001, 19021, 19022, 19024})

    def body(self, text: str, secret: str) -> dict[str, Any]:
        """A text message, signed where there is a secret."""
        message: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
        if not secret:
            return message
        moment = str(int(time.time()))
        return {"timestamp": moment, "sign": sign(secret, moment), **message}


def sign(secret: str, moment: str) -> str:
    """HMAC-SHA256 over nothing, keyed with moment (seconds) and secret, in Base64."""
    return base64.b64encode(hmac.new(f"{moment}\n{secret}".encode(), b"", hashlib.sha256).digest()).decode()


CHANNEL: Final = FeishuChannel()
