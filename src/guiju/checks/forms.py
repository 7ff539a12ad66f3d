"""What the check's pages take from people, and the words its outcomes have there."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from guiju.catalogue.forms import Word
from guiju.catalogue.rules.bounds import FIRST_DAY, LAST_DAY
from guiju.checks.rules import Outcome, control_signs, shown
from guiju.kernel.reasons import Reason
from guiju.platform.language import page_language
from guiju.platform.reasons import render

if TYPE_CHECKING:
    import datetime as dt


def _name(outcome: Outcome) -> str:
    """An outcome as the answer columns of a file name it, begun with a capital."""
    return capfirst(render(Reason.of(f"check.outcome.{outcome}"), page_language()))


_named = lazy(_name, str)

OUTCOMES: Final[dict[str, Word]] = {
    Outcome.CURRENT: Word(_named(Outcome.CURRENT), "good", "check"),
    Outcome.AMENDED: Word(_named(Outcome.AMENDED), "soon", "plus"),
    Outcome.SUPERSEDED_SOON: Word(_named(Outcome.SUPERSEDED_SOON), "soon", "clock"),
    Outcome.NOT_YET_IN_FORCE: Word(_named(Outcome.NOT_YET_IN_FORCE), "soon", "ahead"),
    Outcome.MANDATE_CHANGED: Word(_named(Outcome.MANDATE_CHANGED), "past", "swap"),
    Outcome.REPLACED: Word(_named(Outcome.REPLACED), "past", "next"),
    Outcome.WITHDRAWN: Word(_named(Outcome.WITHDRAWN), "bad", "cross"),
    Outcome.STATUS_UNKNOWN: Word(_named(Outcome.STATUS_UNKNOWN), "open", "unknown"),
    Outcome.AMBIGUOUS: Word(_named(Outcome.AMBIGUOUS), "open", "branch"),
    Outcome.NOT_FOUND: Word(_named(Outcome.NOT_FOUND), "open", "search"),
    Outcome.NOT_COVERED: Word(_named(Outcome.NOT_COVERED), "open", "outside"),
    Outcome.UNREADABLE: Word(_named(Outcome.UNREADABLE), "open", "text"),
}
"""In the order of the filter row: what holds, what changes, what is gone, what is open."""

ACCEPTED: Final = (".xlsx", ".xlsm", ".csv", ".tsv", ".docx", ".docm", ".txt")


class PlainField(forms.CharField):
    """A text that people will read in a report: without signs that nobody sees; with `lines`, of several lines."""

    def __init__(self, *, lines: int = 0, **options: Any) -> None:  # noqa: ANN401 (those of the field it extends)
        self.lines = lines
        if lines:
            options["widget"] = forms.Textarea(attrs={"rows": lines})
        super().__init__(**options)

    def validate(self, value: str) -> None:
        """Refused in words that name the signs."""
        super().validate(value)
        signs = control_signs(value, lines=bool(self.lines))
        if signs:
            told = Reason.of("report.control_signs", text=shown(value)[:100], signs=", ".join(signs))
            raise ValidationError(render(told, page_language()))


class CheckForm(forms.Form):
    """A list to check: pasted or as a file, and the date to check for."""

    text = forms.CharField(label=_("Standard numbers, one or many"), required=False, strip=False, widget=forms.Textarea)
    upload = forms.FileField(label=_("or a file"), required=False, max_length=255, allow_empty_file=True)
    as_of = forms.DateField(
        label=_("As of"), required=False, validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
    )

    organisation = forms.UUIDField(required=False)

    def clean_upload(self) -> UploadedFile[Any] | None:
        """Refuse at the door what no reader takes, in words."""
        upload: UploadedFile[Any] | None = self.cleaned_data.get("upload")
        if upload is None:
            return None
        if PurePath(upload.name or "").suffix.lower() not in ACCEPTED:
            raise ValidationError(
                _("“%(name)s” cannot be read here. Save the list as one of these: %(kinds)s."),
                params={"name": upload.name, "kinds": ", ".join(ACCEPTED)},
            )
        limit: int = settings.GUIJU_MAX_UPLOAD_MB
        if (upload.size or 0) > limit * 1_000_000:
            raise ValidationError(
                _("“%(name)s” has %(size)s MB; at most %(limit)s MB are taken. Hand in the list in parts."),
                params={"name": upload.name, "size": round((upload.size or 0) / 1e6, 1), "limit": limit},
            )
        return upload

    def clean(self) -> dict[str, Any]:
        """One of the two must hold something."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("upload") or cleaned.get("text", "").strip()):
            raise ValidationError(_("Paste at least one standard number, or choose a file."))
        return cleaned

    @property
    def date(self) -> dt.date:
        """The date to check for."""
        return self.cleaned_data.get("as_of") or timezone.localdate()


class ColumnsForm(forms.Form):
    """Which sheet and columns of a table are read; places count from 0, no title column is None."""

    sheet = forms.CharField(required=False, max_length=200, strip=False)
    column = forms.IntegerField(min_value=0)
    title_column = forms.IntegerField(required=False, min_value=0)


class LineFilterForm(forms.Form):
    """Which lines of a check are shown; lives in the address."""

    outcome = forms.MultipleChoiceField(required=False, choices=[(name, word.text) for name, word in OUTCOMES.items()])
    text = forms.CharField(
        label=_("Contains"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    unresolved = forms.BooleanField(required=False)


class ReportForm(forms.Form):
    """What people write into a report while it is a draft."""

    client = PlainField(label=_("Client"), max_length=300)
    scope = PlainField(label=_("Scope"), required=False, max_length=2000, lines=3)
    searched_by = PlainField(label=_("Searched by"), max_length=100)
    checked_by = PlainField(label=_("Checked by"), required=False, max_length=100)
    replaces = forms.CharField(
        label=_("Corrects the report at this address"), required=False, max_length=500, strip=True
    )
    why_replaced = PlainField(label=_("Reason of the correction"), required=False, max_length=2000, lines=2)


class ApproveForm(forms.Form):
    """The names under which a report is approved."""

    checked_by = PlainField(label=_("Checked by"), max_length=100)
    approved_by = PlainField(label=_("Approved by"), max_length=100)


class CorrectForm(forms.Form):
    """Why an approved report is corrected."""

    why_replaced = PlainField(label=_("Reason of the correction"), max_length=2000, lines=2)


class CompletedForm(forms.Form):
    """The table of open answers, filled in, and who filled it in."""

    upload = forms.FileField(label=_("The table, filled in"), max_length=255, allow_empty_file=True)
    by = PlainField(label=_("Completed by"), max_length=100)

    def clean_upload(self) -> UploadedFile[Any]:
        """Refuse at the door what is no table."""
        upload: UploadedFile[Any] = self.cleaned_data["upload"]
        kinds = (".xlsx", ".xlsm", ".csv")
        if PurePath(upload.name or "").suffix.lower() not in kinds:
            raise ValidationError(
                _("“%(name)s” cannot be read here. Save the list as one of these: %(kinds)s."),
                params={"name": upload.name, "kinds": ", ".join(kinds)},
            )
        return upload


class RepeatForm(forms.Form):
    """For which date a check is run again."""

    as_of = forms.DateField(
        label=_("As of"), required=False, validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
    )

    @property
    def date(self) -> dt.date:
        """The date to check for."""
        return self.cleaned_data.get("as_of") or timezone.localdate()


class VerifyForm(forms.Form):
    """A verification code as it was typed, or a checksum as it was copied."""

    code = forms.CharField(required=False, max_length=200)
    checksum = forms.CharField(required=False, max_length=500)
