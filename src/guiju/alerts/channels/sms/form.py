"""What text messages ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from guiju.alerts.channels.form import SettingsForm, masked


class SmsForm(SettingsForm):
    """A number that agrees by typing a code."""

    needs_proof = True

    number = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        help_text=_("With the country code, as +8613800000000. A code is sent to it first."),
        validators=[RegexValidator(r"^\+[1-9][0-9]{7,14}\Z", _("Write the number as +8613800000000."))],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def settings(self) -> dict[str, Any]:
        """The number."""
        return {"number": self.cleaned_data["number"]}

    @classmethod
    def where(cls, settings: Mapping[str, Any]) -> str:
        """The end of the number."""
        return masked(settings.get("number", ""))
