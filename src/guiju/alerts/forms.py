"""What the pages of channels take from people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guiju.alerts.models import Address
from guiju.alerts.queries.steps import Candidate
from guiju.alerts.rules import Severity

CADENCES: Final = {
    Address.Cadence.IMMEDIATE: _("At once"),
    Address.Cadence.DAILY: _("Once a day"),
    Address.Cadence.WEEKLY: _("Once a week"),
}
WEEKDAYS: Final = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
LEAST: Final = {
    Severity.URGENT: _("urgent"),
    Severity.ACTION: _("to be acted on"),
    Severity.NOTICE: _("to be noted"),
    Severity.REFERENCE: _("for reference"),
}
LANGUAGES: Final = (("zh-hans", "简体中文"), ("en", "English"))


class TimingForm(forms.Form):
    """What a channel is called, and when it is sent to."""

    label = forms.CharField(label=_("Name"), required=False, max_length=100)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="zh-hans")
    cadence = forms.ChoiceField(label=_("How often"), choices=list(CADENCES.items()), initial="immediate")
    hour = forms.TypedChoiceField(
        label=_("Gathered ones go out at"),
        coerce=int,
        choices=[(hour, f"{hour:02d}:00") for hour in range(24)],
        initial=8,
    )
    weekday = forms.TypedChoiceField(
        label=_("On (once a week)"), coerce=int, choices=list(enumerate(WEEKDAYS)), initial=0
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    time_zone = forms.CharField(label=_("Time zone"), max_length=50)

    @classmethod
    def of(cls, address: Address | None, language: str, data: Any = None) -> TimingForm:  # noqa: ANN401 (Django's)
        """The form of an address, or of a new one."""
        if address is None:
            initial: dict[str, Any] = {"language": language, "time_zone": settings.TIME_ZONE}
        else:
            initial = {name: getattr(address, name) for name in cls.base_fields}
        return cls(data, initial=initial)

    def clean_time_zone(self) -> str:
        """A zone that is known here."""
        name: str = self.cleaned_data["time_zone"]
        if name not in available_timezones():
            raise ValidationError(_("Write a time zone as Asia/Shanghai."))
        return ZoneInfo(name).key

    def clean(self) -> dict[str, Any]:
        """Quiet hours have two ends."""
        cleaned = super().clean() or self.cleaned_data
        ends = [cleaned.get(name) for name in ("quiet_from", "quiet_until")]
        if not self.errors and len([end for end in ends if isinstance(end, dt.time)]) == 1:
            raise ValidationError(_("Quiet hours need a beginning and an end."))
        return cleaned


class FilterForm(forms.Form):
    """Which channels are shown; lives in the address."""

    kind = forms.CharField(required=False, max_length=20)
    state = forms.CharField(required=False, max_length=20)


class CodeForm(forms.Form):
    """The code that was sent to a number."""

    code = forms.CharField(label=_("Confirmation code"), max_length=10)


class StepForm(forms.Form):
    """One step of handing on; without anybody to hand on to it is none."""

    hours = forms.IntegerField(label=_("After working hours"), min_value=1, max_value=2000, required=False)
    least = forms.TypedChoiceField(
        label=_("At least"), coerce=int, choices=[(one.value, word) for one, word in LEAST.items()], required=False
    )
    to = forms.ChoiceField(label=_("Goes to"), required=False)

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **options: Any) -> None:  # noqa: ANN401 (a form's)
        super().__init__(*args, **options)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("nobody")), *((one.key, one.name) for one in candidates)]

    def clean(self) -> dict[str, Any]:
        """Whoever hands on says after how long and from which severity on."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("to") and "hours" in found and found["hours"] is None:
            self.add_error("hours", _("Say after how many working hours."))
        if found.get("to") and "least" in found and not found["least"]:
            self.add_error("least", _("Choose from which severity on."))
        return found


class Steps(forms.BaseFormSet):  # type: ignore[type-arg]  # it takes none when it runs
    """The steps together: no two after the same time."""

    def clean(self) -> None:
        """Each its own time."""
        hours = [form.cleaned_data.get("hours") for form in self.forms if getattr(form, "cleaned_data", {}).get("to")]
        if len(hours) != len(set(hours)):
            raise ValidationError(_("Two steps cannot be taken after the same time."))
