"""Standards whose standing a change of others, or the mere passing of days, may touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from guiju.catalogue.models import Relation, Standard, StatusPeriod
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.chains import load_chains
from guiju.catalogue.rules import BEGINNING, RelationType, Scope, Status
from guiju.catalogue.rules.nearest import number_of
from guiju.kernel.docid import parse


def load_adopters(keys: Collection[str]) -> set[str]:
    """Keys that some source says adopt one of these editions, or their number without a year."""
    names = {*keys, *(number_of(parse(key)) for key in keys)}
    found = Relation.objects.filter(among("object_key", names), type=RelationType.ADOPTS).order_by()
    return set(found.values_list("subject_key", flat=True))


def load_changing(first: dt.date, last: dt.date) -> set[str]:
    """Keys of standards one of whose periods begins within these days, both included."""
    starting = Standard.objects.filter(periods__start__gte=max(first, BEGINNING), periods__start__lte=last)
    return set(starting.order_by().values_list("key", flat=True))


def load_numbered_before(undated_keys: Collection[str], besides: Collection[str]) -> set[str]:
    """Of these numbers, those of which an edition is held that is not among `besides`."""
    held = Standard.objects.filter(among("undated_key", undated_keys)).order_by().values_list("undated_key", "key")
    new = set(besides)
    return {number for number, key in held if key not in new}


def load_next_changes(keys: Collection[str], on: dt.date) -> list[tuple[dt.date, str, str]]:
    """Every period of these standards that begins after a day a source states: day, key, status; by day."""
    rows = StatusPeriod.objects.filter(among("standard__key", keys), start__gt=on, dated=True)
    return list(rows.order_by("start", "standard__sort_key").values_list("start", "standard__key", "status"))


def load_successors_in_force(keys: Collection[str], on: dt.date) -> dict[str, tuple[str, ...]]:
    """What of the chain behind each key is in force on a day; where nothing is, what replaced it directly."""
    whole = {
        key: [link for link in chain if link.scope == Scope.WHOLE and not link.draft]
        for key, chain in load_chains(keys).items()
    }
    names = {link.key for links in whole.values() for link in links}
    holding = StatusPeriod.objects.filter(among("standard__key", names), start__lte=on, end__gt=on)
    in_force = set(holding.filter(status=Status.IN_FORCE).values_list("standard__key", flat=True))
    return {
        key: tuple(link.key for link in links if link.key in in_force)
        or tuple(link.key for link in links if key in link.replaces)
        for key, links in whole.items()
    }
