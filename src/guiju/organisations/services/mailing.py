"""Mail that lets somebody in: its words, and the secret in its link."""

from __future__ import annotations

import hashlib
import secrets

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string


def new_secret() -> tuple[str, str]:
    """A secret of 256 random bits for a link, and its SHA-256, which is all that is kept."""
    secret = secrets.token_urlsafe(32)
    return secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """What a secret is known by."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def send_after_commit(*, template: str, to: str, subject: str, context: dict[str, object]) -> None:
    """Send once what the mail speaks of is certain, in the language of whoever caused it.

    A mail server that does not answer is noted in the log and undoes nothing: an invitation is sent anew from its
    page. The mail is not kept to be tried again, for the secret of its link would have to be kept with it.
    """
    body = render_to_string(template, context)
    transaction.on_commit(lambda: send_mail(subject, body, None, [to]), robust=True)
