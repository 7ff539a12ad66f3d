"""Editions with all that decides their status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import Any, Final, NamedTuple

from guiju.catalogue import rules
from guiju.catalogue.models import Standard
from guiju.catalogue.queries.among import Among, among
from guiju.catalogue.queries.facts import Dates, load_facts, load_former_keys
from guiju.catalogue.rules import Edition


class _Words(NamedTuple):
    """What an edition shows of its record beside its dates."""

    pk: int
    number: str
    printed: str
    undated_key: str
    block: str
    body: str
    year: int | None
    title_zh: str
    title_en: str


END: Final = 9999
_COLUMNS: Final = (*_Words._fields, *Dates._fields)
_Row = tuple[_Words, Dates]


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
    standard = get_standard(key)
    return _editions([_row(getattr(standard, name) for name in _COLUMNS)])[0]


def load_editions(
    undated_keys: Collection[str], since: Mapping[str, int] | None = None
) -> dict[str, tuple[Edition, ...]]:
    """All editions of each undated key (GB/T 19001), newest first; keys that are not held are left out.

    A fixed number of queries. Amendment sheets are no editions: they are `facts.amendments`. Editions of a key from
    before its year in `since` are not judged and come without facts and periods: a third of the work of a check that
    asks for editions by their year.
    """
    rows = _rows(among("undated_key", undated_keys))
    first = since or {}
    facts = load_facts([dates for words, dates in rows if (words.year or END) >= first.get(words.undated_key, 0)])
    found: defaultdict[str, list[Edition]] = defaultdict(list)
    for words, dates in rows:
        found[words.undated_key].append(_edition(words, dates, facts.get(dates.key)))
    return {key: tuple(sorted(group, key=_newest_first)) for key, group in found.items()}


def load_blocks(blocks: Collection[str]) -> dict[str, tuple[Edition, ...]]:
    """Every edition of each body and number (GB 7000), whatever its part, year and mandate, in order of number."""
    rows = _rows(among("block", blocks), "sort_key")
    found: defaultdict[str, list[Edition]] = defaultdict(list)
    for (words, _dates), edition in zip(rows, _editions(rows), strict=True):
        found[words.block].append(edition)
    return {block: tuple(group) for block, group in found.items()}


def load_editions_by_key(keys: Collection[str]) -> dict[str, Edition]:
    """Editions by key; a former key of a mandate change leads to today's edition. Keys not held are left out."""
    formers = load_former_keys(keys)
    found = {edition.key: edition for edition in _editions(_rows(among("key", {*keys, *formers.values()})))}
    return {key: edition for key in keys if (edition := found.get(key) or found.get(formers.get(key, "")))}


def _newest_first(edition: Edition) -> tuple[int, str]:
    return (-(edition.year or 0), edition.key)


def _rows(asked: Among, *order: str) -> list[_Row]:
    return list(map(_row, Standard.objects.filter(asked).order_by(*order).values_list(*_COLUMNS)))


def _row(values: Iterable[Any]) -> _Row:
    row = tuple(values)
    return _Words(*row[: len(_Words._fields)]), Dates(*row[len(_Words._fields) :])


def _editions(rows: Sequence[_Row]) -> list[Edition]:
    """The same as editions, in their order."""
    facts = load_facts([dates for _words, dates in rows])
    return [_edition(words, dates, facts[dates.key]) for words, dates in rows]


def _edition(words: _Words, dates: Dates, facts: rules.EditionFacts | None) -> Edition:
    return Edition(
        standard_id=words.pk,
        key=dates.key,
        number=_shared(words.number, dates.key),
        printed=_shared(words.printed, dates.key),
        undated_key=words.undated_key,
        body=intern(words.body),
        year=words.year,
        title_zh=words.title_zh,
        title_en=words.title_en,
        level=intern(dates.level),
        mandate=intern(dates.mandate),
        facts=facts or rules.EditionFacts(dates.key),
        periods=_timeline_of(facts) if facts else (),
    )


def _shared(text: str, key: str) -> str:
    """The same text is kept once: a list of 50,000 answers holds as many editions."""
    return key if text == key else text


def _timeline_of(facts: rules.EditionFacts) -> rules.Timeline:
    """Editions that nothing replaces often share their dates, to the month, and their words."""
    if facts.successions:
        return rules.timeline(facts)
    return _timeline(replace(facts, key="", mandate="", mandate_changes=(), amendments=()))


@lru_cache(maxsize=4096)
def _timeline(facts: rules.EditionFacts) -> rules.Timeline:
    return rules.timeline(facts)
