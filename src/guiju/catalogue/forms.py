"""What the catalogue's pages take from people, and the words its values have there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guiju.catalogue.rules import Degree, Level, Mandate, Status
from guiju.catalogue.rules.bounds import FIRST_DAY, LAST_DAY, YEARS
from guiju.catalogue.rules.news import Chosen, Section
from guiju.kernel.reasons import Language
from guiju.platform.language import own_words, page_language
from guiju.search.finding import Wanted
from guiju.search.understanding import LONGEST

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

LANGUAGES: Final[dict[str, _StrPromise]] = {"zh": _("Chinese title"), "en": _("English title")}

ORDERS: Final[dict[str, _StrPromise]] = {
    "relevance": _("Best match first"),
    "newest": _("Latest in force first"),
    "oldest": _("Earliest in force first"),
    "number": _("By number"),
}
CLOSED: Final[dict[str, Collection[str]]] = {
    "status": STATUSES,
    "level": LEVELS,
    "mandate": MANDATES,
    "adoption": DEGREES,
    "language": LANGUAGES,
}
"""Facets whose values are known beforehand."""
CLOSED_LABELS: Final[dict[str, _StrPromise]] = {
    "status": _("Status"),
    "level": _("Level"),
    "mandate": _("Mandate"),
    "adoption": _("Adoption"),
    "language": _("Language"),
}
OPEN: Final = ("ics", "ccs", "body", "committee")
MOST_CHOSEN: Final = 20
LONGEST_VALUE: Final = 200


own_title = own_words


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

    @property
    def unread(self) -> list[tuple[str, str]]:
        """What was given and could not be read, each with the name of its field, to be told on the page."""
        return [(str(self[name].label), str(self[name].value() or "")) for name in self.errors]


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


class SearchForm(AsOfForm):
    """What the search page is asked; all of it lives in the address. What cannot be read is left out."""

    year_from = forms.IntegerField(label=_("Year from"), required=False, min_value=YEARS[0], max_value=YEARS[1])
    year_to = forms.IntegerField(label=_("Year to"), required=False, min_value=YEARS[0], max_value=YEARS[1])
    order = forms.ChoiceField(label=_("Order"), required=False, choices=[*ORDERS.items()])

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self._asked = asked
        self.is_valid()

    @property
    def text(self) -> str:
        """What was typed, as far as the search reads it."""
        return self._asked.get("text", "").replace("\0", " ").strip()[:LONGEST]

    @cached_property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Values chosen of each facet; none that cannot exist."""
        return {name: values for name in (*CLOSED, *OPEN) if (values := tuple(self._values(name))[:MOST_CHOSEN])}

    def _values(self, name: str) -> Iterator[str]:
        for value in dict.fromkeys(one.strip() for one in self._asked.getlist(name)):
            if name not in CLOSED:
                if 0 < len(value) <= LONGEST_VALUE and "\0" not in value:
                    yield value.upper() if name in {"ics", "ccs"} else value
            elif value in CLOSED[name]:
                yield value

    @property
    def unread(self) -> list[tuple[str, str]]:
        """The same, and values of facets that cannot exist."""
        strange = [
            (str(CLOSED_LABELS[name]), value)
            for name, words in CLOSED.items()
            for value in dict.fromkeys(one.strip() for one in self._asked.getlist(name))
            if value and value not in words
        ]
        return [*super().unread, *strange][:MOST_CHOSEN]

    @property
    def years(self) -> tuple[int | None, int | None] | None:
        """The first and the last year; None where neither is given."""
        first, last = (self.cleaned_data.get(name) for name in ("year_from", "year_to"))
        return (first, last) if first or last else None

    @property
    def usual_order(self) -> str:
        """Who looks for something wants the best first; who looks around wants to see what is new."""
        return "relevance" if self.text else "newest"

    @property
    def order_chosen(self) -> str:
        """The order asked for, else the usual one."""
        chosen: str = self.cleaned_data.get("order", "")
        return chosen or self.usual_order

    def wanted(self, **further: Any) -> Wanted:  # noqa: ANN401 (what else the search takes)
        """The question as the search takes it."""
        return Wanted(
            text=self.text,
            values={name: values for name, values in self.chosen.items() if name != "status"},
            status=self.chosen.get("status", ()),
            on=self.date,
            years=self.years,
            order=self.order_chosen,
            **further,
        )


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


class StatisticsForm(AsOfForm):
    """Which standards the statistics count, and on which date; all in the address."""

    level = forms.MultipleChoiceField(label=_("Level"), required=False, choices=[*LEVELS.items()])
    body = forms.CharField(label=_("Issuing prefix"), required=False, max_length=100)
    ics = forms.CharField(label="ICS", required=False, max_length=20)
    ccs = forms.CharField(label="CCS", required=False, max_length=20)

    @property
    def date(self) -> dt.date:
        """The date to count for; a filter that cannot be read does not take it away."""
        self.is_valid()
        chosen: dt.date | None = self.cleaned_data.get("on")
        return chosen or timezone.localdate()

    @property
    def filters(self) -> dict[str, Any]:
        """What is counted; a filter that cannot be read is left out. Prefixes and codes are written in capitals."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in ("level", "body", "ics", "ccs")}
        return {name: value.upper() if isinstance(value, str) else value for name, value in given.items() if value}


class CompareForm(AsOfForm):
    """Two standards to be set side by side, and whether what is the same is left out; all in the address."""

    a = forms.CharField(label=_("Standard number"), required=False, max_length=200)
    b = forms.CharField(label=_("compared with"), required=False, max_length=200)
    only = forms.BooleanField(label=_("Differences only"), required=False)

    def asked(self, name: str) -> Any:  # noqa: ANN401 (a number or a yes)
        """What was given; an empty text where nothing, or nothing that can be read, was."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class CorrectionForm(forms.Form):
    """What an official says of a standard, in the words of a list; what is left empty is left to other sources."""

    status = forms.CharField(label=_("Status word"), required=False, max_length=100)
    issued = forms.CharField(label=_("Issued"), required=False, max_length=30)
    effective = forms.CharField(label=_("In force from"), required=False, max_length=30)
    withdrawn = forms.CharField(label=_("Date of withdrawal"), required=False, max_length=30)
    replaces = forms.CharField(label=_("Numbers it replaces"), required=False, max_length=500)
    replaced_by = forms.CharField(label=_("Numbers that replace it"), required=False, max_length=500)
    adopts = forms.CharField(label=_("Numbers it adopts"), required=False, max_length=500)
    adoption_degree = forms.CharField(label=_("Degree of adoption"), required=False, max_length=20)
    title_zh = forms.CharField(label=_("Chinese title"), required=False, max_length=1000)
    title_en = forms.CharField(label=_("English title"), required=False, max_length=1000)
    told_in = forms.CharField(label=_("Where this was read"), max_length=500)
    why = forms.CharField(
        label=_("Why the record is corrected"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
