"""Across the whole catalogue: standards in force that adopt or cite what is no longer current."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from guiju.catalogue.models import Relation, Standard, StatusPeriod
from guiju.catalogue.queries.beginning import beginning
from guiju.catalogue.queries.links import NAMING, Row, in_order, judge_links, judge_objects
from guiju.catalogue.rules import Status
from guiju.catalogue.rules.links import Link
from guiju.kernel.batches import in_batches
from guiju.kernel.docid import parse

BATCH: Final = 500
Progress = Callable[[int, int | None], None]
_ANY_NUMBER: Final = "1000"


def iter_stale(*, on: dt.date, body: str = "", progress: Progress | None = None) -> Iterator[Link]:
    """Every stale link of a standard in force on the date, by number; with a body, of its standards only.

    Streams: first everything that is named is judged once, in the order of numbers, and the stale keys are kept; then
    the statements that name one of them are read. Batches of 500, a fixed number of queries each. `progress` is told
    the keys judged.
    """
    relations = _of_standards_in_force(on, body)
    ended = _ended(relations, on, progress)
    rows = (Row(*row) for row in in_order(relations).iterator(chunk_size=2000))  # type: ignore[arg-type]
    naming = (row for row in rows if row.object_key in ended)
    groups = (tuple(group) for _ends, group in groupby(naming, key=lambda row: row.ends))
    for batch in in_batches(groups, BATCH):
        yield from (link for link in judge_links(batch, on) if not body or _is_of(link, body))


def find_publisher(text: str) -> str:
    """The publisher of standards held, from what stands before their numbers (gb, GB/T); empty where none is."""
    written = text.strip().upper()
    docid = parse(f"{text.strip()} {_ANY_NUMBER}-2000")
    understood = docid.body if docid.number == _ANY_NUMBER else ""
    held = set(Standard.objects.filter(body__in=[written, understood]).order_by().values_list("body", flat=True))
    return next((body for body in (written, understood) if body and body in held), "")


def _of_standards_in_force(on: dt.date, body: str) -> QuerySet[Relation]:
    own = StatusPeriod.objects.filter(standard__key=OuterRef("subject_key"), status=Status.IN_FORCE)
    relations = Relation.objects.filter(Exists(own.filter(start__lte=on, end__gt=on)), type__in=NAMING)
    return relations.filter(beginning("subject_key", body)) if body else relations


def _ended(relations: QuerySet[Relation], on: dt.date, progress: Progress | None) -> frozenset[str]:
    """Of everything that is named, what is no longer current."""
    keys = relations.order_by("object_key").values_list("object_key", flat=True).distinct()
    ended: set[str] = set()
    judged = 0
    for batch in in_batches(keys.iterator(chunk_size=2000), BATCH):
        ended.update(key for key, state in judge_objects(batch, on).items() if state.current is False)
        judged += len(batch)
        if progress is not None:
            progress(judged, None)
    return frozenset(ended)


def _is_of(link: Link, body: str) -> bool:
    return link.edition is not None and link.edition.body == body
