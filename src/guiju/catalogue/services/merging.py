"""From source records to standards: the facts that hold, with their classifications and drafters."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from django.utils import timezone

from guiju.catalogue.models import (
    Body,
    Committee,
    DraftingOrganisation,
    SourceRecord,
    Standard,
    StandardClassification,
)
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.facts import chunked
from guiju.catalogue.queries.sources import load_claims
from guiju.catalogue.rules.identity import Identity, identity_of
from guiju.catalogue.rules.merging import DATES, Claim, merge
from guiju.catalogue.rules.records import ReadRecord
from guiju.kernel.dates import parse_date
from guiju.kernel.docid import parse
from guiju.platform.inserting import insert
from guiju.platform.models import ImportRun

PLAIN: Final = ("title_zh", "title_en", "plan_number", "record_number")
BODIES: Final = ("responsible_body", "issuing_body")
SCHEMES: Final = {"ICS": "ics", "CCS": "ccs"}

FIXED: Final = ("key", "undated_key", "block", "digits", "body", "year", "sort_key")
"""What follows from the identifier and never changes."""

Change = tuple[str, dict[str, Any]]


@dataclass
class Merged:
    """Standards that are new, and every fact that changed of those that are not."""

    created: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class Merger:
    """Merges facts for one run; keeps the names of committees and bodies it has met."""

    def __init__(self) -> None:
        self._committees: dict[str, int] = {}
        self._bodies: dict[str, int] = {}

    def merge(self, touched: Mapping[str, ReadRecord], run: ImportRun) -> Merged:
        """Bring the standards of these keys up to date with all that their sources say; the records are the run's."""
        return self._merge(_claims(touched, run), touched)

    def merge_again(self, keys: Iterable[str]) -> Merged:
        """Bring standards that are held up to date with what is stored of them."""
        return self._merge(load_claims(keys), {})

    def _merge(self, claims: Mapping[str, list[Claim]], touched: Mapping[str, ReadRecord]) -> Merged:
        facts = {key: merge(found) for key, found in claims.items()}
        self._learn_names(facts.values())
        result = Merged()
        held = _held(facts)
        result.created = [key for key in touched if key not in held]
        self._insert([(touched[key], facts[key]) for key in result.created])
        for key, row in held.items():
            result.changes += self._update(row, facts[key])
        self._write_lists(facts, held, result)
        return result

    def _learn_names(self, facts: Iterable[Mapping[str, Any]]) -> None:
        """Ids of all committees and bodies named, made where they are new."""
        committees: dict[str, str] = {}
        bodies: set[str] = set()
        for merged in facts:
            if committee := merged.get("committee"):
                committees[committee] = merged.get("committee_name", "")
            bodies.update(merged[name] for name in BODIES if merged.get(name))
        _learn(self._committees, committees, _find_committees, lambda key: _committee(key, committees[key]))
        _learn(self._bodies, bodies, _find_bodies, lambda name: Body(name=name))

    def _insert(self, new: Iterable[tuple[ReadRecord, Mapping[str, Any]]]) -> None:
        rows = [self._row(record, facts) for record, facts in new]
        insert(Standard, list(rows[0]) if rows else [], (list(row.values()) for row in rows))

    def _row(self, record: ReadRecord, facts: Mapping[str, Any]) -> dict[str, Any]:
        identity = identity_of(record.docid)
        return {
            "uuid": uuid.uuid4(),
            **{name: getattr(identity, name) for name in FIXED},
            **self._columns(identity, facts),
            "merged_at": timezone.now(),
        }

    def _update(self, row: Standard, facts: Mapping[str, Any]) -> list[Change]:
        """Write the columns that differ; each is a change to tell of."""
        wanted = self._columns(identity_of(parse(row.key)), facts)
        held = {**vars(row), **{name: getattr(row, f"{name}_id") for name in (*BODIES, "committee")}}
        differing = {name: value for name, value in wanted.items() if held[name] != value}
        if not differing:
            return []
        changes = [(row.key, _told(name, held[name], value)) for name, value in differing.items()]
        Standard.objects.filter(pk=row.pk).update(**differing, merged_at=timezone.now())
        return changes

    def _columns(self, identity: Identity, facts: Mapping[str, Any]) -> dict[str, Any]:
        number = facts.get("number", identity.number)
        columns: dict[str, Any] = {
            "number": number,
            "printed": identity.printed if number == identity.number else parse(number).printed,
            "level": facts.get("level") or identity.level,
            "mandate": facts.get("mandate") or identity.mandate,
            "committee": self._committees.get(facts.get("committee", "")),
            **{name: facts.get(name, "") for name in PLAIN},
            **{name: self._bodies.get(facts.get(name, "")) for name in BODIES},
        }
        for name in DATES:
            date = _date(facts.get(name, ""))
            columns[f"{name}_from"] = date.earliest if date else None
            columns[f"{name}_precision"] = date.precision.value if date else ""
        return columns

    def _write_lists(
        self, facts: Mapping[str, Mapping[str, Any]], held: Mapping[str, Standard], result: Merged
    ) -> None:
        ids = _ids(facts)
        old = {row.pk: key for key, row in held.items()}
        _rewrite_codes(facts, ids, old, result)
        _rewrite_drafters(facts, ids, old, result)


