"""What a webhook asks for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from guiju.alerts.channels.form import SettingsForm, check_reach


class WebhookForm(SettingsForm):
    """Where to; the signing secret is made here."""

    reveals = "secret"

    url = forms.CharField(
        label=_("Address"),
        max_length=1000,
        help_text=_("An address of your own program that takes POST requests, as https://erp.example.org/guiju."),
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "off"}),
    )
    renew = forms.BooleanField(
        label=_("New signing secret"), required=False, help_text=_("The one there is stops being used at once.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, kept: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, kept=kept)
        if not self.kept:
            del self.fields["renew"]

    def clean_url(self) -> str:
        """Refuse at the door what may not be reached."""
        return check_reach(self.cleaned_data["url"])

    def settings(self) -> dict[str, Any]:
        """The address and its signing secret, made where there is none or a new one is asked for."""
        kept = "" if self.cleaned_data.get("renew") else self.kept.get("secret", "")
        return {"url": self.cleaned_data["url"], "secret": kept or secrets.token_urlsafe(32)}

    @classmethod
    def where(cls, settings: Mapping[str, Any]) -> str:
        """The address without its query, which may hold a secret."""
        parts = urlsplit(settings.get("url", ""))
        return f"{parts.scheme}://{parts.netloc}{parts.path}" + ("?…" if parts.query else "")
