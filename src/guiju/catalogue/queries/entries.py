"""Standards as they are handed out, in bounded memory however many there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from guiju.catalogue.models import (
    Body,
    Committee,
    DraftingOrganisation,
    MandateChange,
    Relation,
    Standard,
    StandardClassification,
    StatusPeriod,
)
from guiju.catalogue.queries.among import among
from guiju.catalogue.rules import ENDED, RelationType, Scope, Status
from guiju.catalogue.rules.entries import NO_PERIOD, NO_TEAM, Entry, Period, Stated, Team
from guiju.kernel.batches import in_batches

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE: Final = 500
AS_KEPT: Final = (
    *("key", "number", "printed", "body", "title_zh", "title_en", "level", "mandate", "plan_number", "record_number"),
)
REPLACING: Final = RelationType.REPLACES


@dataclass
class Around:
    """What stands around a chunk of standards, by key or number of the row."""

    codes: defaultdict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    teams: dict[int, Team] = field(default_factory=dict)
    bodies: dict[int, str] = field(default_factory=dict)
    drafters: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    formers: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    relations: defaultdict[str, dict[tuple[str, str, bool], Stated]] = field(default_factory=lambda: defaultdict(dict))
    holds: dict[int, Period] = field(default_factory=dict)


def iterate_standards(found: QuerySet[Standard]) -> Iterator[Standard]:
    """The standards of a question one after another, never all in memory."""
    return found.iterator(chunk_size=AT_ONCE)


def held_keys(keys: Iterable[str]) -> frozenset[str]:
    """Those of the keys that the catalogue holds."""
    return frozenset(Standard.objects.filter(among("key", keys)).order_by().values_list("key", flat=True))


def load_entries(standards: Iterable[Standard], *, whole: bool = True) -> Iterator[Entry]:
    """Standards as entries, in their order; a fixed number of queries for every `AT_ONCE`.

    `status_word`, where it was annotated, is the status told. Not `whole` leaves out what a table does not show.
    """
    for rows in in_batches(standards, AT_ONCE):
        around = _gather(rows, whole=whole)
        for row in rows:
            yield _entry(row, around)


def _gather(rows: Collection[Standard], *, whole: bool) -> Around:
    around = Around()
    ids, keys = [row.pk for row in rows], [row.key for row in rows]
    codes = StandardClassification.objects.filter(standard__in=ids).order_by("scheme", "code")
    for pk, scheme, code in codes.values_list("standard_id", "scheme", "code"):
        around.codes[pk].append((scheme, code))
    teams = Committee.objects.filter(pk__in={row.committee_id for row in rows if row.committee_id}).order_by()
    around.teams = {pk: Team(*named) for pk, *named in teams.values_list("pk", *Team._fields)}
    if whole:
        _gather_rest(around, rows, ids, keys)
    return around


def _gather_rest(around: Around, rows: Collection[Standard], ids: Collection[int], keys: Collection[str]) -> None:
    bodies = {pk for row in rows for pk in (row.responsible_body_id, row.issuing_body_id) if pk}
    around.bodies = dict(Body.objects.filter(pk__in=bodies).order_by().values_list("pk", "name"))
    drafters = DraftingOrganisation.objects.filter(standard__in=ids).order_by("standard", "rank")
    for pk, name in drafters.values_list("standard_id", "name"):
        around.drafters[pk].append(name)
    changes = MandateChange.objects.filter(among("standard_key", keys)).order_by("former_key")
    for key, former in changes.values_list("standard_key", "former_key").distinct():
        around.formers[key].append(former)
    _gather_relations(around, keys)
    around.holds = _periods(ids)


def _gather_relations(around: Around, keys: Collection[str]) -> None:
    """What they are to others, and what replaces them, under their former numbers too."""
    formers = {former: key for key, several in around.formers.items() for former in several}
    columns = ("subject_key", "object_key", "type", "dated", "scope", "degree")
    own = Relation.objects.filter(among("subject_key", keys)).order_by("type", "object_key", "record__source__rank")
    for subject, target, kind, *rest in own.values_list(*columns):
        _tell(around, subject, Stated(kind, target, *rest))
    named = Relation.objects.filter(among("object_key", {*keys, *formers}), type=REPLACING)
    for subject, target, kind, *rest in named.order_by("subject_key").values_list(*columns):
        _tell(around, formers.get(target, target), Stated(kind, subject, *rest)._replace(inward=True))


def _tell(around: Around, key: str, one: Stated) -> None:
    """Sources say the same in their own ways: the degree that any gives stands, and a whole replacement if any does."""
    place = (one.type, one.other, one.inward)
    before = around.relations[key].setdefault(place, one)
    scope = Scope.WHOLE if Scope.WHOLE in {before.scope, one.scope} else before.scope
    told = before._replace(dated=before.dated or one.dated, scope=scope, degree=before.degree or one.degree)
    around.relations[key][place] = told


def _periods(ids: Collection[int]) -> dict[int, Period]:
    """From when and until when each holds, as far as stated dates tell."""
    begins: dict[int, dt.date] = {}
    ends: dict[int, dt.date] = {}
    stated = StatusPeriod.objects.filter(standard__in=ids, dated=True).order_by("-start")
    for pk, status, start in stated.values_list("standard_id", "status", "start"):
        if status == Status.IN_FORCE:
            begins[pk] = start
        elif status in ENDED:
            ends[pk] = start
    return {pk: Period(begins.get(pk), ends.get(pk)) for pk in ids}


def _entry(row: Standard, around: Around) -> Entry:
    facts: dict[str, Any] = {name: getattr(row, name) for name in AS_KEPT}
    return Entry(
        **facts,
        status=getattr(row, "status_word", None) or "",
        issued=row.issued,
        effective=row.effective,
        withdrawn=row.withdrawn,
        codes=tuple(around.codes.get(row.pk, ())),
        committee=around.teams.get(row.committee_id or 0, NO_TEAM),
        responsible_body=_name(around.bodies, row.responsible_body_id),
        issuing_body=_name(around.bodies, row.issuing_body_id),
        drafters=tuple(around.drafters.get(row.pk, ())),
        former=tuple(around.formers.get(row.key, ())),
        relations=tuple(around.relations.get(row.key, {}).values()),
        holds=around.holds.get(row.pk, NO_PERIOD),
        uuid=str(row.uuid),
        changed=row.merged_at,
    )


def _name(names: Mapping[int, str], pk: int | None) -> str:
    return names.get(pk, "") if pk else ""
