"""Mail while developing: a file of each mail, and the mail on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import console, filebased


class FilesAndScreen(filebased.EmailBackend):
    """Writes mails into EMAIL_FILE_PATH and onto the standard output."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Every mail, twice."""
        screen: Any = console.EmailBackend()
        screen.send_messages(email_messages)
        return super().send_messages(email_messages) or 0
