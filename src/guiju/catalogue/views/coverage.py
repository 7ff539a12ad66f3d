"""The page of coverage: which publishers and years the catalogue holds, and which it does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import PUBLISHER_LEVELS, CoverageForm
from guiju.catalogue.queries import list_coverage
from guiju.catalogue.queries.coverage import list_coverage_by_year
from guiju.catalogue.rules.coverage import YearCoverage, missing_publishers
from guiju.catalogue.views.bar_chart import draw_bars, draw_small, span_of, steps_of
from guiju.catalogue.views.exporting import TABLE_KINDS, Field, export_table, offer_exports, word_of
from guiju.kernel.docid.levels import issuer_of
from guiju.platform.language import page_language

PAGE: Final = 50
ABROAD: Final = frozenset({"international", "regional", "foreign", "association"})


@dataclass(frozen=True, slots=True)
class Publisher:
    """What is held of one publisher in the years asked for, beside what it is."""

    held: YearCoverage
    level: str
    name: str


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """What is held of whom, by year; the filters live in the address."""
    form = CoverageForm(request.GET)
    every = _publishers()
    found = _filtered(every, form)
    years = _years(found)
    span = span_of(years)
    steps = steps_of(years, span)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "fields": [form[name] for name in ("body", "year_from", "year_to")],
        "level_chips": _level_chips(request, every, form.asked("level")),
        "filtered": any(form.asked(name) for name in form.fields),
        "count": sum(one.held.count for one in found),
        "undated": years.get(0, 0),
        "steps": steps,
        "chart": draw_bars(steps),
        "list_filter": _list_filter(form, found),
        "page": page,
        "rows": [(one, draw_small(steps_of(one.held.years, span))) for one in page.object_list],
        "publishers": len(found),
        "span": span,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "coverage_by_body": {one.body: one for one in list_coverage()},
        "missing": _missing(every),
        "exports": offer_exports(request, "coverage_export", kinds=TABLE_KINDS),
    }
    return render(request, "catalogue/coverage.html", context)


def _publishers() -> list[Publisher]:
    """Every publisher held, the one with most editions first."""
    found = [Publisher(one, *_issuer(one.body)) for one in list_coverage_by_year()]
    return sorted(found, key=lambda one: (-one.held.count, one.held.body))


def _issuer(body: str) -> tuple[str, str]:
    """Level and name; a joint prefix such as ISO/IEC has the names of all its bodies."""
    issuer = issuer_of(body)
    if issuer is None:
        return "", ""
    joint = issuer.level in ABROAD and [issuer_of(part) for part in re.split("[ /]", body)]
    names = [one.zh if page_language() == "zh" else one.en for one in joint or [issuer] if one]
    return issuer.level, " / ".join(dict.fromkeys(names))


def _filtered(every: Iterable[Publisher], form: CoverageForm) -> list[Publisher]:
    level, body = form.asked("level"), form.asked("body")
    first, last = form.asked("year_from"), form.asked("year_to")
    chosen = [one for one in every if (not level or one.level == level) and (not body or _named(one, body))]
    narrowed = [Publisher(one.held.between(first, last), one.level, one.name) for one in chosen]
    return [one for one in narrowed if one.held.count]


def _named(one: Publisher, body: str) -> bool:
    """A prefix is meant as it is written; DB finds DB50 too, ISO also ISO/IEC."""
    return one.held.body.upper().startswith(body.strip().upper())


def _years(found: Iterable[Publisher]) -> dict[int, int]:
    years: Counter[int] = Counter()
    for one in found:
        years.update(one.held.years)
    return dict(years)


def _level_chips(
    request: HttpRequest, every: Iterable[Publisher], chosen: str | None
) -> list[tuple[Any, int, str, bool]]:
    """A chip for every level held: it filters, or takes its filter away."""
    counts: Counter[str] = Counter()
    for one in every:
        counts[one.level] += one.held.count
    return [
        (word, counts[level], _address(request, "" if level == chosen else level), level == chosen)
        for level, word in PUBLISHER_LEVELS.items()
        if level and counts[level]
    ]


def _address(request: HttpRequest, level: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("level", None)
    if level:
        query["level"] = level
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _list_filter(form: CoverageForm, found: Sequence[Publisher]) -> str | None:
    """How the list of standards is asked for the same, save the years; None where it cannot be."""
    if len(found) == 1:
        return urlencode({"body": found[0].held.body})
    return None if form.asked("level") or form.asked("body") else ""


def _missing(every: Sequence[Publisher]) -> list[tuple[object, list[tuple[str, str]]]]:
    """Known publishers of which nothing is held, by level, in words."""
    place = 0 if page_language() == "zh" else 1
    found = missing_publishers({one.held.body for one in every})
    return [
        (word, [(code, names[place]) for code, *names in found[level]])
        for level, word in PUBLISHER_LEVELS.items()
        if found.get(level)
    ]


@require_safe
def export_coverage(request: HttpRequest, kind: str) -> FileResponse:
    """The same as a table: a row for every publisher and year."""
    found = _filtered(_publishers(), CoverageForm(request.GET))
    return export_table(_fields(), _rows(found), kind=kind, name="guiju-coverage", title=_("Coverage"))


def _fields() -> list[Field]:
    return [
        Field("body", _("Issuing prefix"), 18),
        Field("publisher", _("Publisher"), 40),
        Field("level", _("Level"), 20, word_of(PUBLISHER_LEVELS)),
        Field("year", _("Year"), 10, lambda year: str(year or "")),
        Field("editions", _("Editions"), 12),
    ]


def _rows(found: Iterable[Publisher]) -> Iterator[Sequence[object]]:
    for one in found:
        for year, count in sorted(one.held.years.items()):
            yield (one.held.body, one.name, one.level, year or None, count)
