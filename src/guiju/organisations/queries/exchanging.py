"""Organisations as two installations know them by: the credit code first, else the uuid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from guiju.organisations.models import Organisation

Told = dict[str, str]


def tell_organisations(ids: Iterable[int]) -> dict[int, Told]:
    """By what another installation may know these organisations."""
    rows = Organisation.objects.filter(pk__in=set(ids)).order_by().values_list("pk", "uuid", "uscc", "name")
    return {pk: {"uuid": str(uuid), "uscc": uscc or "", "name": name} for pk, uuid, uscc, name in rows}


def find_told(told: Mapping[str, Any]) -> int | None:
    """The id of an organisation another installation speaks of, None where there is none here.

    One that was merged stands for what it became.
    """
    found = Organisation.objects.filter(uscc=str(told["uscc"])).first() if told["uscc"] else None
    found = found or Organisation.objects.filter(uuid=UUID(told["uuid"])).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found.pk if found else None
