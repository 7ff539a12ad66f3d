"""Items that follow go on to the edition that took the place of theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.db.models import F
from django.utils import timezone

from guiju.catalogue.queries import load_editions, load_editions_by_key
from guiju.catalogue.queries.among import among
from guiju.catalogue.rules import Edition
from guiju.catalogue.rules.references import leading_edition
from guiju.kernel.docid import parse
from guiju.watch.models import DocumentReference, ListItem
from guiju.watch.rules.items import Mode, number_of_key, successor_of

COPIED = ("parent_id", "mode", "note", "tags", "responsible", "place_of_use", "added_by_id")


def move_on(keys: Collection[str], *, today: dt.date) -> int:
    """Move items that follow, and references without a year, off these standards, to the end of their chains.

    Returns how many items moved.
    """
    moved, ahead, seen = 0, set(keys), set(keys)
    while ahead:
        moves = _move_once(ahead, today)
        moved += len(moves)
        ahead = {key for _item, key in moves} - seen
        seen |= ahead
    return moved


def _move_once(keys: Collection[str], today: dt.date) -> list[tuple[ListItem, str]]:
    """One step of every chain."""
    editions = load_editions_by_key(set(keys))
    numbers = {number_of_key(key) for key in keys}
    leading = {number: leading_edition(held, today).key for number, held in load_editions(numbers).items()}
    ahead = _successors(editions, today)
    moves = [*_of_numbers(leading), *_of_editions(ahead)]
    for item, key in moves:
        _move(item, key)
    _move_references(leading)
    return moves


def resolve(key: str, editions: Mapping[str, str]) -> str:
    """The edition an item's key means: itself if it has a year, else the one that leads its number, if any is held."""
    return key if parse(key).is_dated else editions.get(number_of_key(key), key)


def leading_editions(keys: Iterable[str], today: dt.date) -> dict[str, str]:
    """For each number among the keys the edition to go by today; numbers that are not held are left out."""
    numbers = {number_of_key(key) for key in keys if not parse(key).is_dated}
    return {number: leading_edition(held, today).key for number, held in load_editions(numbers).items()}


def _successors(editions: Mapping[str, Edition], today: dt.date) -> dict[str, str]:
    named = {one.successor for edition in editions.values() for one in edition.facts.whole_successions}
    held = load_editions_by_key(named).keys()
    found = {key: successor_of(one, status=one.status_on(today).status, held=held) for key, one in editions.items()}
    return {key: successor for key, successor in found.items() if successor}


def _of_editions(ahead: Mapping[str, str]) -> list[tuple[ListItem, str]]:
    """Items that name an edition and follow."""
    items = ListItem.objects.filter(among("standard_key", ahead), removed_at=None, mode=Mode.FOLLOW)
    return [(item, ahead[item.standard_key]) for item in items if parse(item.key).is_dated]


def _of_numbers(leading: Mapping[str, str]) -> list[tuple[ListItem, str]]:
    """Items that name a number, of which another edition leads now."""
    numbered = ListItem.objects.filter(among("undated_key", leading), removed_at=None, key=F("undated_key"))
    items = numbered.exclude(mode=Mode.FREEZE)
    return [(item, leading[item.key]) for item in items if item.standard_key != leading[item.key]]


def _move(item: ListItem, key: str) -> None:
    """End the row and begin one that follows it; where the list has the successor already, only end it."""
    now = timezone.now()
    named = key if parse(item.key).is_dated else item.key
    ListItem.objects.filter(pk=item.pk, removed_at=None).update(removed_at=now)
    if not ListItem.objects.filter(parent=item.parent_id, key=named, removed_at=None).exists():
        copied = {name: getattr(item, name) for name in COPIED}
        ListItem.objects.create(
            key=named, standard_key=key, undated_key=number_of_key(key), added_at=now, follows=item, **copied
        )


def _move_references(leading: Mapping[str, str]) -> None:
    numbered = DocumentReference.objects.filter(among("undated_key", leading), key=F("undated_key"))
    moved = [one for one in numbered if one.standard_key != leading[one.key]]
    for one in moved:
        one.standard_key = leading[one.key]
    DocumentReference.objects.bulk_update(moved, ["standard_key"], batch_size=250)
