"""What the catalogue's events say happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from guiju.platform.models import Event

CREATED = "standard.created"
UPDATED = "standard.updated"
AT_ONCE = 500


def load_changes(events: Iterable[int]) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Keys of standards that are new, and for each that changed the names of the facts that did."""
    ids = list(events)
    created: set[str] = set()
    updated: defaultdict[str, set[str]] = defaultdict(set)
    for start in range(0, len(ids), AT_ONCE):
        rows = Event.objects.filter(pk__in=ids[start : start + AT_ONCE]).order_by()
        for name, key, payload in rows.values_list("name", "subject_key", "payload"):
            if name == CREATED:
                created.add(key)
            else:
                updated[key].add(payload.get("fact", ""))
    return frozenset(created), {key: frozenset(facts) for key, facts in updated.items()}