_date = lru_cache(maxsize=16_384)(parse_date)
"""Lists repeat their dates."""


def seen_at(record: ReadRecord, run: ImportRun) -> dt.datetime:
    """When this content was first seen: the moment or the day the row names, else the run."""
    if record.seen_at is not None:
        return record.seen_at
    if record.seen_on is None:
        return run.started_at
    return timezone.make_aware(dt.datetime.combine(record.seen_on, dt.time(12)))


def _claims(touched: Mapping[str, ReadRecord], run: ImportRun) -> dict[str, list[Claim]]:
    """What every source says of these keys: this run's records as they are, those of other sources read again."""
    own = run.source
    found = {key: [Claim(own.key, own.rank, seen_at(record, run), record.facts)] for key, record in touched.items()}
    for chunk in chunked(touched):
        rows = SourceRecord.objects.filter(among("key", chunk)).exclude(source=own).order_by()
        for key, *values in rows.values_list("key", "source__key", "source__rank", "seen_at", "facts"):
            found[key].append(Claim(*values))
    return found


def _held(keys: Iterable[str]) -> dict[str, Standard]:
    return {row.key: row for chunk in chunked(keys) for row in Standard.objects.filter(among("key", chunk)).order_by()}


def _ids(keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunked(keys):
        found.update(Standard.objects.filter(among("key", chunk)).order_by().values_list("key", "pk"))
    return found


def _told(name: str, before: object, after: object) -> dict[str, Any]:
    return {"fact": name, "before": _plain(before), "after": _plain(after)}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, list)) else str(value)


def _learn(
    known: dict[str, int],
    names: Iterable[str],
    find: Callable[[list[str]], dict[str, int]],
    make: Callable[[str], Committee | Body],
) -> None:
    missing = sorted(set(names) - known.keys())
    if not missing:
        return
    known.update(find(missing))
    new = [make(name) for name in missing if name not in known]
    for row in new:
        row.save(force_insert=True)
    known.update(find([name for name in missing if name not in known]))


def _find_committees(keys: list[str]) -> dict[str, int]:
    return dict(Committee.objects.filter(key__in=keys).order_by().values_list("key", "pk"))


def _find_bodies(names: list[str]) -> dict[str, int]:
    return dict(Body.objects.filter(name__in=names).order_by().values_list("name", "pk"))


def _committee(key: str, name: str) -> Committee:
    """The name goes where its writing belongs."""
    chinese = any("\u4e00" <= char <= "\u9fff" for char in name)
    return Committee(key=key, name_zh=name if chinese else "", name_en="" if chinese else name)


def _rewrite_codes(
    facts: Mapping[str, Mapping[str, Any]], ids: Mapping[str, int], old: Mapping[int, str], result: Merged
) -> None:
    held: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = StandardClassification.objects.filter(standard__in=list(old)).order_by("scheme", "code")
    for standard, scheme, code in rows.values_list("standard_id", "scheme", "code"):
        held[old[standard]].append((scheme, code))
    wanted = {
        key: sorted({(scheme, code) for scheme, name in SCHEMES.items() for code in merged.get(name, ())})
        for key, merged in facts.items()
    }
    differing = [key for key in wanted if wanted[key] != held[key]]
    stale = [ids[key] for key in differing if held[key]]
    StandardClassification.objects.filter(standard__in=stale).delete()
    new = ((ids[key], scheme, code) for key in differing for scheme, code in wanted[key])
    insert(StandardClassification, ("standard", "scheme", "code"), new)
    told = set(old.values())
    for key in differing:
        if key in told:
            result.changes.append((key, _told("classifications", _codes(held[key]), _codes(wanted[key]))))


def _codes(codes: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{scheme} {code}" for scheme, code in codes]


def _rewrite_drafters(
    facts: Mapping[str, Mapping[str, Any]], ids: Mapping[str, int], old: Mapping[int, str], result: Merged
) -> None:
    held: defaultdict[str, list[str]] = defaultdict(list)
    rows = DraftingOrganisation.objects.filter(standard__in=list(old)).order_by("rank")
    for standard, name in rows.values_list("standard_id", "name"):
        held[old[standard]].append(name)
    differing = [key for key, merged in facts.items() if list(merged.get("drafters", ())) != held[key]]
    DraftingOrganisation.objects.filter(standard__in=[ids[key] for key in differing if held[key]]).delete()
    new = (
        (ids[key], rank, name) for key in differing for rank, name in enumerate(facts[key].get("drafters", ()), start=1)
    )
    insert(DraftingOrganisation, ("standard", "rank", "name"), new)
    told = set(old.values())
    for key in differing:
        if key in told:
            result.changes.append((key, _told("drafters", held[key], list(facts[key].get("drafters", ())))))
