"""The request: a body in JSON, an idempotency key, a moment, and a signature over moment and body.

A receiver checks the signature with the secret it was given, refuses a timestamp more than five minutes off (so that a
request overheard cannot be played again later), and forgets a delivery key it has seen.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Sequence
from typing import Any, Final

import orjson
from django.utils.translation import gettext_noop

from guiju.alerts.channels.port import Letter, Outcome
from guiju.alerts.channels.posted import PostedChannel, guard, outcome_of
from guiju.alerts.channels.posting import post
from guiju.alerts.models import Address

FORM: Final = 1
"""The form of the body; it grows when a member changes its meaning, not when one is added."""


class WebhookChannel(PostedChannel):
    """One request an alert."""

    name = "webhook"
    title = gettext_noop("Webhook")
    most = 1

    def post(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        """Send the alert."""
        letter = letters[0]
        body = orjson.dumps(as_json(letter))
        moment = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "Guiju-Delivery": letter.key,
            "Guiju-Timestamp": moment,
            "Guiju-Signature": sign(address.settings["secret"], moment, body),
        }
        return outcome_of(post(address.settings["url"], body, headers, guard()))


def as_json(letter: Letter) -> dict[str, Any]:
    """The alert as a program reads it."""
    return {
        "form": FORM,
        "delivery": letter.key,
        "alert": letter.alert,
        "references": letter.references,
        "kind": letter.kind,
        "severity": letter.severity,
        "subject": {"type": letter.subject[0], "key": letter.subject[1]},
        "event": letter.event,
        "headline": letter.headline,
        "details": letter.details,
        "reasons": letter.reasons,
        "link": letter.link,
        "at": letter.at,
    }


def sign(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 over the timestamp, a full stop and the body, in hexadecimal digits."""
    return "v1=" + hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


CHANNEL: Final = WebhookChannel()
