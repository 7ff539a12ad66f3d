"""The port: what any engine must do for the search, in words of no engine.

A question is a clause that finds and scores, filters that only cut, and what to count. Fields: `text` (pairs of
Chinese characters and stems of a record's titles), `every` (these, what it belongs to, translations), `characters`,
`numbers` (tokens of `identifiers`), and the facets by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from guiju.search.registry import Document


@dataclass(frozen=True, slots=True)
class Word:
    """Records that hold a token, those where it is rarer or the text shorter scoring more."""

    field: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Exactly:
    """Records that hold a token, all with the same score."""

    field: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """Records that hold two tokens or more one right after the other, or with so many others between."""

    field: str
    words: tuple[str, ...]
    weight: float = 1.0
    between: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """Records that hold a token one edit away."""

    field: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class AllOf:
    """Records that satisfy every clause; `also` adds to the score of those that satisfy more."""

    clauses: tuple[Clause, ...]
    also: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Records that satisfy at least so many of the clauses; scores add up."""

    clauses: tuple[Clause, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Best:
    """Records that satisfy any clause; the best score counts, the others a tenth."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Flat:
    """Records that satisfy a clause, all with the same score."""

    clause: Clause
    score: float


Clause: TypeAlias = Word | Exactly | Phrase | Near | AllOf | AnyOf | Best | Flat


@dataclass(frozen=True, slots=True)
class OneOf:
    """Keeps records with one of these values of a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """Keeps records of these years, both included."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class InStatus:
    """Keeps records in one of these statuses on a day (its ordinal)."""

    statuses: tuple[str, ...]
    day: int


Filter: TypeAlias = OneOf | Years | InStatus


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the engine. `clause` None finds everything; `facets` names what to count.

    Of each facet `counted` values are told, the most frequent first.
    """

    clause: Clause | None
    filters: tuple[Filter, ...] = ()
    excluded: tuple[Clause, ...] = ()
    order: str = "relevance"
    limit: int = 10
    offset: int = 0
    facets: tuple[str, ...] = ()
    counted: int = 50
    status_day: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, and how well."""

    key: str
    score: float = 0.0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best hits, and how many there are in all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


class Reader(Protocol):
    """The index as it stood at its last commit."""

    def ask(self, question: Question) -> Answer:
        """Answer a question."""

    def counts(
        self, question: Question, wider: Mapping[str, tuple[Filter, ...]]
    ) -> Mapping[str, list[tuple[str, int]]]:
        """Values with counts by facet, the most frequent first; a facet in `wider` with these filters instead."""

    def keys(self, question: Question) -> Iterator[str]:
        """The keys of all records found, in order, in bounded memory; limit, offset and facets are not looked at."""

    def frequency(self, field: str, token: str) -> int:
        """In how many records a token stands."""

    def beginning(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens that begin so, with the number of their records."""

    @property
    def mark(self) -> str:
        """What the last commit was told to remember."""

    @property
    def size(self) -> int:
        """How many records there are."""


class Engine(Protocol):
    """One index in one folder: one writer at a time, any number of readers."""

    def reader(self) -> Reader:
        """The index after its latest commit, by whichever process."""

    def write(self, documents: Iterable[tuple[str, Document]], *, gone: Iterable[tuple[str, str]], mark: str) -> int:
        """Put (kind, document) in, take (kind, key) out, commit with the mark; returns how many went in."""
