"""Standards that the search found, read in the order in which it found them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from django.db.models import QuerySet

from guiju.catalogue.models import Relation, Standard
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.listing import annotate_status
from guiju.catalogue.rules import RelationType
from guiju.kernel.batches import in_batches

AT_ONCE: Final = 500


class Adoption(NamedTuple):
    """What a standard adopts, and how closely; the degree is empty where no source states it."""

    degree: str
    key: str


def iterate_found(keys: Iterable[str], on: dt.date) -> Iterator[Standard]:
    """The standards of the keys in their order, in bounded memory, each with `status_word`, its status on the date.

    A key that is no longer held is left out.
    """
    for chunk in in_batches(keys, AT_ONCE):
        yield from _in_order(chunk, _annotated(chunk, on))


def load_found(keys: Collection[str], on: dt.date) -> list[Standard]:
    """One page of found standards in their order, each with `status_word`: one query."""
    return _in_order(keys, _annotated(keys, on))


def load_adoptions(keys: Collection[str]) -> dict[str, list[Adoption]]:
    """What each of the keys adopts, by key; where sources differ in the degree, each degree once."""
    stated = Relation.objects.filter(among("subject_key", keys), type=RelationType.ADOPTS)
    rows = stated.order_by("object_key", "-degree").values_list("subject_key", "degree", "object_key").distinct()
    found: defaultdict[str, list[Adoption]] = defaultdict(list)
    for key, degree, other in rows:
        known = {one.key for one in found[key]}
        if degree or other not in known:
            found[key].append(Adoption(degree, other))
    return dict(found)


def _annotated(keys: Collection[str], on: dt.date) -> QuerySet[Standard]:
    return annotate_status(Standard.objects.filter(among("key", keys)), on)


def _in_order(keys: Iterable[str], standards: Iterable[Standard]) -> list[Standard]:
    held = {standard.key: standard for standard in standards}
    return [held[key] for key in keys if key in held]
