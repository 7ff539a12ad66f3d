"""Across the whole catalogue: standards in force that adopt or cite what is no longer current."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import Final

from guiju.catalogue.models import Relation
from guiju.catalogue.queries.links import Row, in_order, judge_links
from guiju.catalogue.rules import RelationType, Status
from guiju.catalogue.rules.links import Link

BATCH: Final = 500
KINDS: Final = (RelationType.ADOPTS, RelationType.CITES)


def iter_stale(
    *, on: dt.date, body: str = "", progress: Callable[[int, int | None], None] | None = None
) -> Iterator[Link]:
    """Every stale link of a standard in force on the date, by number; with a body, of its standards only.

    Streams: a batch of 500 links at a time is held and judged, with a fixed number of queries each. `progress` is
    told the links judged.
    """
    relations = Relation.objects.filter(type__in=KINDS)
    if body:
        relations = relations.filter(subject_key__startswith=body)
    rows = (Row(*row) for row in in_order(relations).iterator(chunk_size=2000))  # type: ignore[arg-type]
    judged = 0
    for batch in _batches(tuple(group) for _ends, group in groupby(rows, key=lambda row: row.ends)):
        yield from (link for link in judge_links(batch, on) if _is_stale(link, body))
        judged += len(batch)
        if progress is not None:
            progress(judged, None)


def _is_stale(link: Link, body: str) -> bool:
    if link.edition is None or link.status != Status.IN_FORCE or not link.stale:
        return False
    return not body or link.edition.body == body


def _batches(groups: Iterable[tuple[Row, ...]]) -> Iterator[list[tuple[Row, ...]]]:
    following = iter(groups)
    while batch := list(islice(following, BATCH)):
        yield batch
