"""How many standards there are by one of their facts, as of a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db.models import Count
from django.db.models.functions import Substr

from guiju.catalogue.models import Relation, Standard, StandardClassification
from guiju.catalogue.queries.listing import periods_on
from guiju.catalogue.rules import RelationType

COLUMNS: Final = {"level": "level", "mandate": "mandate", "year": "year", "body": "body", "committee": "committee__key"}
HEADS: Final = {"ics": ("ICS", 2), "ccs": ("CCS", 1)}
"""Classifications are counted by their first step: 29, K."""
COUNTED_BY: Final = (*COLUMNS, *HEADS, "status", "adoption")


def count_standards_by(name: str, on: dt.date) -> list[tuple[str, int]]:
    """Values with how many standards have each, the most frequent first; "" for those without one.

    A standard counts once for each value it has, so classes and degrees of adoption may add up to more than there are.
    """
    if name in COLUMNS:
        return _counted(Standard.objects.order_by().values_list(COLUMNS[name]).annotate(n=Count("id")))
    if name == "status":
        return _counted(periods_on(on).order_by().values_list("status").annotate(n=Count("id")))
    if name == "adoption":
        stated = Relation.objects.filter(type=RelationType.ADOPTS).order_by()
        return _counted(stated.values_list("degree").annotate(n=Count("subject_key", distinct=True)))
    scheme, length = HEADS[name]
    codes = StandardClassification.objects.filter(scheme=scheme).annotate(head=Substr("code", 1, length)).order_by()
    return _counted(codes.values_list("head").annotate(n=Count("standard", distinct=True)))


def _counted(rows: Iterable[tuple[object, int]]) -> list[tuple[str, int]]:
    pairs = [("" if value is None else str(value), n) for value, n in rows]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
