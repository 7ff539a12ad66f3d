"""Who was told what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from guiju.alerts.models import Notice

Told = tuple[str, str, str]
"""Type and key of a subject, and the event."""


def load_told(facts: Collection[Told]) -> dict[Told, set[int]]:
    """The recipients (by id) who were told each of these facts; facts nobody was told are left out."""
    wanted = set(facts)
    rows = Notice.objects.filter(alert__subject_key__in={key for _type, key, _event in wanted}).order_by()
    found: defaultdict[Told, set[int]] = defaultdict(set)
    for kind, key, event, recipient in rows.values_list(
        "alert__subject_type", "alert__subject_key", "alert__event", "recipient_id"
    ):
        if (kind, key, event) in wanted:
            found[kind, key, event].add(recipient)
    return dict(found)
