"""What decides the status of editions, gathered in a fixed number of queries however many are asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from guiju.catalogue import rules
from guiju.catalogue.models import MandateChange, Relation, SourceRecord, Standard
from guiju.catalogue.queries.among import among
from guiju.kernel.dates import PartialDate, Precision

ASKED_AT_ONCE = 500
ENDING_OR_AMENDING = (rules.RelationType.REPLACES, rules.RelationType.AMENDS, rules.RelationType.CORRECTS)


class Dates(NamedTuple):
    """What facts need of one standard: its level and mandate, and its dates with their precision."""

    key: str
    level: str
    mandate: str
    issued_from: dt.date | None
    issued_precision: str
    effective_from: dt.date | None
    effective_precision: str
    withdrawn_from: dt.date | None
    withdrawn_precision: str


class Statement(NamedTuple):
    """A relation that ends or amends, as one record states it."""

    type: str
    subject_key: str
    object_key: str
    scope: str
    stated_from: dt.date | None
    stated_precision: str
    seen_at: str


class Change(NamedTuple):
    """A change of mandate as one record states it."""

    standard_key: str
    former_key: str
    before: str
    after: str
    on_from: dt.date | None
    on_precision: str
    record__source__key: str


@dataclass
class Evidence:
    """Everything said about a set of standards, by key."""

    statements: defaultdict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    sightings: defaultdict[str, list[rules.Sighting]] = field(default_factory=lambda: defaultdict(list))
    changes: defaultdict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, Dates] = field(default_factory=dict)
    _days: dict[str, dt.date] = field(default_factory=dict)

    def day_of(self, moment: str) -> dt.date:
        """The day here of a moment as the database writes it; an import gives all its records one moment."""
        if moment not in self._days:
            seen = dt.datetime.fromisoformat(moment)
            aware = seen if seen.tzinfo else seen.replace(tzinfo=dt.UTC)  # SQLite keeps UTC without saying so
            self._days[moment] = timezone.localtime(aware).date()
        return self._days[moment]


def _as_text(moment: str) -> Cast:
    """A moment as text: reading each as a moment of its own took a thirtieth of a check."""
    return Cast(moment, TextField())


def chunked(keys: Iterable[str], size: int = ASKED_AT_ONCE) -> Iterable[list[str]]:
    """Keys in lists that a database takes as parameters of one query."""
    ordered = list(dict.fromkeys(keys))
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


@lru_cache(maxsize=8192)
def partial(first: dt.date | None, precision: str) -> PartialDate | None:
    """A date as the database keeps it."""
    return PartialDate.at(first, precision or Precision.DAY) if first else None


def load_facts(standards: Sequence[Dates]) -> dict[str, rules.EditionFacts]:
    """The facts of each standard by key: seven queries, however many they are and however much is said of them."""
    evidence = _gather([standard.key for standard in standards])
    return {standard.key: _facts(standard, evidence) for standard in standards}


def load_dates(keys: Collection[str]) -> dict[str, Dates]:
    """Level, mandate and dates of the standards held among `keys`."""
    rows = Standard.objects.filter(among("key", keys)).order_by().values_list(*Dates._fields)
    return {row[0]: Dates(*row) for row in rows}


def load_former_keys(keys: Collection[str]) -> dict[str, str]:
    """Of `keys`, those that are a former number of a standard (强制转推荐), with today's key."""
    rows = MandateChange.objects.filter(among("former_key", keys)).order_by("former_key", "standard_key")
    return dict(rows.values_list("former_key", "standard_key"))


def load_sightings(keys: Collection[str]) -> dict[str, list[rules.Sighting]]:
    """The status words sources gave for each key."""
    evidence = Evidence()
    _gather_sightings(evidence, keys)
    return evidence.sightings


def _gather(keys: Collection[str]) -> Evidence:
    evidence = Evidence()
    formers = _gather_changes(evidence, keys)
    _gather_statements(evidence, keys, formers)
    others = {row.subject_key for rows in evidence.statements.values() for row in rows}
    _gather_sightings(evidence, others.union(keys))
    formers = load_former_keys(others)
    evidence.others = load_dates(others | set(formers.values()))
    evidence.others.update({former: evidence.others[key] for former, key in formers.items() if key in evidence.others})
    return evidence


def _gather_changes(evidence: Evidence, keys: Collection[str]) -> dict[str, str]:
    """Changes of mandate; returns the former spellings, each with today's key."""
    rows = MandateChange.objects.filter(among("standard_key", keys)).order_by("record__source__rank", "on_from")
    changes = [Change(*row) for row in rows.values_list(*Change._fields)]
    for change in changes:
        evidence.changes[change.standard_key].append(change)
    return {change.former_key: change.standard_key for change in changes}


