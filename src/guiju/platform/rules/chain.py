"""The chain of the audit trail: every entry's digest is taken over the entry and the digest before it.

Who changes, removes, inserts or reorders an entry must make every digest after it anew, so one digest kept elsewhere,
on paper for instance, proves all that came before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

BEGINNING: Final = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that an entry says; `at` is ISO 8601 in UTC with microseconds, `actor` the person's uuid or nothing."""

    at: str
    actor: str
    action: str
    subject: tuple[str, str]
    before: Any
    after: Any
    why: str
    origin: str


@dataclass(frozen=True, slots=True)
class Link:
    """A sealed entry: its place in the chain, counted from 1, its digest, what it says."""

    number: int
    digest: str
    content: Content


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain is not what it was: the number, and what is wrong."""

    number: int
    fault: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the chain holds: entries read, the last digest, the first break; whether a digest was met on the way."""

    entries: int
    last: str
    broken: Break | None
    met: bool


def digest_of(number: int, previous: str, content: Content) -> str:
    """SHA-256 over the entry in canonical JSON (names sorted, no spaces) with its number and the digest before it."""
    told = {"number": number, "previous": previous, **asdict(content)}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def follow(links: Iterable[Link], expected: str = "") -> Verdict:
    """Go along the chain in the order of numbers until its end or its first break; did it meet `expected`?"""
    entries, last, met = 0, BEGINNING, expected in {"", BEGINNING}
    for broken, link in _checked(links):
        if broken is not None:
            return Verdict(entries, last, broken, met)
        entries, last = link.number, link.digest
        met = met or last == expected
    return Verdict(entries, last, None, met)


def _checked(links: Iterable[Link]) -> Iterator[tuple[Break | None, Link]]:
    previous = BEGINNING
    for number, link in enumerate(links, start=1):
        if link.number != number:
            yield Break(number, "missing"), link
        elif link.digest != digest_of(number, previous, link.content):
            yield Break(number, "changed"), link
        else:
            previous = link.digest
            yield None, link
