"""Editions with all that decides their status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from guiju.catalogue import rules
from guiju.catalogue.models import Standard
from guiju.catalogue.queries.facts import Dates, chunked, load_facts, load_former_keys
from guiju.catalogue.rules import Edition


class StandardNotFound(LookupError):  # noqa: N818 (reads as what happened)
    """The catalogue has no standard of that key; which is not to say that there is none."""


def find_standard(key: str) -> Standard | None:
    """The standard of a key, or of a former key of one whose mandate changed; None where neither is held."""
    found = Standard.objects.filter(key=key).first()
    if found is not None:
        return found
    today = load_former_keys([key]).get(key)
    return Standard.objects.filter(key=today).first() if today else None


def get_standard(key: str) -> Standard:
    """The same, or `StandardNotFound`."""
    found = find_standard(key)
    if found is None:
        raise StandardNotFound(key)
    return found


def get_edition(key: str) -> Edition:
    """One edition by its key or a former key, or `StandardNotFound`."""
    return _editions([get_standard(key)])[0]


def load_editions(undated_keys: Collection[str]) -> dict[str, tuple[Edition, ...]]:
    """All editions of each undated key (GB/T 19001), newest first; keys that are not held are left out.

    A fixed number of queries for every 500 keys. Amendment sheets are no editions: they are `facts.amendments`.
    """
    found: defaultdict[str, list[Edition]] = defaultdict(list)
    for chunk in chunked(undated_keys):
        for edition in _editions(Standard.objects.filter(undated_key__in=chunk).order_by("-sort_key")):
            found[edition.undated_key].append(edition)
    return {key: tuple(sorted(group, key=_newest_first)) for key, group in found.items()}


def load_editions_by_key(keys: Collection[str]) -> dict[str, Edition]:
    """Editions by key; a former key of a mandate change leads to today's edition. Keys not held are left out."""
    formers = load_former_keys(keys)
    wanted = {*keys, *formers.values()}
    found = {edition.key: edition for chunk in chunked(wanted) for edition in _by_key(chunk)}
    return {key: edition for key in keys if (edition := found.get(key) or found.get(formers.get(key, "")))}


def _by_key(keys: list[str]) -> list[Edition]:
    return _editions(Standard.objects.filter(key__in=keys).order_by())


def _newest_first(edition: Edition) -> tuple[int, str]:
    return (-(edition.year or 0), edition.key)


def editions_of(standards: QuerySet[Standard] | Iterable[Standard]) -> list[Edition]:
    """The same standards as editions, in their order."""
    return _editions(standards)


def _editions(standards: Iterable[Standard]) -> list[Edition]:
    rows = list(standards)
    facts = load_facts([_dates(row) for row in rows])
    return [_edition(row, facts[row.key]) for row in rows]


def _dates(row: Standard) -> Dates:
    return Dates(*(getattr(row, name) for name in Dates._fields))


def _edition(row: Standard, facts: rules.EditionFacts) -> Edition:
    return Edition(
        standard_id=row.pk,
        key=row.key,
        number=row.number,
        printed=row.printed,
        undated_key=row.undated_key,
        body=row.body,
        year=row.year,
        title_zh=row.title_zh,
        title_en=row.title_en,
        level=row.level,
        mandate=row.mandate,
        facts=facts,
        periods=rules.timeline(facts),
    )
