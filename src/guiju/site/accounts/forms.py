"""Forms of the account pages, and the words of duties and administrations."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
