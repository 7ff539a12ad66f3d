"""Facts as they were noted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence

from guiju.catalogue.queries.among import among
from guiju.catalogue.rules import BEGINNING
from guiju.watch.models import Fact, ToldCount
from guiju.watch.rules.facts import FactState
from guiju.watch.rules.telling import Noted


def load_noted(keys: Collection[str]) -> dict[str, dict[str, Noted]]:
    """What was noted of each of these standards, by the name of the fact."""
    found: defaultdict[str, dict[str, Noted]] = defaultdict(dict)
    rows = Fact.objects.filter(among("subject_key", keys)).order_by()
    for key, what, on, by, due, state, revision in rows.values_list(
        "subject_key", "what", "on", "by", "due", "state", "revision"
    ):
        found[key][what] = Noted(on, by, due, FactState(state), revision)
    return dict(found)


def load_due(today: dt.date) -> set[str]:
    """Standards of which a fact was waiting for its day, and the day has come."""
    due = Fact.objects.filter(state=FactState.PENDING, due__lte=today, due__gt=BEGINNING)
    return set(due.order_by().values_list("subject_key", flat=True).distinct())


def load_full(today: dt.date, limit: int) -> set[int]:
    """Recipients who were told more than the limit today."""
    rows = ToldCount.objects.filter(day=today, told__gt=limit)
    return set(rows.order_by().values_list("recipient_id", flat=True))


def list_facts(keys: Sequence[str]) -> list[Fact]:
    """The facts noted of these standards, by date; those taken back are left out."""
    rows = Fact.objects.filter(among("subject_key", keys)).exclude(state=FactState.GONE).exclude(what="recorded")
    return list(rows.order_by("on", "subject_key", "what"))
