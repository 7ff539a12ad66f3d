"""Which standards there are and when each last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, cast

from django.db.models import Max

from guiju.catalogue.models import Standard


class Changed(NamedTuple):
    """A standard by its key, and when its record last changed."""

    key: str
    merged_at: dt.datetime


def list_changed() -> Sequence[Changed]:
    """All standards in the order in which they came; a slice reads only its own."""
    return cast("Sequence[Changed]", Standard.objects.order_by("pk").values_list("key", "merged_at", named=True))


def latest_change() -> dt.datetime | None:
    """When any record last changed; None in an empty catalogue."""
    last: dt.datetime | None = Standard.objects.aggregate(last=Max("merged_at"))["last"]
    return last
