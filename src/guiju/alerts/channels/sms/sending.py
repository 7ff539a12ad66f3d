"""The gateway's port: POST of JSON {"to", "text", "key"} with a bearer token; 2xx means taken.

Whoever runs Guiju puts a few lines between this and the provider they have a contract with (docs/alerts.md shows them).
`key` is the same at every try. 408, 429 and answers from 500 on are tried again, others are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import orjson
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guiju.alerts.channels.port import Letter, Outcome, Refused
from guiju.alerts.channels.posted import PostedChannel, outcome_of
from guiju.alerts.channels.posting import Guard, post
from guiju.alerts.channels.telling import cut, title_of_all
from guiju.alerts.models import Address

MOST_BYTES: Final = 300
"""A text message is a nudge: some hundred Chinese signs and the link."""


class SmsChannel(PostedChannel):
    """The headline and the link."""

    name = "sms"
    title = gettext_noop("Text message")
    most = 20

    def post(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        """Hand the text to the gateway."""
        if address.verified_at is None:
            return Refused(_("The number has not been confirmed."))
        link = letters[-1].link
        text = f"{cut(title_of_all(letters), MOST_BYTES - len(link) - 1)} {link}"
        return hand_over(address.settings["number"], text, letters[0].key)


def hand_over(number: str, text: str, key: str) -> Outcome:
    """Post one text to the gateway; raises what `posting` raises."""
    if not settings.GUIJU_SMS_URL:
        return Refused(_("No gateway for text messages is set up here."))
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.GUIJU_SMS_TOKEN}"}
    body = orjson.dumps({"to": number, "text": text, "key": key})
    return outcome_of(post(settings.GUIJU_SMS_URL, body, headers, Guard(is_operators=True)))


CHANNEL: Final = SmsChannel()
