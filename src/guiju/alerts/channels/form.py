"""What every channel's form has: fields of its own, of which some are secret and never shown again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from guiju.alerts.channels.posted import guard
from guiju.alerts.channels.posting import NotAllowed, Unanswered, judge


class SettingsForm(forms.Form):
    """The settings of one address. A secret field left empty keeps what there is.

    `reveals` names a setting that is made here and shown once; `needs_proof` says that the receiver must agree first.
    """

    secrets: ClassVar[tuple[str, ...]] = ()
    reveals: ClassVar[str] = ""
    needs_proof: ClassVar[bool] = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, kept: Mapping[str, Any] | None = None) -> None:
        self.kept = dict(kept or {})
        super().__init__(data, initial={name: told for name, told in self.kept.items() if name not in self.secrets})
        for name in self.secrets:
            if self.kept.get(name):
                self.fields[name].required = False

    def settings(self) -> dict[str, Any]:
        """What is kept of the address."""
        return {name: self.cleaned_data[name] or self.kept.get(name, "") for name in self.fields}

    @classmethod
    def where(cls, settings: Mapping[str, Any]) -> str:
        """Where it leads, without what is secret, for people to tell addresses apart."""
        raise NotImplementedError


def check_reach(url: str) -> str:
    """The address, if it may be reached from here; `ValidationError` says why not."""
    try:
        judge(url, guard())
    except (NotAllowed, Unanswered) as problem:
        raise ValidationError(str(problem)) from problem
    return url


def masked(secret: str) -> str:
    """A secret's last four signs, for people to tell two apart."""
    return f"…{secret[-4:]}" if len(secret) >= 12 else "…"
