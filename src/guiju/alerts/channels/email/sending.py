"""Mails over one connection a thread, opened when the first is sent and kept while more follow."""

from __future__ import annotations

import smtplib
import threading
import time
from collections.abc import Sequence
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guiju.alerts.channels.email.writing import write
from guiju.alerts.channels.port import Later, Letter, Outcome, Refused, Sent
from guiju.alerts.models import Address

SECONDS: Final = 15
IDLE_SECONDS: Final = 20.0
_of_thread: Final = threading.local()


class EmailChannel:
    """One mail for all letters handed over together."""

    name = "email"
    title = gettext_noop("E-mail")
    most = 50

    def send(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        """Send one mail."""
        with translation.override(address.language):
            if address.verified_at is None:
                return Refused(_("The address has not been confirmed."))
            return hand_over(write(address, letters))


def hand_over(message: EmailMessage) -> Outcome:
    """Give a mail to the mail server: taken, not now, or never."""
    for connection in (_kept_connection(), None):
        used = connection or _open_connection()
        try:
            used.open()  # else it would be closed after the mail
            used.send_messages([message])
        except smtplib.SMTPServerDisconnected as error:
            close()
            if connection is None:
                return Later(0.0, _said(error))
        except smtplib.SMTPRecipientsRefused as refused:
            close()
            code, told = next(iter(refused.recipients.values()))
            return _judged(code, told)
        except smtplib.SMTPResponseException as error:
            close()
            is_ours = isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError)
            return _judged(400 if is_ours else error.smtp_code, error.smtp_error)
        except ValueError:
            return Refused(_("No mail can be written to this address."))
        except (OSError, smtplib.SMTPException) as error:
            close()
            return Later(0.0, _said(error))
        else:
            _of_thread.used = time.monotonic()
            return Sent(_("taken by the mail server"))
    raise AssertionError("the second round always ends")


def close() -> None:
    """Close this thread's connection."""
    connection: BaseEmailBackend | None = getattr(_of_thread, "connection", None)
    _of_thread.connection = None
    if connection is not None:
        connection.fail_silently = True  # it may be gone already
        connection.close()


def _kept_connection() -> BaseEmailBackend | None:
    """The thread's connection, if it was used a moment ago."""
    if time.monotonic() - getattr(_of_thread, "used", 0.0) > IDLE_SECONDS:
        close()
    connection: BaseEmailBackend | None = getattr(_of_thread, "connection", None)
    return connection


def _open_connection() -> BaseEmailBackend:
    connection: BaseEmailBackend = get_connection(timeout=SECONDS)
    _of_thread.connection = connection
    return connection


def _judged(code: int, told: bytes | str) -> Outcome:
    """Codes from 500 on are for good (RFC 5321, 4.2.1)."""
    said = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    why = _("the mail server answered %(said)s") % {"said": f"{code} {' '.join(said.split())}"[:300]}
    return Refused(why) if code >= 500 else Later(0.0, why)


def _said(error: Exception) -> str:
    return _("the mail server cannot be reached: %(why)s") % {"why": str(error)[:200] or type(error).__name__}


CHANNEL: Final = EmailChannel()
