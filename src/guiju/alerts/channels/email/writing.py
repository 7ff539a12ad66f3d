"""A mail as it is written: headers that thread and unsubscribe, plain text, HTML without anything from elsewhere."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from guiju.alerts.channels.port import Letter
from guiju.alerts.channels.telling import as_text, cut, grouped, marks, one_line, site_of, title_of_all
from guiju.alerts.models import Address

MOST_SUBJECT: Final = 200
NAMESPACE: Final = uuid.UUID("5f5d8c1e-3f0b-5d0c-9d0a-6f8f2d1c7a11")


def write(address: Address, letters: Sequence[Letter]) -> EmailMultiAlternatives:
    """The mail of these letters, in the language that is active."""
    end = site_of(letters[0]) + reverse("unsubscribe", args=[address.secret])
    settings = site_of(letters[0]) + reverse("channel", args=[address.uuid])
    foot = [_("Change or pause these mails:"), settings, _("Unsubscribe:"), end]
    text = "\n".join([as_text(letters), "", "-- ", *foot, ""])
    groups = [[(letter, marks(letter)) for letter in group.letters] for group in grouped(letters)]
    context = {"groups": groups, "title": title_of_all(letters), "end": end, "settings": settings}
    message = EmailMultiAlternatives(
        subject=cut(one_line(title_of_all(letters)), MOST_SUBJECT),
        body=text,
        to=[address.settings["email"]],
        headers=_headers(address, letters, end),
    )
    message.attach_alternative(render_to_string("alerts/mail.html", context), "text/html")
    return message


def _headers(address: Address, letters: Sequence[Letter], end: str) -> dict[str, str]:
    """The same at every try, so that a mail sent twice is known by its Message-ID (RFC 5322, 3.6.4)."""
    headers = {
        "Message-ID": _message_id(_own_name(letters), address, letters[0]),
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Content-Language": translation.to_locale(address.language).replace("_", "-"),
    }
    if len({letter.subject for letter in letters}) == 1:
        headers |= _thread(address, letters)
    return headers


def _thread(address: Address, letters: Sequence[Letter]) -> dict[str, str]:
    """All mails about one subject hang from one root that is never sent; a change answers what it changes."""
    first = letters[0]
    root = _message_id(uuid.uuid5(NAMESPACE, "\n".join(first.subject)).hex, address, first)
    answered = [_message_id(letter.references, address, letter) for letter in letters if letter.references]
    return {"In-Reply-To": answered[-1] if answered else root, "References": " ".join([root, *answered])}


def _own_name(letters: Sequence[Letter]) -> str:
    """The alert's uuid, which later mails refer to; a gathered mail has one of its own, made of its letters."""
    if len(letters) == 1:
        return letters[0].alert
    return uuid.uuid5(NAMESPACE, "\n".join(letter.key for letter in letters)).hex


def _message_id(name: str, address: Address, letter: Letter) -> str:
    host = (urlsplit(letter.link).hostname or "localhost").replace(":", "-")
    return f"<{name}.{address.uuid.hex[:12]}@{host}>"
