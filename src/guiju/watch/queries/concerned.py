"""Whom a fact concerns: one join from standards to those who hear of the lists and documents that name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from django.db.models import F
from django.db.models.functions import Coalesce

from guiju.catalogue.queries.among import among
from guiju.checks.answers import reason_from_dict
from guiju.kernel.batches import in_batches
from guiju.kernel.reasons import Reason
from guiju.organisations.queries.standing import roles_of
from guiju.organisations.rules.standing import Standing
from guiju.watch.models import DocumentReference, ListItem, ListShare
from guiju.watch.rules.items import Mode
from guiju.watch.rules.permissions import May, Owner, Share, may_view

MOST_PLACES: Final = 3
AT_ONCE: Final = 5_000


class Hearer(NamedTuple):
    """A recipient (by id), and why: the list or the document that names the standard."""

    key: str
    recipient: int
    reasons: tuple[Reason, ...]


class _Heard(NamedTuple):
    """A standard on a list, and one who follows the list: a recipient, and the person if it is one."""

    key: str
    name: str
    parent: int
    owner_user: int | None
    owner_organisation: int | None
    recipient: int
    user: int
    """0 where the recipient is an organisation."""


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
    owner = ("parent__user_id", "parent__organisation_id")
    follower = ("parent__follows__recipient_id", Coalesce("parent__follows__recipient__user_id", 0))
    rows = items.order_by().values_list(column, F("parent__name"), "parent_id", *owner, *follower)
    reasons: dict[str, tuple[Reason, ...]] = {}
    for batch in in_batches((_Heard(*row) for row in rows.iterator(chunk_size=AT_ONCE)), AT_ONCE):
        shut_out = _shut_out(batch)
        for row in batch:
            if (row.parent, row.user) in shut_out:
                continue
            if row.name not in reasons:
                reasons[row.name] = (Reason.of("watch.why.list", name=row.name),)
            yield Hearer(row.key, row.recipient, reasons[row.name])


def _shut_out(rows: Collection[_Heard]) -> set[tuple[int, int]]:
    """Of those who follow another's list, by list and person, those to whom it is open no more.

    They left the organisation, or what was shared with it is so no more; nobody has to think of what they followed.
    """
    guests = {(row.parent, row.user): row for row in rows if row.user and row.user != row.owner_user}
    if not guests:
        return set()
    roles = roles_of({user for _parent, user in guests})
    shares = _shares_of({parent for parent, _user in guests})
    return {
        guest
        for guest, row in guests.items()
        if not may_view(
            Standing(user=row.user, roles=roles.get(row.user, {})),
            Owner(row.owner_user, row.owner_organisation),
            shares.get(row.parent, ()),
        )
    }


def _shares_of(lists: Collection[int]) -> dict[int, list[Share]]:
    found: dict[int, list[Share]] = {}
    for one in ListShare.objects.filter(parent__in=lists).order_by():
        found.setdefault(one.parent_id, []).append(Share(Owner(one.user_id, one.organisation_id), May(one.may)))
    return found


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
