"""What the pages of notes take from people, and the words of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from guiju.catalogue.forms import Word
from guiju.catalogue.rules.noting import NotedFact, NoteState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FACTS: Final[dict[str, _StrPromise]] = {
    NotedFact.NUMBER: _("Number"),
    NotedFact.TITLE: _("Title"),
    NotedFact.STATUS: _("Status"),
    NotedFact.DATES: _("Dates"),
    NotedFact.RELATIONS: _("What it replaces, adopts or cites"),
    NotedFact.CLASSES: _("Classification"),
    NotedFact.OTHER: _("Something else"),
}
STATES: Final[dict[str, Word]] = {
    NoteState.OPEN: Word(_("Waiting"), "open", "clock"),
    NoteState.ACCEPTED: Word(_("Found right"), "good", "check"),
    NoteState.REFUSED: Word(_("Not taken over"), "past", "cross"),
}


class NoteForm(forms.Form):
    """What is wrong with a record."""

    fact = forms.ChoiceField(label=_("What is wrong"), choices=[*FACTS.items()])
    said = forms.CharField(label=_("What is right"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    evidence = forms.CharField(label=_("Where that is written"), required=False, max_length=500)


class DecideForm(forms.Form):
    """An official's answer, with its reason."""

    answer = forms.ChoiceField(
        label=_("Decision"),
        choices=[(name, word.text) for name, word in STATES.items() if name != NoteState.OPEN],
    )
    why = forms.CharField(label=_("Reason of the decision"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
