"""Keeping the stored periods equal to what the rules say of the facts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from guiju.catalogue import rules
from guiju.catalogue.models import Standard, StatusPeriod
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.facts import Dates, chunked, load_facts
from guiju.platform.inserting import insert


class Stored(NamedTuple):
    """A period as the table keeps it."""

    start: dt.date
    end: dt.date
    status: str
    dated: bool


def rewrite_periods(keys: Iterable[str], *, created: Collection[str]) -> list[tuple[str, dict[str, Any]]]:
    """Compute the periods of the standards held among `keys`, write those that differ, and tell which changed.

    `created` names standards that are new: theirs are written without being compared or told.
    """
    changes: list[tuple[str, dict[str, Any]]] = []
    new = set(created)
    for chunk in chunked(keys):
        ids, dates = _standards(chunk)
        wanted = {key: _stored(rules.timeline(facts)) for key, facts in load_facts(dates).items()}
        held = _held({ids[key]: key for key in ids if key not in new})
        differing = [key for key in ids if key in new or held.get(key, []) != wanted[key]]
        StatusPeriod.objects.filter(standard__in=[ids[key] for key in differing if key in held]).delete()
        rows = ((ids[key], *period) for key in differing for period in wanted[key])
        insert(StatusPeriod, ("standard", *Stored._fields), rows)
        changes += [(key, _change(held.get(key, []), wanted[key])) for key in differing if key not in new]
    return changes


def _standards(keys: Collection[str]) -> tuple[dict[str, int], list[Dates]]:
    rows = Standard.objects.filter(among("key", keys)).order_by().values_list("pk", *Dates._fields)
    ids, dates = {}, []
    for pk, *values in rows:
        dates.append(Dates(*values))
        ids[dates[-1].key] = pk
    return ids, dates


def _stored(periods: rules.Timeline) -> list[Stored]:
    ends = rules.ends_of(periods)
    return [Stored(p.start, end, p.status.value, p.is_dated) for p, end in zip(periods, ends, strict=True)]


def _held(keys: dict[int, str]) -> dict[str, list[Stored]]:
    found: defaultdict[str, list[Stored]] = defaultdict(list)
    rows = StatusPeriod.objects.filter(standard__in=list(keys)).order_by("start")
    for standard, *values in rows.values_list("standard_id", *Stored._fields):
        found[keys[standard]].append(Stored(*values))
    return found


def _change(before: list[Stored], after: list[Stored]) -> dict[str, Any]:
    return {"fact": "status", "before": _told(before), "after": _told(after)}


def _told(periods: list[Stored]) -> list[list[str]]:
    return [[period.start.isoformat(), period.status] for period in periods]
