"""Days on which standards come into force or end, as a calendar (RFC 5545) that programs fetch again and again."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from guiju.catalogue import queries
from guiju.catalogue.forms import own_title
from guiju.catalogue.queries.news import Revision, load_revisions, load_successors
from guiju.catalogue.rules import ENDED, Status
from guiju.catalogue.rules.news import Section, exact_periods
from guiju.catalogue.views.news_words import SECTIONS

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard

PRODUCT: Final = "-//Guiju//Guiju//ZH"
FETCH_AGAIN: Final = dt.timedelta(hours=12)
SECTION_OF: Final = {
    Status.PUBLISHED: Section.PUBLISHED,
    Status.IN_FORCE: Section.IN_FORCE,
    **dict.fromkeys(ENDED, Section.ENDED),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something happens to a standard."""

    section: Section
    date: dt.date
    standard: Any
    revision: Revision
    address: str
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """A calendar: its names and its days."""

    title: str
    subtitle: str
    days: Sequence[Day]


def coming_days(found: Mapping[Section, Iterable[Any]], request: HttpRequest) -> list[Day]:
    """The days of standards with `changed_on`, in order."""
    told = {section: list(standards) for section, standards in found.items()}
    every = [one for standards in told.values() for one in standards]
    revisions = load_revisions(every)
    successors = load_successors([one.key for one in told.get(Section.ENDED, ())])
    days = [
        Day(
            section,
            one.changed_on,
            one,
            revisions[one.key],
            _address(one, request),
            successors.get(one.key, ()) if section == Section.ENDED else (),
        )
        for section, standards in told.items()
        for one in standards
    ]
    return sorted(days, key=lambda day: (day.date, day.standard.sort_key, day.section))


def days_of(standard: Standard, request: HttpRequest) -> list[Day]:
    """The days of one standard, past and to come."""
    revision = load_revisions([standard])[standard.key]
    successors = load_successors([standard.key])[standard.key]
    return [
        Day(
            SECTION_OF[period.status],
            period.start,
            standard,
            revision,
            _address(standard, request),
            successors if period.status in ENDED else (),
        )
        for period in exact_periods(queries.get_edition(standard.key).periods)
        if period.status in SECTION_OF
    ]


def write_calendar(agenda: Agenda, name: str) -> HttpResponse:
    """The calendar; programs are asked to fetch it twice a day."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for names, text in ((("name", "x-wr-calname"), agenda.title), (("description", "x-wr-caldesc"), agenda.subtitle)):
        for one in names:
            calendar.add(one, text)
    calendar.add("refresh-interval", vDuration(FETCH_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for day in agenda.days:
        calendar.add_component(_event(day))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{_file_name(name)}.ics"'
    last = max((day.revision.last for day in agenda.days), default=None)
    if last is not None:
        response.headers["Last-Modified"] = http_date(last.timestamp())
    return response


def _event(day: Day) -> Event:
    """A whole day that keeps nobody busy. Its UID stays when the date moves, and SEQUENCE tells that it moved."""
    one, language = day.standard, {"LANGUAGE": get_language() or "zh-hans"}
    word = str(SECTIONS[day.section])
    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"guiju:{one.key}#{day.section}")))
    event.add("dtstamp", day.revision.last)
    event.add("last-modified", day.revision.last)
    event.add("sequence", day.revision.times)
    event.add("dtstart", day.date)
    event.add("dtend", day.date + dt.timedelta(days=1))
    event.add("summary", f"{word}: {one.number} {own_title(one.title_zh, one.title_en)}".strip(), parameters=language)
    event.add("description", _description(day), parameters=language)
    event.add("url", day.address)
    event.add("categories", [word])
    event.add("transp", "TRANSPARENT")
    return event


def _description(day: Day) -> str:
    one = day.standard
    lines = [one.number, one.title_zh, one.title_en]
    if day.successors:
        lines.append(f"{_('Replaced by')} {_('; ').join(day.successors)}")
    return "\n".join(filter(None, (*lines, day.address)))


def _address(standard: Standard, request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("standard", args=[standard.key]))


def _file_name(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in name)
