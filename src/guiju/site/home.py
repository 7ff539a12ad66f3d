"""What the start page tells besides the boxes: what changed, what comes, what the catalogue holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext as _

from guiju.catalogue import queries
from guiju.catalogue.queries.news import list_news
from guiju.catalogue.rules import Status
from guiju.catalogue.rules.news import Section
from guiju.platform.models import ImportRun

SHOWN: Final = 5
WEEK_DAYS: Final = 7
LATELY_DAYS: Final = 365
AHEAD_DAYS: Final = 730
ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Totals:
    """The catalogue in numbers on a date."""

    editions: int
    in_force: int
    published: int
    replaced: int
    withdrawn: int
    unknown: int
    sources: int


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A standard and the day on which something happens to it."""

    date: dt.date
    standard: Any
    status: str = ""


def home_context(today: dt.date) -> dict[str, Any]:
    """Totals, what changed in the last days, what was lately, what comes next, how fresh the catalogue is."""
    return {
        "totals": _totals(today),
        "week": _week(today),
        "coming": [DatedRow(row.changed_on, row) for row in _coming(today)],
        "ended": [DatedRow(row.changed_on, row) for row in _lately(Section.ENDED, today, LATELY_DAYS)],
        "lately": [DatedRow(row.changed_on, row) for row in _lately(Section.IN_FORCE, today, LATELY_DAYS)],
        "nothing_coming": _("No date of implementation lies ahead in the catalogue."),
        "nothing_lately": _("Nothing came into force in the last twelve months."),
        "last_read": _last_read(),
    }


def _totals(today: dt.date) -> Totals:
    counted = queries.count_totals(today)
    by_status = counted.by_status
    return Totals(
        editions=counted.standards,
        in_force=by_status.get(Status.IN_FORCE, 0),
        published=by_status.get(Status.PUBLISHED, 0),
        replaced=by_status.get(Status.REPLACED, 0),
        withdrawn=by_status.get(Status.WITHDRAWN, 0),
        unknown=by_status.get(Status.UNKNOWN, 0),
        sources=counted.sources,
    )


def _week(today: dt.date) -> list[DatedRow]:
    """What came into force or ended in the last seven days, the latest first, each with its status since."""
    found = [row for section in (Section.IN_FORCE, Section.ENDED) for row in _lately(section, today, WEEK_DAYS)]
    held: list[Any] = queries.load_found([row.key for row in found], today)
    words = {row.pk: row.status_word for row in held}
    rows = [DatedRow(row.changed_on, row, words[row.pk]) for row in found]
    return sorted(rows, key=lambda row: row.date, reverse=True)[:SHOWN]


def _coming(today: dt.date) -> Any:  # noqa: ANN401 (standards with `changed_on` annotated)
    """The next to come into force after today."""
    return list_news(Section.IN_FORCE, today + ONE_DAY, today + dt.timedelta(days=AHEAD_DAYS))[:SHOWN]


def _lately(section: Section, today: dt.date, days: int) -> Any:  # noqa: ANN401 (as above)
    """To which it happened in the days up to and on today, the latest first."""
    found: Any = list_news(section, today - dt.timedelta(days=days - 1), today + ONE_DAY)
    return found.order_by("-changed_on", "sort_key")[:SHOWN]


def _last_read() -> dt.datetime | None:
    last: dt.datetime | None = ImportRun.objects.aggregate(last=Max("finished_at"))["last"]
    return last
