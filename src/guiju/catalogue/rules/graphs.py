"""Replacements as a graph: editions as nodes, what replaces what as edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from guiju.catalogue.rules.editions import Edition
from guiju.catalogue.rules.identity import is_draft_number
from guiju.catalogue.rules.words import Scope


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An edition of the graph; `edition` is None where the catalogue does not hold it."""

    key: str
    edition: Edition | None

    @property
    def draft(self) -> bool:
        """Whether it is only planned."""
        return self.edition.facts.is_project if self.edition else is_draft_number(self.key)


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """`old` is replaced by `new`, wholly or in part."""

    old: str
    new: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class ReplacementGraph:
    """Everything that replaces or was replaced, however far away, around one standard.

    `complete` is False where there was more than is taken in.
    """

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    complete: bool = True

    @property
    def splits(self) -> tuple[str, ...]:
        """Editions that several others replace."""
        return _several(edge.old for edge in self.edges)

    @property
    def merges(self) -> tuple[str, ...]:
        """Editions that replace several others."""
        return _several(edge.new for edge in self.edges)


def _several(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(key for key, count in Counter(keys).items() if count > 1))


def is_backward(old: Edition | None, new: Edition | None) -> bool:
    """Whether dates tell that the one said to replace was there before the other: sources that mix up both ends."""
    if old is None or new is None:
        return False
    return old.facts.begins_after(new.facts.effective or new.facts.issued)
