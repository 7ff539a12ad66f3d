"""A recipient's alerts for programs that fetch them: Atom (RFC 4287) and iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event, vDuration

from guiju.alerts.models import Address
from guiju.alerts.queries.addresses import find_by_secret
from guiju.alerts.queries.told import Day, Told, list_days, list_told
from guiju.alerts.rules import Kind, Severity
from guiju.alerts.rules.agenda import ALARM_DAYS
from guiju.kernel.reasons import Language

PRODUCT: Final = "-//Guiju//Guiju//ZH"
NEVER: Final = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries changed last: a moment that stays, so that it is known to be the same."""
PAST_DAYS: Final = 90
FETCH_AGAIN: Final = dt.timedelta(hours=6)
PRIORITIES: Final = {Severity.URGENT: 1, Severity.ACTION: 3, Severity.NOTICE: 5, Severity.REFERENCE: 9}
_CONTROLS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""What XML cannot hold."""


class _StableAtom(Atom1Feed):
    """Atom that says the same as long as nothing changed, even where it is empty."""

    def latest_post_date(self) -> dt.datetime:
        """When an entry changed last."""
        return super().latest_post_date() if self.items else NEVER


@require_safe
@cache_control(private=True, max_age=300)
def atom(request: HttpRequest, secret: str) -> HttpResponse:
    """The newest alerts."""
    address = _open(secret, "atom")
    with translation.override(address.language):
        feed = _StableAtom(
            title=_plain(_title(address)),
            link=request.build_absolute_uri("/inbox"),
            description=None,
            feed_url=request.build_absolute_uri(reverse("alerts_atom", args=[secret])),
            feed_guid=f"urn:uuid:{address.uuid}",
            author_name="规矩 Guiju",
            language=address.language,
        )
        for told in list_told(address.recipient, _language(address)):
            feed.add_item(
                title=_plain(_headline(told)),
                link=request.build_absolute_uri(told.place),
                description=_plain(_summary(told)),
                unique_id=f"urn:uuid:{told.alert}",
                pubdate=told.at,
                updateddate=told.at,
            )
        return _answer(feed.writeString("utf-8"), Atom1Feed.content_type)


@require_safe
@cache_control(private=True, max_age=300)
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The days that alerts speak of, with alarms."""
    address = _open(secret, "calendar")
    with translation.override(address.language):
        since = timezone.localdate() - dt.timedelta(days=PAST_DAYS)
        made = Calendar()
        made.add("prodid", PRODUCT)
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        made.add("name", _title(address))
        made.add("x-wr-calname", _title(address))
        made.add("refresh-interval", vDuration(FETCH_AGAIN), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT6H")
        for day in list_days(address.recipient, _language(address), since):
            made.add_component(_event(day, request, address.language))
        answer = _answer(made.to_ical(), "text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = 'inline; filename="guiju-alerts.ics"'
        return answer


def _event(day: Day, request: HttpRequest, language: str) -> Event:
    """A whole day. Its UID stays; SEQUENCE grows with every change, and a day taken back stays as cancelled."""
    event, told = Event(), day.told
    event.add("uid", str(day.uid))
    event.add("dtstamp", told.at)
    event.add("last-modified", told.at)
    event.add("sequence", day.entry.sequence)
    event.add("dtstart", day.entry.day)
    event.add("dtend", day.entry.day + dt.timedelta(days=1))
    event.add("summary", told.headline, parameters={"LANGUAGE": language})
    event.add("description", "\n".join([*told.details, *told.reasons]), parameters={"LANGUAGE": language})
    event.add("url", request.build_absolute_uri(told.place))
    event.add("status", "CANCELLED" if day.entry.is_cancelled else "CONFIRMED")
    event.add("priority", PRIORITIES[Severity(told.severity)])
    event.add("transp", "TRANSPARENT")
    for days in () if day.entry.is_cancelled else ALARM_DAYS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", dt.timedelta(days=-days))
        alarm.add("description", told.headline)
        event.add_component(alarm)
    return event


def _open(secret: str, channel: str) -> Address:
    found = find_by_secret(secret, [channel])
    if found is None:
        raise Http404
    return found


def _language(address: Address) -> Language:
    return "zh" if address.language.startswith("zh") else "en"


def _title(address: Address) -> str:
    organisation = address.recipient.organisation
    return address.label or _("Alerts of Guiju") + (f" · {organisation.name}" if organisation else "")


def _headline(told: Told) -> str:
    word = {Kind.ALERT: "", Kind.UPDATE: _("Update"), Kind.CANCEL: _("Taken back")}[told.kind]
    return f"[{word}] {told.headline}" if word else told.headline


def _summary(told: Told) -> str:
    return format_html_join("", "<p>{}</p>", ((one,) for one in (*told.details, *told.reasons)))


def _answer(content: bytes | str, content_type: str) -> HttpResponse:
    """What the address opens is for its holder; nothing on the way keeps it or says where it came from."""
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _plain(text: str) -> str:
    return str(text).translate(_CONTROLS)
