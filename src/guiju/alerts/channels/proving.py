"""Asking a receiver to agree, before anything else is sent to them."""

from __future__ import annotations

import uuid

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from guiju.alerts.channels.email.sending import close, hand_over
from guiju.alerts.channels.port import Later, Outcome, Refused
from guiju.alerts.channels.posting import NotAllowed, Unanswered
from guiju.alerts.channels.sms.sending import hand_over as hand_over_text
from guiju.alerts.models import Address


def send_link(address: Address, root: str, token: str) -> Outcome:
    """A mail with the link by which its reader agrees."""
    with translation.override(address.language):
        link = root + reverse("channel_agree", args=[token])
        lines = (
            _("Somebody asked for alerts of Guiju to be sent to this address."),
            _("If you want them, open this page and agree:"),
            link,
            _("If you do not, there is nothing to do: without your agreement no more is sent here."),
        )
        message = EmailMessage(
            _("Please confirm: alerts of Guiju to this address"),
            "\n\n".join(lines),
            to=[address.settings["email"]],
            headers={"Auto-Submitted": "auto-generated"},
        )
        try:
            return hand_over(message)
        finally:
            close()  # the thread of a request sends no second mail


def send_code(address: Address, code: str) -> Outcome:
    """A text message with the code by which its reader agrees."""
    with translation.override(address.language):
        text = _("Guiju: %(code)s is the code to receive alerts at this number.") % {"code": code}
        try:
            return hand_over_text(address.settings["number"], text, str(uuid.uuid4()))
        except NotAllowed as problem:
            return Refused(str(problem))
        except Unanswered as problem:
            return Later(0.0, str(problem))
