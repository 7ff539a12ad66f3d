"""What a report says, as plain values in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Content:
    """`facts` of a report, the number of its findings, and the findings themselves, read anew at each walk.

    Facts and findings have their words in both languages (`…_zh`, `…_en`); the checksum covers the same values.
    """

    facts: Mapping[str, Any]
    count: int
    findings: Iterable[Mapping[str, Any]]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.findings)

    @property
    def values(self) -> Iterator[Mapping[str, Any]]:
        """The stored result, value by value: the facts, then each finding."""
        yield self.facts
        yield from self.findings
