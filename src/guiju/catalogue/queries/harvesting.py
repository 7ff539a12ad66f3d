"""The catalogue in the order in which it changed, for those who take all of it and come again for what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import Min
from django.db.models.functions import Substr

from guiju.catalogue.models import Standard, StandardClassification
from guiju.platform.models import Classification

if TYPE_CHECKING:
    from django.db.models import QuerySet

LEVEL: Final = "level"
ICS: Final = "ics"


class Position(NamedTuple):
    """The last record given: when it had changed, and which of those of that moment it was."""

    changed: dt.datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Which records are wanted: changed from `first` up to, and not on, `end`; of a set (level:national, ics:29)."""

    first: dt.datetime | None = None
    end: dt.datetime | None = None
    set: str = ""


class Batch(NamedTuple):
    """Some records in order, and the position after which there are more."""

    rows: list[Standard]
    more: Position | None


class SetName(NamedTuple):
    """A set that has records, with its Chinese and its English name where it is a code."""

    spec: str
    zh: str = ""
    en: str = ""


def count_harvest(wish: Wish) -> int:
    """How many records are wanted."""
    return _wanted(wish).count()


def list_harvest(wish: Wish, *, after: Position | None, most: int) -> Batch:
    """The next records after a position; a record that changes meanwhile moves to the end and is not missed."""
    found = _wanted(wish)
    if after is not None:
        found = found.filter(merged_at__gte=after.changed).exclude(merged_at=after.changed, pk__lte=after.pk)
    rows = list(found.order_by("merged_at", "pk")[: most + 1])
    last = rows[most - 1] if len(rows) > most else None
    return Batch(rows[:most], Position(last.merged_at, last.pk) if last else None)


def find_harvested(key: str) -> Standard | None:
    """One record by its own key; a former number is no record."""
    return Standard.objects.filter(key=key).first()


def earliest_change() -> dt.datetime | None:
    """When the record changed that has not changed for longest; None in an empty catalogue."""
    first: dt.datetime | None = Standard.objects.aggregate(first=Min("merged_at"))["first"]
    return first


def sample_key() -> str:
    """The key of some record; empty in an empty catalogue."""
    return Standard.objects.order_by("pk").values_list("key", flat=True).first() or ""


def list_sets() -> list[SetName]:
    """Every set: all levels and those met, all ICS and the fields met."""
    levels = Standard.objects.exclude(level="").order_by("level").values_list("level", flat=True).distinct()
    codes = StandardClassification.objects.filter(scheme="ICS").order_by()
    fields = sorted(set(codes.annotate(field=Substr("code", 1, 2)).values_list("field", flat=True).distinct()))
    named = Classification.objects.filter(scheme="ICS", code__in=fields).values_list("code", "title_zh", "title_en")
    titles = {code: (zh, en) for code, zh, en in named}
    return [
        SetName(LEVEL),
        *(SetName(f"{LEVEL}:{level}") for level in levels),
        SetName(ICS),
        *(SetName(f"{ICS}:{field}", *titles.get(field, ("", ""))) for field in fields),
    ]


def _wanted(wish: Wish) -> QuerySet[Standard]:
    found = _in_set(Standard.objects.all(), wish.set) if wish.set else Standard.objects.all()
    if wish.first:
        found = found.filter(merged_at__gte=wish.first)
    return found.filter(merged_at__lt=wish.end) if wish.end else found


def _in_set(found: QuerySet[Standard], spec: str) -> QuerySet[Standard]:
    """Records of a set; of one that does not exist there are none."""
    scheme, colon, value = spec.partition(":")
    if scheme == LEVEL and value == "":
        return found.exclude(level="") if not colon else found.none()
    if scheme == LEVEL:
        return found.filter(level=value)
    if scheme == ICS and (not colon or (len(value) == 2 and value.isdigit())):
        codes = StandardClassification.objects.filter(scheme="ICS", code__startswith=value).order_by()
        return found.filter(pk__in=codes.values("standard_id"))
    return found.none()
