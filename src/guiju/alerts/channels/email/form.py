"""What e-mail asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guiju.alerts.channels.form import SettingsForm


class EmailForm(SettingsForm):
    """An address that agrees by a link."""

    needs_proof = True

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("A link is sent there first; nothing else is sent before it is opened."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def settings(self) -> dict[str, Any]:
        """The address."""
        return {"email": self.cleaned_data["email"]}

    @classmethod
    def where(cls, settings: Mapping[str, Any]) -> str:
        """The address; its owner and the managers of its organisation see it."""
        return str(settings.get("email", ""))
