"""Items of a list: added by number, from a check or with one click; changed, removed, brought back, moved on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from guiju.catalogue.queries import find_standard
from guiju.checks.queries import find_check, list_lines
from guiju.checks.services.files import check_file
from guiju.kernel.docid import find_all
from guiju.watch.models import ListItem, WatchList
from guiju.watch.problems import WatchProblem
from guiju.watch.rules.items import Mode, number_of_key, usual_mode
from guiju.watch.services.lists import Asking, record, require_edit
from guiju.watch.services.moving import leading_editions, resolve
from guiju.watch.services.telling import note_silently

MOST_ITEMS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Added:
    """How many numbers became items, and how many stood on the list already."""

    new: int
    there: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What people keep with an item."""

    mode: Mode
    note: str = ""
    tags: Sequence[str] = ()
    responsible: str = ""
    place_of_use: str = ""


def add_typed(*, parent: WatchList, text: str, asking: Asking, mode: Mode | None = None) -> Added:
    """Every number in a text, in whatever spelling; `WatchProblem` where there is none."""
    return add_items(parent=parent, keys=[docid.key for _span, docid in find_all(text)], asking=asking, mode=mode)


def add_checked(*, parent: WatchList, link: str, asking: Asking) -> Added:
    """The numbers that a check understood: the standard found, else the number as it was read."""
    check = find_check(link)
    if check is None:
        raise WatchProblem("no_such_check")
    rows = list_lines(check).values_list("standard_key", "key").iterator(chunk_size=2000)
    return add_items(parent=parent, keys=[standard or key for standard, key in rows], asking=asking)


def add_file(*, parent: WatchList, path: Path, asking: Asking) -> Added:
    """The numbers that the standards check understands in a file, which is not kept; as of a check with a link.

    `SheetError` and `CheckProblem` (as where the column of numbers is not plain) say why a file cannot be taken.
    """
    require_edit(parent, asking)
    run = check_file(path=path, as_of=timezone.localdate())
    return add_items(parent=parent, keys=[answer.standard or answer.key for answer in run], asking=asking)


def add_items(*, parent: WatchList, keys: Iterable[str], asking: Asking, mode: Mode | None = None) -> Added:
    """Put numbers on a list. What holds of them already is noted and not told."""
    require_edit(parent, asking)
    wanted = [key[:200] for key in dict.fromkeys(keys) if key]
    if not wanted:
        raise WatchProblem("no_numbers")
    with transaction.atomic():
        WatchList.objects.select_for_update().get(pk=parent.pk)
        there = set(ListItem.objects.filter(parent=parent, removed_at=None).values_list("key", flat=True))
        if len(there.union(wanted)) > MOST_ITEMS:
            raise WatchProblem("too_many", most=MOST_ITEMS)
        new = [key for key in wanted if key not in there]
        rows = _rows(parent, new, asking, mode)
        ListItem.objects.bulk_create(rows, batch_size=500)
        note_silently({row.standard_key for row in rows})
        if rows:
            told = {"count": len(rows), "first": [row.key for row in rows[:20]]}
            record("watch.items_added", parent, asking, after=told)
    return Added(len(new), len(wanted) - len(new))


def _rows(parent: WatchList, keys: Sequence[str], asking: Asking, mode: Mode | None) -> list[ListItem]:
    leading = leading_editions(keys, timezone.localdate())
    return [
        ListItem(
            parent=parent,
            key=key,
            standard_key=resolve(key, leading),
            undated_key=number_of_key(key),
            mode=(mode or usual_mode(key)).value,
            added_by=asking.user,
        )
        for key in keys
    ]


def change_item(*, item: ListItem, wording: Wording, asking: Asking) -> ListItem:
    """What people keep with it, and what it does when its standard is replaced."""
    require_edit(item.parent, asking)
    before = _kept(item)
    with transaction.atomic():
        item.mode, item.note, item.tags = wording.mode.value, wording.note, list(wording.tags)
        item.responsible, item.place_of_use = wording.responsible, wording.place_of_use
        item.save(update_fields=["mode", "note", "tags", "responsible", "place_of_use"])
        record("watch.item_changed", item.parent, asking, before=before, after=_kept(item))
    return item


def _kept(item: ListItem) -> dict[str, object]:
    names = ("key", "mode", "note", "tags", "responsible", "place_of_use")
    return {name: getattr(item, name) for name in names}


def remove_item(*, item: ListItem, asking: Asking) -> None:
    """Take it off the list; the row stays, so that it can be brought back and its time on the list is known."""
    require_edit(item.parent, asking)
    with transaction.atomic():
        rows = ListItem.objects.filter(pk=item.pk, removed_at=None)
        if rows.update(removed_at=timezone.now(), removed_by=asking.user):
            record("watch.item_removed", item.parent, asking, before={"key": item.key})


def restore_item(*, item: ListItem, asking: Asking) -> None:
    """Bring a removed item back as it was; one whose number stands on the list again stays removed."""
    require_edit(item.parent, asking)
    with transaction.atomic():
        if ListItem.objects.filter(parent=item.parent, key=item.key, removed_at=None).exists():
            return
        if ListItem.objects.filter(pk=item.pk).exclude(removed_at=None).update(removed_at=None, removed_by=None):
            record("watch.item_restored", item.parent, asking, after={"key": item.key})


def move_item(*, item: ListItem, to: str, asking: Asking) -> None:
    """A person's answer to "what about the successor": the item goes on to that edition."""
    require_edit(item.parent, asking)
    standard = find_standard(to)
    if standard is None:
        raise WatchProblem("no_numbers")
    with transaction.atomic():
        ended = ListItem.objects.filter(pk=item.pk, removed_at=None)
        if not ended.update(removed_at=timezone.now(), removed_by=asking.user):
            return
        if not ListItem.objects.filter(parent=item.parent, key=standard.key, removed_at=None).exists():
            ListItem.objects.create(
                parent=item.parent,
                key=standard.key,
                standard_key=standard.key,
                undated_key=number_of_key(standard.key),
                mode=item.mode,
                note=item.note,
                tags=item.tags,
                responsible=item.responsible,
                place_of_use=item.place_of_use,
                added_by=asking.user,
                follows=item,
            )
        note_silently({standard.key})
        record("watch.item_moved", item.parent, asking, before={"key": item.key}, after={"key": standard.key})


def freeze_item(*, item: ListItem, asking: Asking) -> None:
    """A person's other answer: the item stays with its edition and asks no more."""
    require_edit(item.parent, asking)
    with transaction.atomic():
        if ListItem.objects.filter(pk=item.pk).update(mode=Mode.FREEZE.value):
            told = {"key": item.key, "mode": Mode.FREEZE.value}
            record("watch.item_changed", item.parent, asking, before={"mode": item.mode}, after=told)
