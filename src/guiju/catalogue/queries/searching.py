"""Standards as the search takes them in: their numbers, their words, the words of what they belong to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.db.models import F, Q

from guiju.catalogue import rules
from guiju.catalogue.models import MandateChange, Relation, Standard, StandardClassification, StatusPeriod
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.facts import chunked
from guiju.catalogue.rules.code_trees import Scheme, nodes_of, ranges_among
from guiju.kernel.docid import parse
from guiju.kernel.docid.levels import issuer_of
from guiju.platform.models import Classification
from guiju.search.registry import Document, Number

AT_ONCE: Final = 1000
ADOPTING: Final = rules.RelationType.ADOPTS
REPLACING: Final = rules.RelationType.REPLACES
IDENTICAL: Final = "IDT"


class Codes(NamedTuple):
    """Titles of codes by scheme and code, and the ranges among those of the CCS."""

    names: Mapping[tuple[str, str], tuple[str, str]]
    ranges: tuple[str, ...]


class Row(NamedTuple):
    """What the search needs of one standard."""

    pk: int
    key: str
    undated_key: str
    body: str
    year: int | None
    sort_key: str
    level: str
    mandate: str
    title_zh: str
    title_en: str
    effective_from: dt.date | None
    issued_from: dt.date | None
    plan_number: str
    committee: str
    committee_zh: str
    committee_en: str

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages it has a title."""
        return tuple(name for name, title in (("zh", self.title_zh), ("en", self.title_en)) if title)


_COLUMNS: Final = (
    *Row._fields[:13],
    F("committee__key"),
    F("committee__name_zh"),
    F("committee__name_en"),
)


@dataclass
class Around:
    """What stands around a chunk of standards, by key."""

    codes: defaultdict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    periods: defaultdict[int, list[tuple[str, dt.date, dt.date]]] = field(default_factory=lambda: defaultdict(list))
    adopts: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    replaces: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    formers: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    borrowed: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))


def count_searchable() -> int:
    """How many standards there are to search."""
    return Standard.objects.count()


def search_documents(keys: Collection[str] | None = None) -> Iterator[Document]:
    """One document a standard, those of `keys` or all; a fixed number of queries for every thousand."""
    titles = _code_titles()
    for rows in _chunks(keys):
        around = _gather(rows)
        for row in rows:
            yield _document(row, around, titles)


def _chunks(keys: Collection[str] | None) -> Iterator[list[Row]]:
    if keys is not None:
        for chunk in chunked(sorted(keys), AT_ONCE):
            yield _rows(Standard.objects.filter(among("key", chunk)).order_by("pk").values_list(*_COLUMNS))
        return
    last = 0
    while rows := _rows(Standard.objects.filter(pk__gt=last).order_by("pk").values_list(*_COLUMNS)[:AT_ONCE]):
        yield rows
        last = rows[-1].pk


def _rows(found: Iterable[Sequence[object]]) -> list[Row]:
    """Rows of the database; what has no value is an empty text, but for the year and the days."""
    return [
        Row._make("" if value is None and place not in _EMPTY else value for place, value in enumerate(row))
        for row in found
    ]


_EMPTY: Final = frozenset(map(Row._fields.index, ("year", "effective_from", "issued_from")))


def _gather(rows: Collection[Row]) -> Around:
    around = Around()
    ids, keys = [row.pk for row in rows], [row.key for row in rows]
    codes = StandardClassification.objects.filter(standard__in=ids).order_by("scheme", "code")
    for pk, scheme, code in codes.values_list("standard_id", "scheme", "code"):
        around.codes[pk].append((scheme, code))
    periods = StatusPeriod.objects.filter(standard__in=ids).order_by("start")
    for pk, status, start, end in periods.values_list("standard_id", "status", "start", "end"):
        around.periods[pk].append((status, start, end))
    formers = MandateChange.objects.filter(among("standard_key", keys)).order_by("former_key")
    for key, former in formers.values_list("standard_key", "former_key"):
        around.formers[key].append(former)
    _gather_relations(around, keys)
    _gather_titles(around, rows)
    return around


