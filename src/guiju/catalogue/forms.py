"""What the catalogue's pages take from people, and the words its values have there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guiju.catalogue.rules import Degree, Level, Mandate, Status
from guiju.catalogue.rules.news import Chosen, Section
from guiju.kernel.reasons import Language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Word:
    """A value as people see it: its word, its colour and its shape."""

    text: str | _StrPromise
    tone: str
    symbol: str


STATUSES: Final[dict[str, Word]] = {
    Status.IN_FORCE: Word(_("In force"), "good", "check"),
    Status.PUBLISHED: Word(_("Not yet in force"), "soon", "ahead"),
    Status.REPLACED: Word(_("Replaced"), "past", "next"),
    Status.WITHDRAWN: Word(_("Withdrawn"), "bad", "cross"),
    Status.UNKNOWN: Word(_("Status unknown"), "open", "unknown"),
    Status.DRAFT: Word(_("Not yet published"), "open", "draft"),
}

CURRENCY: Final[dict[bool | None, Word]] = {
    True: Word(_("current"), "good", "check"),
    False: Word(_("no longer current"), "bad", "clock"),
    None: Word(_("cannot be told"), "open", "unknown"),
}
"""Whether what is adopted or cited is still the edition to go by."""

LEVELS: Final[dict[str, _StrPromise]] = {
    Level.NATIONAL: _("National standard"),
    Level.INDUSTRY: _("Industry standard"),
    Level.LOCAL: _("Local standard"),
    Level.GROUP: _("Group standard"),
    Level.ENTERPRISE: _("Enterprise standard"),
    Level.INTERNATIONAL: _("International standard"),
    Level.REGIONAL: _("Regional standard"),
    Level.FOREIGN: _("Foreign standard"),
}

PUBLISHER_LEVELS: Final[dict[str, _StrPromise]] = {
    **LEVELS,
    "military": _("Military standard"),
    "metrology": _("Metrology regulation"),
    "regulation": _("Technical regulation"),
    "certification": _("Certification rule"),
    "association": _("Association abroad"),
    "": _("Publisher not known by name"),
}
"""Levels as prefixes tell them: beside those of the law, Chinese series and bodies abroad that have none."""

MANDATES: Final[dict[str, _StrPromise]] = {
    Mandate.MANDATORY: _("Mandatory"),
    Mandate.RECOMMENDED: _("Recommended"),
    Mandate.GUIDANCE: _("Guidance"),
}

DEGREES: Final[dict[str, _StrPromise]] = {
    Degree.IDT: _("identical (IDT)"),
    Degree.MOD: _("modified (MOD)"),
    Degree.NEQ: _("not equivalent (NEQ)"),
    Degree.EQV: _("equivalent (EQV, old records)"),
    Degree.REF: _("reference (REF, old records)"),
}

ORDERS: Final[dict[str, _StrPromise]] = {
    "newest": _("Latest in force first"),
    "number": _("By number"),
    "oldest": _("Earliest in force first"),
}
YEARS: Final = (1900, 2199)
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def page_language() -> Language:
    """The language of the page being made, as reasons know it."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def own_title(chinese: str, english: str) -> str:
    """The title in the page's language, else in the other."""
    return (chinese or english) if page_language() == "zh" else (english or chinese)


class AsOfForm(forms.Form):
    """The date a question is asked for; today where none or no date is given."""

    on = forms.DateField(
        label=_("As of"), required=False, validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
    )

    @property
    def date(self) -> dt.date:
        """The date to answer for."""
        chosen: dt.date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or timezone.localdate()


class CitationForm(forms.Form):
    """The language a citation is asked for in; the page's where none, or none that we know, is named."""

    language = forms.ChoiceField(required=False, choices=[("zh", "zh"), ("en", "en")])

    @property
    def chosen(self) -> Language:
        """The language to cite in."""
        named: Language | None = self.cleaned_data.get("language") if self.is_valid() else None
        return named or page_language()


