"""What organisations are called."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.organisations.models import Organisation


def names_of(organisations: Iterable[int]) -> dict[int, str]:
    """The names of organisations by id, in the order of names."""
    found = Organisation.objects.filter(pk__in=list(organisations)).order_by("name", "id")
    return dict(found.values_list("pk", "name"))
