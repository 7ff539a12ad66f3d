"""Saved searches: kept, asked again, and what they find besides told."""

from __future__ import annotations

from itertools import islice
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from guiju.alerts.rules import Concerned, Message, Severity
from guiju.alerts.services.issuing import issue, recipient_of
from guiju.catalogue.forms import SearchForm
from guiju.catalogue.queries import load_editions_by_key
from guiju.kernel.reasons import Reason
from guiju.organisations.queries.standing import standing_of
from guiju.platform import audit
from guiju.platform.jobs import Progress
from guiju.search.finding import search
from guiju.watch.models import SavedSearch
from guiju.watch.problems import WatchProblem
from guiju.watch.rules.permissions import Owner, may_own
from guiju.watch.services.lists import Asking

MOST_FOUND: Final = 5_000
MOST_TOLD: Final = 10
"""What is found beyond that at once is told in one alert."""
IGNORED: Final = ("page", "on", "order")
"""Of an address: what says how to look and not what for."""


def save_search(*, name: str, query: str, owner: Owner, asking: Asking) -> SavedSearch:
    """Keep a search; what it finds now is known and not told. `WatchProblem` for one that finds too much."""
    if not may_own(standing_of(asking.user), owner):
        raise PermissionDenied
    plain = plain_query(query)
    known = _found(plain)
    if len(known) > MOST_FOUND:
        raise WatchProblem("too_broad", count=f"{MOST_FOUND}+", most=MOST_FOUND)
    with transaction.atomic():
        made = SavedSearch.objects.create(
            name=name,
            query=plain,
            user_id=owner.user,
            organisation_id=owner.organisation,
            recipient=recipient_of(user=owner.user, organisation=owner.organisation),
            known=known,
            asked_at=timezone.now(),
        )
        _record("watch.search_saved", made, asking)
    return made


def delete_search(*, saved: SavedSearch, asking: Asking) -> None:
    """Ask it no more."""
    if not may_own(standing_of(asking.user), Owner(saved.user_id, saved.organisation_id)):
        raise PermissionDenied
    with transaction.atomic():
        _record("watch.search_deleted", saved, asking)
        saved.delete()


def plain_query(query: str) -> str:
    """The question of an address without its page, date and order."""
    asked = QueryDict(query[:2000], mutable=True)
    for name in IGNORED:
        asked.pop(name, None)
    return asked.urlencode()


def ask_again(progress: Progress | None = None) -> int:
    """Ask every saved search and tell what it finds besides; returns how many alerts were issued."""
    told = 0
    ids = list(SavedSearch.objects.order_by("pk").values_list("pk", flat=True))
    for done, pk in enumerate(ids, 1):
        told += _ask(pk)
        if progress is not None:
            progress(done, len(ids))
    return told


def _ask(pk: int) -> int:
    saved = SavedSearch.objects.filter(pk=pk).first()
    if saved is None:
        return 0
    found = _found(saved.query)
    known = set(saved.known)
    new = [key for key in found if key not in known]
    with transaction.atomic():
        told = issue(_issues(saved, new)) if new else 0
        everything = list(dict.fromkeys([*saved.known, *found]))[-2 * MOST_FOUND :]
        SavedSearch.objects.filter(pk=pk).update(known=everything, asked_at=timezone.now())
    return told


def _found(query: str) -> list[str]:
    wanted = SearchForm(QueryDict(query)).wanted()
    return list(islice(search().keys(wanted), MOST_FOUND + 1))


def _issues(saved: SavedSearch, new: list[str]) -> list[tuple[Message, list[Concerned]]]:
    concerned = [Concerned(saved.recipient_id, (Reason.of("watch.why.search", name=saved.name),))]
    if len(new) > MOST_TOLD:
        return [(_many(saved, len(new)), concerned)]
    editions = load_editions_by_key(new)
    return [(_one(saved, key, editions[key].title_zh or editions[key].title_en), concerned) for key in editions]


def _one(saved: SavedSearch, key: str, title: str) -> Message:
    return Message(
        subject=("standard", key),
        event=f"found:{saved.uuid}",
        headline=Reason.of("watch.search.found", number=key, title=title),
        severity=Severity.REFERENCE,
        place=reverse("standard", args=[key]),
    )


def _many(saved: SavedSearch, count: int) -> Message:
    return Message(
        subject=("search", str(saved.uuid)),
        event=f"found:{timezone.now().isoformat()}",
        headline=Reason.of("watch.search.many", name=saved.name, count=count),
        severity=Severity.REFERENCE,
        place=f"{reverse('standards')}?{saved.query}",
    )


def _record(action: str, saved: SavedSearch, asking: Asking) -> None:
    told = {"name": saved.name, "query": saved.query}
    audit.record(
        action=action,
        subject=("saved_search", str(saved.uuid)),
        actor=asking.user,
        after=told,
        origin=asking.origin[:100],
    )
