"""The page of statistics, and each of its figures as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue.forms import LEVELS, StatisticsForm
from guiju.catalogue.queries.statistics import load_statistics
from guiju.catalogue.views.exporting import TABLE_KINDS, Field, export_table, offer_exports
from guiju.catalogue.views.figures import NAMES, figures_of

WIDE: Final = 30
NARROW: Final = 16


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The catalogue in figures; the filters live in the address."""
    form = StatisticsForm(request.GET)
    found = load_statistics(on=form.date, **form.filters)
    context = {
        "form": form,
        "fields": [form[name] for name in ("body", "ics", "ccs")],
        "on": form.date,
        "is_today": form.date == timezone.localdate(),
        "filtered": bool(form.filters),
        "level_chips": _level_chips(request, form),
        "whole": found.whole,
        "ages": found.ages,
        "figures": [
            (figure, offer_exports(request, "statistics_export", name, kinds=TABLE_KINDS))
            for name, figure in figures_of(found, form.filters).items()
        ],
    }
    return render(request, "catalogue/statistics.html", context)


def _level_chips(request: HttpRequest, form: StatisticsForm) -> list[tuple[str, str, bool]]:
    """A chip for every level: it filters, or takes its filter away; several may be chosen."""
    chosen = form.filters.get("level", [])
    return [
        (str(word), _address(request, [one for one in LEVELS if (one in chosen) != (one == level)]), level in chosen)
        for level, word in LEVELS.items()
    ]


def _address(request: HttpRequest, levels: list[str]) -> str:
    query = request.GET.copy()
    query.setlist("level", levels)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@require_safe
def export_statistics(request: HttpRequest, name: str, kind: str) -> FileResponse:
    """One figure as a table, as filtered."""
    if name not in NAMES:
        raise Http404(name)
    form = StatisticsForm(request.GET)
    figure = figures_of(load_statistics(on=form.date, **form.filters), form.filters)[name]
    fields = [Field(one, head, NARROW if place else WIDE) for place, (one, head) in enumerate(figure.heads.items())]
    rows = ((row.label, *row.cells) for row in figure.rows)
    title = f"{figure.title} {_asked(form.filters)}".strip()
    return export_table(fields, rows, kind=kind, name=f"guiju-statistics-{name}-{form.date.isoformat()}", title=title)


def _asked(filters: Mapping[str, Any]) -> str:
    """The filters, for the name of the sheet: a file that is passed on still says what it counts."""
    values = [value for one in filters.values() for value in (one if isinstance(one, list) else [one])]
    return _(", ").join(str(LEVELS.get(value, value)) for value in values)
