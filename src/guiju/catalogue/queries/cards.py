"""The few facts by which a standard is told in a list, for the keys that a search found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from guiju.catalogue.models import Standard
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.listing import annotate_status
from guiju.kernel.dates import PartialDate, Precision


class Card(NamedTuple):
    """One standard in a list, with its status on a date."""

    key: str
    printed: str
    title_zh: str
    title_en: str
    level: str
    mandate: str
    body: str
    year: int | None
    issued: str | None
    effective: str | None
    status: str


_COLUMNS: Final = (
    *Card._fields[:8],
    "issued_from",
    "issued_precision",
    "effective_from",
    "effective_precision",
    "status_word",
)


def load_cards(keys: Collection[str], on: dt.date) -> dict[str, Card]:
    """The cards of standards by key, in one query; keys not held are left out."""
    rows = annotate_status(Standard.objects.filter(among("key", keys)).order_by(), on).values_list(*_COLUMNS)
    return {row[0]: _card(row) for row in rows}


def _card(row: tuple[Any, ...]) -> Card:
    *plain, issued, issued_as, effective, effective_as, status = row
    return Card._make((*plain, _shown(issued, issued_as), _shown(effective, effective_as), status or "unknown"))


def _shown(first: dt.date | None, precision: str) -> str | None:
    return str(PartialDate.at(first, precision or Precision.DAY)) if first else None
