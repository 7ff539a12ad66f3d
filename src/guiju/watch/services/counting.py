"""How much each recipient is told in a day, counted for many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import connection

from guiju.watch.models import ToldCount


def add_told(counts: Mapping[int, int], day: dt.date) -> None:
    """Add to what each recipient (by id) is told on a day; one prepared statement, whatever their number."""
    table = connection.ops.quote_name(ToldCount._meta.db_table)  # noqa: SLF001 (Django's documented way to a table)
    statement = (
        f"INSERT INTO {table} (recipient_id, day, told) VALUES (%s, %s, %s)"  # noqa: S608 (a table of our own)
        f" ON CONFLICT (recipient_id, day) DO UPDATE SET told = {table}.told + excluded.told"
    )
    on = connection.ops.adapt_datefield_value(day)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(who, on, count) for who, count in sorted(counts.items())])
