"""Records of this installation's own sources, as they are told to another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, Final

from django.db.models import QuerySet

from guiju.catalogue.models import MandateChange, Relation, SourceRecord
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.facts import ASKED_AT_ONCE
from guiju.catalogue.rules.exchanged import EXCHANGE, statement_row
from guiju.kernel.dates import PartialDate, Precision
from guiju.platform.models import Event

SUBJECT: Final = "source"
TOLD: Final = "source.told"
"""A batch of records was written; the payload names their keys."""
RANKED: Final = "source.ranked"

_STATED: Final = ("type", "subject_key", "object_key", "dated", "scope", "degree")
_CHANGED: Final = ("former_key", "before", "after", "on_from", "on_precision")


def own_ids_after(after: int, most: int) -> list[int]:
    """Ids of records that this installation read itself, in their order."""
    return list(_own().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def own_ids_of_events(events: Collection[int]) -> set[int]:
    """Ids of own records that were written; of a source whose rank changed, one that carries it."""
    found: set[int] = set()
    for name, source, payload in _events(events):
        records = _own().filter(source__key=source)
        if name == TOLD:
            found.update(records.filter(among("key", payload["keys"])).order_by().values_list("pk", flat=True))
        elif name == RANKED:
            found.update(records.order_by("pk").values_list("pk", flat=True)[:1])
    return found


def read_rows(ids: Collection[int]) -> Iterator[dict[str, Any]]:
    """What these records say, with their sources, in the order of their ids."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), ASKED_AT_ONCE):
        yield from _rows(ordered[start : start + ASKED_AT_ONCE])


def _own() -> QuerySet[SourceRecord]:
    return SourceRecord.objects.exclude(run__kind=EXCHANGE)


def _events(ids: Collection[int]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), ASKED_AT_ONCE):
        found = Event.objects.filter(pk__in=ordered[start : start + ASKED_AT_ONCE]).order_by("pk")
        yield from found.values_list("name", "subject_key", "payload")


def _rows(ids: list[int]) -> Iterator[dict[str, Any]]:
    relations: defaultdict[int, list[Any]] = defaultdict(list)
    for record, *stated in Relation.objects.filter(record__in=ids).order_by("pk").values_list("record_id", *_STATED):
        relations[record].append(stated)
    changes: dict[int, list[str]] = {}
    for record, *told in MandateChange.objects.filter(record__in=ids).values_list("record_id", *_CHANGED):
        changes[record] = _change(*told)
    for record in SourceRecord.objects.filter(pk__in=ids).select_related("source").order_by("pk"):
        source = record.source
        yield {
            "source": {name: getattr(source, name) for name in ("key", "name", "kind", "url", "rank")},
            "key": record.key,
            "raw_number": record.raw_number,
            "status_word": record.status_word,
            "raw": record.raw,
            "facts": record.facts,
            "statements": [statement_row(record.key, tuple(stated)) for stated in relations[record.pk]],
            "mandate": changes.get(record.pk),
            "digest": record.digest,
            "seen_at": record.seen_at.isoformat(),
        }


def _change(former: str, before: str, after: str, on: Any, precision: str) -> list[str]:  # noqa: ANN401 (a date or none)
    return [former, before, after, str(PartialDate.at(on, precision or Precision.DAY)) if on else ""]
