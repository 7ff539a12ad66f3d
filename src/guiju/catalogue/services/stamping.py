"""When a record last changed, for those who follow the catalogue from outside."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from guiju.catalogue.models import Standard
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.facts import chunked


def stamp(keys: Iterable[str]) -> None:
    """The standards held among `keys` changed now: their facts, codes, relations or periods, or what sources say."""
    now = timezone.now()
    for chunk in chunked(keys):
        Standard.objects.filter(among("key", chunk)).update(merged_at=now)
