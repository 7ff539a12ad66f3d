"""News by week: what is published, comes into force, ends, and what the catalogue recorded or corrected."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import LEVELS, MANDATES, NewsForm
from guiju.catalogue.queries import annotate_status, iterate_standards
from guiju.catalogue.queries.news import count_by_day, list_news, load_corrected_facts, load_successors
from guiju.catalogue.rules.news import DATED, NOTED, Chosen, Section
from guiju.catalogue.rules.weeks import Week, weeks_of_month
from guiju.catalogue.views.exporting import (
    TABLE_KINDS,
    Field,
    export,
    export_table,
    offer_exports,
    status_word,
    word_of,
)
from guiju.catalogue.views.feeds import subscriptions
from guiju.catalogue.views.news_words import SECTIONS, fact_words
from guiju.kernel.batches import in_batches

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guiju.catalogue.models import Standard

SHOWN: Final = 20
PAGE: Final = 50
AT_ONCE: Final = 500
REMARKS: Final = {Section.ENDED: gettext_lazy("Replaced by"), Section.CORRECTED: gettext_lazy("Corrected")}


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A standard to which something happened: the day, and the successors or the facts corrected."""

    date: dt.date
    standard: Any
    successors: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One section of a week; `page` is of all its standards, `rows` are those the page shows."""

    section: Section
    title: str
    remark: str
    rows: tuple[NewsRow, ...]
    page: Page[Any]
    address: str

    @property
    def count(self) -> int:
        """How many standards there are."""
        return self.page.paginator.count

    @property
    def more(self) -> int:
        """How many the page has no room for."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week among those of its month, with its count of each dated section."""

    week: Week
    address: str
    counts: tuple[int, ...]


@require_safe
def news(request: HttpRequest, name: str = "") -> HttpResponse:
    """The news of a week, of this one where none is named; the filters live in the address."""
    week, form = _week(name), NewsForm(request.GET)
    today = timezone.localdate()
    sections = [_told(request, section, week, form) for section in _asked(form)]
    shown = sections[0].page
    context = {
        "week": week,
        "is_now": week == Week.of(today),
        "form": form,
        "only": form.only,
        "filtered": form.chosen != Chosen(),
        "level_chips": _level_chips(request, form.chosen.level),
        "fields": [form["body"], form["ics"]],
        "sections": sections,
        "page_range": shown.paginator.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
        "all_sections": _with(request, week, section=[]),
        "neighbours": {
            "before": _address(request, week.before),
            "after": _address(request, week.after),
            "now": _address(request, Week.of(today)),
        },
        "heads": [SECTIONS[section] for section in DATED],
        "month": week.monday + dt.timedelta(days=3),
        "weeks": _month(request, week, form.chosen),
        "exports": offer_exports(request, "news_export", str(week)),
        "subscriptions": subscriptions(request, form.chosen),
    }
    return render(request, "catalogue/news.html", context)


def _week(name: str) -> Week:
    if not name:
        return Week.of(timezone.localdate())
    try:
        return Week.named(name)
    except ValueError as wrong:
        raise Http404(name) from wrong


def _asked(form: NewsForm) -> tuple[Section, ...]:
    return (form.only,) if form.only else (*DATED, *NOTED)


def _told(request: HttpRequest, section: Section, week: Week, form: NewsForm) -> Told:
    """A section with its first standards, or a page of it where it alone is asked for."""
    found = _standards(section, week, form.chosen)
    paginator = Paginator(found, PAGE if form.only else SHOWN)
    page = paginator.get_page(request.GET.get("page") if form.only else 1)
    rows = _rows(section, list(page.object_list), week)
    address = _with(request, week, section=section.value)
    return Told(section, str(SECTIONS[section]), str(REMARKS.get(section, "")), tuple(rows), page, address)


def _standards(section: Section, week: Week, chosen: Chosen) -> QuerySet[Standard]:
    return annotate_status(list_news(section, week.monday, week.end, chosen), timezone.localdate())


