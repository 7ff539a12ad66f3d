"""What the catalogue holds for one batch of identifiers, fetched in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from guiju.catalogue.queries import (
    list_coverage,
    load_blocks,
    load_chains,
    load_editions,
    load_editions_by_key,
)
from guiju.catalogue.rules import ChainLink, Coverage, Edition
from guiju.checks.rules import Holdings, find_meant, is_range, number_of, variants_of
from guiju.kernel.docid import DocId

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")
Since = tuple[str, int]
"""A number, and the year before which its editions are only named; 0 for none."""
LAST_YEAR: Final = 9999
MOST_KEPT: Final = 2_000
"""Numbers kept of a list: some 10 MB."""


class _Keys(NamedTuple):
    """What the editions of one identifier are kept under: as written, and under other mandates."""

    own: tuple[str, ...]
    variants: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.own, *self.variants)

    @classmethod
    def of(cls, docid: DocId) -> _Keys:
        """A form of publication that was written (RLV, CSV) is looked for before the standard itself."""
        number = number_of(docid).key
        own = (docid.undated.key, number) if docid.variant else (number,)
        return cls(own, tuple(variant.key for variant in variants_of(docid)))


class Recent(Generic[Key, Found]):
    """What was loaded last, by key, so that a number met again in a long list is not loaded again."""

    def __init__(self, load: Callable[[list[Key]], Mapping[Key, Found]], absent: Found) -> None:
        self._load = load
        self._absent = absent
        self._kept: dict[Key, Found] = {}

    def get(self, keys: AbstractSet[Key]) -> dict[Key, Found]:
        """Each key with what is held of it; only those that are not at hand are loaded."""
        loaded = self._load(list(keys - self._kept.keys()))
        found = {key: self._kept.pop(key, None) or loaded.get(key, self._absent) for key in keys}
        self._kept.update(found)
        for key in list(islice(self._kept, max(0, len(self._kept) - MOST_KEPT))):
            del self._kept[key]
        return found


def _load_numbers(asked: Collection[Since]) -> dict[Since, tuple[Edition, ...]]:
    since = dict(asked)
    return {(key, since[key]): editions for key, editions in load_editions(since, since).items()}


def _numbers_met() -> Recent[Since, tuple[Edition, ...]]:
    return Recent(_load_numbers, ())


def _chains_met() -> Recent[str, tuple[ChainLink, ...]]:
    return Recent(load_chains, ())


@dataclass
class Shelf:
    """Editions, chains and coverage at hand. `fetch` forgets the batch before, but for the numbers met last.

    Coverage is read once.
    """

    as_of: dt.date
    _keys: dict[DocId, _Keys] = field(default_factory=dict)
    _editions: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)
    _numbered: dict[DocId, Holdings] = field(default_factory=dict)
    _blocks: dict[str, tuple[Edition, ...]] = field(default_factory=dict)
    _chains: Mapping[str, tuple[ChainLink, ...]] = field(default_factory=dict)
    _chained: Mapping[str, Edition] = field(default_factory=dict)
    _numbers_met: Recent[Since, tuple[Edition, ...]] = field(default_factory=_numbers_met)
    _chains_met: Recent[str, tuple[ChainLink, ...]] = field(default_factory=_chains_met)
    _links_met: Recent[str, Edition | None] = field(default_factory=lambda: Recent(load_editions_by_key, None))
    _coverage: dict[str, Coverage] | None = None

    def fetch_blocks(self, docids: Iterable[DocId]) -> None:
        """Every edition of the numbers behind these identifiers, whatever part, year and mandate."""
        wanted = {docid.block for docid in docids}
        self._blocks = load_blocks(wanted)

    def fetch(self, docids: Iterable[DocId]) -> None:
        """All that judging these identifiers may need."""
        asked = {docid for docid in docids if docid}
        self._keys = {docid: _Keys.of(docid) for docid in asked}
        loaded = self._numbers_met.get(set(self._since().items()))
        self._editions = {key: editions for (key, _year), editions in loaded.items()}
        self._numbered = {docid: self._numbers(keys) for docid, keys in self._keys.items()}
        lonely = {docid.block for docid, held in self._numbered.items() if not (held.editions or held.variants)}
        self._blocks |= load_blocks(lonely - self._blocks.keys())
        self._fetch_chains(asked)

    def _since(self) -> dict[str, int]:
        """Each number with the earliest year asked for: no answer rests on editions from before it."""
        since: dict[str, int] = {}
        for docid, keys in self._keys.items():
            for key in keys.all:
                since[key] = min(docid.year or 0, since.get(key, LAST_YEAR))
        return since

    def _fetch_chains(self, docids: Iterable[DocId]) -> None:
        """The chains of the editions meant, and the editions these lead to."""
        meant = (find_meant(docid, self._numbered[docid], self.as_of) for docid in docids if not is_range(docid))
        ended = {found.edition.key for found in meant if found is not None and found.edition.facts.successions}
        self._chains = self._chains_met.get(ended)
        linked = {link.key for links in self._chains.values() for link in links if link.held}
        at_hand = {edition.key: edition for group in self._editions.values() for edition in group if edition.periods}
        ahead = self._links_met.get(linked - at_hand.keys())
        self._chained = at_hand | {key: edition for key, edition in ahead.items() if edition}

    def block(self, docid: DocId) -> tuple[Edition, ...]:
        """The editions of the number fetched before."""
        return self._blocks.get(docid.block, ())

    def holdings(self, docid: DocId) -> Holdings:
        """What was fetched for one identifier."""
        if not docid:
            return Holdings()
        if is_range(docid):
            return Holdings(parts=self.block(docid), coverage=self.coverage.get(docid.body))
        found = self._numbered[docid]
        parts = () if found.editions or found.variants else self._parts(docid)
        coverage = self.coverage.get(docid.body)
        return Holdings(found.editions, found.variants, parts, self._chains, self._chained, coverage)

    def _numbers(self, keys: _Keys) -> Holdings:
        """The editions of the number, under the mandate written and under others."""
        own = tuple(edition for key in keys.own for edition in self._editions[key])
        return Holdings(own, tuple(edition for key in keys.variants for edition in self._editions[key]))

    def _parts(self, docid: DocId) -> tuple[Edition, ...]:
        """Parts, and parts of parts, of the number asked for."""
        below = tuple(f"{key}{mark}" for key in self._keys[docid].all for mark in ".-")
        return tuple(edition for edition in self.block(docid) if edition.undated_key.startswith(below))

    @property
    def coverage(self) -> dict[str, Coverage]:
        """What the catalogue holds of each publisher."""
        if self._coverage is None:
            self._coverage = {item.body: item for item in list_coverage()}
        return self._coverage