class NewsForm(forms.Form):
    """Of which standards news is asked, and whether of one section only; all in the address."""

    level = forms.MultipleChoiceField(label=_("Level"), required=False, choices=[*LEVELS.items()])
    body = forms.CharField(label=_("Issuing prefix"), required=False, max_length=100)
    ics = forms.RegexField(r"^[0-9.]*$", label="ICS", required=False, max_length=20)
    section = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Section])

    @property
    def chosen(self) -> Chosen:
        """The filters; one that cannot be read is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Chosen(tuple(given.get("level", ())), given.get("body", ""), given.get("ics", ""))

    @property
    def only(self) -> Section | None:
        """The one section asked for."""
        self.is_valid()
        name = self.cleaned_data.get("section")
        return Section(name) if name else None


class BrowseForm(forms.Form):
    """What is looked for in a table of codes, and whether those without standards are shown."""

    text = forms.CharField(label=_("Code or name"), required=False, max_length=100)
    empty = forms.BooleanField(label=_("Show those without standards too"), required=False)

    def asked(self, name: str) -> Any:  # noqa: ANN401 (text or a choice)
        """The value of a field; None where it is empty or cannot be read."""
        self.is_valid()
        return self.cleaned_data.get(name) or None


class FilterForm(AsOfForm):
    """The filters of the list of standards; all live in the address."""

    text = forms.CharField(
        label=_("Number or words of the title"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "data-main-box": True}),
    )
    level = forms.MultipleChoiceField(label=_("Level"), required=False, choices=[*LEVELS.items()])
    mandate = forms.MultipleChoiceField(label=_("Mandate"), required=False, choices=[*MANDATES.items()])
    status = forms.ChoiceField(
        label=_("Status on that date"),
        required=False,
        choices=[("", _("any")), *((status, word.text) for status, word in STATUSES.items())],
    )
    ics = forms.CharField(label="ICS", required=False, max_length=20)
    ccs = forms.CharField(label="CCS", required=False, max_length=20)
    body = forms.CharField(label=_("Issuing prefix"), required=False, max_length=100)
    year_from = forms.IntegerField(label=_("Year from"), required=False, min_value=YEARS[0], max_value=YEARS[1])
    year_to = forms.IntegerField(label=_("Year to"), required=False, min_value=YEARS[0], max_value=YEARS[1])
    order = forms.ChoiceField(label=_("Order"), required=False, choices=[("", _("Suggested order")), *ORDERS.items()])

    @property
    def filters(self) -> dict[str, Any]:
        """What the list is asked for; a filter that cannot be read is left out, and the form says which."""
        self.is_valid()
        given = {
            name: value for name, value in self.cleaned_data.items() if name != "on" and value not in ("", None, [])
        }
        return {"order": self.ordering, **given, "on": self.date}

    @property
    def ordering(self) -> str:
        """Who looks for a number wants numbers in order; who looks around wants to see what is new."""
        chosen: str = self.cleaned_data.get("order", "")
        return chosen or ("number" if self.cleaned_data.get("text") else "newest")


class CoverageForm(forms.Form):
    """Which publishers and years of the coverage are looked at; all in the address."""

    level = forms.ChoiceField(label=_("Level"), required=False, choices=[*PUBLISHER_LEVELS.items()])
    body = forms.CharField(label=_("Issuing prefix"), required=False, max_length=100)
    year_from = forms.IntegerField(label=_("Year from"), required=False, min_value=YEARS[0], max_value=YEARS[1])
    year_to = forms.IntegerField(label=_("Year to"), required=False, min_value=YEARS[0], max_value=YEARS[1])

    def asked(self, name: str) -> Any:  # noqa: ANN401 (text or a year)
        """The value of a filter; None where it is empty or cannot be read."""
        self.is_valid()
        return self.cleaned_data.get(name) or None
