"""What waits for an official: first claims, and organisations that may be the same."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce

from django.db.models import Count, Q, QuerySet

from guiju.organisations.models import Distinction, JoinRequest, Merge, Organisation
from guiju.organisations.queries.finding import standing_organisations
from guiju.organisations.rules.joining import State
from guiju.organisations.rules.regions import region_stem
from guiju.organisations.rules.standing import Duty, Standing


def regions_of(standing: Standing) -> tuple[str, ...]:
    """The regions whose organisations a person looks after; "" is everywhere."""
    return tuple(sorted({region for duty, region in standing.duties if duty is Duty.CATALOGUE}))


def list_claims(standing: Standing) -> QuerySet[JoinRequest]:
    """First claims in the official's regions, the oldest first."""
    waiting = JoinRequest.objects.filter(state=State.WAITING.value, kind=JoinRequest.Kind.CLAIM)
    rows = waiting.filter(_within(regions_of(standing), "organisation__region"), organisation__merged_into=None)
    return rows.select_related("organisation", "user").order_by("asked_at", "pk")


def list_requests(organisation: Organisation) -> QuerySet[JoinRequest]:
    """Those who wait to be let in by a manager."""
    rows = JoinRequest.objects.filter(organisation=organisation, state=State.WAITING.value, kind=JoinRequest.Kind.JOIN)
    return rows.select_related("user").order_by("asked_at", "pk")


def find_waiting(organisation: Organisation, user: int) -> JoinRequest | None:
    """A person's own request that waits."""
    return JoinRequest.objects.filter(organisation=organisation, user=user, state=State.WAITING.value).first()


def list_own_requests(user: int) -> QuerySet[JoinRequest]:
    """A person's requests, the last first."""
    rows = JoinRequest.objects.filter(user=user, organisation__merged_into=None).select_related("organisation")
    return rows.order_by("-asked_at", "-pk")


@dataclass(frozen=True, slots=True)
class Alike:
    """Organisations that share a name but for its legal form; `pairs` not yet told apart."""

    stem: str
    organisations: tuple[Organisation, ...]
    pairs: tuple[tuple[Organisation, Organisation], ...]


def list_stems(standing: Standing, text: str = "") -> QuerySet[Organisation, str]:
    """Stems that several organisations of the official's regions share."""
    held = standing_organisations().filter(_within(regions_of(standing), "region"))
    held = held.filter(stem__contains=text) if text else held
    shared = held.exclude(stem="").order_by().values("stem").annotate(held=Count("pk")).filter(held__gt=1)
    return shared.order_by("stem").values_list("stem", flat=True)


def list_alike(standing: Standing, text: str = "") -> list[Alike]:
    """Groups of organisations that may be the same, without those that a person told apart."""
    groups: defaultdict[str, list[Organisation]] = defaultdict(list)
    held = standing_organisations().filter(_within(regions_of(standing), "region"))
    for one in held.filter(stem__in=list_stems(standing, text)).order_by("stem", "pk"):
        groups[one.stem].append(one)
    apart = _told_apart({one.pk for group in groups.values() for one in group})
    found = (Alike(stem, tuple(group), _pairs(group, apart)) for stem, group in groups.items())
    return [alike for alike in found if alike.pairs]


def list_done(standing: Standing) -> QuerySet[Merge]:
    """Merges in the official's regions that can still be undone, the last first."""
    rows = Merge.objects.filter(_within(regions_of(standing), "kept__region"), undone_at=None)
    return rows.select_related("kept", "merged", "by").order_by("-at", "-pk")


def _pairs(
    group: Sequence[Organisation], apart: Collection[tuple[int, int]]
) -> tuple[tuple[Organisation, Organisation], ...]:
    pairs = ((one, other) for place, one in enumerate(group) for other in group[place + 1 :])
    return tuple((one, other) for one, other in pairs if (one.pk, other.pk) not in apart and not _differ(one, other))


def _differ(one: Organisation, other: Organisation) -> bool:
    """Two codes are two bodies."""
    return bool(one.uscc and other.uscc)


def _told_apart(ids: Collection[int]) -> set[tuple[int, int]]:
    return set(Distinction.objects.filter(first__in=ids).values_list("first", "second"))


def _within(regions: Sequence[str], field: str) -> Q:
    """In one of the regions; in none where there are none."""
    if "" in regions:
        return Q()
    begins = (Q(**{f"{field}__startswith": region_stem(region)}) for region in regions)
    return reduce(operator.or_, begins, Q(pk__in=()))
