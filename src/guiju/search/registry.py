"""Declarations of searchable records; the search knows nobody, it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from guiju.platform.registries import Registry


@dataclass(frozen=True, slots=True)
class Number:
    """An identifier of a record: its own, or one it stands in a relation to.

    `role`: own, second (the other number of the same text), adopts, replaces.
    """

    role: str
    key: str


@dataclass(frozen=True, slots=True)
class Document:
    """A record as the index takes it in.

    `titles` are its own words, `borrowed` titles of the same text elsewhere (another edition, another language)
    that count as its own, `related` the words of what it belongs to. `facets` hold values by the names
    declared; a value of a tree comes with its ancestors. `periods` are (status, start, end), end not included.
    """

    key: str
    numbers: tuple[Number, ...] = ()
    titles: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    year: int | None = None
    day: dt.date | None = None
    order: str = ""
    periods: tuple[tuple[str, dt.date, dt.date], ...] = ()


@dataclass(frozen=True, slots=True)
class Preference:
    """What a word of a query asks for besides the word itself: one of some values of a facet, or statuses."""

    facet: str
    values: tuple[str, ...]


class Code(NamedTuple):
    """A value of a facet as somebody may type it alone, and what to call it."""

    facet: str
    value: str
    name: str


Concerned = Callable[[Collection[str]], set[str]]

OVER: Final = frozenset({"replaced", "withdrawn"})
"""The statuses of what no longer holds."""
OTHERWISE: Final = "unknown"
"""The status of a record that is in no status told."""


@dataclass(frozen=True)
class Searchable:
    """A kind of record: its facets, those of which a record has one value at most, and where its documents come from.

    `documents(keys)` gives those of the keys, all where keys is None. `subject` is the subject type of the events
    that tell of changes; `concerned(keys)` adds the records whose documents hold words of these; `named_by` gives, by
    the subject type of further events, the records whose documents hold words of their subjects; `turned(after, until)`
    are those whose status changes by the calendar in these days. `words` maps folded words of a query to what they
    ask for; `codes` tells which values of facets a whole query may name, held or not. `status_weights` says how
    much standing in a status today counts; a record is in each at most once, and in `OTHERWISE` when it is in none.
    `pairs` are texts that say the same in Chinese and in English.
    """

    kind: str
    facets: tuple[str, ...]
    documents: Callable[[Collection[str] | None], Iterator[Document]]
    count: Callable[[], int]
    subject: str
    single: tuple[str, ...] = ()
    concerned: Concerned = set
    named_by: Mapping[str, Concerned] = field(default_factory=dict)
    turned: Callable[[dt.date, dt.date], set[str]] = lambda _after, _until: set()
    words: Mapping[str, Preference] = field(default_factory=dict)
    codes: Callable[[str], Iterator[Code]] = lambda _text: iter(())
    status_weights: Mapping[str, float] = field(default_factory=dict)
    pairs: Callable[[], Iterator[tuple[str, str]]] = lambda: iter(())


searchables: Final[Registry[Searchable]] = Registry("searchable")
