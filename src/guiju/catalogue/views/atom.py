"""News and the changes of a standard as Atom feeds (RFC 4287), written by Django's own feed framework."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from guiju.catalogue import queries
from guiju.catalogue.forms import STATUSES, own_title
from guiju.catalogue.queries.news import CREATED, list_events_of, load_revisions, load_successors
from guiju.catalogue.rules.news import Section, exact_periods
from guiju.catalogue.views.news_words import SECTIONS, fact_words
from guiju.platform import reasons
from guiju.platform.language import page_language

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard
    from guiju.catalogue.rules import Period

if TYPE_CHECKING:
    _Feed = Feed["Entry", "Channel"]
else:
    _Feed = Feed

AUTHOR: Final = "规矩 Guiju"
MINTED: Final = "2026"
"""The year from which these tag: ids are given out (RFC 4151)."""
NEVER: Final = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries changed last: a moment that stays, so that it is known to be the same."""
MOST_EVENTS: Final = 200
_CONTROLS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""What XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, as a feed tells it; `summary` is HTML."""

    guid: str
    title: str
    summary: str
    link: str
    published: dt.datetime
    updated: dt.datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its names, the page it belongs to, its own address, its entries."""

    title: str
    subtitle: str
    link: str
    path: str
    entries: Sequence[Entry]


class _StableAtom(Atom1Feed):
    """Atom that says the same as long as nothing changed, even where it is empty."""

    def latest_post_date(self) -> dt.datetime:
        """When an entry changed last."""
        return super().latest_post_date() if self.items else NEVER


class _ChannelFeed(_Feed):
    """A channel through Django's framework."""

    feed_type = _StableAtom
    author_name = AUTHOR

    def __init__(self, channel: Channel, host: str) -> None:
        self._channel = channel
        self._host = host

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Channel:  # noqa: ANN401 (Django's)
        return self._channel

    def title(self, channel: Channel) -> str:
        return _plain(channel.title)

    def subtitle(self, channel: Channel) -> str:
        return _plain(channel.subtitle)

    def link(self, channel: Channel) -> str:
        return channel.link

    def feed_url(self, channel: Channel) -> str:
        return channel.path

    def feed_guid(self, channel: Channel) -> str:
        return tag(self._host, channel.path)

    def items(self, channel: Channel) -> Sequence[Entry]:
        return channel.entries

    def item_title(self, item: Entry) -> str:
        return _plain(item.title)

    def item_description(self, item: Entry) -> str:
        return _plain(item.summary)

    def item_link(self, item: Entry) -> str:
        return item.link

    def item_guid(self, item: Entry) -> str:
        return item.guid

    def item_pubdate(self, item: Entry) -> dt.datetime:
        return item.published

    def item_updateddate(self, item: Entry) -> dt.datetime:
        return item.updated


def write_atom(request: HttpRequest, channel: Channel) -> HttpResponse:
    """The feed."""
    return _ChannelFeed(channel, request.get_host())(request)


def tag(host: str, path: str) -> str:
    """An id that stays when titles and dates change: the host, and an address of its own."""
    return f"tag:{host.rpartition(':')[0] or host},{MINTED}:{path}"


def dated_entries(section: Section, standards: Iterable[Any], request: HttpRequest) -> list[Entry]:
    """An entry a standard of a dated section, each with the day as `changed_on`."""
    found = list(standards)
    revisions = load_revisions(found)
    successors = load_successors([one.key for one in found]) if section == Section.ENDED else {}
    return [
        Entry(
            guid=tag(request.get_host(), f"{reverse('standard', args=[one.key])}#{section.value}"),
            title=f"{one.number} {own_title(one.title_zh, one.title_en)}".strip(),
            summary=_summary(section, one, successors.get(one.key, ())),
            link=reverse("standard", args=[one.key]),
            published=_morning(one.changed_on),
            updated=max(_morning(one.changed_on), revisions[one.key].last),
        )
        for one in found
    ]


def history_entries(standard: Standard, request: HttpRequest) -> list[Entry]:
    """What happened to one standard until today: its dated periods, and what the catalogue noted, a day an entry."""
    last = load_revisions([standard])[standard.key].last
    dated = [_period(standard, period, last, request) for period in _begun(standard)]
    noted = groupby(list_events_of(standard.key, MOST_EVENTS), key=lambda event: timezone.localdate(event[1]))
    entries = [*dated, *(_noted(standard, day, list(events), request) for day, events in noted)]
    return sorted(entries, key=lambda entry: (entry.published, entry.guid), reverse=True)


def _begun(standard: Standard) -> list[Period]:
    today = timezone.localdate()
    periods = queries.get_edition(standard.key).periods
    return [period for period in exact_periods(periods) if period.start <= today]


def _period(standard: Standard, period: Period, last: dt.datetime, request: HttpRequest) -> Entry:
    """A period; `last` is when the dates of the standard changed last."""
    said = [reasons.render(reason, page_language()) for reason in period.reasons]
    begun = _morning(period.start)
    return Entry(
        guid=tag(request.get_host(), f"{reverse('standard', args=[standard.key])}#{period.status}-{period.start}"),
        title=f"{standard.number} {STATUSES[period.status].text}",
        summary=format_html_join("", "<p>{}</p>", ((one,) for one in said)),
        link=reverse("standard", args=[standard.key]),
        published=begun,
        updated=max(begun, last),
    )


def _noted(standard: Standard, day: dt.date, events: list[tuple[str, dt.datetime, str]], request: HttpRequest) -> Entry:
    facts = fact_words(fact for name, _at, fact in events if name != CREATED)
    created = any(name == CREATED for name, _at, _fact in events)
    word = str(SECTIONS[Section.RECORDED if created else Section.CORRECTED])
    moments = [at for _name, at, _fact in events]
    return Entry(
        guid=tag(request.get_host(), f"{reverse('standard', args=[standard.key])}#noted-{day}"),
        title=f"{standard.number} {word}",
        summary=format_html("<p>{}</p>", _("; ").join(facts) or word),
        link=reverse("standard", args=[standard.key]),
        published=min(moments),
        updated=max(moments),
    )


def _summary(section: Section, standard: Any, successors: Sequence[str]) -> str:  # noqa: ANN401 (a standard with its day annotated)
    text = format_html("<p>{} {}</p>", SECTIONS[section], standard.changed_on.isoformat())
    if successors:
        text += format_html("<p>{} {}</p>", _("Replaced by"), _("; ").join(successors))
    return text


def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _plain(text: str) -> str:
    return str(text).translate(_CONTROLS)
