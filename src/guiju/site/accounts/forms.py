"""Forms of the account pages, and the words of duties and administrations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guiju.models import Organisation
from guiju.organisations.rules.scopes import SCOPES
from guiju.organisations.rules.standing import Administration, Duty, Role

ROLES: Final[dict[str, Promise]] = {
    Role.READER: _("reader"),
    Role.EDITOR: _("editor"),
    Role.MANAGER: _("manager"),
}
DUTIES: Final[dict[str, Promise]] = {
    Duty.CATALOGUE: _("catalogue of standards"),
    Duty.TRADE: _("technical trade measures"),
    Duty.POLICY: _("incentive policy"),
    Duty.SUPERVISION: _("supervision"),
    Duty.LABORATORY: _("testing platform"),
}
ADMINISTRATIONS: Final[dict[str, Promise]] = {
    Administration.SYSTEM: _("system administrator"),
    Administration.SECURITY: _("security administrator"),
    Administration.AUDIT: _("audit administrator"),
}
OF_THE_LIBRARY: Final[tuple[Promise, ...]] = (
    _("Authenticator code"),
    _("Code"),
    _("Email"),
    _("Remember Me"),
    _("Password (again)"),
    _("New Password (again)"),
    _("Forgot your password?"),
    _("You have signed out."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("A new set of recovery codes has been generated."),
    _("Signed out of all other sessions."),
    _("Password successfully changed."),
)
"""Words of allauth's forms and messages, named here so that our Chinese for them is used and not its own."""


class NameForm(forms.Form):
    """How others see a person."""

    name = forms.CharField(label=_("Name shown to colleagues"), max_length=100, required=False)


class WhyForm(forms.Form):
    """Why, for the audit trail."""

    why = forms.CharField(label=_("Why"), max_length=500, required=False)


class DutyForm(WhyForm):
    """A duty for a region."""

    duty = forms.ChoiceField(label=_("Duty"), choices=list(DUTIES.items()))
    region = forms.RegexField(
        label=_("Region"),
        regex=r"^[0-9]{6}\Z",
        required=False,
        help_text=_("Six digits of GB/T 2260, as 500000; empty: everywhere"),
        error_messages={"invalid": _("A region is six digits of GB/T 2260, as 500000.")},
    )
    field_order = ("duty", "region", "why")


class AdministrationForm(WhyForm):
    """One of the three administrations."""

    administration = forms.ChoiceField(label=_("Administration"), choices=list(ADMINISTRATIONS.items()))
    field_order = ("administration", "why")


STATES: Final[dict[str, Promise]] = {
    "active": _("open"),
    "closed": _("closed"),
    "official": _("officials"),
    "administrator": _("administrators"),
}


class PeopleForm(forms.Form):
    """Which people are listed."""

    text = forms.CharField(label=_("Address or name"), max_length=200, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("all")), *STATES.items()], required=False)


class DayField(forms.DateField):
    """A day that may be left out, of a year in which a trail may have been kept."""

    def __init__(self, *, label: Any) -> None:  # noqa: ANN401 (words in the page's language)
        bounds = (MinValueValidator(dt.date(2000, 1, 1)), MaxValueValidator(dt.date(2999, 12, 31)))
        widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget, validators=bounds)


class TrailForm(forms.Form):
    """Which entries of the audit trail are listed."""

    who = forms.CharField(label=_("Who"), max_length=200, required=False)
    what = forms.CharField(label=_("What"), max_length=100, required=False)
    subject = forms.CharField(label=_("Of what"), max_length=200, required=False)
    first = DayField(label=_("From"))
    last = DayField(label=_("To"))


SCOPE_WORDS: Final[dict[str, Promise]] = {
    "checks:write": _("create checks, choose their columns, delete them"),
}
DAYS: Final = {"30": _("30 days"), "90": _("90 days"), "365": _("a year")}


class TokenForm(forms.Form):
    """A token that is asked for: for oneself, or for an organisation one manages."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    owner = forms.ChoiceField(label=_("For whom"))
    days = forms.ChoiceField(label=_("Valid for"), choices=list(DAYS.items()), initial="365")
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple, required=False, choices=[]
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisations: Sequence[Organisation]) -> None:
        super().__init__(data)
        self._organisations = {str(one.uuid): one for one in organisations}
        own = [("", _("for me"))]
        self.fields["owner"].required = False
        owner, scopes = self.fields["owner"], self.fields["scopes"]
        assert isinstance(owner, forms.ChoiceField)
        assert isinstance(scopes, forms.MultipleChoiceField)
        owner.choices = [*own, *((key, one.name) for key, one in self._organisations.items())]
        scopes.choices = [(scope, SCOPE_WORDS.get(scope, meaning)) for scope, meaning in SCOPES.items()]

    @property
    def organisation(self) -> Organisation | None:
        """For which organisation; None for oneself."""
        return self._organisations.get(self.cleaned_data["owner"])

    def clean_name(self) -> str:
        """One line."""
        name: str = self.cleaned_data["name"].strip()
        if not name.isprintable():
            raise forms.ValidationError(_("One line, without control characters."))
        return name