def _gather_relations(around: Around, keys: Collection[str]) -> None:
    stated = Relation.objects.filter(among("subject_key", keys), type__in=(ADOPTING, REPLACING)).order_by("object_key")
    for kind, subject, target, degree in stated.values_list("type", "subject_key", "object_key", "degree"):
        if kind == ADOPTING:
            around.adopts[subject].append((target, degree))
        else:
            around.replaces[subject].append(target)


def _gather_titles(around: Around, rows: Collection[Row]) -> None:
    """Titles of other editions, of what is adopted and of what adopts, for standards without one in a language."""
    lacking = [row for row in rows if len(row.languages) < 2]
    sources = {row.key: {row.undated_key} for row in lacking}
    for row in lacking:
        sources[row.key].update(parse(target).undated.key for target, _degree in around.adopts[row.key])
    for adopter, adopted in _adopters(lacking):
        sources[adopted].add(adopter)
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    wanted = {source for group in sources.values() for source in group}
    held = Standard.objects.filter(among("undated_key", wanted)).exclude(title_zh="").order_by("-sort_key")
    english = Standard.objects.filter(among("undated_key", wanted)).filter(title_zh="").order_by("-sort_key")
    for undated, zh, en in (*held.values_list(*_TITLED), *english.values_list(*_TITLED)):
        found[undated].append((zh, en))
    for row in lacking:
        around.borrowed[row.key] = [pair for source in sorted(sources[row.key]) for pair in found[source]]


_TITLED: Final = ("undated_key", "title_zh", "title_en")


def _adopters(rows: Collection[Row]) -> Iterator[tuple[str, str]]:
    """(undated key of the adopter, key adopted) where one of the rows is adopted."""
    stated = Relation.objects.filter(among("object_key", [row.key for row in rows]), type=ADOPTING).order_by("pk")
    for subject, target in stated.values_list("subject_key", "object_key"):
        yield parse(subject).undated.key, target


def _code_titles() -> Codes:
    rows = Classification.objects.filter(scheme__in=list(Scheme)).order_by()
    names = {
        (scheme, code): (zh, en) for scheme, code, zh, en in rows.values_list("scheme", "code", "title_zh", "title_en")
    }
    return Codes(names, ranges_among(code for scheme, code in names if scheme == Scheme.CCS))


def _document(row: Row, around: Around, titles: Codes) -> Document:
    codes = around.codes[row.pk]
    day = row.effective_from or row.issued_from
    return Document(
        key=row.key,
        numbers=tuple(_numbers(row, around)),
        titles=tuple(filter(None, (row.title_zh, row.title_en))),
        borrowed=_borrowed(row, around),
        related=tuple(dict.fromkeys(_related(row, codes, titles))),
        facets=_facets(row, around, codes, titles.ranges),
        year=row.year,
        day=day,
        order=row.sort_key,
        periods=tuple(around.periods[row.pk]),
    )


def _numbers(row: Row, around: Around) -> Iterator[Number]:
    yield Number("own", row.key)
    yield from (Number("own", former) for former in around.formers[row.key])
    if row.plan_number:
        yield Number("own", row.plan_number)
    for target, degree in around.adopts[row.key]:
        yield Number("second" if degree == IDENTICAL else "adopts", target)
    yield from (Number("replaces", target) for target in around.replaces[row.key])


def _borrowed(row: Row, around: Around) -> tuple[str, ...]:
    """The title in the language missing that another edition, what it adopts or what adopts it has."""
    if len(row.languages) == 2:
        return ()
    place = 1 if row.title_zh else 0
    return next(((pair[place],) for pair in around.borrowed[row.key] if pair[place]), ())


def _related(row: Row, codes: Iterable[tuple[str, str]], titles: Codes) -> Iterator[str]:
    """Titles of codes, the committee, the region."""
    for scheme, code in codes:
        yield from filter(None, titles.names.get((scheme, code), ()))
    yield from filter(None, (row.committee_zh, row.committee_en))
    issuer = issuer_of(row.body) if row.level == rules.Level.LOCAL else None
    if issuer is not None:
        yield from (issuer.zh, issuer.en)


