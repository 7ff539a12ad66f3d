"""What the pages of watching take from people, and the words of its values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from guiju.catalogue.forms import STATUSES, AsOfForm, Word
from guiju.checks.forms import PlainField
from guiju.watch.rules.items import Mode
from guiju.watch.rules.permissions import May, Owner
from guiju.watch.services.items import Wording

if TYPE_CHECKING:
    from guiju.organisations.models import Organisation

MODES: Final = {
    Mode.FOLLOW: _("Follow the successor"),
    Mode.ASK: _("Ask me"),
    Mode.FREEZE: _("Keep this edition"),
}
EXTENTS: Final = {May.VIEW: _("view"), May.EDIT: _("edit")}
ABSENT: Final = "absent"
NOT_HELD: Final = Word(_("Not on record"), "open", "search")
"""The state of a number that the catalogue does not hold."""
MINE: Final = "me"
DAYS_BACK: Final = 30


class OwnerField(forms.ChoiceField):
    """Whose something is to be: the person's own, or an organisation's in which they may make things."""

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """The choices for one person."""
        self.choices = [(MINE, say("Only mine")), *((str(one.uuid), one.name) for one in organisations)]
        self._organisations = {str(one.uuid): one.pk for one in organisations}

    def owner(self, chosen: str, user: int) -> Owner:
        """The choice as an owner."""
        held = self._organisations.get(chosen)
        return Owner(user=user) if held is None else Owner(organisation=held)


class OwnedForm(forms.Form):
    """Something that will belong to the person or to one of their organisations."""

    owner = OwnerField(label=_("Belongs to"))

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **options: Any) -> None:  # noqa: ANN401 (those of a form)
        super().__init__(*args, **options)
        self._field.offer(list(organisations))

    @property
    def _field(self) -> OwnerField:
        field = self.fields["owner"]
        assert isinstance(field, OwnerField)
        return field

    def owner_for(self, user: int) -> Owner:
        """Whose it is to be."""
        return self._field.owner(self.cleaned_data["owner"], user)


class NamedForm(OwnedForm):
    """The same with a name."""

    name = PlainField(label=_("Name"), max_length=200)
    field_order = ("name", "owner")


class NewListForm(NamedForm):
    """A new list, with its first numbers if there are any."""

    text = forms.CharField(
        label=_("Standard numbers, one or many"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class RenameForm(forms.Form):
    """Another name and note of a list."""

    name = PlainField(label=_("Name"), max_length=200)
    note = PlainField(label=_("Note"), required=False, max_length=2000, lines=2)


class AddForm(forms.Form):
    """Numbers for a list: typed, in a file, or those of a check."""

    text = forms.CharField(
        label=_("Standard numbers, one or many"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    upload = forms.FileField(label=_("or a file"), required=False, max_length=255, allow_empty_file=True)
    check = forms.CharField(label=_("or the address of a standards check"), required=False, max_length=500)

    @property
    def file(self) -> UploadedFile[Any] | None:
        """What was handed in, if anything was."""
        found: UploadedFile[Any] | None = self.cleaned_data.get("upload")
        return found


class ItemForm(forms.Form):
    """What people keep with an item."""

    mode = forms.ChoiceField(label=_("When it is replaced"), choices=[*MODES.items()])
    responsible = PlainField(label=_("Responsible"), required=False, max_length=100)
    place_of_use = PlainField(label=_("Place of use"), required=False, max_length=200)
    tags = PlainField(label=_("Tags, by commas"), required=False, max_length=300)
    note = PlainField(label=_("Note"), required=False, max_length=2000, lines=3)

    @property
    def wording(self) -> Wording:
        """The same as the service takes it."""
        given = self.cleaned_data
        words = (tag.strip() for tag in given["tags"].replace("，", ",").replace("、", ",").split(","))
        tags = list(dict.fromkeys(tag[:50] for tag in words if tag))
        return Wording(
            mode=Mode(given["mode"]),
            note=given["note"],
            tags=tags,
            responsible=given["responsible"],
            place_of_use=given["place_of_use"],
        )


class ShareForm(forms.Form):
    """To whom a list is opened, and how far."""

    to = PlainField(label=_("User name, e-mail address, or name or code of an organisation"), max_length=300)
    may = forms.ChoiceField(label=_("They may"), choices=[*EXTENTS.items()])


class ListFilterForm(AsOfForm):
    """Which items of a list are shown, and as of which day; lives in the address."""

    status = forms.MultipleChoiceField(
        required=False, choices=[(name, word.text) for name, word in {**STATUSES, ABSENT: NOT_HELD}.items()]
    )
    text = forms.CharField(label=_("Contains"), required=False, max_length=200)
    tag = forms.CharField(required=False, max_length=50)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.is_valid()

    def given(self, name: str) -> Any:  # noqa: ANN401 (text or a list of choices)
        """The value of a filter; what cannot be read is left out."""
        return self.cleaned_data.get(name) or ""


class SinceForm(forms.Form):
    """Since which day the differences are shown."""

    since = forms.DateField(label=_("Changes since"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    @property
    def day(self) -> dt.date:
        """The day asked for, else a month ago."""
        self.is_valid()
        found: dt.date = self.cleaned_data.get("since") or timezone.localdate() - dt.timedelta(days=DAYS_BACK)
        return found


class WatchForm(forms.Form):
    """One standard for a list."""

    key = forms.CharField(max_length=200)
    list = forms.UUIDField(required=False)
    next = forms.CharField(required=False, max_length=2000)


class SearchNameForm(NamedForm):
    """A search to keep."""

    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class DocumentForm(OwnedForm):
    """A document of one's own to watch."""

    upload = forms.FileField(label=_("The document"), max_length=255, allow_empty_file=True)
    number = PlainField(label=_("Its own number"), required=False, max_length=200)
    field_order = ("upload", "number", "owner")

    @property
    def file(self) -> UploadedFile[Any]:
        """What was handed in."""
        found: UploadedFile[Any] = self.cleaned_data["upload"]
        return found
