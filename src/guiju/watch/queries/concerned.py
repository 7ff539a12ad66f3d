"""Whom a fact concerns: one join from standards to those who hear of the lists and documents that name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from django.db.models import F

from guiju.catalogue.queries.among import among
from guiju.checks.answers import reason_from_dict
from guiju.kernel.reasons import Reason
from guiju.watch.models import DocumentReference, ListItem
from guiju.watch.rules.items import Mode

MOST_PLACES: Final = 3


class Hearer(NamedTuple):
    """A recipient (by id), and why: the list or the document that names the standard."""

    key: str
    recipient: int
    reasons: tuple[Reason, ...]


def load_watched(keys: Collection[str]) -> set[str]:
    """Of these standards, those that a list or a document names."""
    listed = ListItem.objects.filter(among("standard_key", keys), removed_at=None).order_by()
    named = DocumentReference.objects.filter(among("standard_key", keys)).order_by()
    return {
        *listed.values_list("standard_key", flat=True).distinct(),
        *named.values_list("standard_key", flat=True).distinct(),
    }


def load_watched_numbers(undated_keys: Collection[str]) -> set[str]:
    """Of these numbers, those some edition of which a list or a document names."""
    listed = ListItem.objects.filter(among("undated_key", undated_keys), removed_at=None).order_by()
    named = DocumentReference.objects.filter(among("undated_key", undated_keys)).order_by()
    return {
        *listed.values_list("undated_key", flat=True).distinct(),
        *named.values_list("undated_key", flat=True).distinct(),
    }


def iterate_hearers(keys: Collection[str]) -> Iterator[Hearer]:
    """Whoever hears of a list or a document that names one of these standards; two queries."""
    yield from _listed("standard_key", keys, tuple(Mode))
    yield from _documents("standard_key", keys)


def iterate_hearers_of_numbers(undated_keys: Collection[str]) -> Iterator[Hearer]:
    """The same for numbers; whoever froze an edition does not hear of others."""
    yield from _listed("undated_key", undated_keys, (Mode.FOLLOW, Mode.ASK))
    yield from _documents("undated_key", undated_keys)


def _listed(column: str, keys: Collection[str], modes: Iterable[Mode]) -> Iterator[Hearer]:
    items = ListItem.objects.filter(among(column, keys), removed_at=None, parent__follows__isnull=False)
    if set(modes) != set(Mode):
        items = items.filter(mode__in=list(modes))
    rows = items.order_by().values_list(column, "parent__follows__recipient_id", F("parent__name"))
    reasons: dict[str, tuple[Reason, ...]] = {}
    for key, recipient, name in rows.iterator(chunk_size=5000):
        if name not in reasons:
            reasons[name] = (Reason.of("watch.why.list", name=name),)
        yield Hearer(key, recipient, reasons[name])


def _documents(column: str, keys: Collection[str]) -> Iterator[Hearer]:
    found = DocumentReference.objects.filter(among(column, keys)).order_by("parent_id").select_related("parent")
    for reference in found:
        yield Hearer(getattr(reference, column), reference.parent.recipient_id, reasons_of(reference))


def reasons_of(reference: DocumentReference) -> tuple[Reason, ...]:
    """Which document names a standard, and where: its first places, and how many more there are."""
    places = [reason_from_dict(place) for place in reference.places]
    more = len(places) - MOST_PLACES
    return (
        Reason.of("watch.why.document", document=str(reference.parent)),
        *places[:MOST_PLACES],
        *([Reason.of("watch.why.more_places", count=more)] if more > 0 else []),
    )
