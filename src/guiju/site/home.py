"""What the start page tells besides the check box, and what the page of sources lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext as _

from guiju.catalogue import queries
from guiju.catalogue.rules import Status
from guiju.platform.models import ImportRun, Source

SHOWN: Final = 5
LATELY_DAYS: Final = 365
AHEAD_DAYS: Final = 730


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


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of the catalogue, when it was last read and how many rows that gave."""

    name: str
    url: str
    kind_word: str
    rank: int
    records: int
    last_read: dt.datetime | None


def home_context(today: dt.date) -> dict[str, Any]:
    """Totals, what came into force lately, what comes next, and how fresh the catalogue is."""
    return {
        "totals": _totals(today),
        "coming": _dated(queries.coming_into_force(today, AHEAD_DAYS)),
        "ended": _dated(queries.recently_ended(today, LATELY_DAYS)),
        "lately": _dated(queries.recently_in_force(today, LATELY_DAYS)),
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


def _dated(found: Any, most: int = SHOWN) -> list[DatedRow]:  # noqa: ANN401 (standards with `changed_on` annotated)
    return [DatedRow(row.changed_on, row) for row in found[:most]]


def _last_read() -> dt.datetime | None:
    last: dt.datetime | None = ImportRun.objects.aggregate(last=Max("finished_at"))["last"]
    return last


def list_sources() -> list[SourceRow]:
    """Every source, the most trusted first."""
    words = {
        Source.Kind.OFFICIAL: _("official"),
        Source.Kind.BIBLIOGRAPHIC: _("bibliographic records"),
        Source.Kind.SERVICE: _("standards service"),
        Source.Kind.PRESS: _("press or product page"),
        Source.Kind.OWN: _("own list"),
    }
    runs = {run.source_id: run for run in ImportRun.objects.filter(finished_at__isnull=False).order_by("finished_at")}
    return [
        SourceRow(
            name=source.name,
            url=source.url,
            kind_word=words.get(Source.Kind(source.kind), source.kind),
            rank=source.rank,
            records=runs[source.pk].read if source.pk in runs else 0,
            last_read=runs[source.pk].finished_at if source.pk in runs else None,
        )
        for source in Source.objects.all()
    ]
