"""Declarations of searchable records; the search knows nobody, it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from guiju.platform.registries import Registry


@dataclass(frozen=True)
class SearchField:
    """A field of a searchable record and how much a hit in it weighs."""

    name: str
    weight: float = 1.0
    facet: bool = False


@dataclass(frozen=True)
class Searchable:
    """A kind of record: its fields, and where its documents come from, one dictionary of field values each."""

    kind: str
    fields: tuple[SearchField, ...]
    documents: Callable[[], Iterator[dict[str, object]]]


searchables: Final[Registry[Searchable]] = Registry("searchable")
