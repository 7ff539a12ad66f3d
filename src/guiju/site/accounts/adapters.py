"""What Guiju decides where allauth asks: names, addresses, who may sign up, how secrets are kept."""

from __future__ import annotations

import base64
import hashlib
import logging
import uuid
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.organisations.services.joining import INVITED
from guiju.platform.asking import address_of
from guiju.platform.models import User

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Local accounts: the e-mail address is the name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right."),
        "too_many_login_attempts": gettext_lazy("Too many failed attempts. Wait some minutes, then try again."),
        "rate_limited": gettext_lazy("Too many requests. Wait a little, then try again."),
        "incorrect_password": gettext_lazy("The password is not right."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's address, as it is counted everywhere."""
        return address_of(request)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """A name nobody sees, since Django wants one."""
        user.username = user.username or uuid.uuid4().hex

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody, or those who come with an invitation."""
        return settings.GUIJU_SIGN_UP == "open" or INVITED in request.session

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that does not answer is a notice to the person, not a fault of the page."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("mail not sent", extra={"mail": template_prefix})
            if asked.request is not None:
                messages.error(asked.request, _("The mail could not be sent just now. Please try again later."))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors: their secrets are kept encrypted, by a key made of the installation's own."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The code is not right. It changes every 30 seconds: is your clock right?"),
    }

    def encrypt(self, text: str) -> str:
        """What is kept of a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; `InvalidToken` where GUIJU_SECRET_KEY is not what it was."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"guiju second factor\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class IssuerAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts of the issuer of OpenID Connect: who has one there may have one here, where signing up is open."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """As for local accounts."""
        return settings.GUIJU_SIGN_UP == "open" or INVITED in request.session
