"""Many rows at once, as fast as the store takes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import DateField, DateTimeField, JSONField, Model, UUIDField

Value = Any
Convert = Callable[[Value], Value]
_UNLESS: Final = " ON CONFLICT DO NOTHING"


def insert(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Value]], *, unless_there: bool = False
) -> None:
    """Write new rows, their values in the order of `columns`, with one prepared statement.

    With `unless_there`, rows that a constraint calls repetitions are left out.
    Every column without a value of its own in the database must be named. Ids stay unknown: read them again by
    key where needed. Four times the speed of `bulk_create`, which makes an object of every row and a statement
    of its own for every few dozen.
    """
    fields = [model._meta.get_field(name) for name in columns]  # noqa: SLF001 (Django's documented way to fields)
    converts = [(place, convert) for place, field in enumerate(fields) if (convert := _converter(field))]
    values = [_converted(row, converts) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_statement(model, fields) + (_UNLESS if unless_there else ""), values)


def _statement(model: type[Model], fields: Sequence[Any]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)  # noqa: SLF001 (as above)
    return f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 (names of our own columns)


def _converted(row: Sequence[Value], converts: Sequence[tuple[int, Convert]]) -> Sequence[Value]:
    values = list(row)
    for place, convert in converts:
        values[place] = convert(values[place])
    return values


def _converter(field: object) -> Convert | None:
    """How the store wants values of a field that it does not take as they are."""
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, JSONField):
        return json.JSONEncoder().encode if connection.vendor == "sqlite" else _json
    if isinstance(field, UUIDField) and not connection.features.has_native_uuid_field:
        return lambda value: value.hex
    return None


def _json(value: Value) -> Value:
    return connection.ops.adapt_json_value(value, json.JSONEncoder)