def _facets(
    row: Row, around: Around, codes: Collection[tuple[str, str]], ranges: tuple[str, ...]
) -> dict[str, Collection[str]]:
    return {
        "level": [row.level] if row.level else [],
        "mandate": [row.mandate] if row.mandate else [],
        "body": [row.body],
        "year": [str(row.year)] if row.year else [],
        "committee": [row.committee] if row.committee else [],
        "language": row.languages,
        "adoption": sorted({degree or "REF" for _target, degree in around.adopts[row.key]}),
        "ics": sorted(nodes_of(Scheme.ICS, (code for scheme, code in codes if scheme == Scheme.ICS))),
        "ccs": sorted(nodes_of(Scheme.CCS, (code for scheme, code in codes if scheme == Scheme.CCS), ranges)),
    }


def concerned_by(keys: Collection[str]) -> set[str]:
    """The standards themselves and those whose document tells of them: other editions, both sides, successors."""
    found = set(keys)
    for chunk in chunked(keys):
        undated = list(Standard.objects.filter(among("key", chunk)).order_by().values_list("undated_key", flat=True))
        found.update(Standard.objects.filter(among("undated_key", undated)).order_by().values_list("key", flat=True))
        stated = Relation.objects.filter(among("subject_key", chunk), type=ADOPTING).order_by()
        found.update(stated.values_list("object_key", flat=True))
        stated = Relation.objects.filter(among("object_key", chunk), type__in=(ADOPTING, REPLACING)).order_by()
        found.update(stated.values_list("subject_key", flat=True))
    return found


def carrying_codes(keys: Collection[str]) -> set[str]:
    """The standards that carry codes named as their events name them: ICS 29.140.40; of a range those within it."""
    found: set[str] = set()
    for key in keys:
        scheme, _, code = key.partition(" ")
        carried = StandardClassification.objects.filter(scheme=scheme).order_by()
        first, within, last = code.partition("/")
        if within:
            carried = carried.filter(code__gte=first, code__lte=f"{first[:1]}{last}")
        else:
            carried = carried.filter(code=code)
        found.update(carried.values_list("standard__key", flat=True))
    return found


def of_committees(keys: Collection[str]) -> set[str]:
    """The standards of these committees."""
    chunks = (Standard.objects.filter(among("committee__key", chunk)).order_by() for chunk in chunked(keys))
    return {key for chunk in chunks for key in chunk.values_list("key", flat=True)}


def turned_between(after: dt.date, until: dt.date) -> set[str]:
    """Standards that a new status began for after one day and up to another."""
    rows = Standard.objects.filter(periods__start__gt=after, periods__start__lte=until).order_by()
    return set(rows.values_list("key", flat=True))


def bilingual_pairs() -> Iterator[tuple[str, str]]:
    """Chinese and English titles of one text: of one record, of a code, of a standard and what it adopts."""
    both = Standard.objects.exclude(title_zh="").exclude(title_en="").order_by("pk")
    yield from both.values_list("title_zh", "title_en").iterator(chunk_size=AT_ONCE)
    yield from _pairs_by_adoption()
    named = Classification.objects.exclude(Q(title_zh="") | Q(title_en="")).order_by("pk")
    yield from named.values_list("title_zh", "title_en")


def _pairs_by_adoption() -> Iterator[tuple[str, str]]:
    stated = Relation.objects.filter(type=ADOPTING).order_by("pk").values_list("subject_key", "object_key", "degree")
    for chunk in chunked(
        {key for subject, target, degree in stated if degree == IDENTICAL for key in (subject, target)}
    ):
        titles = dict(_titles(chunk))
        for subject, target, degree in stated:
            if degree == IDENTICAL and subject in titles and target in titles:
                zh, en = titles[subject][0], titles[target][1]
                if zh and en and not titles[subject][1]:
                    yield zh, en


def _titles(keys: Collection[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for key, zh, en in (
        Standard.objects.filter(among("key", keys)).order_by().values_list("key", "title_zh", "title_en")
    ):
        yield key, (zh, en)