def _rows(section: Section, standards: Sequence[Any], week: Week) -> list[NewsRow]:
    keys = [standard.key for standard in standards]
    if section == Section.ENDED:
        successors = load_successors(keys)
        return [NewsRow(one.changed_on, one, successors=successors[one.key]) for one in standards]
    if section == Section.CORRECTED:
        facts = load_corrected_facts(keys, week.monday, week.end)
        return [NewsRow(_day(one), one, facts=tuple(fact_words(facts[one.key]))) for one in standards]
    return [NewsRow(_day(one), one) for one in standards]


def _day(standard: Any) -> dt.date:  # noqa: ANN401 (a standard with a day or a moment annotated)
    day: dt.date = getattr(standard, "changed_on", None) or timezone.localdate(standard.changed_at)
    return day


def _month(request: HttpRequest, week: Week, chosen: Chosen) -> list[WeekRow]:
    """The weeks of the month in which the middle of this one lies."""
    weeks = weeks_of_month(week.monday + dt.timedelta(days=3))
    counted = [_by_week(count_by_day(one, weeks[0].monday, weeks[-1].end, chosen)) for one in DATED]
    return [WeekRow(one, _with(request, one), tuple(counts[one] for counts in counted)) for one in weeks]


def _by_week(days: Mapping[dt.date, int]) -> Counter[Week]:
    found: Counter[Week] = Counter()
    for day, count in days.items():
        found[Week.of(day)] += count
    return found


def _address(request: HttpRequest, week: Week | None) -> str:
    return _with(request, week) if week else ""


def _with(request: HttpRequest, week: Week, **changed: str | list[str]) -> str:
    """A week's address with the filters of this one."""
    query = request.GET.copy()
    for name in ("page", *changed):
        query.pop(name, None)
    for name, value in changed.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    address = reverse("news_week", args=[str(week)])
    return f"{address}?{query.urlencode()}" if query else address


def _level_chips(request: HttpRequest, chosen: Sequence[str]) -> list[tuple[object, str, bool]]:
    """A chip for every level; several may be chosen."""
    query = request.GET.copy()
    query.pop("page", None)
    chips: list[tuple[object, str, bool]] = []
    for level, word in LEVELS.items():
        rest = [one for one in chosen if one != level]
        query.setlist("level", rest if level in chosen else [*chosen, level])
        chips.append((word, f"{request.path}?{query.urlencode()}", level in chosen))
    return chips


@require_safe
def export_news(request: HttpRequest, name: str, kind: str) -> FileResponse:
    """The whole week as a table of what happened, or its standards in a form for other programs."""
    if not name:
        raise Http404(name)
    week, form, today = _week(name), NewsForm(request.GET), timezone.localdate()
    if kind in TABLE_KINDS:
        return export_table(_fields(today), _lines(week, form), kind=kind, name=f"guiju-news-{week}", title=str(week))
    standards = (one for section in _asked(form) for one in iterate_standards(_standards(section, week, form.chosen)))
    return export(request, standards, kind=kind, name=f"news-{week}", on=today)


def _fields(today: dt.date) -> list[Field]:
    return [
        Field("event", _("What happened"), 16, word_of(SECTIONS)),
        Field("date", _("Date"), 12, str),
        Field("number", _("Standard number"), 22),
        Field("title_zh", _("Title"), 48),
        Field("title_en", _("Title in English"), 48),
        Field("status", _("Status on %(date)s") % {"date": today.isoformat()}, 16, status_word),
        Field("level", _("Level"), 12, word_of(LEVELS)),
        Field("mandate", _("Mandate"), 10, word_of(MANDATES)),
        Field("replaced_by", _("Replaced by"), 26),
        Field("corrected", _("Corrected"), 30),
    ]


def _lines(week: Week, form: NewsForm) -> Iterator[Sequence[object]]:
    for section in _asked(form):
        found = _standards(section, week, form.chosen).iterator(chunk_size=AT_ONCE)
        for chunk in in_batches(found, AT_ONCE):
            yield from (_line(section, row) for row in _rows(section, chunk, week))


def _line(section: Section, row: NewsRow) -> Sequence[object]:
    one = row.standard
    return (
        section.value,
        row.date,
        one.number,
        one.title_zh,
        one.title_en,
        one.status_word or "",
        one.level,
        one.mandate,
        row.successors,
        row.facts,
    )
