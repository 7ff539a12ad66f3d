"""Counting the values of facets in tantivy, in as few passes as give exact counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

import tantivy

from guiju.search.compiling import STATUS_FACET, Compiler
from guiju.search.engine import Filter, InStatus, OneOf, Question
from guiju.search.registry import OTHERWISE

NO_VALUE: Final = "-"
"""What stands in a facet of one value for a record that has none."""
FEW: Final = 100
"""Of a facet with no more values than this, all can be told of every value of another."""

Counts = dict[str, list[tuple[str, int]]]


class Searcher(Protocol):
    """What is asked of tantivy's searcher."""

    def aggregate(self, query: tantivy.Query, agg: dict[str, Any]) -> dict[str, Any]:
        """The counts wanted of what a query finds."""

    def search(self, query: tantivy.Query, limit: int) -> tantivy.SearchResult:
        """The best of what a query finds, and how many there are."""

    def terms_with_prefix(self, field: str, prefix: str, *, limit: int) -> list[tuple[str, int]]:
        """The tokens of a field that begin so."""


class Counting:
    """Counts of one state of the index. `day` is the day that the kept statuses are of."""

    def __init__(self, searcher: Searcher, compiler: Compiler, statuses: Sequence[str], day: int) -> None:
        self._searcher = searcher
        self._compile = compiler
        self._statuses = statuses
        self._day = day
        self._few: dict[str, bool] = {}

    def counts(self, question: Question, wider: Mapping[str, tuple[Filter, ...]]) -> Counts:
        """The counts of a question's facets; those named in `wider` are counted with these filters in place of its own.

        A pass for each of these and one for all others. Where a facet of few values, one a record, is chosen of, the
        others of few values are told within its values, and need no pass of their own.
        """
        host = next((name for name in wider if self._is_host(name, question)), None)
        plain = tuple(name for name in question.facets if name not in wider)
        guests = tuple(name for name in plain if self._has_few(name, question)) if host else ()
        counts = self._plainly(replace(question, facets=tuple(name for name in plain if name not in guests)))
        for name, filters in wider.items():
            asked = replace(question, filters=filters, facets=(name,))
            counts |= self._within(asked, guests, _chosen(question, name)) if name == host else self._plainly(asked)
        return counts

    def wanted(self, question: Question) -> dict[str, Any]:
        """The counts of a question, as tantivy is asked for them."""
        wanted: dict[str, Any] = {}
        for name in question.facets:
            wanted |= self._past_statuses(question) if self._is_past(name, question) else _terms(name, question.counted)
        return wanted

    def _plainly(self, question: Question) -> Counts:
        """All facets in one pass."""
        if not question.facets:
            return {}
        query = self._compile.unscored(question)
        told = self._searcher.aggregate(query, self.wanted(question))
        counts = {name: _by_frequency(_buckets(told[name])) for name in question.facets if name in told}
        if any(name not in told for name in question.facets):
            total = int(self._searcher.search(query, 1).count)  # type: ignore[attr-defined]  # its stub forgets it
            counts[STATUS_FACET] = self._of_statuses(told, total)
        return counts

    def _within(self, question: Question, guests: Sequence[str], chosen: Sequence[str]) -> Counts:
        """One facet, and others within those of its values that are chosen."""
        (host,) = question.facets
        inner: dict[str, Any] = {}
        for name in guests:
            inner |= _terms(name, FEW)
        wanted = _terms(host, FEW)
        wanted[host] |= {"aggs": inner} if inner else {}
        told = self._searcher.aggregate(self._compile.unscored(question), wanted)[host]
        found: dict[str, Counter[str]] = {name: Counter() for name in guests}
        for bucket in told["buckets"]:
            if bucket["key"] in chosen:
                for name, counter in found.items():
                    for value, number in _buckets(bucket[name]):
                        counter[value] += number
        counts = {name: _by_frequency(counter.items())[: question.counted] for name, counter in found.items()}
        return {host: _by_frequency(_buckets(told))[: question.counted], **counts}

    def _is_host(self, name: str, question: Question) -> bool:
        """Whether the values chosen of a facet tell the records of the question apart, each once."""
        return self._compile.has_one_value(name) and self._has_few(name, question) and bool(_chosen(question, name))

    def _has_few(self, name: str, question: Question) -> bool:
        """Whether a facet is kept in words, and few of them."""
        if name not in self._few:
            self._few[name] = len(self._searcher.terms_with_prefix(f"is_{name}", "", limit=FEW + 1)) <= FEW
        return self._few[name] and not self._is_past(name, question)

    def _is_past(self, name: str, question: Question) -> bool:
        """Whether statuses are wanted of a day that the index does not keep in a word."""
        return name == STATUS_FACET and question.status_day != self._day

    def _past_statuses(self, question: Question) -> dict[str, Any]:
        day = question.status_day or 0
        ends = {"range": {"ranges": [{"from": day + 1.0}]}}
        return {
            f"status {status}": {
                "range": {"field": f"from_{status}", "ranges": [{"to": day + 1.0}]},
                "aggs": {"ends": {"range": {**ends["range"], "field": f"until_{status}"}}},
            }
            for status in self._statuses
        }

    def _of_statuses(self, told: dict[str, Any], total: int) -> list[tuple[str, int]]:
        """The statuses of such a day; whoever has no other is `OTHERWISE`."""
        counts = {status: _inner_count(told[f"status {status}"]) for status in self._statuses}
        counts[OTHERWISE] = total - sum(counts.values())
        return _by_frequency((status, number) for status, number in counts.items() if number)


def _terms(name: str, size: int) -> dict[str, Any]:
    return {name: {"terms": {"field": f"is_{name}", "size": size}}}


def _chosen(question: Question, name: str) -> tuple[str, ...]:
    """The values of a facet that a question is confined to."""
    for one in question.filters:
        match one:
            case OneOf(facet, values) if facet == name:
                return values
            case InStatus(statuses) if name == STATUS_FACET:
                return statuses
    return ()


def _buckets(told: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for bucket in told["buckets"]:
        if bucket["key"] != NO_VALUE:
            yield str(bucket["key"]), int(bucket["doc_count"])


def _by_frequency(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _inner_count(told: dict[str, Any]) -> int:
    """Records whose period began up to the day and ends after it."""
    begun = next((bucket for bucket in told["buckets"] if bucket.get("to") is not None), None)
    if begun is None:
        return 0
    return sum(int(bucket["doc_count"]) for bucket in begun["ends"]["buckets"] if bucket.get("from") is not None)