def _gather_statements(evidence: Evidence, keys: Collection[str], formers: Mapping[str, str]) -> None:
    rows = Relation.objects.filter(among("object_key", {*keys, *formers}), type__in=ENDING_OR_AMENDING)
    for row in rows.order_by("record__source__rank", "subject_key").values_list(
        *Statement._fields[:-1], _as_text("record__seen_at")
    ):
        statement = Statement(*row)
        evidence.statements[formers.get(statement.object_key, statement.object_key)].append(statement)


def _gather_sightings(evidence: Evidence, keys: Collection[str]) -> None:
    rows = SourceRecord.objects.filter(among("key", keys)).exclude(status_word="").order_by()
    for key, word, source, rank, seen_at in rows.values_list(
        "key", "status_word", "source__key", "source__rank", _as_text("seen_at")
    ):
        evidence.sightings[key].append(_sighting(word, source, rank, evidence.day_of(seen_at)))


@lru_cache(maxsize=4096)
def _sighting(word: str, source: str, rank: int, seen_on: dt.date) -> rules.Sighting:
    """A list says the same few words of all its standards: one value for all of them."""
    return rules.Sighting(word, source, rank, seen_on)


def _facts(standard: Dates, evidence: Evidence) -> rules.EditionFacts:
    statements = evidence.statements.get(standard.key, ())
    return rules.EditionFacts(
        key=standard.key,
        level=standard.level,
        mandate=standard.mandate,
        issued=partial(standard.issued_from, standard.issued_precision),
        effective=partial(standard.effective_from, standard.effective_precision),
        withdrawn=partial(standard.withdrawn_from, standard.withdrawn_precision),
        sightings=tuple(evidence.sightings.get(standard.key, ())),
        successions=_successions(standard.key, statements, evidence),
        mandate_changes=tuple(map(_mandate_change, evidence.changes.get(standard.key, ()))),
        amendments=_amendments(statements, evidence),
    )


def _successions(key: str, statements: Sequence[Statement], evidence: Evidence) -> tuple[rules.Succession, ...]:
    """One for each successor: whole if any source says whole, seen first where it was said first."""
    by_successor: dict[str, list[Statement]] = {}
    for row in statements:
        if row.type == rules.RelationType.REPLACES and row.subject_key != key:
            by_successor.setdefault(row.subject_key, []).append(row)
    return tuple(_succession(successor, rows, evidence) for successor, rows in by_successor.items())


def _succession(successor: str, rows: Sequence[Statement], evidence: Evidence) -> rules.Succession:
    whole = [row for row in rows if row.scope == rules.Scope.WHOLE]
    stated = [date for row in rows if (date := partial(row.stated_from, row.stated_precision))]
    held = evidence.others.get(successor)
    return rules.Succession(
        successor=successor,
        scope=rules.Scope.WHOLE if whole else rules.Scope.PART,
        effective=partial(held.effective_from, held.effective_precision) if held else None,
        issued=partial(held.issued_from, held.issued_precision) if held else None,
        stated_on=stated[0] if stated else None,
        seen_on=min(evidence.day_of(row.seen_at) for row in rows),
        draft=_is_draft(successor, evidence),
    )


def _is_draft(key: str, evidence: Evidence) -> bool:
    """By the best source's word, else by the number: a draft need not be on record."""
    return rules.EditionFacts(key=key, sightings=tuple(evidence.sightings.get(key, ()))).is_project


def _mandate_change(change: Change) -> rules.MandateChange:
    return rules.MandateChange(
        before=change.before,
        after=change.after,
        on=partial(change.on_from, change.on_precision),
        source=change.record__source__key,
        former_key=change.former_key,
    )


def _amendments(statements: Sequence[Statement], evidence: Evidence) -> tuple[rules.Amendment, ...]:
    """Amendments and corrigenda that are published; a draft changes nothing yet."""
    subjects = {row.subject_key for row in statements if row.type != rules.RelationType.REPLACES}
    published = sorted(subject for subject in subjects if not _is_draft(subject, evidence))
    return tuple(_amendment(subject, evidence) for subject in published)


def _amendment(key: str, evidence: Evidence) -> rules.Amendment:
    held = evidence.others.get(key)
    if held is None:
        return rules.Amendment(key)
    return rules.Amendment(
        key,
        effective=partial(held.effective_from, held.effective_precision),
        issued=partial(held.issued_from, held.issued_precision),
        held=True,
    )
