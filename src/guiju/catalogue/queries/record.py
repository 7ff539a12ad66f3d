"""Everything a standard's own page shows, as of a date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from guiju.catalogue.models import Relation, SourceRecord, Standard
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.editions import get_edition, get_standard, load_editions_by_key
from guiju.catalogue.queries.links import (
    NAMING,
    judge_objects,
    load_editions_in_every_form,
    load_names_leading_to,
    names_meaning,
)
from guiju.catalogue.rules import BEGINNING, Edition, RelationType, Scope, Status
from guiju.catalogue.rules.merging import Claim, Conflict, find_conflicts
from guiju.catalogue.rules.nearest import number_of
from guiju.catalogue.rules.references import NOT_HELD, ReferenceState
from guiju.catalogue.rules.words import is_confirmed
from guiju.kernel.dates import PartialDate
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class Related:
    """Another standard a source relates to this one; `edition` None where the catalogue does not hold it.

    `state` says, for what is adopted or cited, whether it is still current. What adopts or cites this standard by
    a year or form that is not held, and for which this edition is the one to go by, has it in `names`; `state` then
    tells how it leads here.
    """

    key: str
    edition: Edition | None
    status: Status | None
    scope: Scope
    degree: str
    dated: bool
    sources: tuple[str, ...]
    state: ReferenceState = NOT_HELD
    names: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source's record: what it says, as it came and as it was read, and since when."""

    source: str
    name: str
    url: str
    kind: str
    rank: int
    raw_number: str
    raw: dict[str, str]
    facts: dict[str, Any]
    status_word: str
    seen_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Something that happened to the standard: what, since when, and the reasons."""

    date: dt.date
    shown: str
    what: str
    key: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class StandardRecord:
    """A standard with everything around it."""

    standard: Standard
    edition: Edition
    editions: tuple[Edition, ...]
    relations: dict[str, tuple[Related, ...]]
    sources: tuple[SourceView, ...]
    conflicts: tuple[Conflict, ...]
    history: tuple[HistoryEntry, ...]


_Statements = defaultdict[tuple[str, str, str], list[Relation]]
"""By the name of the relation, the other standard, and the year or form it names where that is not held."""
INVERSE = {
    RelationType.REPLACES: "replaced_by",
    RelationType.ADOPTS: "adopted_by",
    RelationType.CITES: "cited_by",
    RelationType.AMENDS: "amended_by",
    RelationType.CORRECTS: "corrected_by",
}


def get_record(key: str, *, on: dt.date) -> StandardRecord:
    """The record of a key or a former key as of a date, or `StandardNotFound`."""
    standard = get_standard(key)
    edition = get_edition(standard.key)
    sources = list_sources(standard.key)
    number = number_of(parse(standard.key))
    return StandardRecord(
        standard=standard,
        edition=edition,
        editions=load_editions_in_every_form([number]).get(number, ()),
        relations=load_relations(standard.key, on=on),
        sources=sources,
        conflicts=find_conflicts(claims_of(sources)),
        history=_history(edition),
    )


def list_sources(key: str) -> tuple[SourceView, ...]:
    """What every source says of a key, the best-ranked first."""
    rows = SourceRecord.objects.filter(key=key).select_related("source").order_by("source__rank", "source__key")
    return tuple(
        SourceView(
            source=row.source.key,
            name=row.source.name,
            url=row.source.url,
            kind=row.source.kind,
            rank=row.source.rank,
            raw_number=row.raw_number,
            raw=row.raw,
            facts=row.facts,
            status_word=row.status_word,
            seen_at=row.seen_at,
        )
        for row in rows
    )


def find_correction(key: str) -> dict[str, str] | None:
    """What officials said of a standard, as they wrote it; None where they said nothing."""
    raw = SourceRecord.objects.filter(source__key="corrections", key=key).values_list("raw", flat=True).first()
    return dict(raw) if raw else None


def load_relations(key: str, *, on: dt.date) -> dict[str, tuple[Related, ...]]:
    """Relations both ways by their name: replaces, replaced_by, adopts, adopted_by, cites, cited_by, and so on.

    What names this standard without its year, by its former number or among "all parts" is counted in, and behind
    these what names a year that is not held and to which this edition is the nearest.
    """
    names, near = names_meaning(key), load_names_leading_to(key, on)
    statements = Relation.objects.select_related("record__source")
    found: _Statements = defaultdict(list)
    for row in statements.filter(subject_key=key).order_by("object_key"):
        found[row.type, row.object_key, ""].append(row)
    for row in statements.filter(among("object_key", names)).order_by("subject_key"):
        found[INVERSE[RelationType(row.type)], row.subject_key, ""].append(row)
    others = statements.filter(among("object_key", near.keys() - names), type__in=NAMING)
    for row in others.order_by("subject_key", "object_key"):
        found[INVERSE[RelationType(row.type)], row.subject_key, row.object_key].append(row)
    return _related(found, near, on)


def _related(found: _Statements, near: Mapping[str, ReferenceState], on: dt.date) -> dict[str, tuple[Related, ...]]:
    keys = {other for _name, other, _named in found}
    exact, states = load_editions_by_key(keys), judge_objects(keys, on)
    grouped: defaultdict[str, list[Related]] = defaultdict(list)
    for (name, other, named), rows in found.items():
        related = _relation(other, rows, exact.get(other), near.get(named, states[other]), on)
        grouped[name].append(replace(related, names=named))
    return {name: tuple(group) for name, group in grouped.items()}


def _relation(
    other: str, rows: Sequence[Relation], exact: Edition | None, state: ReferenceState, on: dt.date
) -> Related:
    whole = any(row.scope == Scope.WHOLE for row in rows)
    return Related(
        key=other,
        edition=exact,
        status=exact.status_on(on).status if exact else None,
        scope=Scope.WHOLE if whole else Scope.PART,
        degree=next((row.degree for row in rows if row.degree), ""),
        dated=any(row.dated for row in rows),
        sources=tuple(dict.fromkeys(row.record.source.key for row in rows)),
        state=state,
    )


def claims_of(views: Iterable[SourceView]) -> Iterator[Claim]:
    """What sources say, ready to be compared; the status word counts as a fact."""
    return (Claim(view.source, view.rank, view.seen_at, {**view.facts, "status": view.status_word}) for view in views)


def _history(edition: Edition) -> tuple[HistoryEntry, ...]:
    """Everything that happened, in order of time; what has no date at all is left to the facts."""
    periods = [
        HistoryEntry(period.start, period.start.isoformat(), period.status, "", period.reasons)
        for period in edition.periods
        if period.start > BEGINNING
    ]
    entries = [
        *_issue(edition, {entry.date for entry in periods}),
        *periods,
        *_amendments(edition),
        *_part_replacements(edition),
        *_confirmations(edition),
        *_mandate_changes(edition),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.date))


def _issue(edition: Edition, told: Collection[dt.date]) -> Iterable[HistoryEntry]:
    """The issue, where no period begins on that day and tells of it."""
    date = edition.facts.issued
    if date is not None and date.earliest not in told:
        yield HistoryEntry(date.earliest, str(date), "issued", "", ())


def _part_replacements(edition: Edition) -> Iterable[HistoryEntry]:
    """Replacements of a part end no edition, so no period tells of them."""
    for item in edition.facts.successions:
        if item.scope == Scope.PART and item.starts is not None and not item.draft:
            yield HistoryEntry(item.starts.earliest, str(item.starts), "replaced_in_part", item.successor, ())


def _confirmations(edition: Edition) -> Iterable[HistoryEntry]:
    """That a review kept it, on the day a source was first seen to say so; the day of the review is not on record."""
    for seen in edition.facts.sightings:
        if is_confirmed(seen.word):
            yield HistoryEntry(seen.seen_on, seen.seen_on.isoformat(), "confirmed", seen.source, ())


def _amendments(edition: Edition) -> Iterable[HistoryEntry]:
    for sheet in edition.facts.amendments:
        date = sheet.effective or sheet.issued
        if date is not None:
            yield HistoryEntry(date.earliest, str(date), "amended", sheet.key, ())


def _mandate_changes(edition: Edition) -> Iterable[HistoryEntry]:
    for change in edition.facts.mandate_changes:
        if change.on is not None:
            yield _mandate_change(change.on, change.former_key, change.before, change.after)


def _mandate_change(on: PartialDate, former: str, before: str, after: str) -> HistoryEntry:
    reason = Reason.of("mandate.changed", before=before, after=after, former=former)
    return HistoryEntry(on.earliest, str(on), "mandate_changed", former, (reason,))
