"""What the catalogue holds for one batch of identifiers, fetched in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from guiju.catalogue.queries import (
    editions_of,
    list_coverage,
    list_standards,
    load_chains,
    load_editions,
    load_editions_by_key,
)
from guiju.catalogue.rules import ChainLink, Coverage, Edition
from guiju.checks.rules import Holdings, docid_of, is_range, number_of, variants_of
from guiju.kernel.docid import DocId

AT_ONCE = 500


@dataclass
class Shelf:
    """Editions, chains and coverage at hand. `fetch` empties it of the batch before; coverage is read once."""

    as_of: dt.date
    _editions: dict[str, tuple[Edition, ...]] = field(default_factory=dict)
    _blocks: dict[str, tuple[Edition, ...]] = field(default_factory=dict)
    _chains: dict[str, tuple[ChainLink, ...]] = field(default_factory=dict)
    _chained: dict[str, Edition] = field(default_factory=dict)
    _coverage: dict[str, Coverage] | None = None

    def fetch_blocks(self, docids: Iterable[DocId]) -> None:
        """Every edition of the numbers behind these identifiers, whatever part, year and mandate."""
        wanted = {docid.block for docid in docids}
        self._blocks = _load_blocks(wanted, self.as_of)

    def fetch(self, docids: Iterable[DocId]) -> None:
        """All that judging these identifiers may need."""
        asked = {docid for docid in docids if docid}
        keys = {docid: _undated_keys(docid) for docid in asked}
        self._editions = load_editions(sorted({key for group in keys.values() for key in group}))
        lonely = {docid.block for docid, group in keys.items() if not any(key in self._editions for key in group)}
        self._blocks |= _load_blocks(lonely - self._blocks.keys(), self.as_of)
        editions = [edition for group in self._editions.values() for edition in group]
        self._chains = load_chains([edition.key for edition in editions if edition.facts.successions])
        self._chained = load_editions_by_key(sorted({link.key for links in self._chains.values() for link in links}))

    def block(self, docid: DocId) -> tuple[Edition, ...]:
        """The editions of the number fetched before."""
        return self._blocks.get(docid.block, ())

    def holdings(self, docid: DocId) -> Holdings:
        """What was fetched for one identifier."""
        if not docid:
            return Holdings()
        if is_range(docid):
            return Holdings(parts=self.block(docid), coverage=self.coverage.get(docid.body))
        own = tuple(e for key in _own_keys(docid) for e in self._editions.get(key, ()))
        variants = tuple(e for variant in variants_of(docid) for e in self._editions.get(variant.key, ()))
        parts = () if own or variants else tuple(edition for edition in self.block(docid) if _is_below(edition, docid))
        return Holdings(own, variants, parts, self._chains, self._chained, self.coverage.get(docid.body))

    @property
    def coverage(self) -> dict[str, Coverage]:
        """What the catalogue holds of each publisher."""
        if self._coverage is None:
            self._coverage = {item.body: item for item in list_coverage()}
        return self._coverage


def _load_blocks(blocks: Collection[str], as_of: dt.date) -> dict[str, tuple[Edition, ...]]:
    """Every edition of each body and number (GB 7000), by number, part and year."""
    found: defaultdict[str, list[Edition]] = defaultdict(list)
    ordered = sorted(blocks)
    for start in range(0, len(ordered), AT_ONCE):
        rows = list_standards(on=as_of).filter(block__in=ordered[start : start + AT_ONCE]).order_by("sort_key")
        for edition in editions_of(rows):
            found[docid_of(edition.key).block].append(edition)
    return {block: tuple(group) for block, group in found.items()}


def _own_keys(docid: DocId) -> tuple[str, ...]:
    """The number itself, and the same in the form of publication that was written (RLV, CSV)."""
    number = number_of(docid)
    return (number.key,) if not docid.variant else (docid.undated.key, number.key)


def _undated_keys(docid: DocId) -> tuple[str, ...]:
    return (*_own_keys(docid), *(variant.key for variant in variants_of(docid)))


def _is_below(edition: Edition, docid: DocId) -> bool:
    """Whether the edition is a part, or a part of a part, of the number asked for."""
    return edition.undated_key.startswith(tuple(f"{key}{mark}" for key in _undated_keys(docid) for mark in ".-"))
