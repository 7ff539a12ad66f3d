"""Lists and their items: who may see them, what stood on them on a day, what changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from guiju.catalogue.queries import load_found
from guiju.catalogue.rules import Status
from guiju.organisations.rules.standing import Standing
from guiju.watch.models import Follow, ListItem, WatchList
from guiju.watch.rules.permissions import May, Owner, Share, may_edit, may_share, may_view

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard

AT_ONCE: Final = 2_000


class ListNotFound(LookupError):  # noqa: N818 (reads as what happened)
    """No such list, or none that the person may see."""


@dataclass(frozen=True, slots=True)
class Access:
    """A list, and what the person who asks may do with it."""

    list: WatchList
    edit: bool
    share: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An item with the standard it means, if that is held, and its status on the day asked for (empty: not held)."""

    item: ListItem
    standard: Standard | None
    status: str


@dataclass(frozen=True, slots=True)
class Turned:
    """An item of the list whose status was another one on an earlier day."""

    row: Row
    before: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is other on a list than on an earlier day; `moved` pairs the old item with the one that follows it."""

    added: tuple[ListItem, ...]
    removed: tuple[ListItem, ...]
    moved: tuple[tuple[ListItem, ListItem], ...]
    turned: tuple[Turned, ...]

    @property
    def count(self) -> int:
        """How many differences there are."""
        return len(self.added) + len(self.removed) + len(self.moved) + len(self.turned)


def owner_of(row: WatchList) -> Owner:
    """Whose the list is."""
    return Owner(row.user_id, row.organisation_id)


def shares_of(row: WatchList) -> list[Share]:
    """To whom the list is opened."""
    return [Share(Owner(one.user_id, one.organisation_id), May(one.may)) for one in row.shares.all()]


def get_list(uuid: UUID, who: Standing) -> Access:
    """The list, with what the person may do; `ListNotFound` where they may not see it."""
    found = WatchList.objects.prefetch_related("shares").filter(uuid=uuid).first()
    if found is None or not may_view(who, owner_of(found), shares_of(found)):
        raise ListNotFound(uuid)
    return Access(found, may_edit(who, owner_of(found), shares_of(found)), may_share(who, owner_of(found)))


def list_lists(who: Standing) -> QuerySet[WatchList]:
    """The person's own lists, those of their organisations, those shared with either; each with `count` of items."""
    mine = Q(user=who.user) | Q(organisation__in=list(who.roles))
    shared = Q(shares__user=who.user) | Q(shares__organisation__in=list(who.roles))
    ids = WatchList.objects.filter(mine | shared).order_by().values("pk").distinct()
    counted = Count("items", filter=Q(items__removed_at=None))
    found = WatchList.objects.filter(pk__in=ids).select_related("organisation", "user")
    return found.annotate(count=counted).order_by("name", "id")


def list_editable(who: Standing) -> list[WatchList]:
    """Of these the lists that the person may change."""
    rows = list_lists(who).prefetch_related("shares")
    return [row for row in rows if may_edit(who, owner_of(row), shares_of(row))]


def items_on(parent: WatchList, moment: dt.datetime) -> QuerySet[ListItem]:
    """What stood on the list at a moment."""
    there = Q(added_at__lte=moment) & (Q(removed_at=None) | Q(removed_at__gt=moment))
    return ListItem.objects.filter(there, parent=parent).order_by("standard_key", "id")


def list_items(parent: WatchList) -> QuerySet[ListItem]:
    """What stands on the list now."""
    return ListItem.objects.filter(parent=parent, removed_at=None).order_by("standard_key", "id")


def find_item(parent: WatchList, pk: int) -> ListItem | None:
    """An item of the list, removed or not."""
    return ListItem.objects.filter(parent=parent, pk=pk).first()


def find_items(keys: Sequence[str], who: Standing) -> list[ListItem]:
    """The items by which these standards stand on lists of the person."""
    lists = list_lists(who).values("pk")
    rows = ListItem.objects.filter(parent__in=lists, standard_key__in=list(keys), removed_at=None)
    return list(rows.select_related("parent").order_by("parent__name", "id"))


def rows_of(items: Iterable[ListItem], on: dt.date) -> list[Row]:
    """The items with their standards and status on a day; a query for every few thousand."""
    rows = list(items)
    keys = list(dict.fromkeys(row.standard_key for row in rows))
    found: dict[str, Standard] = {}
    for start in range(0, len(keys), AT_ONCE):
        found |= {one.key: one for one in load_found(keys[start : start + AT_ONCE], on)}
    return [_row(item, found.get(item.standard_key)) for item in rows]


def _row(item: ListItem, standard: Standard | None) -> Row:
    return Row(item, standard, (getattr(standard, "status_word", "") or Status.UNKNOWN) if standard else "")


def difference_since(parent: WatchList, day: dt.date, *, until: dt.date) -> Difference:
    """What is other on the list than at the end of an earlier day: items, and status of those that stayed."""
    then = {item.pk: item for item in items_on(parent, _end_of(day))}
    now = {item.pk: item for item in list_items(parent)}
    moved = {item.pk: before for item in now.values() if (before := _origin(item, then)) is not None}
    gone = {item.pk: item for pk, item in then.items() if pk not in now}
    stayed = [item for pk, item in now.items() if pk in then]
    return Difference(
        added=tuple(item for pk, item in now.items() if pk not in then and pk not in moved),
        removed=tuple(item for pk, item in gone.items() if pk not in {one.pk for one in moved.values()}),
        moved=tuple((before, now[pk]) for pk, before in moved.items()),
        turned=tuple(_turned(stayed, day, until)),
    )


def _turned(items: Sequence[ListItem], day: dt.date, until: dt.date) -> Iterator[Turned]:
    for before, now in zip(rows_of(items, day), rows_of(items, until), strict=True):
        if before.status != now.status:
            yield Turned(now, before.status)


def _origin(item: ListItem, then: dict[int, ListItem]) -> ListItem | None:
    """The item of that day that this one follows, through as many steps as there were."""
    if item.pk in then:
        return None
    earlier, seen = item.follows, {item.pk}
    while earlier is not None and earlier.pk not in seen:
        if earlier.pk in then:
            return then[earlier.pk]
        seen.add(earlier.pk)
        earlier = earlier.follows
    return None


def _end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max))


def is_following(parent: WatchList, recipient: int) -> bool:
    """Whether a recipient hears of the list."""
    return Follow.objects.filter(parent=parent, recipient=recipient).exists()
