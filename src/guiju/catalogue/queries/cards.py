"""The few facts by which a standard is told in a list, for the keys that a search found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from django.db import connection

from guiju.catalogue.queries.among import among_in_sql, among_parameter
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


_ASKED: Final = """
    SELECT s.key, s.printed, s.title_zh, s.title_en, s.level, s.mandate, s.body, s.year,
           s.issued_from, s.issued_precision, s.effective_from, s.effective_precision, p.status
    FROM guiju_standard s
    LEFT JOIN guiju_statusperiod p ON p.standard_id = s.id AND p.start <= %s AND p."end" > %s
    WHERE s.key {among}"""
"""In the database's own words: to have the query made anew for every search took eight times as long as the answer."""


def load_cards(keys: Collection[str], on: dt.date) -> dict[str, Card]:
    """The cards of standards by key, in one query; keys not held are left out."""
    asked = _ASKED.format(among=among_in_sql(connection.vendor))
    with connection.cursor() as cursor:
        cursor.execute(asked, (on, on, among_parameter(keys, connection.vendor)))
        return {row[0]: _card(row) for row in cursor.fetchall()}


def _card(row: tuple[Any, ...]) -> Card:
    *plain, issued, issued_as, effective, effective_as, status = row
    return Card._make((*plain, _shown(issued, issued_as), _shown(effective, effective_as), status or "unknown"))


def _shown(first: dt.date | None, precision: str) -> str | None:
    return str(PartialDate.at(first, precision or Precision.DAY)) if first else None
