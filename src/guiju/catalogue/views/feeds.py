"""Feeds: news and the changes of one standard as Atom, coming dates as iCalendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.forms import CitationForm, NewsForm
from guiju.catalogue.queries.news import list_latest, list_news
from guiju.catalogue.rules.addresses import file_name_of
from guiju.catalogue.rules.news import DATED, Chosen, Section
from guiju.catalogue.views.atom import Channel, dated_entries, history_entries, write_atom
from guiju.catalogue.views.icalendar_feed import Agenda, coming_days, days_of, write_calendar
from guiju.catalogue.views.news_words import SECTIONS
from guiju.platform.etags import etag_of
from guiju.platform.language import LANGUAGE_CODES, page_language

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard

MOST_ENTRIES: Final = 100
MOST_DAYS: Final = 2000
CALENDAR: Final = "coming"
BEHIND: Final = dt.timedelta(days=90)
AHEAD: Final = dt.timedelta(days=730)
FOLLOWED: Final = ("level", "body", "ics", "language")
"""What of an address a feed goes by; the rest does not make it another feed."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed as a page offers it: its name and kind, its path, and its whole address to be copied."""

    name: str
    kind: str
    path: str
    address: str

    @property
    def webcal(self) -> str:
        """The same address as calendar programs on telephones take it."""
        return "webcal:" + self.address.partition(":")[2]

    @property
    def content_type(self) -> str:
        """The type a page announces it with."""
        return "application/atom+xml" if self.kind == "atom" else "text/calendar"


def subscriptions(request: HttpRequest, chosen: Chosen) -> list[Subscription]:
    """The feeds of the news chosen, in the page's language."""
    asked = {"level": list(chosen.level), "body": chosen.body, "ics": chosen.ics, "language": page_language()}
    query = urlencode({name: value for name, value in asked.items() if value}, doseq=True)
    names = [(section.value, "atom", str(SECTIONS[section])) for section in DATED]
    names.append((CALENDAR, "ics", _("Calendar of coming dates")))
    return [
        _offered(request, word, kind, f"{reverse('feed', args=[name, kind])}?{query}") for name, kind, word in names
    ]


def subscriptions_of(request: HttpRequest, key: str) -> list[Subscription]:
    """The feeds of one standard, in the page's language."""
    query = f"language={page_language()}"
    words = {"atom": _("Changes of this standard"), "ics": _("Dates of this standard")}
    return [
        _offered(request, word, kind, f"{reverse('standard_feed', args=[key, kind])}?{query}")
        for kind, word in words.items()
    ]


def _offered(request: HttpRequest, name: str, kind: str, path: str) -> Subscription:
    return Subscription(name, kind, path, request.build_absolute_uri(path))


@require_safe
def feed(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One of the feeds of news, or the calendar of coming dates."""
    form = NewsForm(request.GET)
    if (name, kind) == (CALENDAR, "ics"):
        return _told(request, lambda: _coming(request, form.chosen))
    if kind == "atom" and name in {section.value for section in DATED}:
        return _told(request, lambda: _latest(request, Section(name), form.chosen))
    raise Http404(name)


@require_safe
def standard_feed(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The changes of one standard."""
    if kind not in {"atom", "ics"}:
        raise Http404(kind)
    try:
        standard = queries.get_standard(key)
    except queries.StandardNotFound as missing:
        raise Http404(key) from missing
    write = _changes if kind == "atom" else _dates
    return _told(request, lambda: write(request, standard))


def _latest(request: HttpRequest, section: Section, chosen: Chosen) -> HttpResponse:
    today = timezone.localdate()
    found = list(list_latest(section, today, chosen)[:MOST_ENTRIES])
    page = reverse("news") + _query(request, "level", "body", "ics")
    channel = Channel(
        title=_("Guiju: %(section)s") % {"section": SECTIONS[section]},
        subtitle=_in_words(chosen),
        link=page,
        path=request.path + _query(request, *FOLLOWED),
        entries=dated_entries(section, found, request),
    )
    return write_atom(request, channel)


def _changes(request: HttpRequest, standard: Standard) -> HttpResponse:
    channel = Channel(
        title=standard.number,
        subtitle=standard.title_zh if page_language() == "zh" else standard.title_en or standard.title_zh,
        link=reverse("standard", args=[standard.key]),
        path=request.path + _query(request, "language"),
        entries=history_entries(standard, request),
    )
    return write_atom(request, channel)


def _coming(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    today = timezone.localdate()
    first, end = today - BEHIND, today + AHEAD
    found = {
        section: list(list_news(section, first, end, chosen)[:MOST_DAYS])
        for section in (Section.IN_FORCE, Section.ENDED)
    }
    agenda = Agenda(
        title=_("Standards: coming into force and ending"),
        subtitle=_in_words(chosen),
        days=coming_days(found, request),
    )
    return write_calendar(agenda, CALENDAR)


def _dates(request: HttpRequest, standard: Standard) -> HttpResponse:
    agenda = Agenda(title=standard.number, subtitle=standard.title_zh, days=days_of(standard, request))
    return write_calendar(agenda, file_name_of(standard.key))


def _in_words(chosen: Chosen) -> str:
    """The filters, so that two feeds of one kind are told apart."""
    given = [*chosen.level, chosen.body, f"ICS {chosen.ics}" if chosen.ics else ""]
    return " · ".join(filter(None, given)) or _("All standards of the catalogue")


def _query(request: HttpRequest, *names: str) -> str:
    given = [(name, value) for name in names for value in request.GET.getlist(name) if value]
    return f"?{urlencode(given)}" if given else ""


def _told(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The feed in the language its address names, Chinese where none: who fetches it has no cookie.

    It says when it changed last and by what it is known again, so that what did not change is not sent again.
    """
    with translation.override(LANGUAGE_CODES["zh"]):
        language = CitationForm(request.GET).chosen
    with translation.override(LANGUAGE_CODES[language]):
        response = answer()
    response.headers["Content-Language"] = LANGUAGE_CODES[language]
    response.headers["Cache-Control"] = "no-cache"
    etag = etag_of(response.content)
    response.headers["ETag"] = etag
    modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    found = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    return found if isinstance(found, HttpResponse) else response
