"""What the inbox takes from people."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guiju.alerts.models import Recipient
from guiju.alerts.queries.inbox import Asked
from guiju.alerts.rules import Kind, Severity

SEVERITIES: Final = {
    Severity.URGENT: (_("urgent"), "bad", "cross"),
    Severity.ACTION: (_("to be acted on"), "soon", "clock"),
    Severity.NOTICE: (_("to be noted"), "open", "text"),
    Severity.REFERENCE: (_("for reference"), "plain", "text"),
}
KINDS: Final = {Kind.ALERT: _("alert"), Kind.UPDATE: _("update"), Kind.CANCEL: _("taken back")}
LONGEST_MUTE: Final = dt.timedelta(days=3660)


class InboxForm(forms.Form):
    """The filters of the inbox; what is not among the choices asks for nothing."""

    text = forms.CharField(label=_("Subject"), required=False, max_length=200)
    severity = forms.TypedChoiceField(
        label=_("At least"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("any")), *((one.value, words[0]) for one, words in SEVERITIES.items())],
    )
    whose = forms.ChoiceField(label=_("Whose"), required=False)
    unread = forms.BooleanField(label=_("Unread only"), required=False)

    def __init__(self, *args: Any, recipients: list[Recipient], **options: Any) -> None:  # noqa: ANN401 (a form's)
        super().__init__(*args, **options)
        mine = [(str(one.organisation.uuid), one.organisation.name) for one in recipients if one.organisation]
        field = self.fields["whose"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all")), ("me", _("mine")), *mine]

    def asked(self) -> Asked:
        """What is asked for, as far as it makes sense."""
        self.is_valid()
        found = self.cleaned_data
        return Asked(
            unread=bool(found.get("unread")),
            severity=found.get("severity"),
            whose=found.get("whose", ""),
            text=found.get("text", ""),
        )


class MuteForm(forms.Form):
    """Until when, and whether of the subject or of all of its kind."""

    until = forms.DateField(label=_("Up to and including"), widget=forms.DateInput(attrs={"type": "date"}))
    whole_type = forms.BooleanField(label=_("Everything of this kind, not this subject alone"), required=False)

    def clean_until(self) -> dt.date:
        """A day from today on, within ten years."""
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + LONGEST_MUTE:
            raise ValidationError(_("Choose a day from today on, within ten years."))
        return dt.date(until.year, until.month, until.day)
